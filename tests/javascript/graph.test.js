import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import test from "node:test"
import { read } from "../../overrides/assets/javascripts/figures/formula.js"
import {
  graph,
  known,
  said,
  short,
  values,
  visits,
} from "../../overrides/assets/javascripts/figures/graph.js"
import { draw, still } from "../../overrides/assets/javascripts/figures/graph-drawing.js"

/** @import { Settings } from "../../overrides/assets/javascripts/figures/graph.js" */

/** @type {Settings} */
const SQUARE = { formula: "square", text: "", x: 3, w: 1, b: 1, steps: 100 }
/** @type {(text: string, values?: Partial<Settings>) => Settings} */
const own = (text, values) => ({ ...SQUARE, ...values, formula: "own", text })

/**
 * What a cell of a notebook printed.
 * @param {string} notebook
 * @param {string} id
 * @returns {string}
 */
function printed(notebook, id) {
  const file = new URL(`../../notebooks/${notebook}.ipynb`, import.meta.url)
  const { cells } = JSON.parse(readFileSync(file, "utf8"))
  const { outputs } = cells.find((/** @type {{ id: string }} */ cell) => cell.id === id)
  return outputs.flatMap((/** @type {{ text: string[] }} */ output) => output.text).join("")
}

test("values and gradients are those of chapter 2", () => {
  const rows = printed("ch02_pytorch", "stage-gradients").trim().split("\n")
  const nodes = graph(SQUARE).nodes.filter(({ isNumber }) => !isNumber)
  const told = nodes.map(({ value, gradient }) => [value, gradient]).reverse()
  assert.deepEqual(
    told,
    rows.map(row => row.match(/-?\d+\.\d/g)?.map(Number)),
  )
})

test("the loss of all five people has the gradients of chapter 3", () => {
  const people = [
    [-5, -6.7],
    [5, 10.3],
    [0, -3.3],
    [2, 5],
    [-2, -5.3],
  ]
  const errors = people.map(([x, y]) => `(w * ${x} + b - ${y})**2`)
  const { gradients } = values(own(`(${errors.join(" + ")}) / 5`))
  const [w, b] = printed("ch03_first_ml", "backward").match(/-?\d+\.\d+/g) ?? []
  assert.equal(gradients, `w.grad = ${short(Number(w))}, b.grad = ${short(Number(b))}`)
})

for (const text of [
  "exp(x) + log(x)",
  "sin(x) * cos(w)",
  "tanh(w * x + b)",
  "sigmoid(x) / w",
  "relu(x - 1)",
  "relu(-x)",
  "max(x, w * b)",
  "-x**2 + 3",
  "x**w",
  "1 / (1 + exp(-x))",
  "(x + w) * (x - b) - 2.5",
]) {
  test(`the gradients of ${text} are those of tiny steps`, () => {
    const at = { x: 1.7, w: 0.6, b: -1.1 }
    const tiny = 1e-6
    const { nodes } = graph(own(text, at))
    const result = (/** @type {object} */ moved) =>
      graph(own(text, { ...at, ...moved })).nodes.at(-1)?.value ?? Number.NaN
    for (const { step, gradient } of nodes) {
      const name = /** @type {keyof typeof at} */ (step.name)
      if (!(name in at)) continue
      const slope =
        (result({ [name]: at[name] + tiny }) - result({ [name]: at[name] - tiny })) / (2 * tiny)
      assert.ok(Math.abs(slope - gradient) < 1e-5, `${name}: ${slope}, ${gradient}`)
    }
  })
}

test("what binds more strongly is done first, as in Python", () => {
  assert.equal(values(own("-x**2")).result, "-9")
  assert.equal(values(own("2 * x + 1 - 2 - 3")).result, "2")
  assert.equal(values(own("2**3**2 / 2 / 2")).result, "128")
  assert.equal(values(own("2**-1 * x")).result, "1.5")
})

test("a wrong formula is told with the part that is not understood", () => {
  /** @type {[string, string][]} */
  const wrong = [
    ["x +", "…"],
    ["foo(x)", "foo"],
    ["x)", ")"],
    ["max(x)", ")"],
    ["x $ 2", "$ 2"],
    ["", "…"],
    ["__proto__", "__proto__"],
    ["constructor(x)", "constructor"],
    ["<b>", "<b>"],
  ]
  for (const [text, part] of wrong) {
    assert.equal(read(text, ["x"]).wrong, part, text)
    assert.equal(said(own(text)), "wrong")
    assert.equal(draw(own(text), {}).graph, "")
  }
  assert.equal(read(`x${" + x".repeat(500)}`, ["x"]).wrong, "…")
  assert.equal(read("(".repeat(100), ["x"]).wrong, "…")
})

test("forward comes each value, then back each gradient", () => {
  const { nodes } = graph(SQUARE)
  const order = visits(nodes)
  assert.equal(order.length, 6)
  assert.deepEqual(
    [0, 1, 3, 4, 6].map(steps => said({ ...SQUARE, steps })),
    ["begin", "forward", "forward", "back", "done"],
  )
  assert.equal(known(nodes, 2).gradients.size, 0)
  assert.equal(known(nodes, 3).gradients.size, 1)
  assert.ok(known(nodes, 6).gradients.has(nodes.findIndex(({ step }) => step.name === "x")))
})

test("what is drawn shows no value before it is known", () => {
  assert.equal(draw({ ...SQUARE, steps: 0 }, {}).graph.match(/>\?</g)?.length, 3)
  assert.doesNotMatch(draw(SQUARE, { grad: "g" }).graph, />\?<|NaN|undefined/)
  const seen = still({ formula: "square", text: "", x: "1.5", w: "1", b: "1", steps: "100" })
  assert.deepEqual(
    seen.rows.map(row => row[1]),
    ["1.5", "2.25", "4.5", "6.5"],
  )
})
