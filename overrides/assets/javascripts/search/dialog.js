/* What the theme's search dialog lacks. This runs before the theme's script: the theme keeps its worker
   to itself, and we need it too, to start it when the dialog opens or when it failed, and to hear what it
   has to say beside results. */

import { OPEN, QUERY, RESULT, SETUP } from "./protocol.js"

// As long as a reader may think between two keys: what is found meanwhile is not said.
const PAUSE_MS = 1000

/**
 * @template {HTMLElement} T
 * @param {string} selector
 * @param {ParentNode} [within]
 */
const part = (selector, within = document) =>
  /** @type {T} */ (/** @type {unknown} */ (within.querySelector(selector)))

/** @type {HTMLInputElement} */
const toggle = part("#__search")
/** @type {HTMLInputElement} */
const drawer = part("#__drawer")
const dialog = part(".md-search")
/** @type {HTMLInputElement} */
const input = part("input", dialog)
const output = part(".md-search__scrollwrap", dialog)
const state = part(".md-search-result__meta", dialog)
const said = part(".bs-search-said", dialog)
// Not among the results: the theme takes every link there for one.
output.insertAdjacentHTML("beforeend", __bs.known.notice)
const notice = part(".bs-search-notice", output)
for (const link of notice.querySelectorAll("a")) {
  link.href = new URL(link.getAttribute("href") ?? "", __md_scope).href
}

const NativeWorker = window.Worker

/* What the theme takes for its worker: the real one starts when the page stands, or when the dialog opens
   before that, and anew after a failure; it loads the index when the dialog opens. */
class LateWorker extends EventTarget {
  #opened = opens()
  /** @type {Worker | undefined} */
  #worker
  /** @type {object | undefined} */
  #query

  /** @param {string} url */
  constructor(url) {
    super()
    window.Worker = NativeWorker
    Promise.race([__bs.stands, this.#opened]).then(() => {
      this.#start(url)
      input.addEventListener("input", () => this.#worker ?? this.#start(url))
    })
  }

  /** @param {{ type: number }} message */
  postMessage(message) {
    if (message.type !== QUERY) return
    this.#query = message
    this.#worker?.postMessage(message)
  }

  /** @param {string} url */
  #start(url) {
    const worker = new NativeWorker(url, { type: "module" })
    this.#worker = worker
    worker.onmessage = ({ data }) => this.#pass(data)
    worker.onerror = () => {
      this.#worker = undefined
      show({ unavailable: true })
    }
    worker.postMessage({ type: SETUP })
    if (this.#query) worker.postMessage(this.#query)
    this.#opened.then(() => this.#worker?.postMessage({ type: OPEN }))
  }

  /** @param {{ type: number, data: import("./search.js").Answer }} message */
  #pass(message) {
    // Whoever has begun to choose among results keeps them: the theme would draw the list anew.
    if (message.type === RESULT && output.contains(document.activeElement)) return
    this.dispatchEvent(new MessageEvent("message", { data: message }))
    if (message.type === RESULT) show(message.data.notice, message.data)
  }
}
window.Worker = /** @type {typeof Worker} */ (/** @type {unknown} */ (LateWorker))

async function opens() {
  if (document.activeElement === input) return
  await new Promise(resolve => input.addEventListener("focus", resolve, { once: true }))
}

/**
 * Show, beside the results, how many they are, or what to do without.
 * @param {import("./search.js").Answer["notice"]} notices
 * @param {Partial<import("./search.js").Answer>} found
 */
function show({ unavailable = false, nearest } = {}, { items = [], places = 0 } = {}) {
  const nothing = !items.length
  if (!nothing) state.textContent = count(items.length, places)
  state.hidden = unavailable && nothing
  notice.hidden = !unavailable && !nearest
  part("[data-unavailable]", notice).hidden = !unavailable
  const terms = part("[data-nearest]", notice)
  terms.hidden = !nearest?.length
  part("span", terms).replaceChildren(...(nearest ?? []).map(button))
  const shown = [state, notice].filter(part => !part.hidden)
  // biome-ignore lint/performance/useDomNodeTextContent: what is shown is said, line by line
  say(shown.map(part => part.innerText).join("\n"))
}

/**
 * @param {number} pages
 * @param {number} places
 */
function count(pages, places) {
  // English has a singular.
  return __bs.known.found
    .replace("{0}", String(pages))
    .replace("{1}", String(places))
    .replace(/\b(1 \w+)s\b/g, "$1")
}

let pause = 0
/** @param {string} words */
function say(words) {
  clearTimeout(pause)
  pause = window.setTimeout(() => {
    said.textContent = input.value.trim() && words
  }, PAUSE_MS)
}

/** @param {string} term */
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

/**
 * Where the focus goes back to when the reader closes the dialog: to what opened it.
 * @type {Element | null}
 */
let opener = input

/** @param {Element | null} [by] */
function open(by) {
  // The menu would lie over the dialog; its button gets the focus.
  if (drawer.checked) drawer.click()
  opener = by ?? document.activeElement
  if (!toggle.checked) toggle.click()
  input.focus()
}

function close() {
  // The page itself takes no focus; then at least the field has none.
  if (opener instanceof HTMLElement && opener !== document.body) opener.focus()
  else input.blur()
  toggle.click()
}

toggle.addEventListener("change", () => {
  dialog.role = toggle.checked ? "dialog" : null
  dialog.ariaLabel = toggle.checked ? input.placeholder : null
  if (!toggle.checked) opener = input
})
const opening = part(".bs-search-open")
opening.addEventListener("click", () => open(opening))
part(".bs-search-close", dialog).addEventListener("click", close)
part(".md-search__overlay", dialog).addEventListener("click", () => toggle.click())

/**
 * The theme closes the dialog at Tab and takes other keys in the results for text; it knows no notices.
 * @param {KeyboardEvent} event
 */
function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const ours = toggle.checked ? keyInside(event) : keyOutside(event)
  if (ours) event.stopImmediatePropagation()
}
addEventListener("keydown", pressed, true)

/** @param {KeyboardEvent} event */
function keyOutside(event) {
  const { key, target } = event
  const opens =
    target === input
      ? ["ArrowDown", "Enter"].includes(key)
      : ["f", "s", "/"].includes(key) &&
        !(/** @type {Element} */ (target).closest("input, select, textarea"))
  if (!opens) return false
  event.preventDefault()
  open()
  input.select()
  return true
}

/** @param {KeyboardEvent} event */
function keyInside(event) {
  const { key, target } = event
  if (key === "Escape") close()
  else if (!["Tab", "ArrowDown", "ArrowUp"].includes(key)) {
    return target !== input && (key.length > 1 || key === " ")
  } else if (!stepped(key, event.shiftKey)) return true
  event.preventDefault()
  return true
}

/**
 * Go to the next or the last stop; after the last one, Tab leaves the dialog as it leaves any field.
 * @param {string} key
 * @param {boolean} shift
 */
function stepped(key, shift) {
  const links = ":is(a, button, summary):not([hidden] *, details:not([open]) > a)"
  /** @type {NodeListOf<HTMLElement>} */
  const inside = output.querySelectorAll(links)
  const stops = [input, ...inside]
  const now = /** @type {HTMLElement} */ (document.activeElement)
  let next = stops.indexOf(now) + (shift || key === "ArrowUp" ? -1 : 1)
  if (key !== "Tab") next = (next + stops.length) % stops.length
  if (stops[next]) stops[next].focus()
  else toggle.click()
  return next in stops
}

/* The theme opens the dialog when the field gets the focus, even that which a closing dialog gives back; and
   not when a reader goes on in the field that has it. */
for (const name of ["focusin", "focusout"]) {
  dialog.addEventListener(name, event => event.stopPropagation())
}
for (const name of ["focus", "click", "input"]) {
  input.addEventListener(name, () => toggle.checked || open(input))
}

/* The theme listens to keys only: text also comes by touch, voice and mouse. */
const search = () => input.dispatchEvent(new Event("keyup"))
input.addEventListener("input", search)

/* The theme writes an empty `h` into the address where no word is to be marked. */
const results = part("ol", output)
new MutationObserver(() => {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = results.querySelectorAll("[href*='?h=']")
  for (const link of links) if (link.search === "?h=") link.search = ""
}).observe(results, { childList: true })
