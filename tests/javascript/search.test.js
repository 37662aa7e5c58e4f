import assert from "node:assert/strict"
import { test } from "node:test"
import { Search } from "../../overrides/assets/javascripts/search/search.js"
import { tokens } from "../../overrides/assets/javascripts/search/text.js"

/** @typedef {import("../../overrides/assets/javascripts/search/passages.js").Names} Names */

const fields = ["title", "terms", "strong", "places", "about", "anchor", "prose", "code", "output"]
const kinds = ["words", "chapter", "trouble", "place", "error"]
const boosts = {
  fields: Object.fromEntries([...fields, "estimated"].map(field => [field, 1])),
  matches: { prefix: 0.4, fuzzy: 0.3, synonym: 0.4 },
  ...Object.fromEntries(kinds.map(kind => [`kinds_${kind}`, {}])),
  fit: {
    is_title: 2.5,
    title_start: 1.3,
    explains: 1.5,
    announces: 2,
    verbatim: 2,
    covered: 1.3,
    in_title: 1,
    in_text: 0.6,
    missing: 0.7,
  },
}

/** @type {[anchor: string, title: string, code: string][]} */
const passages = [
  ["", "Training", "for epoch in range(10): train(net)"],
  ["loss", "Loss function", "criterion = nn.CrossEntropyLoss()"],
  ["net", "Network", "net = nn.Linear(2, 1) # <b> & more"],
]

/**
 * @param {Partial<Names>} names
 * @param {typeof passages} rows
 */
function files(names = {}, rows = passages) {
  /** @type {Names} */
  const file = {
    boosts,
    pages: [["ch05/", "Chapter 5"]],
    passages: rows.map(([anchor, title], i) => {
      const found = [title, "", "", `Listing 5-${i}`].map(text => tokens(text).join(" "))
      return [0, anchor, title, "page", found]
    }),
    synonyms: [[["cost function"], ["loss function"]]],
    terms: ["Loss function", "Gradient"],
    words: { language: "English", listing: "Listing {0}", estimated: "Listing {0} (estimated)" },
    others: [],
    ...names,
  }
  return {
    "names.en.json": file,
    "texts.en.json": rows.map(([, , code], i) => [["c", code, `cell${i}`, [`5-${i}`]]]),
  }
}

/**
 * Answer once the texts are here.
 * @param {string} query
 * @param {Record<string, unknown>} index
 */
async function answered(query, index = files()) {
  const search = new Search("en", async file => {
    if (!(file in index)) throw new Error(file)
    return structuredClone(index[file])
  })
  const { completion } = await search.load()
  await completion
  return search.answer(query)
}

/** @param {Awaited<ReturnType<typeof answered>>} answer */
const best = ({ items }) => items.flat().sort((one, other) => other.score - one.score)[0]?.location

test("a title is found, by its own words and by others for the same", async () => {
  assert.equal(await answered("loss function").then(best), "ch05/#loss")
  assert.equal(await answered("cost function").then(best), "ch05/#loss")
})

test("names in code are found whole, in part and with a typing error", async () => {
  for (const query of ["nn.CrossEntropyLoss", "entropy", "CrossEntropyLos"]) {
    assert.match(best(await answered(query)) ?? "", /#(loss|cell1)$/, query)
  }
})

test("an excerpt is escaped, marked and code", async () => {
  const { items } = await answered("linear")
  const [found] = items.flat().filter(({ isFound }) => isFound)
  assert.equal(
    found.text,
    "<code>net = nn.<mark>Linear</mark>(2, 1) # &#60;b&#62; &#38; more</code>",
  )
})

test("a listing leads to its cell and is called by its number", async () => {
  const { items } = await answered("listing 5-1")
  assert.equal(best({ items }), "ch05/#cell1")
  assert.match(items[0].map(({ title }) => title).join(), /Loss function · Listing 5-1/)
})

test("each page of the results has a first item without a place", async () => {
  const { items, places, complete } = await answered("loss")
  assert.ok(items.every(group => group.some(({ location }) => !location.includes("#"))))
  assert.equal(places, 1)
  assert.equal(complete, true)
})

test("where nothing is found, similar terms are named", async () => {
  const { items, notice } = await answered("gradeintqq")
  assert.deepEqual([items, notice], [[], { nearest: ["Gradient"] }])
})

test("what is no text finds nothing", async () => {
  assert.deepEqual((await answered("\ud800")).items, [])
})

test("what only another language has is shown with its name", async () => {
  const ja = files({ words: { language: "日本語", listing: "", estimated: "" } }, [
    ["", "学習率", "lr = 0.01"],
  ])
  const both = {
    ...files({ others: ["ja"] }),
    "names.ja.json": ja["names.en.json"],
    "texts.ja.json": ja["texts.en.json"],
  }
  const { items } = await answered("学習率", both)
  assert.deepEqual(items[0][0].tags, ["日本語"])
  assert.equal((await answered("学習率", files({ others: ["ja"] }))).items.length, 0)
})

test("without texts the titles are found, and the answer says what is missing", async () => {
  const { "names.en.json": names } = files()
  const search = new Search("en", async file => {
    if (file.startsWith("texts")) throw new Error("no network")
    return names
  })
  const passages = await search.load()
  await passages.completion
  const answer = await search.answer("loss", passages)
  assert.equal(best(answer), "ch05/#loss")
  assert.deepEqual(answer.notice, { unavailable: true })
})
