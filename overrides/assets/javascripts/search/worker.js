/* Answers the theme's search dialog in place of the theme's own worker. The dialog sends SETUP and
   QUERY and shows RESULT; OPEN comes from dialog.js, which also shows the notices. An index loads when the
   dialog opens. */

import { OPEN, QUERY, READY, RESULT, SETUP } from "./protocol.js"
import { Search } from "./search.js"

const folder = new URL("../../../search/", location.href)
const language = location.search.slice(1).split("&")[0]
const search = new Search(language, fetched, passages => answer(latest, passages))
let latest = ""

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY })
  if (type === OPEN) search.load().catch(() => {})
  if (type === QUERY) {
    latest = data
    // Keys that were pressed meanwhile come first.
    setTimeout(() => answer(data))
  }
})

/**
 * @param {string} query
 * @param {import("./passages.js").Passages} [here]
 */
async function answer(query, here) {
  if (query !== latest) return
  if (!query.trim()) return postMessage({ type: RESULT, data: { items: [] } })
  const data = await search.answer(query, here).catch(error => {
    console.warn("Search:", error)
    return { items: [], notice: { unavailable: true } }
  })
  if (query === latest) postMessage({ type: RESULT, data })
}

/** @param {string} file */
async function fetched(file) {
  const response = await fetch(new URL(file, folder))
  if (!response.ok) throw new Error(`${file}: ${response.status}`)
  return response.json()
}
