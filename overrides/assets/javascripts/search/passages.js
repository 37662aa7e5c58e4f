/* The passages of one language and how a query finds them. MiniSearch finds and weighs words in two
   indexes, names (there at once) and texts (which follow, in slices); the rest is how well a passage
   as a whole fits what was asked. All weights come with the index: booksite/search/index.py. */

import { contains, Synonyms } from "./synonyms.js"
import { fold, tokens } from "./text.js"
import MiniSearch from "./vendor/minisearch.js"

/**
 * A text or a cell of a passage.
 * @typedef {object} Piece
 * @property {string} kind prose, code or output
 * @property {string} text
 * @property {string} anchor
 * @property {string[]} listings Printed listings that it certainly is.
 * @property {string[]} estimated Those that it probably is.
 * @property {string} [folded] Its text folded, once it was needed.
 *
 * @typedef {object} Passage
 * @property {number} id
 * @property {string} anchor
 * @property {string} title
 * @property {string} kind
 * @property {string[]} explains Terms of the glossary.
 * @property {string[]} announces Words that it coins, as tokens.
 * @property {string} url Of its page.
 * @property {string} pageTitle
 * @property {string} foldedTitle
 * @property {string} foldedPage
 * @property {Piece[]} pieces
 * @property {string} [folded] All its pieces folded, once that was needed.
 *
 * @typedef {{ passage: Passage, covered: number, score: number }} Hit
 *
 * The files that booksite/search/index.py writes.
 * @typedef {Record<string, Record<string, number>>} Boosts
 * @typedef {[page: number, anchor: string, title: string, kind: string, fields?: string[],
 *   explains?: string[], announces?: string[]]} Row
 * @typedef {[asked: string[], meant: string[]]} Pair
 * @typedef {{ listing: string, estimated: string, language: string }} Words
 * @typedef {{ boosts: Boosts, pages: [url: string, title: string][], passages: Row[],
 *   synonyms: Pair[], terms: string[], words: Words, others: string[] }} Names
 * @typedef {[kind: "p" | "c" | "o", text: string, anchor?: string, listings?: string[],
 *   estimated?: string[]][][]} Texts
 *
 * @typedef {import("./question.js").Question} Question
 */

const NAME_FIELDS = ["title", "terms", "strong", "places", "about", "anchor"]
const TEXT_FIELDS = { p: "prose", c: "code", o: "output" }
const MOST_TOKENS = 48
const MOST_CANDIDATES = 80
// How much of a word counts as found by its beginning or in another spelling.
const NEARLY = 0.6
// Less than this of what is asked is chance.
const LEAST = 0.2
const SLICE_MS = 12

/** @param {any} value */
const same = value => value

export class Passages {
  /**
   * What of them is here, and when that changes.
   * @type {"new" | "names" | "complete" | "broken"}
   */
  state = "new"
  completion = Promise.resolve()

  /** @param {Names} names */
  constructor({ boosts, pages, passages, synonyms, terms, words, others }) {
    // It gets tokens, not text.
    const identity = {
      stringifyField: same,
      tokenize: same,
      processTerm: same,
    }
    this.boosts = boosts
    this.terms = terms
    this.words = words
    /** The other languages. */
    this.others = others
    this.synonyms = new Synonyms(synonyms)
    this.names = new MiniSearch({ fields: NAME_FIELDS, ...identity })
    this.texts = new MiniSearch({
      fields: [...Object.values(TEXT_FIELDS), "estimated"],
      ...identity,
    })
    this.pageTokens = new Map(pages.map(([url, title]) => [url, new Set(tokens(title))]))
    /**
     * In how many passages a token stands, as far as they are here.
     * @type {Map<string, number>}
     */
    this.frequency = new Map()
    /** @type {Passage[]} */
    this.all = passages.map(
      ([page, anchor, title, kind, fields = [], explains = [], announces = []], id) => {
        const found = NAME_FIELDS.map((_, i) => (fields[i] ? fields[i].split(" ") : []))
        const entries = NAME_FIELDS.map((field, i) => [field, found[i]])
        this.names.add({ id, ...Object.fromEntries(entries) })
        this.count(found[0])
        return {
          id,
          anchor,
          title,
          kind,
          explains,
          announces,
          url: pages[page][0],
          pageTitle: pages[page][1],
          foldedTitle: fold(title).toLowerCase(),
          foldedPage: fold(pages[page][1]).toLowerCase(),
          pieces: [],
        }
      },
    )
  }

  /** @param {string[]} found */
  count(found) {
    for (const token of new Set(found)) {
      this.frequency.set(token, (this.frequency.get(token) ?? 0) + 1)
    }
  }

  /**
   * Take the pieces and index them, a few milliseconds at a time, so that queries get their turn.
   * @param {Texts} texts
   */
  async addTexts(texts) {
    for (const [id, pieces] of texts.entries()) {
      this.all[id].pieces = pieces.map(
        ([kind, text, anchor = "", listings = [], estimated = []]) => ({
          kind: TEXT_FIELDS[kind],
          text,
          anchor,
          listings,
          estimated,
        }),
      )
    }
    let start = performance.now()
    for (const { id, pieces } of this.all) {
      const found = Object.values(TEXT_FIELDS).map(field =>
        pieces.filter(({ kind }) => kind === field).flatMap(({ text }) => tokens(text)),
      )
      const numbers = pieces.flatMap(({ estimated }) => estimated)
      const estimated = numbers.flatMap(number => tokens(`コード${number}`))
      const entries = Object.values(TEXT_FIELDS).map((field, i) => [field, found[i]])
      this.count(found.flat())
      this.texts.add({ id, estimated, ...Object.fromEntries(entries) })
      if (performance.now() - start > SLICE_MS) {
        await new Promise(resolve => setTimeout(resolve))
        start = performance.now()
      }
    }
  }

  /**
   * Return passages with their scores, best first.
   * @param {Question} question
   * @returns {Hit[]}
   */
  search(question) {
    /** @type {Map<number, { score: number, exact: Set<string>, nearly: Set<string> }>} */
    const scores = new Map()
    const { wanted, synonyms, others } = this.tokensOf(question)
    if (!wanted.length) return []
    for (const index of [this.names, this.texts]) {
      /** @type {{ id: number, score: number, terms: string[], queryTerms: string[] }[]} */
      const found = index.search("", this.options(wanted, others))
      for (const { id, score, terms, queryTerms } of found) {
        const hit = scores.get(id) ?? { score: 0, exact: new Set(), nearly: new Set() }
        // MiniSearch multiplies by the number of terms; `fit` knows better which ones count.
        hit.score += score / queryTerms.length
        for (const term of terms) hit.exact.add(term)
        for (const term of queryTerms) hit.nearly.add(term)
        scores.set(id, hit)
      }
    }
    const better = (/** @type {Hit} */ a, /** @type {Hit} */ b) =>
      b.score - a.score || a.passage.id - b.passage.id
    const hits = [...scores].map(([id, { score, exact, nearly }]) => {
      const renamed = new Set(
        synonyms
          .filter(({ options }) => options.some(option => option.every(token => exact.has(token))))
          .flatMap(({ asked }) => asked),
      )
      const page = this.pageTokens.get(this.all[id].url)
      const matched = (/** @type {string} */ term) =>
        exact.has(term) || page?.has(term) ? 1 : nearly.has(term) || renamed.has(term) ? NEARLY : 0
      const covered = this.share(wanted, matched, term => this.rarity(term))
      return {
        passage: this.all[id],
        covered,
        score: score * (0.2 + covered) ** this.boosts.fit.covered,
      }
    })
    // What no passage has counts for all alike: the best hit says how much can be covered.
    const most = Math.max(0, ...hits.map(({ covered }) => covered))
    return hits
      .filter(({ covered }) => most > LEAST && covered >= most / 3)
      .sort(better)
      .slice(0, MOST_CANDIDATES)
      .map(hit => ({ ...hit, score: hit.score * this.fit(hit.passage, question) }))
      .sort(better)
  }

  /**
   * Return the terms of the glossary that look most like a text.
   * @param {string} text
   */
  nearest(text) {
    const pairs = (/** @type {string} */ word) =>
      new Set(Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2)))
    const wanted = pairs(fold(text).toLowerCase())
    const likeness = (/** @type {string} */ term) => {
      const own = pairs(fold(term).toLowerCase())
      return (2 * [...own].filter(pair => wanted.has(pair)).length) / (own.size + wanted.size)
    }
    return this.terms
      .map(term => ({ term, likeness: likeness(term) }))
      .filter(({ likeness }) => likeness > 0.2)
      .sort((a, b) => b.likeness - a.likeness)
      .slice(0, 3)
      .map(({ term }) => term)
  }

  /**
   * Return the tokens that are wanted, and those of other names for the same.
   * @param {Question} question
   */
  tokensOf({ text }) {
    const wanted = [...new Set(tokens(text))].slice(0, MOST_TOKENS)
    const synonyms = this.synonyms.of(fold(text).toLowerCase()).map(({ name, meant }) => ({
      asked: tokens(name),
      options: meant.map(other => tokens(other)),
    }))
    const others = new Set(synonyms.flatMap(({ options }) => options.flat()))
    for (const token of wanted) others.delete(token)
    return { wanted, synonyms, others: [...others] }
  }

  /**
   * @param {string[]} wanted
   * @param {string[]} others
   */
  options(wanted, others) {
    const { fields, matches } = this.boosts
    const own = new Set(wanted)
    const isName = (/** @type {string} */ term) => /^[a-z_]/.test(term)
    return {
      tokenize: () => [...wanted, ...others],
      processTerm: same,
      boost: fields,
      weights: { prefix: matches.prefix, fuzzy: matches.fuzzy },
      boostTerm: (/** @type {string} */ term) => (own.has(term) ? 1 : matches.synonym),
      prefix: (/** @type {string} */ term) =>
        own.has(term) &&
        !term.startsWith("#") &&
        (isName(term)
          ? term.length > (term === wanted.at(-1) ? 1 : 2)
          : term.length === 1 || term.length > 2),
      // Only what no text contains is taken for a typing error.
      fuzzy: (/** @type {string} */ term) =>
        own.has(term) &&
        isName(term) &&
        term.length > 3 &&
        !this.frequency.has(term) &&
        Math.min(3, Math.floor(term.length / 4)),
    }
  }

  /**
   * The rarer a token, the more it says about what is sought.
   * @param {string} token
   */
  rarity(token) {
    return Math.log(1 + this.all.length / (1 + (this.frequency.get(token) ?? 0)))
  }

  /**
   * Return how much of some words has a property, by weight.
   * @param {string[]} words
   * @param {(word: string) => number} has
   * @param {(word: string) => number} weight
   */
  share(words, has, weight) {
    const sum = (/** @type {(word: string) => number} */ value) =>
      words.reduce((total, word) => total + value(word), 0)
    return sum(word => weight(word) * has(word)) / (sum(weight) || 1)
  }

  /**
   * Return how well a passage as a whole fits: what it is, and where the words of the question stand.
   * @param {Passage} passage
   * @param {Question} question
   */
  fit(passage, { phrase, key, words, intent }) {
    const { fit, ...boosts } = this.boosts
    let factor = boosts[`kinds_${intent}`][passage.kind] ?? 1
    if (intent === "place" && !words.length) return factor
    if (passage.foldedTitle === phrase) factor *= fit.is_title
    else if (passage.foldedTitle.startsWith(phrase)) factor *= fit.title_start
    const named = passage.explains.filter(
      name => contains(phrase, name) && this.isAt(name, passage),
    )
    if (passage.announces.includes(key)) factor *= fit.announces
    factor *= 1 + (fit.explains * Math.max(0, ...named.map(name => name.length))) / phrase.length
    if (isMessage(phrase) && contains(this.folded(passage), phrase)) factor *= fit.verbatim
    if (!words.length) return factor
    const names = [passage.foldedTitle, ...passage.explains].join("\n")
    const weight = (/** @type {string} */ word) =>
      Math.max(...tokens(word).map(token => this.rarity(token)), 0.1)
    const share = (/** @type {string} */ text) =>
      this.share(words, word => Number(this.synonyms.isIn(word, text)), weight)
    const all = `${names}\n${passage.foldedPage}\n${this.folded(passage)}`
    return (
      factor *
      (1 + fit.in_title * share(names) + fit.in_text * share(all)) *
      (1 - fit.missing * (1 - share(all)))
    )
  }

  /**
   * A passage explains its term's name where it uses the name itself, or where nobody else does.
   * @param {string} name
   * @param {Passage} passage
   */
  isAt(name, passage) {
    return (
      contains(this.folded(passage), name) ||
      contains(passage.foldedTitle, name) ||
      tokens(name).some(token => !this.frequency.has(token))
    )
  }

  /** @param {Passage} passage */
  folded(passage) {
    passage.folded ??= passage.pieces.length
      ? fold(passage.pieces.map(({ text }) => text).join("\n")).toLowerCase()
      : undefined
    return passage.folded ?? ""
  }
}

/**
 * Whether a phrase is so long that it stands in a text for no other reason than being asked for.
 * @param {string} phrase
 */
function isMessage(phrase) {
  return phrase.split(" ").length > 2 || phrase.length > 12
}
