import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import test from "node:test"
import {
  best,
  end,
  measured,
  model,
  score,
  table,
  training,
  update,
  values,
} from "../../overrides/assets/javascripts/figures/boundary.js"
import { draw } from "../../overrides/assets/javascripts/figures/boundary-drawing.js"
import { TRAINING, VALIDATION } from "../../overrides/assets/javascripts/figures/iris.js"

const NOTEBOOK = new URL("../../notebooks/ch06_bi_classifier.ipynb", import.meta.url)
const OWN = { rate: 0.01, hidden: 0, decay: 0 }

/**
 * What a cell of the notebook printed.
 * @param {string} id
 * @returns {string}
 */
function printed(id) {
  const { cells } = JSON.parse(readFileSync(NOTEBOOK, "utf8"))
  const { outputs } = cells.find((/** @type {{ id: string }} */ cell) => cell.id === id)
  return outputs.flatMap((/** @type {{ text: string[] }} */ output) => output.text).join("")
}

const rows = training(OWN)(100)

test("losses and accuracies are the notebook's to all digits that it prints", () => {
  const lines = printed("train")
    .trim()
    .split("\n")
    .map(line => line.match(/[\d.]+/g) ?? [])
  const told = table(rows)
  assert.ok(lines.length >= 10)
  for (const [at, [epoch, loss, ...others]] of lines.entries()) {
    const row = told.find(([number]) => number === epoch)
    if (!row) continue
    assert.deepEqual([row[2], ...row.slice(3)], others)
    // Before training the notebook loses digits: it takes the logarithm of a probability near 0.
    assert.ok(Math.abs(Number(row[1]) - Number(loss)) <= (at ? 0 : 1e-4), epoch)
  }
})

test("the flowers are divided as in the notebook", () => {
  assert.deepEqual([TRAINING.length, VALIDATION.length], [70, 30])
  const [length, width, kind] = printed("mistake").match(/[\d.]+/g) ?? []
  const trained = rows[99].model
  const wrong = VALIDATION.filter(
    ([long, wide, is]) => score(trained, long, wide) > 0 !== (is === 1),
  )
  assert.deepEqual(wrong, [[Number(length), Number(width), Number(kind)]])
})

test("a large rate overfits, and weight decay keeps it from that", () => {
  const large = training({ ...OWN, rate: 0.5 })(100)
  assert.equal(end(large), "overfits")
  assert.equal(String(best(large).epoch), printed("overfit").match(/\d+/)?.[0])
  assert.equal(end(training({ ...OWN, rate: 0.5, decay: 0.003 })(100)), "")
})

test("each step goes down the slope, with hidden units too", () => {
  for (const hidden of [0, 2, 8]) {
    const one = model(hidden)
    const before = measured(one, TRAINING).loss
    update(one, 0.01, 0)
    assert.ok(measured(one, TRAINING).loss < before, String(hidden))
  }
})

test("a training goes on where it was, and comes out the same at once", () => {
  const slow = training({ ...OWN, hidden: 2 })
  for (let step = 0; step < 4; step++) slow(step)
  assert.deepEqual(values(slow(4)), values(training({ ...OWN, hidden: 2 })(4)))
})

test("what is drawn has each flower once, and only numbers", () => {
  const { map, curves } = draw(rows, {})
  assert.equal(map.match(/fig-(?:setosa|versicolor)/g)?.length, 100)
  assert.doesNotMatch(map + curves, /NaN|Infinity/)
})
