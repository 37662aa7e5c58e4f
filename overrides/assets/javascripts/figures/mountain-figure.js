/* The mountain in use: its fields, its buttons, and walking by hand on the map. */

import { filled, remember } from "./figures.js"
import { end, row, SURFACES, values, walk } from "./mountain.js"
import { drawHeights, drawMap, placeAt } from "./mountain-drawing.js"

/** @import { Figure } from "./figures.js" */
/** @import { Place, Settings } from "./mountain.js" */

/* Between two steps of a walk, in milliseconds. */
const PACE = 180
/* A walk that leads away is seen to do so after as many steps. */
const ENOUGH = 40
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }

/** @param {Figure} figure */
export function show(figure) {
  const { element, form, words } = figure
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`[data-part="${name}"]`))
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
  const button = (/** @type {string} */ name) =>
    /** @type {HTMLButtonElement} */ (form.querySelector(`[value="${name}"]`))
  const map = find("map")
  const table = /** @type {HTMLDetailsElement} */ (element.querySelector("details"))
  let running = 0

  map.tabIndex = 0
  map.role = "application"
  map.ariaLabel = words.map
  form.hidden = false

  /** @returns {Settings} */
  const settings = () => ({
    surface: /** @type {Settings["surface"]} */ (field("surface").value),
    u: field("u").valueAsNumber,
    v: field("v").valueAsNumber,
    rate: field("rate").valueAsNumber,
    momentum: field("momentum").valueAsNumber,
    steps: field("steps").valueAsNumber,
  })

  function draw() {
    const chosen = settings()
    const places = walk(chosen)
    map.innerHTML = drawMap(places, chosen, field("fog").checked, words)
    find("heights").innerHTML = drawHeights(places, chosen, words)
    find("now").textContent = told(places)
    if (table.open) fill(places)
    for (const input of form.querySelectorAll("label > [type=range]")) {
      const shown = /** @type {HTMLOutputElement} */ (input.nextElementSibling)
      shown.value = /** @type {HTMLInputElement} */ (input).value
    }
    button("undo").disabled = !chosen.steps
    return places
  }

  /** @param {Place[]} places */
  function fill(places) {
    find("rows").innerHTML = places
      .map(
        (place, step) =>
          `<tr>${row(place, step)
            .map(value => `<td>${value}</td>`)
            .join("")}</tr>`,
      )
      .join("")
  }

  /** @param {Place[]} places */
  const told = places => filled(words.now, values(places)) + (words[end(places)] ?? "")

  /** Take steps, or take them back; a walk that is lost goes no farther. */
  function go(/** @type {number} */ steps) {
    const places = walk(settings())
    const lost = places.length - 1 < field("steps").valueAsNumber
    if (lost && steps > 0) return false
    const wanted = places.length - 1 + steps
    field("steps").valueAsNumber = Math.min(Number(field("steps").max), Math.max(0, wanted))
    draw()
    return field("steps").valueAsNumber === wanted
  }

  function stop() {
    clearInterval(running)
    running = 0
    button("run").textContent = words.do_run
    find("now").ariaLive = "polite"
    remember(figure)
  }

  /** Walk until a bottom is reached, or it is lost; all at once for whoever wants no motion. */
  function run() {
    if (running) return stop()
    const further = () => {
      const places = walk(settings())
      const over = end(places) === "arrives" || (end(places) && places.length > ENOUGH)
      return !over && go(1)
    }
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      while (further());
      return stop()
    }
    button("run").textContent = words.do_stop
    // Nobody can listen to so many sentences; the last one is said when the walk stops.
    find("now").ariaLive = "off"
    running = window.setInterval(() => further() || stop(), PACE)
  }

  function restart() {
    field("steps").value = "0"
    draw()
  }

  /** Choose where to begin; a field has steps, and an end where the map has one. */
  function begin(/** @type {number} */ u, /** @type {number} */ v) {
    const { reach } = SURFACES[settings().surface]
    field("u").valueAsNumber = Math.max(-reach, Math.min(reach, u))
    field("v").valueAsNumber = Math.max(-reach, Math.min(reach, v))
    stop()
    restart()
  }

  const actions = {
    step: () => go(1),
    undo: () => go(-1),
    run,
    reset: () => {
      stop()
      form.reset()
      draw()
    },
  }
  form.addEventListener("click", ({ target }) => {
    const name = target instanceof HTMLButtonElement ? target.value : ""
    if (!(name in actions)) return
    if (name !== "run" && running) stop()
    actions[/** @type {keyof typeof actions} */ (name)]()
    if (!running) remember(figure)
  })
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("input", ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target)
    if (name === "surface") begin(...beginnings[settings().surface])
    else if (name === "u" || name === "v") begin(settings().u, settings().v)
    else draw()
  })
  form.addEventListener("change", () => remember(figure))

  /** @param {PointerEvent} event */
  const touched = event => {
    const box = map.getBoundingClientRect()
    const { reach } = SURFACES[settings().surface]
    const share = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    begin(...placeAt(reach, share[0], share[1]))
  }
  map.addEventListener("pointerdown", event => {
    map.setPointerCapture(event.pointerId)
    touched(event)
  })
  map.addEventListener("pointermove", event => {
    if (map.hasPointerCapture(event.pointerId)) touched(event)
  })
  map.addEventListener("keydown", event => {
    if (event.key === "Enter" || event.key === " ") go(1)
    else if (event.key === "Backspace") go(-1)
    else if (event.key in KEYS) {
      const [east, north] = KEYS[/** @type {keyof typeof KEYS} */ (event.key)]
      const far = event.shiftKey ? 0.1 : 0.5
      begin(settings().u + far * east, settings().v + far * north)
    } else return
    event.preventDefault()
    remember(figure)
  })

  // Hundreds of rows that nobody sees would take longer than all the rest.
  table.addEventListener("toggle", () => table.open && fill(walk(settings())))
  draw()
}

/* Where the walks of the notebook begin. */
const beginnings = {
  bowl: /** @type {[number, number]} */ ([4, 4]),
  valleys: /** @type {[number, number]} */ ([-2.8, 1.5]),
}
