/* What readers say for one another: pairs of what is asked and what to look for as well. */

export class Synonyms {
  /** @param {import("./passages.js").Pair[]} pairs */
  constructor(pairs) {
    this.pairs = pairs
  }

  /**
   * Return what else to look for; the longest name counts where one holds another.
   * @param {string} text
   */
  of(text) {
    const found = this.pairs.flatMap(([asked, meant]) =>
      asked.filter(name => contains(text, name)).map(name => ({ name, meant })),
    )
    const longest = found.filter(
      ({ name }) => !found.some(other => other.name !== name && other.name.includes(name)),
    )
    // Two letters (lr, DL) are understood, but they stand in too many words to look for.
    const useful = (/** @type {string} */ other, /** @type {string} */ name) =>
      other !== name && (other.length > 2 || !/^[a-z]/.test(other))
    return longest.map(({ name, meant }) => ({
      name,
      meant: meant.filter(other => useful(other, name)),
    }))
  }

  /**
   * Whether a word, or another for the same, stands in a text.
   * @param {string} word
   * @param {string} text
   */
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

/**
 * Whether a text contains a name: Latin ones as words, Japanese ones anywhere.
 * @param {string} text
 * @param {string} name
 */
export function contains(text, name) {
  let at = text.indexOf(name)
  if (!/^[a-z0-9_]/.test(name)) return at >= 0
  while (at >= 0) {
    const [before, after] = [text[at - 1] ?? "", text[at + name.length] ?? ""]
    if (!/[a-z0-9_]/.test(before + after)) return true
    at = text.indexOf(name, at + 1)
  }
  return false
}
