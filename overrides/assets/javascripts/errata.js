/* Shows the rows that concern a reader: those of the own printing on every page, fewer still on pages with
   more choices. The printing is kept on this device (settings.js reads it early). Without this script all
   rows stand there. */
const root = document.documentElement
const fold = text => text.normalize("NFKC").toLowerCase()
const given = new URLSearchParams(location.search)
let target = __bs_place()

function matches(row, name, value) {
  if (name !== "words") return (row.dataset[name] ?? "").split(" ").includes(value)
  row.words ??= fold(row.textContent)
  // Every word, or a whole line: among the lines of a pasted error one is the message.
  const lines = fold(value).split("\n").map(line => line.trim()).filter(line => line.length > 11)
  return lines.some(line => row.words.includes(line)) || fold(value).trim().split(/\s+/).every(word => row.words.includes(word))
}

function update(form) {
  const box = form.parentElement
  const chosen = [...new FormData(form)].filter(([, value]) => value.trim())
  const rows = [...box.querySelectorAll("[data-row]")]
  for (const row of rows) {
    const wanted = target && row.querySelector(":scope > [id]")?.id === target
    row.hidden = !wanted && !chosen.every(([name, value]) => matches(row, name, value))
  }
  for (const group of box.querySelectorAll("[data-group]")) group.hidden = !group.querySelector("[data-row]:not([hidden])")
  const status = form.querySelector("[role=status]")
  const shown = rows.filter(row => !row.hidden).length
  status.textContent = status.dataset.text.replace("{0}", rows.length).replace("{1}", shown)
  return chosen
}

/* What was chosen stands in the address, here and in the link to the other language. */
function share(chosen) {
  const query = new URLSearchParams(chosen)
  history.replaceState(null, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`)
  for (const link of document.querySelectorAll("a.bs-language")) link.search = query
}

function setPrinting(printing, forms) {
  root.dataset.printing = printing
  for (const form of forms) if (form.elements.printing) form.elements.printing.value = printing
}

const forms = [...document.querySelectorAll("form.bs-filter")]
for (const form of forms) {
  for (const field of form.elements) {
    if (given.has(field.name)) field.value = given.get(field.name)
    if (field.selectedIndex < 0) field.selectedIndex = 0 /* the address asks for what is no choice */
  }
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("input"))))
  form.addEventListener("input", () => {
    target = ""
    const { printing } = form.elements
    if (printing && printing.value !== root.dataset.printing) {
      setPrinting(printing.value, forms)
      try { localStorage.setItem("booksite.printing", printing.value) } catch {}
    }
    const chosen = update(form)
    if ("shared" in form.dataset) share(chosen)
  })
}
setPrinting(given.has("printing") ? __bs_printing(given.get("printing")) : root.dataset.printing ?? "", forms)
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
addEventListener("storage", ({ key, newValue }) => {
  if (key !== "booksite.printing") return
  setPrinting(__bs_printing(newValue), forms)
  forms.forEach(update)
})
