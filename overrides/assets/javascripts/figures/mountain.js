/* The mountain of chapter 3: its surfaces, and the walk down. Numbers alone; drawing.js draws them. */

/**
 * @typedef {[number, number]} Pair East and north.
 *
 * @typedef {object} Surface
 * @property {(u: number, v: number) => number} height
 * @property {(u: number, v: number) => Pair} slope The gradient.
 * @property {number} reach How far the map goes in each direction.
 * @property {number[]} levels The heights of its contour lines.
 * @property {Pair[]} bottoms
 *
 * @typedef {object} Settings
 * @property {keyof typeof SURFACES} surface
 * @property {number} u Where the walk begins: east,
 * @property {number} v and north.
 * @property {number} rate The learning rate.
 * @property {number} momentum How much of the last movement is kept, from 0 to below 1.
 * @property {number} steps How many steps have been taken.
 *
 * @typedef {object} Place
 * @property {number} u
 * @property {number} v
 * @property {number} height
 * @property {Pair} slope
 * @property {Pair} move Where the next step leads from here.
 */

/** @satisfies {Record<string, Surface>} */
export const SURFACES = {
  bowl: {
    height: (u, v) => 3 * u ** 2 + 3 * v ** 2 - u * v + 7 * u - 7 * v + 10,
    slope: (u, v) => [6 * u - v + 7, 6 * v - u - 7],
    reach: 5,
    levels: [4, 10, 20, 40, 60, 90, 120, 160, 200],
    bottoms: [[-1, 1]],
  },
  valleys: {
    // Along u the function of the column "two valleys", across it a parabola.
    height: (u, v) => u * (u + 1) * (u + 2) * (u - 2) + 2 * v ** 2,
    slope: (u, v) => [4 * u ** 3 + 3 * u ** 2 - 8 * u - 4, 4 * v],
    reach: 3,
    levels: [-6, -4, -2, -1, 0, 2, 5, 10, 20, 40],
    bottoms: [
      [-1.6073, 0],
      [1.3263, 0],
    ],
  },
}

/* A place as far away as this many maps is on the way to infinity. */
const LOST = 1000

/**
 * Walk down as `torch.optim.SGD` does, and return all places from the first to the last. The walk ends early
 * where it is lost.
 * @param {Settings} settings
 */
export function walk({ surface, u, v, rate, momentum, steps }) {
  const { height, slope, reach } = SURFACES[surface]
  /** @type {Pair} */
  let velocity = [0, 0]
  /** @type {Place[]} */
  const places = []
  for (let step = 0; step <= steps; step++) {
    const here = slope(u, v)
    velocity = [momentum * velocity[0] + here[0], momentum * velocity[1] + here[1]]
    /** @type {Pair} */
    const move = [-rate * velocity[0], -rate * velocity[1]]
    places.push({ u, v, height: height(u, v), slope: here, move })
    if (Math.hypot(u, v) > LOST * reach) break
    u += move[0]
    v += move[1]
  }
  return places
}

/**
 * How a walk has ended so far: the name of the words for it.
 * @param {Place[]} places
 * @returns {"diverges" | "arrives" | ""}
 */
export function end(places) {
  const [first, last] = [places[0], places[places.length - 1]]
  const [began, ended] = [Math.hypot(...first.slope), Math.hypot(...last.slope)]
  if (last.height > first.height && ended > began) return "diverges"
  return ended < 0.01 ? "arrives" : ""
}

/**
 * The values that words about a walk need, as text.
 * @param {Place[]} places
 */
export function values(places) {
  const { u, v, height, slope } = places[places.length - 1]
  return {
    step: String(places.length - 1),
    u: rounded(u),
    v: rounded(v),
    height: rounded(height),
    slope_u: rounded(slope[0]),
    slope_v: rounded(slope[1]),
  }
}

/**
 * A number as the notebook prints it; a huge one in powers of ten.
 * @param {number} value
 */
export const rounded = value =>
  (Math.abs(value) < 1e6 ? value.toFixed(3) : value.toExponential(2)).replace(/^-(?=[0.]+$)/, "")

/**
 * A place as a row of the table.
 * @param {Place} place
 * @param {number} step
 */
export const row = ({ u, v, height, slope }, step) => [
  String(step),
  rounded(u),
  rounded(v),
  rounded(height),
  `(${slope.map(rounded).join(", ")})`,
]
