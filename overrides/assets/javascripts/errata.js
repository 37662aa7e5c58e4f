/* Shows the rows that concern a reader: those of the own printing on every page, fewer still on pages with
   more choices; where none is left, the form says so and offers the way on. The printing is kept on this device
   (settings.js reads it early). Without this script all rows stand there. */
const root = document.documentElement
const fold = text => text.normalize("NFKC").toLowerCase()
const given = new URLSearchParams(location.search)
let target = __bs_place()

function matches(row, name, value) {
  if (name !== "words") return (row.dataset[name] ?? "").split(" ").includes(value)
  row.words ??= fold(row.textContent)
  // Every word, or a whole line: among the lines of a pasted error one is the message.
  const lines = fold(value)
    .split("\n")
    .map(line => line.trim())
    .filter(line => line.length > 11)
  return (
    lines.some(line => row.words.includes(line)) ||
    fold(value)
      .trim()
      .split(/\s+/)
      .every(word => row.words.includes(word)) ||
    knows(row, value)
  )
}

/* Whether what was pasted says the same as a row's message or as code in its heading. Names are a question's
   example; a change is about its very names. */
function knows(row, value) {
  row.said ??= [...row.querySelectorAll("pre.nb-output, :scope > :is(h2, h3) code")].map(
    ({ textContent }) => parts(textContent),
  )
  row.code ??= [...row.querySelectorAll("code, pre")].flatMap(({ textContent }) =>
    textContent.split(/[^\w.\\]+/),
  )
  return messages(value)
    .map(parts)
    .some(
      ({ words, names }) =>
        row.said.some(said => alike(said.words, words)) &&
        (!("effect" in row.dataset) || names.every(name => row.code.includes(name))),
    )
}

const EXCEPTION = /[\w.]*(?:Error|Warning|Exception|NotFound):\s/g

/* What exceptions and warnings of a pasted text say, from the name of each on; or its last line. */
function messages(text) {
  const starts = [...text.matchAll(EXCEPTION)].map(({ index }) => index)
  return starts.length
    ? starts.map((start, i) => text.slice(start, starts[i + 1]))
    : [text.trim().split("\n").at(-1)]
}

/* Of a pasted error, the message. */
const message = text => messages(text).at(-1)

/* The first sentence of a message: its fixed words, without numbers and paths, and the names that it quotes. */
function parts(message) {
  const quoted = /(?<!\w)(["'`])(.+?)\1(?!\w)/g
  const [sentence] = message
    .replace(EXCEPTION, "")
    .trim()
    .split(/[.?!;]\s|\n/)
  const words = fold(sentence.replace(quoted, " ").replace(/\([^()]*\)|\[[^[\]]*\]/g, ""))
    .split(/[\s,:]+/)
    .filter(word => !/[\d/\\]/.test(word))
    .map(word => word.replace(/^\W+|\W+$/g, ""))
    .filter(Boolean)
  return { words: new Set(words), names: [...sentence.matchAll(quoted)].map(([, , name]) => name) }
}

/* Whether one message has all words of the other and few besides; two words may be any message's. */
function alike(one, other) {
  const [few, many] = [one, other].sort((a, b) => a.size - b.size)
  const enough = few.size > 2 ? few.size > many.size / 2 : few.size === many.size
  return few.size > 0 && enough && [...few].every(word => many.has(word))
}

const fits = (row, chosen) => chosen.every(([name, value]) => matches(row, name, value))

function update(form) {
  const box = form.parentElement
  const chosen = [...new FormData(form)].filter(([, value]) => value.trim())
  const rows = [...box.querySelectorAll("[data-row]")]
  for (const row of rows) {
    const wanted = target && row.querySelector(":scope > [id]")?.id === target
    row.hidden = !wanted && !fits(row, chosen)
  }
  for (const group of box.querySelectorAll("[data-group]"))
    group.hidden = !group.querySelector("[data-row]:not([hidden])")
  if ("shared" in form.dataset)
    for (const link of document.querySelectorAll(".md-nav--secondary a")) {
      link.parentElement.hidden = !!document.getElementById(link.hash.slice(1))?.closest("[hidden]")
    }
  const status = form.querySelector("[role=status]")
  const shown = rows.filter(row => !row.hidden).length
  const sentence = text =>
    text
      .replace("{0}", rows.length)
      .replace("{1}", shown)
      .replace(/\{(\w+)\}/g, (_, name) => phrase(form.elements[name]))
  const { text, some, none } = status.dataset
  status.textContent = sentence(shown ? text : none)
  // On paper, without the form, rows do not stand for all unless they are all.
  if (shown < rows.length) form.dataset.sheet = sentence(shown ? some : none)
  else delete form.dataset.sheet
  form
    .querySelector(".bs-filter__next")
    .replaceChildren(...(shown ? [] : waysOn(form, chosen, rows)))
  lookElsewhere(form, shown)
  return chosen
}

const said = field =>
  field.selectedOptions?.[0].text ?? message(field.value).split("\n")[0].slice(0, 60)
const phrase = field =>
  field.value.trim() ? field.dataset.phrase.replace("{0}", () => said(field)) : ""

/* Where nothing fits: each condition without which something does, and the page of the chapter. */
function waysOn(form, chosen, rows) {
  const { giveUp, page, address } = form.querySelector(".bs-filter__next").dataset
  const ways = chosen.flatMap(([given]) => {
    const left = rows.filter(row =>
      fits(
        row,
        chosen.filter(([name]) => name !== given),
      ),
    ).length
    const field = form.elements[given]
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "md-button",
    })
    button.textContent = giveUp
      .replace("{0}", field.dataset.all ?? field.options[0].text)
      .replace("{1}", left)
    button.addEventListener("click", () => {
      field.value = ""
      field.dispatchEvent(new Event("input", { bubbles: true }))
      field.focus()
    })
    return left ? [button] : []
  })
  const { chapter } = form.elements
  if (!chapter?.value) return ways
  const link = document.createElement("a")
  link.href = `${address}${chapter.value}/`
  link.textContent = page.replace("{0}", said(chapter))
  return [...ways, link]
}

/* Few rows here, then perhaps another page has the answer to what was pasted. */
async function lookElsewhere(form, shown) {
  const box = form.querySelector(".bs-filter__elsewhere")
  if (!box) return
  const words = shown < 3 ? form.elements.words.value.trim() : ""
  if (words === (box.dataset.words ?? "")) return
  box.dataset.words = words
  if (words.length < 2) return box.replaceChildren()
  /* Without a network it may be missing. */
  const other = await import("./elsewhere.js").catch(() => null)
  const found =
    (await other?.answers(
      box.dataset,
      row => matches(row, "words", words),
      short(words),
      !shown,
    )) ?? []
  if (box.dataset.words === words) box.replaceChildren(...found)
}

/* An address has its limits. */
const short = words => (words.length > 500 ? message(words).slice(0, 500) : words)

/* What was chosen stands in the address, here and in the link to the other language. */
function share(chosen) {
  const query = new URLSearchParams(chosen.map(([name, value]) => [name, short(value)]))
  history.replaceState(
    null,
    "",
    `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`,
  )
  for (const link of document.querySelectorAll("a.bs-language")) link.search = query
}

function setPrinting(printing, forms) {
  __bs_show(printing)
  for (const form of forms) if (form.elements.printing) form.elements.printing.value = printing
}

const forms = [...document.querySelectorAll("form.bs-filter")]
for (const form of forms) {
  for (const field of form.elements) {
    if (given.has(field.name)) field.value = given.get(field.name)
    if (field.selectedIndex < 0)
      field.selectedIndex = 0 /* the address asks for what is no choice */
  }
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("input"))))
  form.addEventListener("input", () => {
    target = ""
    const { printing } = form.elements
    if (printing && printing.value !== root.dataset.printing) {
      setPrinting(printing.value, forms)
      __md_set("printing", printing.value)
    }
    const chosen = update(form)
    if ("shared" in form.dataset) share(chosen)
  })
}
setPrinting(
  given.has("printing") ? __bs_printing(given.get("printing")) : (root.dataset.printing ?? ""),
  forms,
)
for (const form of forms) {
  const chosen = update(form)
  if ("shared" in form.dataset && given.size) share(chosen)
}
/* Rows above a place may be missing now; and the browser would show the top of the page before it goes there. */
if (target) document.getElementById(target)?.scrollIntoView()
addEventListener("hashchange", () => {
  target = __bs_place()
  forms.forEach(update)
})
/* Chosen in another tab, or before coming back to this page. */
addEventListener("storage", ({ key }) => {
  if (key !== `${__md_scope.pathname}.printing`) return
  setPrinting(__bs_printing(__md_get("printing")), forms)
  forms.forEach(update)
})
