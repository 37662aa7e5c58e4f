/* What HTML alone cannot do; without this script the site still works. */

import { keptPlace } from "./place.js"

/* The language switch keeps the place. */
let byHand = false
let scrolled = false
const touched = () => {
  byHand = true
}
for (const event of ["wheel", "touchmove", "keydown", "mousedown"]) {
  addEventListener(event, touched, { passive: true })
}
addEventListener("scroll", () => {
  scrolled ||= byHand
})
addEventListener("hashchange", () => {
  byHand = scrolled = false
})

function shownPlaces() {
  const places = document.querySelectorAll(".md-content [id]:not([id^=__], form *, svg *)")
  return [...places]
    .filter(place => place.checkVisibility())
    .map(place => {
      const below = parseFloat(getComputedStyle(place).scrollMarginTop)
      return { id: place.id, distance: Math.abs(place.getBoundingClientRect().top - below) }
    })
}

/** @type {NodeListOf<HTMLAnchorElement>} */
const switches = document.querySelectorAll("a.bs-language")
for (const link of switches) {
  const lead = () => {
    const isPlace = Boolean(document.querySelector(":target"))
    const view = { hash: location.hash, isPlace, isTop: !scrollY, scrolled }
    link.hash = keptPlace(view, shownPlaces)
  }
  /* Pressed first: the link may be opened in another tab. A click without a count is a key's. */
  link.addEventListener("pointerdown", lead)
  link.addEventListener("click", ({ detail }) => detail || lead())
}

/* The menu of a narrow window lies over the page below the header: the page waits until it is closed. */
const menu = /** @type {HTMLElement} */ (document.querySelector(".bs-menu"))
const drawer = /** @type {HTMLInputElement} */ (document.querySelector("#__drawer"))
const lists = /** @type {HTMLElement} */ (document.querySelector(".md-sidebar--primary"))
/** @type {NodeListOf<HTMLElement>} */
const behind = document.querySelectorAll(
  "[data-md-component=skip], .bs-hero, .md-content, .md-sidebar--secondary, .md-top, .md-footer",
)
/**
 * Beside a page they are titles: they open nothing.
 * @type {NodeListOf<HTMLElement>}
 */
const titles = lists.querySelectorAll("label:not([tabindex])")
lists.id = menu.getAttribute("aria-controls") ?? ""
menu.addEventListener("click", () => drawer.click())
drawer.addEventListener("change", () => {
  menu.ariaExpanded = String(drawer.checked)
  for (const part of behind) part.inert = drawer.checked
  for (const title of titles) title.tabIndex = drawer.checked ? 0 : -1
  /** @type {NodeListOf<HTMLElement>} */
  const stops = lists.querySelectorAll("a, label")
  const shown = [...stops].find(stop => stop.checkVisibility({ visibilityProperty: true }))
  if (drawer.checked) shown?.focus()
  else menu.focus()
})
addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && drawer.checked) drawer.click()
})
/* A list that opens takes the focus, and gives it back to what opened it. It is still sliding in: nothing shall scroll there. */
lists.addEventListener("change", ({ target }) => {
  const { labels, checked } = /** @type {HTMLInputElement} */ (target)
  labels?.[checked ? 1 : 0].focus({ preventScroll: checked })
})
/* The theme lets labels be pressed by Enter only. */
lists.addEventListener("keydown", event => {
  const { key, target } = event
  if (key !== " " || !(target instanceof HTMLLabelElement)) return
  event.preventDefault()
  target.click()
})
/* Who goes to a place of the page goes on from there: the theme closes the menu later, and the focus would go back. */
lists.addEventListener("click", ({ target }) => {
  const link = /** @type {Element} */ (target).closest("a[href^='#']")
  if (drawer.checked && link) drawer.click()
})
/* A window that becomes wide shows the menu beside the page. */
matchMedia("(min-width: 76.25em)").addEventListener("change", () => {
  if (drawer.checked) drawer.click()
})

/* Each heading links to itself, once the page stands; those of rows do so already. */
const unlinked = '.md-content :is(h2, h3, h4, h5)[id]:not(:has(> [href^="#"]))'
__bs.stands.then(() => {
  for (const heading of document.querySelectorAll(unlinked)) {
    const link = document.createElement("a")
    link.className = "headerlink"
    link.href = `#${heading.id}`
    link.title = link.ariaLabel = __bs.known.permalink
    link.textContent = "¶"
    /* The link is not among its words. */
    heading.ariaLabel = heading.textContent
    heading.append(link)
  }
})

/* What scrolls sideways can be reached by keyboard. */
const wide = new ResizeObserver(entries => {
  /* All are measured before one is changed: a change between makes the browser lay out the page again. */
  const scrolls = entries.map(({ target }) => target.scrollWidth > target.clientWidth)
  entries.forEach(({ target }, number) => {
    if (scrolls[number]) target.setAttribute("tabindex", "0")
    else if (target !== document.activeElement) target.removeAttribute("tabindex")
  })
})
const boxes = ".math, .md-typeset table, .nb-table, .nb-output, .nb-error, .bs-sides pre"
for (const box of document.querySelectorAll(boxes)) {
  wide.observe(box)
  /* Far from the screen a browser guesses what scrolls. Where it was wrong, the focus stays all the same. */
  box.addEventListener("focus", () => box.setAttribute("tabindex", "0"))
}

/* The theme's script puts the button of each code block into a landmark: there would be as many as blocks. */
new MutationObserver(changes => {
  for (const { addedNodes } of changes) {
    const [added] = addedNodes
    if (added instanceof Element && added.className === "md-code__nav") added.role = "none"
  }
}).observe(document.body, { childList: true, subtree: true })

/**
 * The next page is on its way as soon as the link to it comes into view, unless the reader saves data.
 * @type {HTMLAnchorElement | null}
 */
const next = document.querySelector(".md-footer__link--next")
if (next && !navigator.connection?.saveData) {
  new IntersectionObserver((entries, observer) => {
    if (!entries.some(entry => entry.isIntersecting)) return
    observer.disconnect()
    const early = document.createElement("link")
    early.rel = "prefetch"
    early.href = next.href
    document.head.append(early)
  }).observe(next)
}
