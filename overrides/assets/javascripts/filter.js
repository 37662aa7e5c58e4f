/* Shows the rows that concern a reader: those of the own printing on every page, fewer still on pages with
   more choices; where none is left, the form says so and offers the way on. The printing is kept on this device
   (settings.js reads it early). Without this script all rows stand there. */

/**
 * @typedef {HTMLSelectElement | HTMLInputElement | HTMLTextAreaElement} Field
 * @typedef {[name: string, value: string]} Choice
 */

const root = document.documentElement
const given = new URLSearchParams(location.search)
/** @type {NodeListOf<HTMLFormElement>} */
const forms = document.querySelectorAll("form.bs-filter")
let target = __bs.place()
/**
 * How words are found; only some pages have a field for them.
 * @type {typeof import("./words.js") | null}
 */
let words = null

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const fieldOf = (form, name) => /** @type {Field | null} */ (form.elements.namedItem(name))

/**
 * @param {HTMLElement} row
 * @param {Choice[]} chosen
 */
const fits = (row, chosen) => chosen.every(([name, value]) => matches(row, name, value))

/**
 * @param {HTMLElement} row
 * @param {string} name
 * @param {string} value
 */
function matches(row, name, value) {
  if (name === "words") return words?.stand(row, value) ?? true
  return (row.dataset[name] ?? "").split(" ").includes(value)
}

/** @param {HTMLFormElement} form */
function update(form) {
  const box = /** @type {HTMLElement} */ (form.parentElement)
  const entries = /** @type {Choice[]} */ ([...new FormData(form)])
  const chosen = entries.filter(([, value]) => value.trim())
  /** @type {NodeListOf<HTMLElement>} */
  const all = box.querySelectorAll("[data-row]")
  const rows = [...all]
  for (const row of rows) {
    const wanted = target && row.querySelector(":scope > [id]")?.id === target
    row.hidden = !wanted && !fits(row, chosen)
  }
  /** @type {NodeListOf<HTMLElement>} */
  const groups = box.querySelectorAll("[data-group]")
  for (const group of groups) group.hidden = !group.querySelector("[data-row]:not([hidden])")
  if ("shared" in form.dataset) hideContents()
  const shown = rows.filter(row => !row.hidden).length
  tell(form, rows.length, shown)
  const next = /** @type {HTMLElement} */ (form.querySelector(".bs-filter__next"))
  next.replaceChildren(...(shown ? [] : waysOn(form, next.dataset, chosen, rows)))
  lookElsewhere(form, shown)
  return chosen
}

/* The table of contents lists what is shown. */
function hideContents() {
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".md-nav--secondary a")
  for (const link of links) {
    const place = document.getElementById(link.hash.slice(1))
    const item = /** @type {HTMLElement} */ (link.parentElement)
    item.hidden = Boolean(place?.closest("[hidden]"))
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {number} all
 * @param {number} shown
 */
function tell(form, all, shown) {
  const sentence = (text = "") =>
    text
      .replace("{0}", String(all))
      .replace("{1}", String(shown))
      .replace(/\{(\w+)\}/g, (_, name) => phrase(fieldOf(form, name)))
  const status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"))
  const { text, some, none } = status.dataset
  status.textContent = sentence(shown ? text : none)
  // On paper, without the form, rows do not stand for all unless they are all.
  if (shown < all) form.dataset.sheet = sentence(shown ? some : none)
  else delete form.dataset.sheet
}

/** @param {Field} field */
const said = field =>
  "options" in field
    ? field.selectedOptions[0].text
    : (words?.message(field.value).split("\n")[0].slice(0, 60) ?? "")

/** @param {Field | null} field */
const phrase = field =>
  field?.value.trim() ? (field.dataset.phrase ?? "").replace("{0}", () => said(field)) : ""

/**
 * Where nothing fits: each condition without which something does, and the page of the chapter.
 * @param {HTMLFormElement} form
 * @param {DOMStringMap} words
 * @param {Choice[]} chosen
 * @param {HTMLElement[]} rows
 */
function waysOn(form, { giveUp = "", page = "", address }, chosen, rows) {
  /** @type {HTMLElement[]} */
  const ways = chosen.flatMap(([given]) => {
    const others = chosen.filter(([name]) => name !== given)
    const left = rows.filter(row => fits(row, others)).length
    const field = fieldOf(form, given)
    if (!left || !field) return []
    const all = "options" in field ? field.options[0].text : (field.dataset.all ?? "")
    const button = document.createElement("button")
    button.type = "button"
    button.className = "md-button"
    button.textContent = giveUp.replace("{0}", all).replace("{1}", String(left))
    button.addEventListener("click", () => {
      field.value = ""
      field.dispatchEvent(new Event("input", { bubbles: true }))
      field.focus()
    })
    return [button]
  })
  const chapter = fieldOf(form, "chapter")
  if (!chapter?.value) return ways
  const link = document.createElement("a")
  link.href = `${address}${chapter.value}/`
  link.textContent = page.replace("{0}", said(chapter))
  return [...ways, link]
}

/**
 * Few rows here, then perhaps another page has the answer to what was pasted.
 * @param {HTMLFormElement} form
 * @param {number} shown
 */
async function lookElsewhere(form, shown) {
  const box = /** @type {HTMLElement | null} */ (form.querySelector(".bs-filter__elsewhere"))
  if (!box || !words) return
  const sought = (shown < 3 && fieldOf(form, "words")?.value.trim()) || ""
  if (sought === (box.dataset.words ?? "")) return
  box.dataset.words = sought
  if (sought.length < 2) return box.replaceChildren()
  const texts = /** @type {Record<string, string>} */ (box.dataset)
  /** @param {HTMLElement} row */
  const fitting = row => matches(row, "words", sought)
  /* Without a network it may be missing. */
  const other = await import("./elsewhere.js").catch(() => null)
  const found = (await other?.answers(texts, fitting, words.short(sought), !shown)) ?? []
  if (box.dataset.words === sought) box.replaceChildren(...found)
}

/**
 * What was chosen stands in the address, here and in the link to the other language.
 * @param {Choice[]} chosen
 */
function share(chosen) {
  const query = String(
    new URLSearchParams(chosen.map(([name, value]) => [name, words?.short(value) ?? value])),
  )
  const { pathname, hash } = location
  history.replaceState(null, "", `${pathname}${query && `?${query}`}${hash}`)
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll("a.bs-language")
  for (const link of links) link.search = query
}

/** @param {string} printing */
function setPrinting(printing) {
  __bs.show(printing)
  for (const form of forms) {
    const field = fieldOf(form, "printing")
    if (field) field.value = printing
  }
}

const updateAll = () => forms.forEach(form => void update(form))

/** @param {HTMLFormElement} form */
function start(form) {
  for (const field of /** @type {Iterable<Field>} */ (form.elements)) {
    const value = given.get(field.name)
    if (value !== null) field.value = value
    // The address asks for what is no choice.
    if ("options" in field && field.selectedIndex < 0) field.selectedIndex = 0
  }
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("input"))))
  form.addEventListener("input", () => {
    target = ""
    const printing = fieldOf(form, "printing")?.value
    if (printing !== undefined && printing !== root.dataset.printing) {
      setPrinting(printing)
      __md_set("printing", printing)
    }
    const chosen = update(form)
    if ("shared" in form.dataset) share(chosen)
  })
}

/* Fits the page to what its address asks for. */
function begin() {
  for (const form of forms) {
    const chosen = update(form)
    if ("shared" in form.dataset && given.size) share(chosen)
  }
  /* Rows above a place may be missing now; and the browser would show the top of the page before it goes there. */
  if (target) document.getElementById(target)?.scrollIntoView()
}

/** @param {typeof import("./words.js")} found */
export function findBy(found) {
  words = found
  begin()
}

forms.forEach(start)
setPrinting(
  given.has("printing") ? __bs.printing(given.get("printing")) : (root.dataset.printing ?? ""),
)
begin()
addEventListener("hashchange", () => {
  target = __bs.place()
  updateAll()
})
/* Chosen in another tab, or before coming back to this page. */
addEventListener("storage", ({ key }) => {
  if (key !== `${__md_scope.pathname}.printing`) return
  setPrinting(__bs.printing(__md_get("printing")))
  updateAll()
})
