/* Convolution in use: its fields, the window that goes over the image, and drawing an image. */

import { end, OWN_SIDE, short, state, values } from "./convolution.js"
import { draw as drawn, pointAt } from "./convolution-drawing.js"
import { filled, parts, remember } from "./figures.js"
import { player, showFields, table } from "./player.js"

/** @import { Settings } from "./convolution.js" */
/** @import { Figure } from "./figures.js" */

const KEYS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

/** @param {Figure} figure */
export function show(figure) {
  const { element, form, words } = figure
  const { find, field } = parts(figure)
  const input = find("input")
  const fill = table(element, () => state(settings()).output.map(row => row.map(short)))
  let ink = "1"

  /** @returns {Settings} */
  const settings = () => ({
    image: /** @type {Settings["image"]} */ (field("image").value),
    cells: field("cells").value,
    kernel: /** @type {Settings["kernel"]} */ (field("kernel").value),
    padding: field("padding").valueAsNumber,
    stride: field("stride").valueAsNumber,
    pool: field("pool").checked,
    shift: field("shift").valueAsNumber,
    steps: field("steps").valueAsNumber,
    at: field("at").valueAsNumber,
  })

  function draw() {
    const chosen = settings()
    const now = state(chosen)
    for (const [name, svg] of Object.entries(drawn(now, chosen, words))) find(name).innerHTML = svg
    const told = values(chosen)
    find("now").textContent = filled(words.now, told) + filled(words[end(chosen)] ?? "", told)
    fill()
    showFields(form)
  }

  const places = () => state(settings()).output.length ** 2

  /** Move the window to a place. */
  function move(/** @type {number} */ at) {
    field("at").valueAsNumber = at
    draw()
  }

  /** Show the output of all places, the window where its sum is largest. */
  function showAll() {
    field("steps").value = field("steps").max
    move(-1)
  }

  /** Let the window visit one more place, or one less; from the whole it begins anew. */
  function go(/** @type {number} */ count) {
    const { steps } = settings()
    const visited = (steps >= places() && count > 0 ? 0 : Math.min(places(), steps)) + count
    if (visited < 1) return false
    field("steps").valueAsNumber = visited
    move(visited - 1)
    return visited < places()
  }

  player(figure, { go, isOver: () => false, draw, pace: 120 })

  form.addEventListener("input", ({ target }) => {
    const { name } = /** @type {HTMLInputElement} */ (target)
    if (name === "image") chooseImage()
    else if (name === "pool") draw()
    else showAll()
  })

  /** An image has a kernel that suits it. */
  function chooseImage() {
    field("kernel").value = settings().image === "seven" ? "small" : "rising"
    showAll()
  }

  /** @param {PointerEvent} event */
  function pointed(event) {
    const box = input.getBoundingClientRect()
    const now = state(settings())
    const share = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
    return pointAt(now.input.length, share[0], share[1])
  }

  /** @param {PointerEvent} event */
  function touched(event) {
    const { image, padding, stride, shift, kernel } = settings()
    const [row, column] = pointed(event)
    if (image === "own") return paint(row - padding, column - padding - shift)
    const { output } = state(settings())
    const half = Math.floor((kernel === "small" ? 2 : 3) / 2)
    const at = [row, column].map(point => Math.round(Math.max(0, point - half) / stride))
    const [down, across] = at.map(place => Math.min(output.length - 1, place))
    move(down * output.length + across)
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  function paint(row, column) {
    if (Math.min(row, column) < 0 || Math.max(row, column) >= OWN_SIDE) return
    const cells = [...settings().cells.padEnd(OWN_SIDE ** 2, "0")]
    cells[OWN_SIDE * row + column] = ink
    field("cells").value = cells.join("")
    field("steps").value = field("steps").max
    draw()
  }

  input.addEventListener("pointerdown", event => {
    input.setPointerCapture(event.pointerId)
    const [row, column] = pointed(event)
    ink = state(settings()).input[row][column] ? "0" : "1"
    touched(event)
    remember(figure)
  })
  input.addEventListener("pointermove", event => {
    if (input.hasPointerCapture(event.pointerId)) touched(event)
  })
  input.addEventListener("lostpointercapture", () => remember(figure))
  input.addEventListener("keydown", event => {
    const { output, place } = state(settings())
    if (event.key === "Enter") go(1)
    else if (event.key === "Backspace") go(-1)
    else if (event.key === " " && settings().image === "own") {
      const { cells, padding, stride, shift } = settings()
      const [row, column] = place.map(at => at * stride - padding)
      ink = cells[OWN_SIDE * row + column - shift] === "1" ? "0" : "1"
      paint(row, column - shift)
    } else if (event.key in KEYS) {
      const [down, across] = KEYS[/** @type {keyof typeof KEYS} */ (event.key)]
      const inside = (/** @type {number} */ at) => Math.max(0, Math.min(output.length - 1, at))
      move(inside(place[0] + down) * output.length + inside(place[1] + across))
    } else return
    event.preventDefault()
    remember(figure)
  })

  input.tabIndex = 0
  input.role = "application"
  input.ariaLabel = words.map
  draw()
}
