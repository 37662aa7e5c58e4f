/* What the theme's search dialog lacks. This runs before the theme's script: the theme keeps its worker
   to itself, and we need it too, to wake it when the dialog opens and to hear what it has to say beside
   results. */
(() => {
  const RESULT = 3
  const input = document.querySelector(".md-search__input")
  const result = document.querySelector(".md-search-result")
  const template = document.querySelector("#bs-search-notice")
  if (!input || !template) return
  const notice = result.insertBefore(template.content.firstElementChild.cloneNode(true), result.lastElementChild)

  const NativeWorker = window.Worker
  window.Worker = function (url) {
    window.Worker = NativeWorker
    const worker = new NativeWorker(url)
    worker.addEventListener("message", ({ data: { type, data } }) => {
      if (type === RESULT) show(data.notice)
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

  /* The theme listens to keys only: text also comes by touch, voice and mouse. */
  const search = () => input.dispatchEvent(new Event("keyup"))
  input.addEventListener("input", search)
})()
