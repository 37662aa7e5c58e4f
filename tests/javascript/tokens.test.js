import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import test from "node:test"
import { tokens } from "../../overrides/assets/javascripts/search/text.js"

const file = new URL("../search/tokens.json", import.meta.url)
/** @type {Record<string, [text: string, tokens: string[]][]>} */
const cases = JSON.parse(readFileSync(file, "utf8"))

for (const [name, rows] of Object.entries(cases)) {
  test(`tokens: ${name}`, () => {
    for (const [text, expected] of rows) assert.deepEqual(tokens(text), expected, text)
  })
}

test("lone surrogates are nothing", () => {
  assert.deepEqual(tokens("\ud800損失\udfff"), ["損失"])
})
