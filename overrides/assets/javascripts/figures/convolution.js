/* Convolution and pooling of chapter 9, in numbers alone; convolution-drawing.js draws them. */

import { FIVE } from "./five.js"

/**
 * @typedef {number[][]} Grid Rows of numbers.
 *
 * @typedef {object} Settings
 * @property {"seven" | "five" | "own"} image
 * @property {string} cells The reader's own image: 64 signs, 0 or 1.
 * @property {keyof typeof KERNELS} kernel
 * @property {number} padding Rings of zeros around the image.
 * @property {number} stride
 * @property {boolean} pool Whether 2×2 points become their largest.
 * @property {number} shift By so many points to the right.
 * @property {number} steps How many places the window has visited.
 * @property {number} at The place where it is, or -1 for the one with the largest sum.
 *
 * @typedef {object} State
 * @property {Grid} input With its padding.
 * @property {Grid} kernel
 * @property {Grid} output
 * @property {Grid} pooled
 * @property {number} visited How many places of the output are known.
 * @property {[row: number, column: number]} place Of the window, counted in windows.
 */

const SEVEN = [
  [1, 1, 1, 1, 1],
  [0, 0, 0, 1, 0],
  [0, 0, 1, 0, 0],
  [0, 1, 0, 0, 0],
  [1, 0, 0, 0, 0],
]
export const KERNELS = {
  small: [
    [0, 1],
    [1, 0],
  ],
  rising: [
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ],
  falling: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  horizontal: [
    [0, 0, 0],
    [1, 1, 1],
    [0, 0, 0],
  ],
  edge: [
    [1, 1, 1],
    [0, 0, 0],
    [-1, -1, -1],
  ],
}
export const OWN_SIDE = 8

/**
 * Return the numbers of a state.
 * @param {Settings} settings
 * @returns {State}
 */
export function state(settings) {
  const kernel = KERNELS[settings.kernel]
  const input = padded(shifted(image(settings), settings.shift), settings.padding)
  const output = convolved(input, kernel, settings.stride)
  const sums = output.flat()
  const visited = Math.min(settings.steps, sums.length)
  const at = sums[settings.at] === undefined ? sums.indexOf(Math.max(...sums)) : settings.at
  const place = [Math.floor(at / output.length), at % output.length]
  return {
    input,
    kernel,
    output,
    pooled: settings.pool ? pooled(output) : [],
    visited,
    place: /** @type {[number, number]} */ (place),
  }
}

/** @param {Settings} settings */
function image({ image, cells }) {
  if (image !== "own") return image === "seven" ? SEVEN : FIVE
  return Array.from({ length: OWN_SIDE }, (_, row) =>
    Array.from({ length: OWN_SIDE }, (_, column) => Number(cells[OWN_SIDE * row + column] === "1")),
  )
}

/**
 * Shift to the right; what leaves there enters on the left, as `torch.roll` does.
 * @param {Grid} grid
 * @param {number} points
 */
export const shifted = (grid, points) =>
  grid.map(row => row.map((_, at) => row[(at - points + 3 * row.length) % row.length]))

/**
 * Put rings of zeros around.
 * @param {Grid} grid
 * @param {number} rings
 */
export function padded(grid, rings) {
  const side = grid.length + 2 * rings
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => grid[row - rings]?.[column - rings] ?? 0),
  )
}

/**
 * Convolve as `nn.Conv2d` does, without bias.
 * @param {Grid} grid
 * @param {Grid} kernel
 * @param {number} stride
 * @returns {Grid}
 */
export function convolved(grid, kernel, stride) {
  const side = Math.max(0, Math.floor((grid.length - kernel.length) / stride) + 1)
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => {
      const products = kernel.map((weights, down) =>
        weights.map(
          (weight, across) => weight * grid[row * stride + down][column * stride + across],
        ),
      )
      return sum(products)
    }),
  )
}

/**
 * Keep the largest of each 2×2 points, as `nn.MaxPool2d(2)` does; an odd edge is left out.
 * @param {Grid} grid
 * @returns {Grid}
 */
export function pooled(grid) {
  const side = Math.floor(grid.length / 2)
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) =>
      Math.max(...[0, 1].flatMap(down => grid[2 * row + down].slice(2 * column, 2 * column + 2))),
    ),
  )
}

/**
 * What lies in the window.
 * @param {State} state
 * @param {number} stride
 */
export function windowed({ input, kernel, place }, stride) {
  const [top, left] = place.map(at => at * stride)
  return kernel.map((row, down) => row.map((_, across) => input[top + down][left + across]))
}

/**
 * How much a grid differs from another, as a share of that.
 * @param {Grid} before
 * @param {Grid} after
 */
export function change(before, after) {
  const differences = after.map((row, at) =>
    row.map((value, column) => Math.abs(value - before[at][column])),
  )
  const whole = sum(before.map(row => row.map(Math.abs)))
  return whole ? sum(differences) / whole : 0
}

/** @param {Grid} grid */
const sum = grid => grid.flat().reduce((one, other) => one + other, 0)

/**
 * A number as short as it is exact.
 * @param {number} value
 */
export const short = value => String(Number(value.toFixed(2)) || 0)

/**
 * The values that words about a state need.
 * @param {Settings} settings
 */
export function values(settings) {
  const now = state(settings)
  const there = windowed(now, settings.stride)
  const terms = there.flatMap((row, down) =>
    row.map((value, across) => [value, now.kernel[down][across]]),
  )
  const counted = terms.filter(([, weight]) => weight).map(pair => pair.map(short).join(" × "))
  const still = state({ ...settings, shift: 0 })
  /** @type {(part: "input" | "output" | "pooled") => string} */
  const changed = part => change(still[part], now[part]).toFixed(2)
  return {
    row: String(now.place[0]),
    column: String(now.place[1]),
    terms: counted.join(" + "),
    sum: short(now.output[now.place[0]][now.place[1]]),
    side: String(now.input.length),
    output_side: String(now.output.length),
    pooled_side: String(now.pooled.length),
    input_change: changed("input"),
    output_change: changed("output"),
    pooled_change: changed("pooled"),
  }
}

/**
 * The name of the words that end the sentence about a state.
 * @param {Settings} settings
 */
export function end({ shift, pool }) {
  if (!shift) return ""
  return pool ? "shifted_pooled" : "shifted"
}
