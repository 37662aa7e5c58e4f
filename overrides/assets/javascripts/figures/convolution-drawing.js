/* Convolution as SVG: the image with its window, what is multiplied, the output, and what pooling keeps. */

import { end, short, state, values, windowed } from "./convolution.js"

/** @import { Grid, Settings, State } from "./convolution.js" */
/** @typedef {Record<string, string>} Words */

const SIZE = 320
const TITLE = 24
/* As many colours are told apart; points of one colour are one path. */
const SHADES = 12
/* With more points along a side their numbers could not be read. */
const READABLE = 10

/**
 * Return how the figure looks at first; names in braces stand for words.
 * @param {Record<string, string>} chosen
 */
export function still(chosen) {
  const settings = /** @type {Settings} */ ({
    ...chosen,
    padding: Number(chosen.padding),
    stride: Number(chosen.stride),
    pool: chosen.pool === "1",
    shift: Number(chosen.shift),
    steps: Number(chosen.steps),
    at: Number(chosen.at),
  })
  const now = state(settings)
  const words = { input: "{input}", window: "{window}", output: "{output}", pooled: "{pooled}" }
  return {
    parts: draw(now, settings, words),
    values: values(settings),
    ends: end(settings),
    columns: [],
    rows: now.output.map(row => row.map(short)),
  }
}

/**
 * Draw all parts.
 * @param {State} now
 * @param {Settings} settings
 * @param {Words} words
 */
export function draw(now, { stride }, words) {
  const [top, left] = now.place
  const size = now.kernel.length
  const peak = largest(now.output)
  return {
    input: grid(now.input, words.input, 1, [left * stride, top * stride, size]),
    window: products(now, stride, words.window),
    output: grid(known(now), words.output, peak, [left, top, 1]),
    pooled: now.pooled.length ? grid(now.pooled, words.pooled, peak, [0, 0, 0]) : "",
  }
}

/**
 * Return the place of a grid that is at a point of its drawing.
 * @param {number} side How many points it has along a side.
 * @param {number} x From 0 to 1, from the left of the drawing.
 * @param {number} y From its top.
 */
export function pointAt(side, x, y) {
  const at = [(y * (SIZE + TITLE) - TITLE) / SIZE, x]
  return at.map(share => Math.min(side - 1, Math.max(0, Math.floor(share * side))))
}

/**
 * The output as far as the window has come.
 * @param {State} now
 */
const known = ({ output, visited }) =>
  output.map((row, at) =>
    row.map((value, column) => (at * row.length + column < visited ? value : Number.NaN)),
  )

/** @param {Grid} values */
const largest = values => Math.max(1, ...values.flat().map(Math.abs))

/**
 * Draw a grid: the darker a point, the larger its number; negative ones in another colour.
 * @param {Grid} values
 * @param {string} title
 * @param {number} peak The number of the darkest colour.
 * @param {[left: number, top: number, size: number]} window
 */
function grid(values, title, peak, [left, top, size]) {
  const side = SIZE / values.length
  const numbers =
    values.length <= READABLE
      ? values.flatMap((row, at) =>
          row.map((value, column) => number(value, column, at, side, peak)),
        )
      : []
  const frame = size ? `<path class="fig-window" d="${square(left, top, side, size)}"/>` : ""
  return svg(
    `<text class="fig-title" x="0" y="16">${title}</text><g transform="translate(0 ${TITLE})"><path class="fig-paper" d="M0 0H${SIZE}V${SIZE}H0z"/>${shades(values, peak, side)}${lines(values.length, side)}${numbers.join("")}${frame}</g>`,
  )
}

/**
 * Draw the points of each shade as one path.
 * @param {Grid} values
 * @param {number} peak
 * @param {number} side
 */
function shades(values, peak, side) {
  /** @type {Map<number, string>} */
  const paths = new Map()
  values.forEach((row, at) => {
    row.forEach((value, column) => {
      const shade = Math.round((SHADES * value) / peak)
      if (shade) paths.set(shade, (paths.get(shade) ?? "") + square(column, at, side, 1))
    })
  })
  return [...paths]
    .filter(([shade]) => !Number.isNaN(shade))
    .map(([shade, path]) => {
      const name = shade < 0 ? "fig-below" : "fig-above"
      return `<path class="${name}" style="--shade:${px((100 * Math.abs(shade)) / SHADES)}%" d="${path}"/>`
    })
    .join("")
}

/**
 * @param {number} left
 * @param {number} top
 * @param {number} side
 * @param {number} size
 */
const square = (left, top, side, size) =>
  `M${px(left * side)} ${px(top * side)}h${px(size * side)}v${px(size * side)}h-${px(size * side)}z`

/**
 * @param {number} count
 * @param {number} side
 */
function lines(count, side) {
  const at = Array.from({ length: count + 1 }, (_, index) => px(index * side))
  return `<path class="fig-lines" d="${at.map(place => `M${place} 0V${SIZE}M0 ${place}H${SIZE}`).join("")}"/>`
}

/**
 * @param {number} value
 * @param {number} column
 * @param {number} row
 * @param {number} side
 * @param {number} peak
 */
function number(value, column, row, side, peak) {
  if (Number.isNaN(value)) return ""
  const name = Math.abs(value) > 0.6 * peak ? "fig-light" : "fig-number"
  return `<text class="${name}" x="${px((column + 0.5) * side)}" y="${px((row + 0.5) * side + 5)}" text-anchor="middle">${short(value)}</text>`
}

/**
 * Draw what lies in the window, times the kernel, with the sum.
 * @param {State} now
 * @param {number} stride
 * @param {string} title
 */
function products(now, stride, title) {
  const there = windowed(now, stride)
  const side = SIZE / now.kernel.length
  const cells = now.kernel.flatMap((row, at) =>
    row.map((weight, column) => {
      const [x, y] = [(column + 0.5) * side, (at + 0.5) * side]
      const bold = weight ? "" : ' class="fig-faint"'
      return `<text${bold} x="${px(x)}" y="${px(y + 6)}" text-anchor="middle">${short(there[at][column])} × ${short(weight)}</text>`
    }),
  )
  return svg(
    `<text class="fig-title" x="0" y="16">${title}</text><g class="fig-products" transform="translate(0 ${TITLE})"><path class="fig-paper" d="M0 0H${SIZE}V${SIZE}H0z"/>${lines(now.kernel.length, side)}${cells.join("")}</g>`,
  )
}

/** @param {number} value */
const px = value => value.toFixed(1).replace(/\.0$/, "")

/** @param {string} content */
const svg = content =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 0 ${SIZE + 4} ${SIZE + TITLE + 2}" aria-hidden="true">${content}</svg>`
