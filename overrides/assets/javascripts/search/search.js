/* The answers to queries: from the index of the page's language, and where that has little, of the others. An index
   stays in memory: later queries need no network. */

import { Passages } from "./passages.js"
import { question } from "./question.js"
import { groups, ranked } from "./results.js"

/**
 * @typedef {import("./question.js").Question} Question
 * @typedef {object} Answer
 * @property {import("./results.js").Item[][]} items
 * @property {number} [places]
 * @property {{ unavailable?: boolean, nearest?: string[] }} [notice]
 * @property {boolean} [complete] Whether the texts were searched too.
 */

// Below this share of the words, a language counts as having nothing; above that, as having it.
const ENOUGH = 0.5
const GOOD = 0.75

export class Search {
  /** @type {Map<string, Promise<Passages>>} */
  #loading = new Map()

  /**
   * @param {string} language The page's.
   * @param {(file: string) => Promise<any>} fetched Returns what a file of the index holds.
   * @param {(passages: Passages) => void} [settled] Called when the texts of the page's language are here
   *   or failed.
   */
  constructor(language, fetched, settled) {
    this.language = language
    this.fetched = fetched
    this.settled = settled
  }

  /**
   * Answer from passages of the page's language that are here, or from what loads now.
   * @param {string} query
   * @param {Passages} [here]
   * @returns {Promise<Answer>}
   */
  async answer(query, here) {
    const own = here ?? (await this.load())
    const asked = question(query)
    const hits = own.search(asked)
    const items = groups(hits, asked, own.words, false)
    if (own.state === "complete" && (hits[0]?.covered ?? 0) < ENOUGH) {
      // Before chance hits of this language come good ones of another, for who asks in another.
      if (!items.length) items.push(...(await this.#foreign(own, asked, ENOUGH)))
      else if (asked.isJapanese !== (this.language === "ja")) {
        items.unshift(...(await this.#foreign(own, asked, GOOD)))
      }
    }
    const places = items.flat().filter(({ isFound }) => isFound).length
    const answer = { items: ranked(items), places, complete: own.state !== "names" }
    if (own.state === "broken") return { ...answer, notice: { unavailable: true } }
    if (own.state === "names" || items.length) return answer
    return { ...answer, notice: { nearest: own.nearest(asked.text) } }
  }

  /**
   * Return what other languages have; if one is missing, that is no fault of this one.
   * @param {Passages} own
   * @param {Question} asked
   * @param {number} least How much of the words must be found.
   */
  async #foreign(own, asked, least) {
    const found = own.others.map(async name => {
      const passages = await this.load(name)
      await passages.completion
      const hits = passages.search(asked).filter(({ covered }) => covered > least)
      return groups(hits, asked, passages.words, true)
    })
    return (await Promise.all(found.map(one => one.catch(() => [])))).flat()
  }

  /**
   * Return a language's passages as soon as their names are here; the texts follow. What failed is asked
   * for again the next time.
   */
  async load(name = this.language) {
    const names = () => this.fetched(`names.${name}.json`).then(names => new Passages(names))
    const loading = this.#loading.get(name) ?? names()
    this.#loading.set(name, loading)
    try {
      const passages = await loading
      if (passages.state === "new" || passages.state === "broken") this.#complete(passages, name)
      return passages
    } catch (error) {
      this.#loading.delete(name)
      throw error
    }
  }

  /**
   * Add the texts to passages.
   * @param {Passages} passages
   * @param {string} name
   */
  #complete(passages, name) {
    passages.state = "names"
    const texts = async () => {
      try {
        await passages.addTexts(await this.fetched(`texts.${name}.json`))
        passages.state = "complete"
      } catch (error) {
        console.warn("Search:", error)
        passages.state = "broken"
      }
      if (name === this.language) this.settled?.(passages)
    }
    passages.completion = texts()
  }
}
