/* What HTML alone cannot do; without this script the site still works. */

/* The language switch keeps the place. A page opened at a place keeps that until the reader scrolls; then it is
   the place nearest to where a jump puts one, just below the header, so that there and back lead to the very same. */
let byHand = false
let scrolled = false
for (const event of ["wheel", "touchmove", "keydown", "mousedown"])
  addEventListener(
    event,
    () => {
      byHand = true
    },
    { passive: true },
  )
addEventListener("scroll", () => {
  scrolled ||= byHand
})
addEventListener("hashchange", () => {
  byHand = scrolled = false
})

function placeInView() {
  if (!scrolled && (document.querySelector(":target") || !scrollY)) return location.hash
  if (!scrollY) return ""
  const offset = place =>
    Math.abs(
      place.getBoundingClientRect().top - parseFloat(getComputedStyle(place).scrollMarginTop),
    )
  const places = [...document.querySelectorAll(".md-content [id]:not([id^=__], form *, svg *)")]
  const shown = places
    .filter(place => place.checkVisibility())
    .map(place => [offset(place), place.id])
  return shown.sort(([near], [far]) => near - far)[0]?.[1] ?? ""
}

for (const link of document.querySelectorAll("a.bs-language")) {
  const lead = () => {
    link.hash = placeInView()
  }
  /* Pressed first: the link may be opened in another tab. A click without a count is a key's. */
  link.addEventListener("pointerdown", lead)
  link.addEventListener("click", ({ detail }) => detail || lead())
}

/* The menu of a narrow window lies over the page below the header: the page waits until it is closed. */
const menu = document.querySelector(".bs-menu")
const drawer = document.querySelector("#__drawer")
const lists = document.querySelector(".md-sidebar--primary")
const behind = document.querySelectorAll(
  "[data-md-component=skip], .bs-hero, .md-content, .md-sidebar--secondary, .md-top, .md-footer",
)
/* Beside a page they are titles: they open nothing. */
const titles = lists.querySelectorAll("label:not([tabindex])")
lists.id = menu.getAttribute("aria-controls")
menu.addEventListener("click", () => drawer.click())
drawer.addEventListener("change", () => {
  menu.ariaExpanded = drawer.checked
  for (const part of behind) part.inert = drawer.checked
  for (const title of titles) title.tabIndex = drawer.checked ? 0 : -1
  const stops = lists.querySelectorAll("a, label")
  if (drawer.checked)
    [...stops].find(stop => stop.checkVisibility({ visibilityProperty: true })).focus()
  else menu.focus()
})
addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && drawer.checked) drawer.click()
})
/* A list that opens takes the focus, and gives it back to what opened it. It is still sliding in: nothing shall scroll there. */
lists.addEventListener(
  "change",
  ({
    target: {
      labels: [opening, closing],
      checked,
    },
  }) => {
    ;(checked ? closing : opening).focus({ preventScroll: checked })
  },
)
/* The theme lets labels be pressed by Enter only. */
lists.addEventListener("keydown", event => {
  if (event.key !== " " || !event.target.matches("label")) return
  event.preventDefault()
  event.target.click()
})
/* Who goes to a place of the page goes on from there: the theme closes the menu later, and the focus would go back. */
lists.addEventListener("click", ({ target }) => {
  if (drawer.checked && target.closest("a[href^='#']")) drawer.click()
})
/* A window that becomes wide shows the menu beside the page. */
matchMedia("(min-width: 76.25em)").addEventListener("change", () => {
  if (drawer.checked) drawer.click()
})

/* Each heading links to itself, once the page stands; those of rows do so already. */
__bs_stands.then(() => {
  for (const heading of document.querySelectorAll(
    '.md-content :is(h2, h3, h4, h5)[id]:not(:has(> [href^="#"]))',
  )) {
    const link = document.createElement("a")
    link.className = "headerlink"
    link.href = `#${heading.id}`
    link.title = link.ariaLabel = __bs_known.permalink
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
    if (scrolls[number]) target.tabIndex = 0
    else if (target !== document.activeElement) target.removeAttribute("tabindex")
  })
})
for (const box of document.querySelectorAll(
  ".math, .md-typeset table, .nb-table, .nb-output, .nb-error, .bs-sides pre",
)) {
  wide.observe(box)
  /* Far from the screen a browser guesses what scrolls. Where it was wrong, the focus stays all the same. */
  box.addEventListener("focus", () => (box.tabIndex = 0))
}

/* The theme's script puts the button of each code block into a landmark: there would be as many as blocks. */
new MutationObserver(changes => {
  for (const {
    addedNodes: [added],
  } of changes)
    if (added?.className === "md-code__nav") added.role = "none"
}).observe(document.body, { childList: true, subtree: true })

/* The next page is on its way as soon as the link to it comes into view, unless the reader saves data. */
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
