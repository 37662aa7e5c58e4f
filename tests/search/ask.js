/* Answers from standard input what judge.py asks: queries of a built site, or the tokens of texts. */

import { readFileSync } from "node:fs"
import { text } from "node:stream/consumers"
import { Search } from "../../overrides/assets/javascripts/search/search.js"
import { tokens } from "../../overrides/assets/javascripts/search/text.js"

/** @type {{ folder?: string, locale: string, texts: string[] }} */
const { folder, locale, texts } = JSON.parse(await text(process.stdin))

async function answers() {
  const search = new Search(locale, async file =>
    JSON.parse(readFileSync(`${folder}/${file}`, "utf8")),
  )
  const { completion } = await search.load()
  await completion
  const found = []
  for (const query of texts) found.push(await search.answer(query))
  return found
}

const found = folder ? await answers() : texts.map(tokens)
process.stdout.write(JSON.stringify(found))
