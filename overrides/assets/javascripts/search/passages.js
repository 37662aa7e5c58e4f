/* The passages of one language and how a query finds them. MiniSearch finds and weighs words in two
   indexes, names (there at once) and texts (which follow, in slices); the rest is how well a passage
   as a whole fits what was asked. All weights come with the index: booksite/search/index.py. */

const NAME_FIELDS = ["title", "terms", "strong", "places", "about", "anchor"]
const TEXT_FIELDS = { p: "prose", c: "code", o: "output" }
const MOST_TOKENS = 48
const MOST_CANDIDATES = 80
// How much of a word counts as found by its beginning or in another spelling.
const NEARLY = 0.6
// Less than this of what is asked is chance.
const LEAST = 0.2
const SLICE_MS = 12

class Passages {
  constructor({ boosts, pages, passages, synonyms, terms }) {
    // It gets tokens, not text.
    const identity = {
      stringifyField: found => found,
      tokenize: found => found,
      processTerm: term => term,
    }
    this.boosts = boosts
    this.terms = terms
    this.synonyms = new Synonyms(synonyms)
    this.names = new MiniSearch({ fields: NAME_FIELDS, ...identity })
    this.texts = new MiniSearch({
      fields: [...Object.values(TEXT_FIELDS), "estimated"],
      ...identity,
    })
    this.pageTokens = new Map(pages.map(([url, title]) => [url, new Set(tokens(title))]))
    // In how many passages a token stands, as far as they are here.
    this.frequency = new Map()
    this.all = passages.map(
      ([page, anchor, title, kind, fields = [], explains = [], announces = []], id) => {
        const found = NAME_FIELDS.map((field, i) => [field, fields[i] ? fields[i].split(" ") : []])
        this.names.add({ id, ...Object.fromEntries(found) })
        this.count(found[0][1])
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

  count(found) {
    for (const token of new Set(found))
      this.frequency.set(token, (this.frequency.get(token) ?? 0) + 1)
  }

  /* Takes the pieces and indexes them, a few milliseconds at a time, so that queries get their turn. */
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
      const row = {
        id,
        estimated: tokens(
          pieces.map(({ estimated }) => estimated.map(number => `コード${number}`)).join(" "),
        ),
      }
      for (const field of Object.values(TEXT_FIELDS)) {
        row[field] = pieces.filter(({ kind }) => kind === field).flatMap(({ text }) => tokens(text))
      }
      this.count(Object.values(TEXT_FIELDS).flatMap(field => row[field]))
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
    const { wanted, synonyms, others } = this.tokensOf(question)
    if (!wanted.length) return []
    for (const index of [this.names, this.texts]) {
      for (const { id, score, terms, queryTerms } of index.search(
        "",
        this.options(wanted, others),
      )) {
        const hit = scores.get(id) ?? { score: 0, exact: new Set(), nearly: new Set() }
        // MiniSearch multiplies by the number of terms; `fit` knows better which ones count.
        hit.score += score / queryTerms.length
        terms.forEach(term => hit.exact.add(term))
        queryTerms.forEach(term => hit.nearly.add(term))
        scores.set(id, hit)
      }
    }
    const better = (a, b) => b.score - a.score || a.passage.id - b.passage.id
    const hits = [...scores].map(([id, { score, exact, nearly }]) => {
      const renamed = new Set(
        synonyms
          .filter(({ options }) => options.some(option => option.every(token => exact.has(token))))
          .flatMap(({ asked }) => asked),
      )
      const page = this.pageTokens.get(this.all[id].url)
      const matched = term =>
        exact.has(term) || page.has(term) ? 1 : nearly.has(term) || renamed.has(term) ? NEARLY : 0
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

  /* Gives the terms of the glossary that look most like a text. */
  nearest(text) {
    const pairs = word =>
      new Set(Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2)))
    const wanted = pairs(fold(text).toLowerCase())
    const likeness = term => {
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

  /* Gives the tokens that are wanted, and those of other names for the same. */
  tokensOf({ text }) {
    const wanted = [...new Set(tokens(text))].slice(0, MOST_TOKENS)
    const synonyms = this.synonyms.of(fold(text).toLowerCase()).map(({ name, meant }) => ({
      asked: tokens(name),
      options: meant.map(other => tokens(other)),
    }))
    const others = new Set(synonyms.flatMap(({ options }) => options.flat()))
    wanted.forEach(token => others.delete(token))
    return { wanted, synonyms, others: [...others] }
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
      boostTerm: term => (own.has(term) ? 1 : matches.synonym),
      prefix: term =>
        own.has(term) &&
        !term.startsWith("#") &&
        (isName(term)
          ? term.length > (term === wanted.at(-1) ? 1 : 2)
          : term.length === 1 || term.length > 2),
      // Only what no text contains is taken for a typing error.
      fuzzy: term =>
        own.has(term) &&
        isName(term) &&
        term.length > 3 &&
        !this.frequency.has(term) &&
        Math.min(3, Math.floor(term.length / 4)),
    }
  }

  /* The rarer a token, the more it says about what is sought. */
  rarity(token) {
    return Math.log(1 + this.all.length / (1 + (this.frequency.get(token) ?? 0)))
  }

  /* How much of some words has a property, by weight. */
  share(words, has, weight) {
    const sum = value => words.reduce((total, word) => total + value(word), 0)
    return sum(word => weight(word) * has(word)) / (sum(weight) || 1)
  }

  /* How well a passage as a whole fits: what it is, and where the words of the question stand. */
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
    const weight = word => Math.max(...tokens(word).map(token => this.rarity(token)), 0.1)
    const share = text => this.share(words, word => this.synonyms.isIn(word, text), weight)
    const all = `${names}\n${passage.foldedPage}\n${this.folded(passage)}`
    return (
      factor *
      (1 + fit.in_title * share(names) + fit.in_text * share(all)) *
      (1 - fit.missing * (1 - share(all)))
    )
  }

  /* A passage explains its term's name where it uses the name itself, or where nobody else does. */
  isAt(name, passage) {
    return (
      contains(this.folded(passage), name) ||
      contains(passage.foldedTitle, name) ||
      tokens(name).some(token => !this.frequency.has(token))
    )
  }

  folded(passage) {
    passage.folded ??= passage.pieces.length
      ? fold(passage.pieces.map(({ text }) => text).join("\n")).toLowerCase()
      : undefined
    return passage.folded ?? ""
  }
}

/* What readers say for one another: pairs of what is asked and what to look for as well. */
class Synonyms {
  constructor(pairs) {
    this.pairs = pairs
  }

  /* Gives what else to look for; the longest name counts where one holds another. */
  of(text) {
    const found = this.pairs.flatMap(([asked, meant]) =>
      asked.filter(name => contains(text, name)).map(name => ({ name, meant })),
    )
    const longest = found.filter(
      ({ name }) => !found.some(other => other.name !== name && other.name.includes(name)),
    )
    // Two letters (lr, DL) are understood, but they stand in too many words to look for.
    const useful = (other, name) => other !== name && (other.length > 2 || !/^[a-z]/.test(other))
    return longest.map(({ name, meant }) => ({
      name,
      meant: meant.filter(other => useful(other, name)),
    }))
  }

  isIn(word, text) {
    return (
      text.includes(word) ||
      this.pairs.some(
        ([asked, meant]) =>
          asked.includes(word) && meant.some(name => name.length > 1 && contains(text, name)),
      )
    )
  }
}

/* Whether a phrase is so long that it stands in a text for no other reason than being asked for. */
function isMessage(phrase) {
  return phrase.split(" ").length > 2 || phrase.length > 12
}

/* Whether a text contains a name: Latin ones as words, Japanese ones anywhere. */
function contains(text, name) {
  let at = text.indexOf(name)
  if (!/^[a-z0-9_]/.test(name)) return at >= 0
  while (at >= 0) {
    if (!/[a-z0-9_]/.test(text[at - 1] ?? "") && !/[a-z0-9_]/.test(text[at + name.length] ?? ""))
      return true
    at = text.indexOf(name, at + 1)
  }
  return false
}
