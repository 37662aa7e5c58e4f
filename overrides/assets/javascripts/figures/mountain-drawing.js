/* The mountain as SVG: the map with the walk, and the heights along it. In the page and without one (scripts/draw.js). */

import { contours } from "./contours.js"
import { end, row, SURFACES, values, walk } from "./mountain.js"

/** @import { Pair, Place, Settings } from "./mountain.js" */
/** @typedef {Record<string, string>} Words Of the axes, in the page's language. */

const SIZE = 320
const [LEFT, RIGHT, TOP, BOTTOM] = [34, 312, 8, 286]
/* Of a long walk the last places: more would be one blot. */
const SHOWN = 400

/** @param {number} value */
const px = value => value.toFixed(1).replace(/\.0$/, "")

/** @param {Pair[]} points */
const line = points => `M${points.map(point => point.map(px).join(" ")).join("L")}`

/**
 * Return where a place of the map is in the drawing.
 * @param {number} reach
 * @returns {(u: number, v: number) => Pair}
 */
const onMap = reach => (u, v) => [
  LEFT + ((u + reach) / (2 * reach)) * (RIGHT - LEFT),
  BOTTOM - ((v + reach) / (2 * reach)) * (BOTTOM - TOP),
]

/**
 * Return the place of the map that is at a point of the drawing.
 * @param {number} reach
 * @param {number} x From 0 to 1, from the left of the drawing.
 * @param {number} y From its top.
 * @returns {Pair}
 */
export function placeAt(reach, x, y) {
  const inside = (/** @type {number} */ share) => Math.min(1, Math.max(0, share))
  const east = inside((x * SIZE - LEFT) / (RIGHT - LEFT))
  const north = inside((BOTTOM - y * SIZE) / (BOTTOM - TOP))
  return [(2 * east - 1) * reach, (2 * north - 1) * reach]
}

/**
 * Return how the figure looks at first; names in braces stand for words.
 * @param {Record<string, string>} chosen
 */
export function still({ surface, u, v, rate, momentum, fog, steps }) {
  const settings = {
    surface: /** @type {Settings["surface"]} */ (surface),
    u: Number(u),
    v: Number(v),
    rate: Number(rate),
    momentum: Number(momentum),
    steps: Number(steps),
  }
  const places = walk(settings)
  const words = { across: "{across}", up: "{up}", step: "{step}", height: "{height}" }
  return {
    parts: {
      map: drawMap(places, settings, fog === "1", words),
      heights: drawHeights(places, settings, words),
    },
    values: values(places),
    ends: end(places),
    columns: ["step", "across", "up", "height", "gradient"],
    rows: places.map(row),
  }
}

/**
 * Draw the map: lines of equal height, the walk, the gradient and the next step where it ends.
 * @param {Place[]} places
 * @param {Settings} settings
 * @param {boolean} fog Whether all is hidden but what is near.
 * @param {Words} words
 */
export function drawMap(places, { surface }, fog, words) {
  const { reach } = SURFACES[surface]
  const at = onMap(reach)
  const here = places[places.length - 1]
  const hidden = fog ? foggy(at(here.u, here.v)) : ""
  return svg(`${frame(words.across, words.up, [-reach, reach], [-reach, reach])}
<clipPath id="fig-ground"><path d="M${LEFT} ${TOP}H${RIGHT}V${BOTTOM}H${LEFT}z"/></clipPath>
<g clip-path="url(#fig-ground)">${ground(surface)}${hidden}${trail(places, at)}${arrows(here, reach, at)}</g>`)
}

/**
 * The ground of each surface: lines of equal height, and the bottoms. It never changes.
 * @type {Map<Settings["surface"], string>}
 */
const grounds = new Map()

/** @param {Settings["surface"]} surface */
function ground(surface) {
  const { height, levels, reach, bottoms } = SURFACES[surface]
  const at = onMap(reach)
  const drawn = () => {
    const hills = levels.map((level, index) => {
      const lines = contours(height, level, reach).map(points =>
        line(points.map(place => at(...place))),
      )
      return `<path class="fig-level" style="--level:${px((100 * index) / levels.length)}%" d="${lines.join("")}"/>`
    })
    return [...hills, ...bottoms.map(place => mark("fig-bottom", at(...place), 3))].join("")
  }
  const found = grounds.get(surface) ?? drawn()
  grounds.set(surface, found)
  return found
}

/**
 * Draw the heights along the walk.
 * @param {Place[]} places
 * @param {Settings} settings
 * @param {Words} words
 */
export function drawHeights(places, { surface }, words) {
  const { height, bottoms } = SURFACES[surface]
  const low = Math.floor(Math.min(...bottoms.map(bottom => height(...bottom))))
  const high = Math.max(...places.map(place => place.height), low + 1)
  const last = Math.max(10, places.length - 1)
  /** @type {(step: number, height: number) => Pair} */
  const at = (step, height) => [
    LEFT + (step / last) * (RIGHT - LEFT),
    BOTTOM - ((height - low) / (high - low)) * (BOTTOM - TOP),
  ]
  const points = places.map((place, step) => at(step, place.height))
  return svg(`${frame(words.step, words.height, [0, last], [low, high])}
<path class="fig-walk" d="${line(points)}"/>${mark("fig-here", points[points.length - 1], 5)}`)
}

/**
 * Draw where the walk has come along.
 * @param {Place[]} places
 * @param {(u: number, v: number) => Pair} at
 */
function trail(places, at) {
  const points = places.slice(-SHOWN).map(({ u, v }) => at(clipped(u), clipped(v)))
  const dots = points.slice(0, -1).map(point => mark("fig-step", point, 2.5))
  return `<path class="fig-walk" d="${line(points)}"/>${dots.join("")}${mark("fig-here", points[points.length - 1], 5)}`
}

/* Far outside nothing is seen of it, and coordinates have an end. */
const clipped = (/** @type {number} */ value) => Math.max(-100, Math.min(100, value))

/**
 * Draw the gradient, which points uphill, and the next step.
 * @param {Place} here
 * @param {number} reach
 * @param {(u: number, v: number) => Pair} at
 */
function arrows({ u, v, slope, move }, reach, at) {
  const steep = Math.hypot(...slope)
  const long = (reach / 2.5) * Math.min(1, steep / 30)
  const up = steep > 1e-6 ? slope.map(part => (part / steep) * long) : [0, 0]
  return `${arrow("fig-gradient", at(u, v), at(u + up[0], v + up[1]))}${arrow("fig-move", at(u, v), at(clipped(u + move[0]), clipped(v + move[1])))}`
}

/**
 * @param {string} name
 * @param {Pair} from
 * @param {Pair} to
 */
function arrow(name, from, to) {
  const [x, y] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(x, y)
  if (length < 2) return ""
  const [east, south] = [x / length, y / length]
  /** @type {(back: number, side: number) => Pair} */
  const barb = (back, side) => [
    to[0] - back * east - side * south,
    to[1] - back * south + side * east,
  ]
  return `<path class="${name}" d="${line([from, to])}${line([barb(7, 4), to, barb(7, -4)])}"/>`
}

/** @param {Pair} here */
const foggy = ([x, y]) =>
  `<radialGradient id="fig-fog" gradientUnits="userSpaceOnUse" cx="${px(x)}" cy="${px(y)}" r="60"><stop offset=".4" class="fig-clear"/><stop offset="1" class="fig-thick"/></radialGradient><path fill="url(#fig-fog)" d="M0 0H${SIZE}V${SIZE}H0z"/>`

/**
 * @param {string} name
 * @param {Pair} point
 * @param {number} radius
 */
const mark = (name, [x, y], radius) =>
  `<circle class="${name}" cx="${px(x)}" cy="${px(y)}" r="${radius}"/>`

/**
 * Draw both axes with their names and ends.
 * @param {string} across
 * @param {string} up
 * @param {Pair} horizontal
 * @param {Pair} vertical
 */
function frame(across, up, horizontal, vertical) {
  const [left, right] = horizontal.map(short)
  const [low, high] = vertical.map(short)
  return `<path class="fig-axes" d="M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}"/>
<text x="${LEFT}" y="${BOTTOM + 16}">${left}</text><text x="${RIGHT}" y="${BOTTOM + 16}" text-anchor="end">${right}</text><text x="${(LEFT + RIGHT) / 2}" y="${BOTTOM + 28}" text-anchor="middle">${across}</text>
<text x="${LEFT - 4}" y="${BOTTOM}" text-anchor="end">${low}</text><text x="${LEFT - 4}" y="${TOP + 10}" text-anchor="end">${high}</text><text transform="translate(14 ${(TOP + BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${up}</text>`
}

/** @param {number} value */
const short = value => (Math.abs(value) < 1e4 ? String(Math.round(value)) : value.toExponential(0))

/** @param {string} content */
const svg = content =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" aria-hidden="true">${content}</svg>`
