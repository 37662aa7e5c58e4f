/* Hits to what the theme's dialog shows: pages with their best sections, excerpts with marks. All text
   is escaped here, for the dialog takes it as HTML. */

const MOST_PAGES = 20
const MOST_SECTIONS = 8
const OPEN_SECTIONS = 3
const EXCERPT = 150
const LISTING = { ja: "コード", en: "Listing " }
const ESTIMATED = { ja: "（推定）", en: " (estimated)" }
const LANGUAGE = { ja: "日本語", en: "English" }

/* Gives the dialog's groups: one for each page, best first. `isForeign` tells that the language is not the page's. */
function groups(hits, asked, language, isForeign) {
  const pages = Map.groupBy
    ? Map.groupBy(hits, ({ passage }) => passage.url)
    : hits.reduce(
        (map, hit) => map.set(hit.passage.url, [...(map.get(hit.passage.url) ?? []), hit]),
        new Map(),
      )
  return [...pages.values()]
    .slice(0, MOST_PAGES)
    .map(found => group(found, asked, language, isForeign))
}

/* The theme opens sections whose score is the group's best and folds the others. A page that was not
   found itself stays below, or Enter would lead to its beginning. */
function group(found, asked, language, isForeign) {
  const best = found[0].score
  const places = found.slice(0, MOST_SECTIONS).map(hit => place(hit, asked, language))
  const items = places
    .filter(({ location }, i) => places.findIndex(other => other.location === location) === i)
    .map((item, i) => {
      const open = i === 0 || (i < OPEN_SECTIONS && item.score > best / 3)
      return { ...item, score: open ? best : item.score / 2 }
    })
  const at = items.findIndex(({ location }) => !location.includes("#"))
  const { url, pageTitle } = found[0].passage
  const page =
    at < 0
      ? { location: url, title: escaped(pageTitle), text: "", terms: {}, score: best / 1000 }
      : items.splice(at, 1)[0]
  if (isForeign) page.tags = [LANGUAGE[language]]
  return at === 0 ? [page, ...items] : [...items, page]
}

/* Gives groups scores by their order, for Enter takes the highest on the screen. */
function ranked(found) {
  return found.map((items, i) => {
    const best = Math.max(...items.map(({ score }) => score))
    return items.map(item => ({ ...item, score: (item.score / best) * (found.length - i) }))
  })
}

function place({ passage, score }, asked, language) {
  const piece = bestPiece(passage, asked)
  const anchor = (piece?.leads && piece.anchor) || passage.anchor
  const title = [passage.title, piece && printedAs(piece, asked, language)]
    .filter(Boolean)
    .join(" · ")
  return {
    location: passage.url + (anchor ? `#${anchor}` : ""),
    title: marked(title, pattern(asked.words)),
    text: piece ? excerpt(piece, asked.words) : "",
    // The theme marks these on the page that opens.
    terms: Object.fromEntries(asked.words.map(word => [escaped(word), true])),
    score,
    isFound: true,
  }
}

/* Says which listing of those asked for a cell is, and whether that is certain. */
function printedAs({ listings, estimated }, asked, language) {
  const isAsked = number => asked.listings.includes(number.toLowerCase())
  const certain = listings.find(isAsked)
  const number = certain ?? estimated.find(isAsked)
  return number && LISTING[language] + number + (certain ? "" : ESTIMATED[language])
}

/* Chooses the cell or text to show, and whether to lead to it: to the listing that was asked for, or to
   what holds words that the heading lacks. */
function bestPiece({ pieces, foldedTitle, explains }, { words, listings }) {
  const has = numbers => numbers.some(number => listings.includes(number.toLowerCase()))
  const printed =
    pieces.find(piece => has(piece.listings)) ?? pieces.find(piece => has(piece.estimated))
  if (printed) return { ...printed, leads: true }
  const names = [foldedTitle, ...explains].join("\n")
  let best,
    most = -1
  for (const piece of pieces) {
    const text = (piece.folded ??= fold(piece.text).toLowerCase())
    const count = words.filter(word => text.includes(word)).length
    if (count > most) [best, most] = [piece, count]
  }
  return best && { ...best, leads: most > 0 && !words.every(word => names.includes(word)) }
}

/* Cuts a text around the first word and marks all of them. */
function excerpt({ kind, text }, words) {
  const sought = pattern(words)
  const first = Math.max(0, text.search(sought))
  const start = first < EXCERPT / 2 ? 0 : first - EXCERPT / 4
  const cut = marked(text.slice(start, start + EXCERPT), sought)
  const whole = (start > 0 ? "…" : "") + cut + (start + EXCERPT < text.length ? "…" : "")
  return kind === "prose" ? whole : `<code>${whole}</code>`
}

/* Gives a text as HTML with marks; a split by one group puts what matches at odd places. */
function marked(text, sought) {
  return text
    .split(sought)
    .map((part, i) => (i % 2 ? `<mark>${escaped(part)}</mark>` : escaped(part)))
    .join("")
}

/* Matches any of some folded words in text as it was written; without words, nothing. */
function pattern(words) {
  return words.length ? new RegExp(`(${words.map(spelled).join("|")})`, "gi") : /(?!)/
}

/* A folded word as a pattern for text as it was written: at the beginning of a Latin word; long vowels
   may stand inside a Japanese one. */
function spelled(word) {
  return (
    (/^[a-z0-9_]/.test(word) ? "(?<![A-Za-z0-9_])" : "") +
    [...word]
      .map(
        letter =>
          letter.replace(/[.*+?^${}()|[\]\\/-]/, "\\$&") + (/[ァ-ヺ]/.test(letter) ? "ー*" : ""),
      )
      .join("")
  )
}

function escaped(text) {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}
