/* The reader's settings, known before the page is shown, and each site's own on a host of several. The theme's
   script calls the first three functions; by default it puts them into each page (partials/javascripts/base.html). */

__md_scope = new URL("../..", document.currentScript.src)
__md_hash = text => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0)
__md_get = (key, storage, scope = __md_scope) => {
  try {
    return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`))
  } catch {
    return null /* A browser that keeps nothing shows the default. */
  }
}
__md_set = (key, value, storage, scope = __md_scope) => {
  try {
    ;(storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value))
  } catch {
    /* It is chosen for this page only. */
  }
}

/* What is the same on every page of a language (booksite/publish/settings.py). The theme's script looks for its part
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

/* When the page stands: until then each millisecond is the reader's. */
__bs_stands = new Promise(resolve =>
  addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(resolve)),
)

/* What was stored or stands in an address may be older than this script, or anything: it counts if it is one of these. */
__bs_printings = document.currentScript.dataset.printings.split(" ")
__bs_printing = value => __bs_printings.find(printing => printing === value) ?? ""
__bs_scheme = value => ["default", "slate"].find(scheme => scheme === value?.color?.scheme)

/* The place that the address names; "%" alone is no address. */
__bs_place = () => {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return ""
  }
}

/* Rows of other printings are hidden, and shall not flash up: from the start, and when another is chosen (errata.js). */
__bs_own_rows = document.head.appendChild(document.createElement("style"))
__bs_show = printing => {
  document.documentElement.dataset.printing = printing
  const others = `:is([data-row], .bs-mark)[data-printing]:not([data-printing~="${printing}"], :has(> :target))`
  __bs_own_rows.textContent = printing && `html[data-printing] ${others} { display: none }`
}
__bs_show(__bs_printing(__md_get("printing")))

/* The theme's script would do this later, when the browser has worked out the styles of the whole page. */
document.documentElement.className = navigator.serviceWorker ? "js bs-keeps" : "js"

/* Opened at a place, or once more where the reader was: nothing there shall move. So nothing is shown before the
   page's end is there (main.html), all is laid out at once (site.css), and no text before the font of formulas, by which
   lines differ in height, unless that takes long. */
if (location.hash || performance.getEntriesByType("navigation")[0]?.type !== "navigate") {
  document.documentElement.classList.add("bs-whole")
  const end = document.createElement("link")
  end.rel = "expect"
  end.href = "#bs-end"
  end.setAttribute("blocking", "render")
  document.head.append(end)
  if ("math" in document.currentScript.dataset) {
    const { classList } = document.documentElement
    const late = new Promise(resolve => setTimeout(resolve, 2000))
    classList.add("bs-waits")
    Promise.race([document.fonts.load("1em Book Math"), late])
      .catch(() => {})
      .then(() => classList.remove("bs-waits"))
  }
}

/* What stands on each sheet of paper (print.css): margins know the root's properties only. */
addEventListener("beforeprint", () => {
  const { style } = document.documentElement
  style.setProperty("--bs-sheet-title", JSON.stringify(document.title))
  style.setProperty("--bs-sheet-address", JSON.stringify(location.href))
})

/* Light or dark, as chosen or else as the device says. */
__md_palette = (chosen = __bs_scheme(__md_get("__palette"))) => {
  const device = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default"
  document.body.dataset.mdColorScheme = chosen ?? device
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => __md_palette())
addEventListener("click", event => {
  const button = event.target.closest("[data-bs-scheme]")
  if (!button) return
  __md_set("__palette", { color: { scheme: button.dataset.bsScheme } })
  __md_palette(button.dataset.bsScheme)
  // The button is gone now; the one in its place can be pressed at once.
  document
    .querySelector(`[data-bs-scheme]:not([data-bs-scheme="${button.dataset.bsScheme}"])`)
    .focus()
})
