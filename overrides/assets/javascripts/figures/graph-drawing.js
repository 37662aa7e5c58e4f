/* A computation graph as SVG, from its variables at the top to its result: values forward, gradients back. */

import { graph, known, said, short, values } from "./graph.js"

/** @import { Node, Settings } from "./graph.js" */
/** @typedef {Record<string, string>} Words */

const [WIDTH, HEIGHT] = [104, 66]
const [ACROSS, DOWN] = [114, 104]
/* Where on a line its derivative stands: nearer to the end, as lines that begin together part there. */
const NEAR = 0.62
/* The narrowest drawing: less would be blown up. */
const FEWEST = 3

/**
 * Return how the figure looks at first; names in braces stand for words.
 * @param {Record<string, string>} chosen
 */
export function still({ formula, text, x, w, b, steps }) {
  const settings = /** @type {Settings} */ ({
    formula,
    text,
    x: Number(x),
    w: Number(w),
    b: Number(b),
    steps: Number(steps),
  })
  return {
    parts: draw(settings, { grad: "{grad}" }),
    values: values(settings),
    ends: said(settings),
    columns: ["name", "value", "slopes", "gradient"],
    rows: table(settings),
  }
}

/**
 * The nodes as rows, each with its name, its value, its derivatives by its inputs, and the result's by it.
 * @param {Settings} settings
 */
export const table = settings =>
  graph(settings)
    .nodes.filter(({ isNumber }) => !isNumber)
    .map(({ step, value, gradient, slopes }) => [
      step.name,
      short(value),
      slopes.map(short).join(", "),
      short(gradient),
    ])

/**
 * Draw the graph.
 * @param {Settings} settings
 * @param {Words} words
 */
export function draw(settings, words) {
  const { nodes, wrong } = graph(settings)
  if (wrong !== undefined) return { graph: "" }
  const seen = known(nodes, settings.steps)
  const { places, width, height } = layout(nodes)
  const edges = [...places].flatMap(([place, at]) =>
    nodes[place].step.inputs.flatMap((input, order) => {
      const from = places.get(input)
      const slope = seen.back.has(place) ? short(nodes[place].slopes[order]) : ""
      return from ? [edge(from, at, slope)] : []
    }),
  )
  const boxes = [...places].map(([place, at]) => {
    const gradient = seen.gradients.has(place)
      ? `${words.grad} ${short(nodes[place].gradient)}`
      : ""
    const value = seen.values.has(place) ? short(nodes[place].value) : "?"
    const lines = [
      label(nodes, place),
      nodes[place].step.inputs.length ? nodes[place].step.name : "",
      value,
      gradient,
    ]
    return box(at, lines, place === seen.now)
  })
  return {
    graph: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" aria-hidden="true">${edges.join("")}${boxes.join("")}</svg>`,
  }
}

/**
 * Say what a node does, with the numbers in it.
 * @param {Node[]} nodes
 * @param {number} place
 */
function label(nodes, place) {
  const { name, sign, inputs } = nodes[place].step
  const parts = inputs.map(input => (nodes[input].isNumber ? short(nodes[input].value) : "▪"))
  if (!parts.length) return name
  if (/^[a-z]/.test(sign)) return `${sign}(${parts.join(", ")})`
  return parts.length === 1 ? `${sign}${parts[0]}` : parts.join(` ${sign} `)
}

/**
 * Return where the nodes stand: each below its inputs, near the middle of them.
 * @param {Node[]} nodes
 */
function layout(nodes) {
  /** @type {number[][]} */
  const layers = []
  /** @type {number[]} */
  const depths = []
  for (const [place, { step, isNumber }] of nodes.entries()) {
    const depth = isNumber ? -1 : 1 + Math.max(-1, ...step.inputs.map(input => depths[input]))
    depths.push(depth)
    if (!isNumber) layers[depth] = [...(layers[depth] ?? []), place]
  }
  const widest = Math.max(FEWEST, ...layers.map(layer => layer.length))
  /** @type {Map<number, [number, number]>} */
  const places = new Map()
  for (const [depth, layer] of layers.entries()) {
    const middle = (/** @type {number} */ place) => {
      const above = nodes[place].step.inputs.flatMap(input => places.get(input)?.[0] ?? [])
      return above.reduce((sum, x) => sum + x, 0) / (above.length || 1)
    }
    const ordered = [...layer].sort((one, other) => middle(one) - middle(other))
    for (const [at, place] of ordered.entries()) {
      const x = ((at + 0.5) * widest * ACROSS) / ordered.length
      places.set(place, [x, depth * DOWN + HEIGHT / 2 + 4])
    }
  }
  return { places, width: widest * ACROSS, height: (layers.length - 1) * DOWN + HEIGHT + 8 }
}

/**
 * @param {[number, number]} from
 * @param {[number, number]} to
 * @param {string} slope The derivative, once the gradient has come back along here.
 */
function edge([x, y], [toX, toY], slope) {
  const [top, bottom] = [y + HEIGHT / 2, toY - HEIGHT / 2]
  // Past other boxes it goes beside them.
  const aside = bottom - top > DOWN ? 1.3 * WIDTH : 0
  const [atX, atY] = [x + NEAR * (toX - x) + aside / 2, top + NEAR * (bottom - top)]
  const [byX, byY] = [(x + toX) / 2 + aside, (top + bottom) / 2]
  const path = `<path class="${slope ? "fig-back" : "fig-edge"}" d="M${px(x)} ${px(top)}Q${px(byX)} ${px(byY)} ${px(toX)} ${px(bottom)}"/>`
  return slope
    ? `${path}<text class="fig-slope" x="${px(atX)}" y="${px(atY + 4)}" text-anchor="middle">×${slope}</text>`
    : path
}

/**
 * @param {[number, number]} at
 * @param {string[]} lines
 * @param {boolean} isNow
 */
function box([x, y], [title, name, value, gradient], isNow) {
  const [left, top] = [px(x - WIDTH / 2), y - HEIGHT / 2]
  /** @type {(down: number, kind: string, said: string) => string} */
  const write = (down, kind, said) =>
    said &&
    `<text class="${kind}" x="${px(x)}" y="${px(top + down)}" text-anchor="middle">${said}</text>`
  return `<rect class="fig-node${isNow ? " fig-now" : ""}" x="${left}" y="${px(top)}" width="${WIDTH}" height="${HEIGHT}" rx="${name ? 6 : 30}"/>${write(15, "fig-does", title)}${write(27, "fig-name", name)}${write(44, "fig-value", value)}${write(60, "fig-grad", gradient)}`
}

/** @param {number} value */
const px = value => value.toFixed(1).replace(/\.0$/, "")
