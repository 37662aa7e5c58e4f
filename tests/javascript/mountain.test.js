import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import test from "node:test"
import { contours } from "../../overrides/assets/javascripts/figures/contours.js"
import { filled } from "../../overrides/assets/javascripts/figures/figures.js"
import {
  end,
  rounded,
  SURFACES,
  values,
  walk,
} from "../../overrides/assets/javascripts/figures/mountain.js"
import { placeAt, still } from "../../overrides/assets/javascripts/figures/mountain-drawing.js"

/** @import { Settings } from "../../overrides/assets/javascripts/figures/mountain.js" */

const NOTEBOOK = new URL("../../notebooks/ch03_first_ml.ipynb", import.meta.url)
/** @type {Settings} */
const START = { surface: "bowl", u: 4, v: 4, rate: 0.05, momentum: 0, steps: 21 }

/**
 * What a cell of the notebook printed.
 * @param {string} id
 * @returns {string}
 */
function printed(id) {
  const { cells } = JSON.parse(readFileSync(NOTEBOOK, "utf8"))
  const { outputs } = cells.find((/** @type {{ id: string }} */ cell) => cell.id === id)
  return outputs
    .flatMap((/** @type {any} */ output) => output.text ?? output.data["text/plain"])
    .join("")
}

test("the walk is the notebook's to all digits that it prints", () => {
  const rows = printed("descent").trim().split("\n").slice(1)
  assert.equal(rows.length, 6)
  for (const row of rows) {
    const [step, u, v, height] = row.trim().split(/\s+/)
    const here = values(walk({ ...START, steps: Number(step) }))
    assert.deepEqual([here.step, here.u, here.v, here.height], [step, u, v, height])
  }
})

test("heights and slopes are the notebook's", () => {
  const [first] = walk({ ...START, steps: 0 })
  assert.equal(String(first.height), printed("terrain"))
  assert.equal(`(${first.slope.join(", ")})`, printed("partials"))
  const quartic = printed("quartic").match(/-?\d+\.\d+/g)
  const heights = [-1.6, -0.5, 1.3].map(u => SURFACES.valleys.height(u, 0).toFixed(4))
  assert.deepEqual(heights, quartic)
})

for (const [name, { height, slope, bottoms }] of Object.entries(SURFACES)) {
  test(`the slope of ${name} is that of its height, and level at its bottoms`, () => {
    const tiny = 1e-5
    for (const [u, v] of [
      [0.3, -1.2],
      [-2, 2.5],
      [1.1, 0.4],
    ]) {
      const east = (height(u + tiny, v) - height(u - tiny, v)) / (2 * tiny)
      const north = (height(u, v + tiny) - height(u, v - tiny)) / (2 * tiny)
      assert.ok(Math.hypot(slope(u, v)[0] - east, slope(u, v)[1] - north) < 1e-6)
    }
    for (const bottom of bottoms) assert.ok(Math.hypot(...slope(...bottom)) < 0.002)
  })
}

test("momentum keeps a part of the last movement, as PyTorch does", () => {
  const { bowl } = SURFACES
  const [, one, two] = walk({ ...START, momentum: 0.9, steps: 2 })
  const first = bowl.slope(4, 4)
  const second = bowl.slope(one.u, one.v)
  assert.ok(Math.abs(two.u - (one.u - 0.05 * (0.9 * first[0] + second[0]))) < 1e-12)
})

test("at 2/7 the walk stops to arrive, and beyond it ends where it is lost", () => {
  assert.equal(end(walk({ ...START, rate: 0.28, steps: 200 })), "arrives")
  assert.equal(end(walk({ ...START, rate: 0.285, steps: 500 })), "")
  const lost = walk({ ...START, rate: 0.4, steps: 500 })
  assert.equal(end(lost), "diverges")
  assert.ok(lost.length < 100)
  assert.ok(lost.every(({ u, v, height }) => Number.isFinite(u + v + height)))
})

test("a line of equal height goes through places of that height", () => {
  const circle = (/** @type {number} */ x, /** @type {number} */ y) => x * x + y * y
  const [line, ...others] = contours(circle, 4, 3, 60)
  assert.equal(others.length, 0)
  assert.deepEqual(line[0], line[line.length - 1])
  for (const [x, y] of line) assert.ok(Math.abs(Math.hypot(x, y) - 2) < 0.01)
  const saddle = contours((x, y) => x * y, 0.5, 2)
  assert.equal(saddle.length, 2)
})

test("a place on the map is found again, and none lies outside", () => {
  assert.deepEqual(placeAt(5, 34 / 320, 286 / 320), [-5, -5])
  assert.deepEqual(placeAt(5, 9, -9), [5, 5])
})

test("numbers have no negative zero, and huge ones are short", () => {
  assert.deepEqual([-0.0001, -1.5, 2e7].map(rounded), ["0.000", "-1.500", "2.00e+7"])
})

test("what is seen without scripts holds the same numbers", () => {
  const seen = still({
    surface: "bowl",
    u: "4",
    v: "4",
    rate: "0.05",
    momentum: "0",
    fog: "0",
    steps: "21",
  })
  assert.deepEqual(seen.values, values(walk(START)))
  assert.equal(seen.rows.length, 22)
  assert.match(seen.parts.map, /^<svg [^>]*>/)
})

test("a sentence keeps what nobody fills", () => {
  assert.equal(filled("Step {step}: {x}", { step: "3" }), "Step 3: {x}")
})
