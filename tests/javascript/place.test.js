import assert from "node:assert/strict"
import test from "node:test"
import { keptPlace } from "../../overrides/assets/javascripts/place.js"

const opened = { hash: "#b", isPlace: true, isTop: false, scrolled: false }
const places = () => [
  { id: "a", distance: 900 },
  { id: "b", distance: 40 },
  { id: "c", distance: 12 },
]

test("a page opened at a place keeps that until the reader scrolls", () => {
  assert.equal(keptPlace(opened, places), "#b")
  assert.equal(keptPlace({ ...opened, scrolled: true }, places), "c")
})

test("what a reader jumps to is what the jump back leads to", () => {
  const there = keptPlace({ ...opened, scrolled: true }, places)
  assert.equal(keptPlace({ ...opened, hash: `#${there}` }, places), `#${there}`)
})

test("the beginning of a page needs no place", () => {
  const top = { hash: "", isPlace: false, isTop: true, scrolled: false }
  assert.equal(keptPlace(top, places), "")
  assert.equal(keptPlace({ ...top, hash: "#b", scrolled: true }, places), "")
})

test("a hash that names nothing on a scrolled page gives way to what is in view", () => {
  assert.equal(keptPlace({ ...opened, hash: "#gone", isPlace: false }, places), "c")
  assert.equal(
    keptPlace({ ...opened, isPlace: false }, () => []),
    "",
  )
})
