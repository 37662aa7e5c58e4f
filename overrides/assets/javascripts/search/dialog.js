/* What the theme's search dialog lacks. This runs before the theme's script: the theme keeps its worker
   to itself, and we need it too, to wake it when the dialog opens and to hear what it has to say beside
   results. */
(() => {
  const RESULT = 3
  const input = document.querySelector(".md-search__input")
  const output = document.querySelector(".md-search__scrollwrap")
  const template = document.querySelector("#bs-search-notice")
  if (!input || !template) return
  // Not among the results: the theme takes every link there for one.
  const notice = output.appendChild(template.content.firstElementChild)

  const NativeWorker = window.Worker
  window.Worker = function (url) {
    window.Worker = NativeWorker
    const worker = new NativeWorker(url)
    worker.addEventListener("message", event => {
      const { type, data } = event.data
      if (type !== RESULT) return
      // Whoever has begun to choose among results keeps them: the theme would draw the list anew.
      if (output.contains(document.activeElement)) event.stopImmediatePropagation()
      else show(data.notice)
    })
    worker.addEventListener("error", () => show({ unavailable: true }))
    const open = () => worker.postMessage({ type: "open" })
    input.addEventListener("focus", open, { once: true })
    if (document.activeElement === input) open()
    return worker
  }

  function show({ unavailable = false, nearest } = {}) {
    notice.hidden = !unavailable && !nearest
    notice.querySelector("[data-unavailable]").hidden = !unavailable
    const terms = notice.querySelector("[data-nearest]")
    terms.hidden = !nearest?.length
    terms.querySelector("span").replaceChildren(...(nearest ?? []).map(button))
  }

  function button(term) {
    const element = document.createElement("button")
    element.type = "button"
    element.textContent = term
    element.addEventListener("click", () => {
      input.value = term
      input.focus()
      search()
    })
    return element
  }

  /* The theme closes the dialog at Tab and knows results only: the notice's links need keys of their own. */
  addEventListener("keydown", event => {
    if (notice.hidden || !document.querySelector("#__search").checked) return
    if (!["Tab", "ArrowDown", "ArrowUp"].includes(event.key) || output.querySelector(".md-search-result__link")) return
    const stops = [input, ...notice.querySelectorAll("p:not([hidden]) :is(a, button)")]
    const step = event.shiftKey || event.key === "ArrowUp" ? stops.length - 1 : 1
    stops[(stops.indexOf(document.activeElement) + step) % stops.length].focus()
    event.preventDefault()
    event.stopImmediatePropagation()
  }, true)

  /* The theme listens to keys only: text also comes by touch, voice and mouse. */
  const search = () => input.dispatchEvent(new Event("keyup"))
  input.addEventListener("input", search)
})()
