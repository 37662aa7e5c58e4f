/* The reader's settings, known before the page is shown. The theme's script calls the first three
   functions; by default it puts them into each page (partials/javascripts/base.html). */

__md_scope = new URL("../..", document.currentScript.src)
__md_hash = text => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0)
__md_get = (key, storage = localStorage, scope = __md_scope) =>
  JSON.parse(storage.getItem(`${scope.pathname}.${key}`))
__md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value))
  } catch {
    /* A browser that stores nothing shows the default. */
  }
}

/* What is the same on every page of a language (booksite/shared.py). The theme's script looks for its part
   in an element, by default in each page; ours ask for the rest. */
__bs_know = ({ theme, ...ours }) => {
  __bs_known = ours
  const element = document.createElement("script")
  element.id = "__config"
  element.type = "application/json"
  const search = new URL(theme.search, __md_scope)
  element.textContent = JSON.stringify({ ...theme, base: __md_scope, search })
  document.head.append(element)
}

/* Rows of other printings shall not flash up (errata.js). */
try {
  document.documentElement.dataset.printing = localStorage.getItem("booksite.printing") ?? ""
} catch {
  /* A browser that stores nothing shows all rows. */
}

/* The theme's script would do this later, when the browser has worked out the styles of the whole page. */
document.documentElement.className = "js"

/* Light or dark, as chosen or else as the device says. */
__md_palette = () => {
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default"
  document.body.dataset.mdColorScheme = __md_get("__palette")?.color.scheme ?? device
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => __md_palette())
addEventListener("click", event => {
  const button = event.target.closest("[data-bs-scheme]")
  if (!button) return
  __md_set("__palette", { color: { scheme: button.dataset.bsScheme } })
  __md_palette()
  // The button is gone now; the one in its place can be pressed at once.
  document.querySelector(`[data-bs-scheme]:not([data-bs-scheme="${button.dataset.bsScheme}"])`).focus()
})
