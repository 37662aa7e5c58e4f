/* Training of chapter 6: two kinds of iris, told apart by a sigmoid, with hidden units or without. Numbers alone. */

import { TRAINING, VALIDATION } from "./iris.js"

/** @import { Flower } from "./iris.js" */

/**
 * @typedef {object} Settings
 * @property {number} rate The learning rate.
 * @property {number} hidden How many hidden units there are; 0 is the notebook's model.
 * @property {number} decay The weight decay.
 * @property {number} steps How many hundreds of epochs were trained.
 *
 * @typedef {object} Model
 * @property {number[][]} inner For each hidden unit two weights and a bias.
 * @property {number[]} outer The weights of the last layer, its bias last.
 *
 * @typedef {object} Row What is known at an epoch, as the notebook records it.
 * @property {number} epoch
 * @property {number} loss Of the training data, before the epoch's update.
 * @property {number} accuracy
 * @property {number} valLoss Of the validation data, after it.
 * @property {number} valAccuracy
 * @property {Model} model After it.
 */

/* Hidden units see flowers from the middle of the data: from 0 they would all see the same. */
const MIDDLE = [5.5, 3.1]
/* Epochs between two records. */
export const APART = 100

/**
 * Return a model before training: all ones without hidden units, as in the notebook; small numbers that look random,
 * and are always the same, for the weights to hidden units, since equal units would stay equal.
 * @param {number} hidden
 * @returns {Model}
 */
export function model(hidden) {
  if (!hidden) return { inner: [], outer: [1, 1, 1] }
  let seed = 1
  const next = () => {
    seed = (48271 * seed) % 2147483647
    return (2 * seed) / 2147483647 - 1
  }
  const inner = Array.from({ length: hidden }, () => [next(), next(), next()])
  return { inner, outer: Array.from({ length: hidden + 1 }, next) }
}

/**
 * Put the inputs of the last layer into an array: the values of hidden units, or the flower's own numbers. One array is
 * enough for all flowers; a new one for each takes most of the time of a training.
 * @param {Model} model
 * @param {number} length
 * @param {number} width
 * @param {number[]} inputs
 */
function fill({ inner }, length, width, inputs) {
  for (let unit = 0; unit < inner.length; unit++) {
    const [one, two, bias] = inner[unit]
    inputs[unit] = Math.tanh(one * (length - MIDDLE[0]) + two * (width - MIDDLE[1]) + bias)
  }
  if (!inner.length) {
    inputs[0] = length
    inputs[1] = width
  }
}

/**
 * Return the score of a flower: above 0 it is taken for a versicolor.
 * @param {Model} model
 * @param {number} length
 * @param {number} width
 * @param {number[]} inputs Where those of the last layer are put.
 */
export function score(model, length, width, inputs = []) {
  const { outer } = model
  fill(model, length, width, inputs)
  let sum = outer[outer.length - 1]
  for (let at = 0; at < outer.length - 1; at++) sum += outer[at] * inputs[at]
  return sum
}

/** @param {number} value */
export const sigmoid = value => 1 / (1 + Math.exp(-value))

/**
 * Return the mean loss (binary cross entropy) and the share of right answers.
 * @param {Model} model
 * @param {Flower[]} flowers
 */
export function measured(model, flowers) {
  let [loss, right] = [0, 0]
  for (const [length, width, kind] of flowers) {
    const value = score(model, length, width)
    // From the score, not from the probability: nothing becomes the logarithm of 0, and no digits are lost.
    loss += Math.max(value, 0) - kind * value + Math.log1p(Math.exp(-Math.abs(value)))
    right += Number(value > 0 === (kind === 1))
  }
  return { loss: loss / flowers.length, accuracy: right / flowers.length }
}

/**
 * Take one step of gradient descent over all training data.
 * @param {Model} model It is changed.
 * @param {number} rate
 * @param {number} decay
 */
export function update(model, rate, decay) {
  const { inner, outer } = model
  const last = outer.length - 1
  const outerSlope = outer.map(() => 0)
  const innerSlope = inner.map(() => [0, 0, 0])
  /** @type {number[]} */
  const inputs = []
  for (const [length, width, kind] of TRAINING) {
    const error = (sigmoid(score(model, length, width, inputs)) - kind) / TRAINING.length
    for (let at = 0; at < last; at++) outerSlope[at] += error * inputs[at]
    outerSlope[last] += error
    for (let unit = 0; unit < inner.length; unit++) {
      const back = error * outer[unit] * (1 - inputs[unit] ** 2)
      innerSlope[unit][0] += back * (length - MIDDLE[0])
      innerSlope[unit][1] += back * (width - MIDDLE[1])
      innerSlope[unit][2] += back
    }
  }
  for (const [at, slope] of outerSlope.entries()) outer[at] -= rate * (slope + decay * outer[at])
  for (const [unit, slopes] of innerSlope.entries()) {
    for (const [at, slope] of slopes.entries()) {
      inner[unit][at] -= rate * (slope + decay * inner[unit][at])
    }
  }
}

/** @param {Model} model */
const copied = ({ inner, outer }) => ({ inner: inner.map(row => [...row]), outer: [...outer] })

/**
 * A training that goes on as far as it is asked for.
 * @param {Pick<Settings, "rate" | "hidden" | "decay">} settings
 * @returns {(steps: number) => Row[]}
 */
export function training({ rate, hidden, decay }) {
  const trained = model(hidden)
  /** @type {Row[]} */
  const rows = []
  return steps => {
    while (rows.length <= steps) {
      const before = measured(trained, TRAINING)
      update(trained, rate, decay)
      const after = measured(trained, VALIDATION)
      rows.push({
        epoch: APART * rows.length,
        ...before,
        valLoss: after.loss,
        valAccuracy: after.accuracy,
        model: copied(trained),
      })
      for (let epoch = 1; epoch < APART; epoch++) update(trained, rate, decay)
    }
    return rows.slice(0, steps + 1)
  }
}

/**
 * The row in which validation loss was lowest.
 * @param {Row[]} rows
 */
export const best = rows => rows.reduce((one, other) => (other.valLoss < one.valLoss ? other : one))

/**
 * The name of the words that end the sentence about a training: whether it overfits.
 * @param {Row[]} rows
 */
export function end(rows) {
  const [last, lowest] = [rows[rows.length - 1], best(rows)]
  return last.valLoss > 1.01 * lowest.valLoss && last.loss < lowest.loss ? "overfits" : ""
}

/** @param {number} value */
const digits = value => value.toFixed(5)

/**
 * The values that words about a training need, as text.
 * @param {Row[]} rows
 */
export function values(rows) {
  const { epoch, loss, accuracy, valLoss, valAccuracy } = rows[rows.length - 1]
  return {
    epoch: String(epoch),
    loss: digits(loss),
    accuracy: digits(accuracy),
    val_loss: digits(valLoss),
    val_accuracy: digits(valAccuracy),
    lowest: String(best(rows).epoch),
  }
}

/**
 * The rows of the table: every thousandth epoch.
 * @param {Row[]} rows
 */
export const table = rows =>
  rows
    .filter(({ epoch }) => epoch % 1000 === 0)
    .map(({ epoch, loss, accuracy, valLoss, valAccuracy }) => [
      String(epoch),
      ...[loss, accuracy, valLoss, valAccuracy].map(digits),
    ])
