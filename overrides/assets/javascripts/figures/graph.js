/* The computation graph of chapters 2 and 3, in numbers alone: values forward, gradients back. */

import { read } from "./formula.js"

/** @import { Step } from "./formula.js" */

/**
 * @typedef {object} Settings
 * @property {"square" | "sigmoid" | "loss" | "own"} formula
 * @property {string} text The reader's own formula.
 * @property {number} x The values of the variables; of the loss, w and b are those of the line.
 * @property {number} w
 * @property {number} b
 * @property {number} steps How many steps have been taken: forward first, then back.
 *
 * @typedef {object} Node
 * @property {Step} step
 * @property {boolean} isNumber Whether it is a number of the formula, for which PyTorch keeps no gradient.
 * @property {number} value
 * @property {number} gradient Of the result by it.
 * @property {number[]} slopes Of it by its inputs.
 */

/* As they stand in the notebooks; the loss is that of chapter 3 for two of the five people. */
export const FORMULAS = {
  square: "2 * x**2 + 2",
  sigmoid: "1 / (1 + exp(-x))",
  loss: "((w * -5 + b - -6.7)**2 + (w * 5 + b - 10.3)**2) / 2",
}
const VARIABLES = ["x", "w", "b"]

/** @param {Settings} settings */
export const formula = ({ formula, text }) => (formula === "own" ? text : FORMULAS[formula])

/**
 * Return all nodes with their values and gradients, each behind its inputs; or what could not be read.
 * @param {Settings} settings
 * @returns {{ nodes: Node[], wrong?: string }}
 */
export function graph(settings) {
  const { steps, wrong } = read(formula(settings), VARIABLES)
  if (!steps) return { nodes: [], wrong }
  /** @type {Node[]} */
  const nodes = []
  for (const step of steps) {
    const values = step.inputs.map(place => nodes[place].value)
    const isVariable = VARIABLES.includes(step.name)
    const value = isVariable ? settings[/** @type {"x"} */ (step.name)] : step.value(...values)
    const isNumber = !(isVariable || step.inputs.some(place => !nodes[place].isNumber))
    nodes.push({ step, isNumber, value, gradient: 0, slopes: step.slopes(...values) })
  }
  nodes[nodes.length - 1].gradient = 1
  for (const { step, gradient, slopes } of [...nodes].reverse()) {
    for (const [at, place] of step.inputs.entries()) nodes[place].gradient += gradient * slopes[at]
  }
  return { nodes }
}

/**
 * The nodes in the order in which they are visited: each result forward, then back; numbers need no visit.
 * @param {Node[]} nodes
 */
export function visits(nodes) {
  const places = nodes.map((_, place) => place)
  const forward = places.filter(place => nodes[place].step.inputs.length)
  return [...forward, ...[...forward].reverse()]
}

/**
 * How much of the graph is known after some steps: values up to a visit, gradients of what was visited back.
 * @param {Node[]} nodes
 * @param {number} steps
 */
export function known(nodes, steps) {
  const order = visits(nodes)
  const half = order.length / 2
  const visited = Math.min(steps, order.length)
  const values = new Set(order.slice(0, Math.min(visited, half)))
  const back = order.slice(half, visited)
  const gradients = new Set(back.flatMap(place => [place, ...nodes[place].step.inputs]))
  if (visited >= half) gradients.add(nodes.length - 1)
  for (const [place, { step }] of nodes.entries()) if (!step.inputs.length) values.add(place)
  return {
    values,
    gradients,
    back: new Set(back),
    now: visited ? order[visited - 1] : -1,
    isBack: visited > half,
  }
}

/**
 * A number as short as it is exact to four digits, as PyTorch prints it.
 * @param {number} value
 */
export const short = value =>
  Number.isFinite(value)
    ? String(Number(value.toFixed(4)) || 0)
    : String(value).toLowerCase().replace("infinity", "inf")

/**
 * The values that words about a state need.
 * @param {Settings} settings
 * @returns {Record<string, string>}
 */
export function values(settings) {
  const { nodes, wrong } = graph(settings)
  if (wrong !== undefined) return { formula: formula(settings), wrong }
  const { now } = known(nodes, settings.steps)
  const node = nodes[Math.max(0, now)]
  const parts = node.step.inputs.map(place => short(nodes[place].value))
  return {
    formula: formula(settings),
    name: node.step.name,
    inputs: parts.join(", "),
    value: short(node.value),
    gradient: short(node.gradient),
    slopes: node.slopes.map(short).join(", "),
    result: short(nodes[nodes.length - 1].value),
    gradients: nodes
      .filter(({ step, isNumber }) => !(step.inputs.length || isNumber))
      .map(({ step, gradient }) => `${step.name}.grad = ${short(gradient)}`)
      .join(", "),
  }
}

/**
 * The name of the words about a state.
 * @param {Settings} settings
 */
export function said(settings) {
  const { nodes, wrong } = graph(settings)
  if (wrong !== undefined) return "wrong"
  const { now, isBack } = known(nodes, settings.steps)
  if (settings.steps >= visits(nodes).length) return "done"
  return now < 0 ? "begin" : isBack ? "back" : "forward"
}
