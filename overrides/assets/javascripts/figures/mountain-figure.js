/* The mountain in use: its fields, and choosing where to begin on the map. */

import { filled, parts, remember } from "./figures.js"
import { end, row, SURFACES, values, walk } from "./mountain.js"
import { drawHeights, drawMap, placeAt } from "./mountain-drawing.js"
import { player, showFields, table } from "./player.js"

/** @import { Figure } from "./figures.js" */
/** @import { Pair, Settings } from "./mountain.js" */

/* A walk that leads away is seen to do so after as many steps. */
const ENOUGH = 40
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }
/* Where walks begin by themselves; those of the notebook along u. */
/** @type {Record<Settings["surface"], Pair>} */
const BEGINNINGS = { bowl: [4, 4], valleys: [-2.8, 1.5] }

/** @param {Figure} figure */
export function show(figure) {
  const { element, form, words } = figure
  const { find, field } = parts(figure)
  const map = find("map")
  const fill = table(element, () => walk(settings()).map(row))

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
    find("now").textContent = filled(words.now, values(places)) + (words[end(places)] ?? "")
    fill()
    showFields(form)
  }

  /** @param {number} count */
  function go(count) {
    const taken = walk(settings()).length - 1
    // A walk that is lost goes no farther.
    if (count > 0 && taken < field("steps").valueAsNumber) return false
    field("steps").valueAsNumber = taken + count
    draw()
    return field("steps").valueAsNumber === taken + count
  }

  function isOver() {
    const places = walk(settings())
    return end(places) === "arrives" || (end(places) === "diverges" && places.length > ENOUGH)
  }

  const stop = player(figure, { go, isOver, draw, pace: 180 })

  /** @param {Pair} place */
  function begin([u, v]) {
    const { reach } = SURFACES[settings().surface]
    field("u").valueAsNumber = Math.max(-reach, Math.min(reach, u))
    field("v").valueAsNumber = Math.max(-reach, Math.min(reach, v))
    field("steps").value = "0"
    draw()
    stop()
  }

  form.addEventListener("input", ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target)
    if (name === "surface") begin(BEGINNINGS[settings().surface])
    else if (name === "u" || name === "v") begin([settings().u, settings().v])
    else draw()
  })

  /** @param {PointerEvent} event */
  const touched = event => {
    const box = map.getBoundingClientRect()
    const { reach } = SURFACES[settings().surface]
    const share = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    begin(placeAt(reach, share[0], share[1]))
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
      begin([settings().u + far * east, settings().v + far * north])
    } else return
    event.preventDefault()
    remember(figure)
  })

  map.tabIndex = 0
  map.role = "application"
  map.ariaLabel = words.map
  draw()
}
