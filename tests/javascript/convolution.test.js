import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import test from "node:test"
import {
  change,
  end,
  KERNELS,
  padded,
  shifted,
  state,
  values,
  windowed,
} from "../../overrides/assets/javascripts/figures/convolution.js"
import {
  draw,
  pointAt,
  still,
} from "../../overrides/assets/javascripts/figures/convolution-drawing.js"
import { FIVE } from "../../overrides/assets/javascripts/figures/five.js"

/** @import { Settings } from "../../overrides/assets/javascripts/figures/convolution.js" */

const NOTEBOOK = new URL("../../notebooks/ch09_cnn.ipynb", import.meta.url)
/** @type {Settings} */
const SEVEN = {
  image: "seven",
  cells: "",
  kernel: "small",
  padding: 0,
  stride: 1,
  pool: true,
  shift: 0,
  steps: 1024,
  at: -1,
}
/** @type {Settings} */
const DIGIT = { ...SEVEN, image: "five", kernel: "rising" }

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

/** @param {string} text */
const numbers = text => text.match(/-?\d+(?:\.\d*)?/g)?.map(Number)

test("output and pooling are the notebook's", () => {
  const { output, pooled } = state(SEVEN)
  assert.deepEqual(output.flat(), numbers(printed("all-windows")))
  assert.deepEqual(pooled.flat(), numbers(printed("pooling-by-hand")))
})

test("one window is the notebook's, with its sum", () => {
  const now = state({ ...SEVEN, at: 3 })
  const [window, , sum] = printed("one-window").split(/\n(?=tensor|sum)/)
  assert.deepEqual(windowed(now, 1).flat(), numbers(window))
  assert.equal(Number(values({ ...SEVEN, at: 3 }).sum), numbers(sum)?.[0])
})

test("the digit is the notebook's, and so are its kernel and sizes", () => {
  assert.deepEqual(KERNELS.rising.flat(), numbers(printed("diagonal-kernel")))
  assert.equal(FIVE.length, 28)
  assert.ok(FIVE.every(row => row.length === 28 && row.every(value => value >= 0 && value <= 1)))
  assert.deepEqual([state(DIGIT).output.length, state(DIGIT).pooled.length], [26, 13])
})

test("a shift moves the output along, and changes less of what pooling keeps", () => {
  const still = state(DIGIT)
  const moved = state({ ...DIGIT, shift: 1 })
  for (const [row, values] of moved.output.entries()) {
    assert.deepEqual(values.slice(1), still.output[row].slice(0, -1))
  }
  const printedChanges = Object.fromEntries(
    printed("shift-pooled")
      .trim()
      .split("\n")
      .map(line => line.split(/\s{2,}|(?<=\dx\d) /)),
  )
  const told = values({ ...DIGIT, shift: 1 })
  assert.deepEqual(
    [told.input_change, told.output_change, told.pooled_change],
    ["image", "output", "pooled 2x2"].map(name => printedChanges[name].trim()),
  )
  assert.equal(change(FIVE, shifted(FIVE, 28)), 0)
})

test("padding keeps the size, a stride leaves places out", () => {
  assert.equal(state({ ...DIGIT, padding: 1 }).output.length, 28)
  assert.equal(state({ ...DIGIT, stride: 2 }).output.length, 13)
  assert.deepEqual(padded([[5]], 1), [
    [0, 0, 0],
    [0, 5, 0],
    [0, 0, 0],
  ])
})

test("a drawn image is what the signs say, however many there are", () => {
  const own = { ...SEVEN, image: /** @type {const} */ ("own"), cells: "01" }
  assert.equal(state(own).input.length, 8)
  assert.equal(state(own).input[0][1], 1)
  assert.equal(
    state({ ...own, cells: "<script>" })
      .input.flat()
      .join(""),
    "0".repeat(64),
  )
})

test("what is drawn shows numbers where they can be read, and no more than is known", () => {
  const seven = draw(state({ ...SEVEN, steps: 3 }), SEVEN, {})
  assert.equal(seven.output.match(/fig-(?:number|light)/g)?.length, 3)
  const digit = draw(state(DIGIT), DIGIT, {})
  assert.doesNotMatch(digit.input, /fig-number/)
  assert.doesNotMatch(digit.input + digit.output, /NaN/)
})

test("what is seen without scripts holds the same numbers", () => {
  const seen = still({
    ...Object.fromEntries(
      Object.entries(SEVEN).map(([name, value]) => [name, String(Number(value) || value)]),
    ),
    pool: "1",
    cells: "",
  })
  assert.deepEqual(seen.rows.flat().map(Number), state(SEVEN).output.flat())
  assert.equal(end(SEVEN), "")
  assert.equal(end({ ...SEVEN, shift: 1, pool: false }), "shifted")
})

test("a point of the drawing is a point of the image", () => {
  assert.deepEqual(pointAt(5, 0.01, 0.99), [4, 0])
  assert.deepEqual(pointAt(5, 2, -1), [0, 4])
})
