import assert from "node:assert/strict"
import test from "node:test"
import { message, short } from "../../overrides/assets/javascripts/words.js"

const TRACEBACK = `Traceback (most recent call last):
  File "a.py", line 1, in <module>
ValueError: first
During handling of the above exception, another exception occurred:
RuntimeError: Expected all tensors to be on the same device, but found two
  more of it`

test("of a pasted error the last message counts, with what follows it", () => {
  assert.match(message(TRACEBACK), /^RuntimeError: Expected .* two\n {2}more of it$/)
})

test("without the name of an exception it is the last line", () => {
  assert.equal(message("some\n  lines\nthe last\n"), "the last")
})

test("an address carries words as they are, and of a long text the message", () => {
  assert.equal(short("loss"), "loss")
  assert.equal(short("x\n".repeat(400) + TRACEBACK), message(TRACEBACK))
  assert.equal(short("x".repeat(2000)).length, 500)
})
