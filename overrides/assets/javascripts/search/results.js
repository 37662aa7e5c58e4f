/* Hits to what the theme's dialog shows: pages with their best sections, excerpts with marks. All text
   is escaped here, for the dialog takes it as HTML. */

import { fold } from "./text.js"

/**
 * @typedef {import("./passages.js").Hit} Hit
 * @typedef {import("./passages.js").Passage} Passage
 * @typedef {import("./passages.js").Piece} Piece
 * @typedef {import("./passages.js").Words} Words
 * @typedef {import("./question.js").Question} Question
 *
 * What the theme shows of a page or a section.
 * @typedef {object} Item
 * @property {string} location
 * @property {string} title HTML
 * @property {string} text HTML
 * @property {Record<string, boolean>} terms
 * @property {number} score
 * @property {boolean} [isFound] Not so for a page that only stands above its sections.
 * @property {string[]} [tags]
 */

const MOST_PAGES = 20
const MOST_SECTIONS = 8
const OPEN_SECTIONS = 3
const EXCERPT = 150

/**
 * Return the dialog's groups: one for each page, best first.
 * @param {Hit[]} hits
 * @param {Question} asked
 * @param {Words} words Of the hits' language.
 * @param {boolean} isForeign Whether that is not the page's.
 */
export function groups(hits, asked, words, isForeign) {
  /** @type {Map<string, Hit[]>} */
  const pages = new Map()
  for (const hit of hits) {
    const { url } = hit.passage
    pages.set(url, [...(pages.get(url) ?? []), hit])
  }
  return [...pages.values()]
    .slice(0, MOST_PAGES)
    .map(found => group(found, asked, words, isForeign))
}

/**
 * The theme opens sections whose score is the group's best and folds the others. A page that was not
 * found itself stays below, or Enter would lead to its beginning.
 * @param {Hit[]} found
 * @param {Question} asked
 * @param {Words} words
 * @param {boolean} isForeign
 */
function group(found, asked, words, isForeign) {
  const best = found[0].score
  const places = found.slice(0, MOST_SECTIONS).map(hit => place(hit, asked, words))
  const items = places
    .filter(({ location }, i) => places.findIndex(other => other.location === location) === i)
    .map((item, i) => {
      const open = i === 0 || (i < OPEN_SECTIONS && item.score > best / 3)
      return { ...item, score: open ? best : item.score / 2 }
    })
  const at = items.findIndex(({ location }) => !location.includes("#"))
  const { url, pageTitle } = found[0].passage
  /** @type {Item} */
  const page =
    at < 0
      ? { location: url, title: escaped(pageTitle), text: "", terms: {}, score: best / 1000 }
      : items.splice(at, 1)[0]
  if (isForeign) page.tags = [words.language]
  return at === 0 ? [page, ...items] : [...items, page]
}

/**
 * Give groups scores by their order, for Enter takes the highest on the screen.
 * @param {Item[][]} found
 */
export function ranked(found) {
  return found.map((items, i) => {
    const best = Math.max(...items.map(({ score }) => score))
    return items.map(item => ({ ...item, score: (item.score / best) * (found.length - i) }))
  })
}

/**
 * @param {Hit} hit
 * @param {Question} asked
 * @param {Words} words
 * @returns {Item}
 */
function place({ passage, score }, asked, words) {
  const piece = bestPiece(passage, asked)
  const anchor = (piece?.leads && piece.anchor) || passage.anchor
  const title = [passage.title, piece && printedAs(piece, asked, words)].filter(Boolean).join(" · ")
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

/**
 * Say which listing of those asked for a cell is, and whether that is certain.
 * @param {Piece} piece
 * @param {Question} asked
 * @param {Words} words
 */
function printedAs({ listings, estimated }, asked, words) {
  const isAsked = (/** @type {string} */ number) => asked.listings.includes(number.toLowerCase())
  const certain = listings.find(isAsked)
  const number = certain ?? estimated.find(isAsked)
  return number && (certain ? words.listing : words.estimated).replace("{0}", number)
}

/**
 * Choose the cell or text to show, and whether to lead to it: to the listing that was asked for, or to
 * what holds words that the heading lacks.
 * @param {Passage} passage
 * @param {Question} asked
 */
function bestPiece({ pieces, foldedTitle, explains }, { words, listings }) {
  const has = (/** @type {string[]} */ numbers) =>
    numbers.some(number => listings.includes(number.toLowerCase()))
  const printed =
    pieces.find(piece => has(piece.listings)) ?? pieces.find(piece => has(piece.estimated))
  if (printed) return { ...printed, leads: true }
  const names = [foldedTitle, ...explains].join("\n")
  let [best, most] = [pieces[0], -1]
  for (const piece of pieces) {
    piece.folded ??= fold(piece.text).toLowerCase()
    const { folded } = piece
    const count = words.filter(word => folded.includes(word)).length
    if (count > most) [best, most] = [piece, count]
  }
  return best && { ...best, leads: most > 0 && !words.every(word => names.includes(word)) }
}

/**
 * Cut a text around the first word and mark all of them.
 * @param {Piece} piece
 * @param {string[]} words
 */
export function excerpt({ kind, text }, words) {
  const sought = pattern(words)
  const first = Math.max(0, text.search(sought))
  const start = first < EXCERPT / 2 ? 0 : first - EXCERPT / 4
  const cut = marked(text.slice(start, start + EXCERPT), sought)
  const whole = (start > 0 ? "…" : "") + cut + (start + EXCERPT < text.length ? "…" : "")
  return kind === "prose" ? whole : `<code>${whole}</code>`
}

/**
 * Return a text as HTML with marks; a split by one group puts what matches at odd places.
 * @param {string} text
 * @param {RegExp} sought
 */
function marked(text, sought) {
  return text
    .split(sought)
    .map((part, i) => (i % 2 ? `<mark>${escaped(part)}</mark>` : escaped(part)))
    .join("")
}

/**
 * Match any of some folded words in text as it was written; without words, nothing.
 * @param {string[]} words
 */
function pattern(words) {
  return words.length ? new RegExp(`(${words.map(spelled).join("|")})`, "gi") : /(?!)/
}

/**
 * A folded word as a pattern for text as it was written: at the beginning of a Latin word; long vowels
 * may stand inside a Japanese one.
 * @param {string} word
 */
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

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}
