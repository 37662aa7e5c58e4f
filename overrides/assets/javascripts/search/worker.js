/* Answers the theme's search dialog in place of the theme's own worker. The dialog sends SETUP and
   QUERY and shows RESULT; OPEN comes from dialog.js, which also shows the notices. An index loads when the
   dialog opens, and stays in memory: later queries need no network. */

importScripts("vendor/minisearch.js", "text.js", "question.js", "passages.js", "results.js")

const SETUP = 0,
  READY = 1,
  QUERY = 2,
  RESULT = 3,
  OPEN = "open"
// Below this share of the words, a language counts as having nothing; above that, as having it.
const ENOUGH = 0.5
const GOOD = 0.75
const language = location.search.slice(1).split("&")[0]
const other = language === "ja" ? "en" : "ja"
const folder = new URL("../../../search/", location)
const loading = {}
let latest = ""

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) postMessage({ type: READY })
  if (type === OPEN) load(language).catch(() => {})
  if (type === QUERY) {
    latest = data
    // Keys that were pressed meanwhile come first.
    setTimeout(() => answer(data))
  }
})

/* Answers from passages that are here, or from what loads now. */
async function answer(query, here) {
  if (query !== latest) return
  if (!query.trim()) return postMessage({ type: RESULT, data: { items: [] } })
  try {
    const data = await results(query, here ?? (await load(language)))
    if (query === latest) postMessage({ type: RESULT, data })
  } catch (error) {
    console.warn(`Search: ${error.message}`)
    if (query === latest)
      postMessage({ type: RESULT, data: { items: [], notice: { unavailable: true } } })
  }
}

async function results(query, own) {
  const asked = question(query)
  const hits = own.search(asked)
  const items = groups(hits, asked, language, false)
  if (own.state === "complete" && (hits[0]?.covered ?? 0) < ENOUGH) {
    // Before chance hits of this language come good ones of the other, for who asks in the other.
    if (!items.length) items.push(...(await foreign(asked, ENOUGH)))
    else if (asked.language !== language) items.unshift(...(await foreign(asked, GOOD)))
  }
  const notice =
    own.state === "broken"
      ? { unavailable: true }
      : own.state === "complete" && !items.length
        ? { nearest: own.nearest(asked.text) }
        : undefined
  const places = items.flat().filter(({ isFound }) => isFound).length
  return { items: ranked(items), places, notice, complete: own.state !== "names" }
}

/* Gives what the other language has; if it is missing, that is no fault of this one. */
async function foreign(asked, least) {
  try {
    const passages = await load(other)
    await passages.completion
    return groups(
      passages.search(asked).filter(({ covered }) => covered > least),
      asked,
      other,
      true,
    )
  } catch {
    return []
  }
}

/* Gives a language's passages as soon as their names are here; the texts follow. What failed is asked for
   again at the next key. */
function load(name) {
  loading[name] ??= fetched(`names.${name}.json`).then(names => new Passages(names))
  loading[name].then(
    passages => complete(passages, name),
    () => delete loading[name],
  )
  return loading[name]
}

/* Adds the texts to passages, and then answers the last query anew. */
function complete(passages, name) {
  if (passages.state === "names" || passages.state === "complete") return
  passages.state = "names"
  passages.completion = fetched(`texts.${name}.json`)
    .then(texts => passages.addTexts(texts))
    .then(
      () => "complete",
      error => (console.warn(`Search: ${error.message}`), "broken"),
    )
    .then(state => {
      passages.state = state
      if (name === language) answer(latest, passages)
    })
}

async function fetched(file) {
  const response = await fetch(new URL(file, folder))
  if (!response.ok) throw new Error(`${file}: ${response.status}`)
  return response.json()
}
