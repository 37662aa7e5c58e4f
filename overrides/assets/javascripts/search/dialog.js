/* What the theme's search dialog lacks. This runs before the theme's script: the theme keeps its worker
   to itself, and we need it too, to start it when the dialog opens and to hear what it has to say beside
   results. */
(() => {
  const RESULT = 3
  const input = document.querySelector(".md-search__input")
  const output = document.querySelector(".md-search__scrollwrap")
  if (!input) return
  // Not among the results: the theme takes every link there for one.
  output.insertAdjacentHTML("beforeend", __bs_known.notice)
  const notice = output.lastElementChild
  for (const link of notice.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), __md_scope)

  /* What the theme takes for its worker: the real one starts when the page stands, or when the dialog opens
     before that; it loads the index when the dialog opens. */
  const NativeWorker = window.Worker
  window.Worker = function (url) {
    window.Worker = NativeWorker
    const dialog = new EventTarget()
    const waiting = []
    dialog.postMessage = message => waiting.push(message)
    const opened = opens()
    Promise.race([__bs_stands, opened]).then(() => {
      const worker = new NativeWorker(url)
      worker.addEventListener("message", event => pass(event.data, dialog))
      worker.addEventListener("error", () => show({ unavailable: true }))
      dialog.postMessage = message => worker.postMessage(message)
      waiting.forEach(dialog.postMessage)
      opened.then(() => worker.postMessage({ type: "open" }))
    })
    return dialog
  }

  async function opens() {
    if (document.activeElement === input) return
    await new Promise(resolve => input.addEventListener("focus", resolve, { once: true }))
  }

  function pass(message, dialog) {
    if (message.type === RESULT) {
      // Whoever has begun to choose among results keeps them: the theme would draw the list anew.
      if (output.contains(document.activeElement)) return
      show(message.data.notice)
    }
    dialog.dispatchEvent(new MessageEvent("message", { data: message }))
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
