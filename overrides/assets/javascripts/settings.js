/* The reader's settings, known before the page is shown, and each site's own on a host of several: so this is no
   module, and what modules need of it is one object. The theme's script calls the first three functions; by default it
   puts them into each page (partials/javascripts/base.html). */
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript)
  const root = document.documentElement

  window.__md_scope = new URL("../..", script.src)
  window.__md_hash = text =>
    [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0)
  window.__md_get = (key, storage, scope = __md_scope) => {
    try {
      return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`) ?? "null")
    } catch {
      return null /* A browser that keeps nothing shows the default. */
    }
  }
  window.__md_set = (key, value, storage, scope = __md_scope) => {
    try {
      const kept = storage ?? localStorage
      kept.setItem(`${scope.pathname}.${key}`, JSON.stringify(value))
    } catch {
      /* It is chosen for this page only. */
    }
  }

  /* What was stored or stands in an address may be older than this script, or anything: it counts if it is one of these. */
  const printings = script.dataset.printings?.split(" ") ?? []
  const schemes = ["default", "slate"]

  /* Rows of other printings are hidden, and shall not flash up: from the start, and when another is chosen (filter.js). */
  const ownRows = document.head.appendChild(document.createElement("style"))

  window.__bs = {
    known: /** @type {Known} */ ({}),

    /* What is the same on every page of a language (booksite/publish/settings.py). The theme's script looks for its part
       in an element, by default in each page; ours ask for the rest. */
    know({ theme, ...ours }) {
      __bs.known = ours
      const element = document.createElement("script")
      element.id = "__config"
      element.type = "application/json"
      const search = new URL(theme.search, __md_scope)
      element.textContent = JSON.stringify({ ...theme, base: __md_scope, search })
      document.head.append(element)
    },

    /* When the page stands: until then each millisecond is the reader's. A busy device is idle late, or never. */
    stands: new Promise(resolve =>
      addEventListener("load", () => {
        if (!window.requestIdleCallback) setTimeout(resolve)
        else requestIdleCallback(resolve, { timeout: 3000 })
      }),
    ),

    printing: value => printings.find(printing => printing === value) ?? "",

    /* The place that the address names; "%" alone is no address. */
    place() {
      try {
        return decodeURIComponent(location.hash.slice(1))
      } catch {
        return ""
      }
    },

    show(printing) {
      root.dataset.printing = printing
      const others = `:is([data-row], .bs-mark)[data-printing]:not([data-printing~="${printing}"], :has(> :target))`
      ownRows.textContent = printing && `html[data-printing] ${others} { display: none }`
    },

    /* Light or dark, as chosen or else as the device says. */
    paint(chosen = schemes.find(scheme => scheme === __md_get("__palette")?.color?.scheme)) {
      const device = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default"
      document.body.dataset.mdColorScheme = chosen ?? device
    },
  }
  __bs.show(__bs.printing(__md_get("printing")))

  /* The theme's script would do this later, when the browser has worked out the styles of the whole page. */
  root.className = navigator.serviceWorker ? "js bs-keeps" : "js"

  /* Opened at a place, or once more where the reader was: nothing there shall move. So nothing is shown before the
     page's end is there (main.html), all is laid out at once (site.css), and no text before the font of formulas, by which
     lines differ in height, unless that takes long. */
  const [opened] = performance.getEntriesByType("navigation")
  if (location.hash || /** @type {PerformanceNavigationTiming} */ (opened)?.type !== "navigate") {
    root.classList.add("bs-whole")
    const end = document.createElement("link")
    end.rel = "expect"
    end.href = "#bs-end"
    end.setAttribute("blocking", "render")
    document.head.append(end)
    if ("math" in script.dataset) {
      const late = new Promise(resolve => setTimeout(resolve, 2000))
      const shown = () => root.classList.remove("bs-waits")
      root.classList.add("bs-waits")
      Promise.race([document.fonts.load("1em Book Math"), late]).then(shown, shown)
    }
  }

  /* What stands on each sheet of paper (print.css): margins know the root's properties only. */
  addEventListener("beforeprint", () => {
    root.style.setProperty("--bs-sheet-title", JSON.stringify(document.title))
    root.style.setProperty("--bs-sheet-address", JSON.stringify(location.href))
  })

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => __bs.paint())
  addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-bs-scheme]"))
    const scheme = button?.dataset.bsScheme
    if (!scheme) return
    __md_set("__palette", { color: { scheme } })
    __bs.paint(scheme)
    // The button is gone now; the one in its place can be pressed at once.
    /** @type {HTMLElement | null} */
    const other = document.querySelector(`[data-bs-scheme]:not([data-bs-scheme="${scheme}"])`)
    other?.focus()
  })
}
