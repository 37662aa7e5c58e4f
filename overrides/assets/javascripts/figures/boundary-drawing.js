/* A training as SVG: the flowers with the boundary, and both losses. */

import { best, end, score, sigmoid, table, training, values } from "./boundary.js"
import { contours } from "./contours.js"
import { TRAINING, VALIDATION } from "./iris.js"

/** @import { Model, Row } from "./boundary.js" */
/** @import { Flower } from "./iris.js" */
/** @typedef {Record<string, string>} Words */
/** @typedef {[number, number]} Point */

const SIZE = 320
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 312, 8, 286]
/* What the map shows: lengths and widths in cm. */
const [SHORT, LONG, NARROW, WIDE] = [4.2, 7.2, 1.9, 4.6]
/* Squares along a side that show how sure the model is, in so many shades of each kind. */
const [SQUARES, SHADES] = [27, 5]
/* Where the curves end at the top, as in the notebook. */
const HIGHEST = 1

/**
 * Return how the figure looks at first; names in braces stand for words.
 * @param {Record<string, string>} chosen
 */
export function still({ rate, hidden, decay, steps }) {
  const settings = { rate: Number(rate), hidden: Number(hidden), decay: Number(decay) }
  const rows = training(settings)(Number(steps))
  const words = { across: "{across}", up: "{up}", epoch: "{epoch}", loss: "{loss}" }
  return {
    parts: draw(rows, words),
    values: values(rows),
    ends: end(rows),
    columns: ["epoch", "loss", "accuracy", "val_loss", "val_accuracy"],
    rows: table(rows),
  }
}

/**
 * Draw all parts.
 * @param {Row[]} rows
 * @param {Words} words
 */
export const draw = (rows, words) => ({
  map: drawMap(rows[rows.length - 1].model, words),
  curves: drawCurves(rows, words),
})

/**
 * @param {number} length
 * @param {number} width
 * @returns {Point}
 */
const at = (length, width) => [
  LEFT + ((length - SHORT) / (LONG - SHORT)) * (RIGHT - LEFT),
  BOTTOM - ((width - NARROW) / (WIDE - NARROW)) * (BOTTOM - TOP),
]

/**
 * Draw the flowers over what the model takes them for.
 * @param {Model} model
 * @param {Words} words
 */
function drawMap(model, words) {
  const flowers = [
    ...TRAINING.map(flower => drawFlower(flower, "fig-seen")),
    ...VALIDATION.map(flower => drawFlower(flower, "fig-unseen")),
  ]
  return svg(
    `${ground(model)}${boundary(model)}${flowers.join("")}${frame([words.across, words.up], [SHORT, LONG], [NARROW, WIDE])}`,
  )
}

/**
 * Draw how sure the model is of each kind.
 * @param {Model} model
 */
function ground(model) {
  const [across, down] = [(RIGHT - LEFT) / SQUARES, (BOTTOM - TOP) / SQUARES]
  /** @type {Map<number, string>} */
  const paths = new Map()
  for (let row = 0; row < SQUARES; row++) {
    for (let column = 0; column < SQUARES; column++) {
      const length = SHORT + ((column + 0.5) / SQUARES) * (LONG - SHORT)
      const width = WIDE - ((row + 0.5) / SQUARES) * (WIDE - NARROW)
      const shade = Math.round((2 * sigmoid(score(model, length, width)) - 1) * SHADES)
      const square = `M${px(LEFT + column * across)} ${px(TOP + row * down)}h${px(across)}v${px(down)}h-${px(across)}z`
      if (shade) paths.set(shade, (paths.get(shade) ?? "") + square)
    }
  }
  return [...paths]
    .map(([shade, path]) => {
      const name = shade < 0 ? "fig-above" : "fig-below"
      return `<path class="${name}" style="--shade:${px((45 * Math.abs(shade)) / SHADES)}%" d="${path}"/>`
    })
    .join("")
}

/**
 * Draw the line where the model takes both kinds for equally likely.
 * @param {Model} model
 */
function boundary(model) {
  const lines = contours(
    (x, y) =>
      score(
        model,
        SHORT + ((x + 1) / 2) * (LONG - SHORT),
        NARROW + ((y + 1) / 2) * (WIDE - NARROW),
      ),
    0,
    1,
  )
  const paths = lines.map(points =>
    line(
      points.map(([x, y]) => [
        LEFT + ((x + 1) / 2) * (RIGHT - LEFT),
        BOTTOM - ((y + 1) / 2) * (BOTTOM - TOP),
      ]),
    ),
  )
  return `<path class="fig-boundary" d="${paths.join("")}"/>`
}

/**
 * Draw a cross or a circle.
 * @param {Flower} flower
 * @param {string} name
 */
function drawFlower([length, width, kind], name) {
  const [x, y] = at(length, width).map(px)
  return kind
    ? `<circle class="fig-versicolor ${name}" cx="${x}" cy="${y}" r="3.5"/>`
    : `<path class="fig-setosa ${name}" d="M${x} ${y}m-3.5 -3.5l7 7m0 -7l-7 7"/>`
}

/**
 * Draw both losses, with a ring where that of the validation data was lowest.
 * @param {Row[]} rows
 * @param {Words} words
 */
function drawCurves(rows, words) {
  const last = Math.max(1000, rows[rows.length - 1].epoch)
  /** @type {(epoch: number, loss: number) => Point} */
  const place = (epoch, loss) => [
    LEFT + (epoch / last) * (RIGHT - LEFT),
    BOTTOM - (Math.min(loss, HIGHEST) / HIGHEST) * (BOTTOM - TOP),
  ]
  const seen = rows.map(({ epoch, loss }) => place(epoch, loss))
  const unseen = rows.map(({ epoch, valLoss }) => place(epoch, valLoss))
  const lowest = best(rows)
  const [x, y] = place(lowest.epoch, lowest.valLoss).map(px)
  return svg(
    `${frame([words.epoch, words.loss], [0, last], [0, HIGHEST])}<path class="fig-training" d="${line(seen)}"/><path class="fig-validation" d="${line(unseen)}"/><circle class="fig-bottom" cx="${x}" cy="${y}" r="5"/>`,
  )
}

/**
 * Draw both axes with their names and ends.
 * @param {string[]} names
 * @param {Point} horizontal
 * @param {Point} vertical
 */
function frame([across, up], [left, right], [low, high]) {
  return `<path class="fig-axes" d="M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}"/>
<text x="${LEFT}" y="${BOTTOM + 16}">${left}</text><text x="${RIGHT}" y="${BOTTOM + 16}" text-anchor="end">${right}</text><text x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 28}" text-anchor="middle">${across}</text>
<text x="${LEFT - 4}" y="${BOTTOM}" text-anchor="end">${low}</text><text x="${LEFT - 4}" y="${TOP + 10}" text-anchor="end">${high}</text><text transform="translate(14 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${up}</text>`
}

/** @param {Point[]} points */
const line = points => `M${points.map(point => point.map(px).join(" ")).join("L")}`

/** @param {number} value */
const px = value => value.toFixed(1).replace(/\.0$/, "")

/** @param {string} content */
const svg = content =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" aria-hidden="true">${content}</svg>`
