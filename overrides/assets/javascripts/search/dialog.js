/* What the theme's search dialog lacks. This runs before the theme's script: the theme keeps its worker
   to itself, and we need it too, to start it when the dialog opens or when it failed, and to hear what it
   has to say beside results. */
;(() => {
  const SETUP = 0,
    QUERY = 2,
    RESULT = 3
  // As long as a reader may think between two keys: what is found meanwhile is not said.
  const PAUSE_MS = 1000
  const toggle = document.querySelector("#__search")
  const drawer = document.querySelector("#__drawer")
  const dialog = document.querySelector(".md-search")
  if (!dialog) return
  const input = dialog.querySelector("input")
  const output = dialog.querySelector(".md-search__scrollwrap")
  const state = dialog.querySelector(".md-search-result__meta")
  const said = dialog.querySelector(".bs-search-said")
  // Not among the results: the theme takes every link there for one.
  output.insertAdjacentHTML("beforeend", __bs_known.notice)
  const notice = output.lastElementChild
  for (const link of notice.querySelectorAll("a"))
    link.href = new URL(link.getAttribute("href"), __md_scope)

  /* What the theme takes for its worker: the real one starts when the page stands, or when the dialog opens
     before that, and anew after a failure; it loads the index when the dialog opens. */
  const NativeWorker = window.Worker
  window.Worker = function (url) {
    window.Worker = NativeWorker
    const theirs = new EventTarget()
    const opened = opens()
    let worker, query
    theirs.postMessage = message => {
      if (message.type === QUERY) worker?.postMessage((query = message))
    }
    const start = () => {
      worker = new NativeWorker(url)
      worker.onmessage = ({ data }) => pass(data, theirs)
      worker.onerror = () => {
        worker = undefined
        show({ unavailable: true })
      }
      worker.postMessage({ type: SETUP })
      if (query) worker.postMessage(query)
      opened.then(() => worker?.postMessage({ type: "open" }))
    }
    Promise.race([__bs_stands, opened]).then(() => {
      start()
      input.addEventListener("input", () => worker ?? start())
    })
    return theirs
  }

  async function opens() {
    if (document.activeElement === input) return
    await new Promise(resolve => input.addEventListener("focus", resolve, { once: true }))
  }

  function pass(message, theirs) {
    // Whoever has begun to choose among results keeps them: the theme would draw the list anew.
    if (message.type === RESULT && output.contains(document.activeElement)) return
    theirs.dispatchEvent(new MessageEvent("message", { data: message }))
    if (message.type === RESULT) show(message.data.notice, message.data)
  }

  /* Shows, beside the results, how many they are, or what to do without. */
  function show({ unavailable = false, nearest } = {}, { items = [], places } = {}) {
    if (items.length) state.textContent = count(items.length, places)
    state.hidden = unavailable && !items.length
    notice.hidden = !unavailable && !nearest
    notice.querySelector("[data-unavailable]").hidden = !unavailable
    const terms = notice.querySelector("[data-nearest]")
    terms.hidden = !nearest?.length
    terms.querySelector("span").replaceChildren(...(nearest ?? []).map(button))
    say(
      [state, notice]
        .filter(part => !part.hidden)
        .map(part => part.innerText)
        .join("\n"),
    )
  }

  function count(pages, places) {
    // English has a singular.
    return __bs_known.found
      .replace("{0}", pages)
      .replace("{1}", places)
      .replace(/\b(1 \w+)s\b/g, "$1")
  }

  let pause
  function say(words) {
    clearTimeout(pause)
    pause = setTimeout(() => (said.textContent = input.value.trim() && words), PAUSE_MS)
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

  /* Where the focus goes back to when the reader closes the dialog: to what opened it. */
  let opener = input
  function open(by) {
    // The menu would lie over the dialog; its button gets the focus.
    if (drawer.checked) drawer.click()
    opener = by ?? document.activeElement
    if (!toggle.checked) toggle.click()
    input.focus()
  }

  function close() {
    // The page itself takes no focus; then at least the field has none.
    if (opener === document.body) input.blur()
    else opener.focus()
    toggle.click()
  }

  toggle.addEventListener("change", () => {
    dialog.role = toggle.checked ? "dialog" : null
    dialog.ariaLabel = toggle.checked ? input.placeholder : null
    if (!toggle.checked) opener = input
  })
  const opening = document.querySelector(".bs-search-open")
  opening.addEventListener("click", () => open(opening))
  dialog.querySelector(".bs-search-close").addEventListener("click", close)
  dialog.querySelector(".md-search__overlay").addEventListener("click", () => toggle.click())

  /* The theme closes the dialog at Tab and takes other keys in the results for text; it knows no notices. */
  addEventListener(
    "keydown",
    event => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const ours = toggle.checked ? keyInside(event) : keyOutside(event)
      if (ours) event.stopImmediatePropagation()
    },
    true,
  )

  function keyOutside(event) {
    const { key, target } = event
    const opens =
      target === input
        ? ["ArrowDown", "Enter"].includes(key)
        : ["f", "s", "/"].includes(key) && !target.closest("input, select, textarea")
    if (!opens) return false
    event.preventDefault()
    open()
    input.select()
    return true
  }

  function keyInside(event) {
    const { key, target } = event
    if (key === "Escape") close()
    else if (!["Tab", "ArrowDown", "ArrowUp"].includes(key))
      return target !== input && (key.length > 1 || key === " ")
    else if (!stepped(key, event.shiftKey)) return true
    event.preventDefault()
    return true
  }

  /* Goes to the next or the last stop; after the last one, Tab leaves the dialog as it leaves any field. */
  function stepped(key, shift) {
    const stops = [
      input,
      ...output.querySelectorAll(
        ":is(a, button, summary):not([hidden] *, details:not([open]) > a)",
      ),
    ]
    let next = stops.indexOf(document.activeElement) + (shift || key === "ArrowUp" ? -1 : 1)
    if (key !== "Tab") next = (next + stops.length) % stops.length
    if (stops[next]) stops[next].focus()
    else toggle.click()
    return next in stops
  }

  /* The theme opens the dialog when the field gets the focus, even that which a closing dialog gives back; and
     not when a reader goes on in the field that has it. */
  for (const name of ["focusin", "focusout"])
    dialog.addEventListener(name, event => event.stopPropagation())
  for (const name of ["focus", "click", "input"])
    input.addEventListener(name, () => toggle.checked || open(input))

  /* The theme listens to keys only: text also comes by touch, voice and mouse. */
  const search = () => input.dispatchEvent(new Event("keyup"))
  input.addEventListener("input", search)

  /* The theme writes an empty `h` into the address where no word is to be marked. */
  new MutationObserver(() => {
    for (const link of output.querySelectorAll("[href*='?h=']"))
      if (link.search === "?h=") link.search = ""
  }).observe(output.querySelector("ol"), { childList: true })
})()
