/* The passages of one language and how a query finds them. MiniSearch finds and weighs words in two
   indexes, names (built with the site) and texts (built here, in slices); the rest is how well a
   passage as a whole fits what was asked. All weights come with the index: booksite/search/index.py. */

const NAME_FIELDS = ["title", "terms", "places", "page", "estimated"]
const TEXT_FIELDS = { p: "prose", c: "code", o: "output" }
const MOST_TOKENS = 48
const SLICE_MS = 12

class Passages {
  constructor({ boosts, pages, passages, explains, synonyms, index }) {
    // It gets tokens, not text.
    const identity = { stringifyField: found => found, tokenize: found => found, processTerm: term => term }
    this.boosts = boosts
    this.synonyms = new Synonyms(synonyms)
    this.names = MiniSearch.loadJS(index, { fields: NAME_FIELDS })
    this.texts = new MiniSearch({ fields: Object.values(TEXT_FIELDS), ...identity })
    this.vocabulary = new Set(index.index.map(([term]) => term))
    this.all = passages.map(([page, anchor, title, kind], id) => ({
      id, anchor, title, kind, url: pages[page][0], pageTitle: pages[page][1],
      foldedTitle: fold(title).toLowerCase(),
      foldedPage: fold(pages[page][1]).toLowerCase(),
      explains: explains[id] ?? [],
      pieces: [],
    }))
  }

  /* Takes the pieces and indexes them, a few milliseconds at a time, so that queries get their turn. */
  async addTexts(texts) {
    for (const [id, pieces] of texts.entries()) {
      this.all[id].pieces = pieces.map(([kind, text, anchor = "", listings = [], estimated = []]) =>
        ({ kind: TEXT_FIELDS[kind], text, anchor, listings, estimated }))
    }
    let start = performance.now()
    for (const { id, pieces } of this.all) {
      const row = { id }
      for (const field of Object.values(TEXT_FIELDS)) {
        row[field] = pieces.filter(({ kind }) => kind === field).flatMap(({ text }) => tokens(text))
        for (const token of row[field]) this.vocabulary.add(token)
      }
      this.texts.add(row)
      if (performance.now() - start > SLICE_MS) {
        await new Promise(resolve => setTimeout(resolve))
        start = performance.now()
      }
    }
  }

  /* Gives passages with their scores, best first. */
  search(question) {
    const scores = new Map()
    const { wanted, others } = this.terms(question)
    if (!wanted.length) return []
    for (const index of [this.names, this.texts]) {
      for (const { id, score, queryTerms } of index.search("", this.options(wanted, others))) {
        const hit = scores.get(id) ?? { score: 0, matched: new Set() }
        // MiniSearch multiplies by the number of terms; `fit` knows better which ones count.
        hit.score += score / queryTerms.length
        queryTerms.forEach(term => hit.matched.add(term))
        scores.set(id, hit)
      }
    }
    return [...scores]
      .map(([id, { score, matched }]) => {
        const passage = this.all[id]
        const covered = wanted.filter(term => matched.has(term)).length / wanted.length
        return { passage, covered, score: score * (0.2 + covered) * this.fit(passage, question) }
      })
      .sort((a, b) => b.score - a.score || a.passage.id - b.passage.id)
  }

  terms({ text }) {
    const wanted = [...new Set(tokens(text))].slice(0, MOST_TOKENS)
    const others = this.synonyms.of(fold(text).toLowerCase())
      .flatMap(name => tokens(name))
      .filter(token => !wanted.includes(token))
    return { wanted, others: [...new Set(others)] }
  }

  options(wanted, others) {
    const { fields, matches } = this.boosts
    const own = new Set(wanted)
    const isName = term => /^[a-z_]/.test(term)
    return {
      tokenize: () => [...wanted, ...others],
      processTerm: term => term,
      boost: fields,
      weights: { prefix: matches.prefix, fuzzy: matches.fuzzy },
      boostTerm: term => own.has(term) ? 1 : matches.synonym,
      prefix: term => own.has(term) && !term.startsWith("#") &&
        (isName(term) ? term.length > 2 : term.length === 1 || term.length > 2),
      // Only what no text contains is taken for a typing error.
      fuzzy: term => own.has(term) && isName(term) && term.length > 3 && !this.vocabulary.has(term) &&
        (term.length < 8 ? 1 : 2),
    }
  }

  /* How well a passage as a whole fits: what it is, and where the words of the question stand. */
  fit(passage, { phrase, words, intent }) {
    const { fit, kinds, kinds_place, kinds_error } = this.boosts
    const byKind = { place: kinds_place, error: kinds_error }[intent] ?? kinds
    let factor = byKind[passage.kind] ?? 1
    if (intent === "place" && !words.length) return factor
    if (passage.foldedTitle === phrase) factor *= fit.is_title
    if (passage.explains.includes(phrase)) factor *= fit.explains
    if (!words.length) return factor
    const names = [passage.foldedTitle, ...passage.explains].join("\n")
    const share = text => words.filter(word => this.synonyms.isIn(word, text)).length / words.length
    const all = `${names}\n${passage.foldedPage}\n${this.folded(passage)}`
    return factor * (1 + fit.in_title * share(names) + fit.in_text * share(all)) *
      (1 - fit.missing * (1 - share(all)))
  }

  folded(passage) {
    passage.folded ??= passage.pieces.length
      ? fold(passage.pieces.map(({ text }) => text).join("\n")).toLowerCase() : undefined
    return passage.folded ?? ""
  }
}

/* Names of the glossary that stand for one another. */
class Synonyms {
  constructor(groups) {
    this.groups = groups
  }

  /* Gives what else the terms in a text are called; the longest name counts where one holds another. */
  of(text) {
    const found = this.groups
      .flatMap(group => group.filter(name => contains(text, name)).map(name => ({ name, group })))
    const longest = found.filter(({ name }) =>
      !found.some(other => other.name !== name && other.name.includes(name)))
    return longest
      .flatMap(({ name, group }) => group.filter(other => other !== name && other.length > 2))
  }

  isIn(word, text) {
    if (text.includes(word)) return true
    const group = this.groups.find(names => names.includes(word))
    return group?.some(name => name.length > 2 && contains(text, name)) ?? false
  }
}

/* Whether a text contains a name: Latin ones as words, Japanese ones anywhere. */
function contains(text, name) {
  let at = text.indexOf(name)
  if (!/^[a-z0-9_]/.test(name)) return at >= 0
  while (at >= 0) {
    if (!/[a-z0-9_]/.test(text[at - 1] ?? "") && !/[a-z0-9_]/.test(text[at + name.length] ?? "")) return true
    at = text.indexOf(name, at + 1)
  }
  return false
}
