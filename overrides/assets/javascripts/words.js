/* What readers type or paste: words, or an error with all that stands around it. */

/** @param {string | null} text */
const fold = text => (text ?? "").normalize("NFKC").toLowerCase()

const EXCEPTION = /[\w.]*(?:Error|Warning|Exception|NotFound):\s/g

/**
 * Return what exceptions and warnings of a pasted text say, from the name of each on; or its last line.
 * @param {string} text
 */
function messages(text) {
  const starts = [...text.matchAll(EXCEPTION)].map(({ index }) => index)
  return starts.length
    ? starts.map((start, i) => text.slice(start, starts[i + 1]))
    : text.trim().split("\n").slice(-1)
}

/**
 * Return, of a pasted error, the message.
 * @param {string} text
 */
export const message = text => messages(text).at(-1) ?? ""

/**
 * Return of the first sentence of a message its fixed words, without numbers and paths, and the names that
 * it quotes.
 * @param {string | null} message
 */
function parts(message) {
  const quoted = /(?<!\w)(["'`])(.+?)\1(?!\w)/g
  const text = (message ?? "").replace(EXCEPTION, "").trim()
  const [sentence] = text.split(/[.?!;]\s|\n/)
  const words = fold(sentence.replace(quoted, " ").replace(/\([^()]*\)|\[[^[\]]*\]/g, ""))
    .split(/[\s,:]+/)
    .filter(word => !/[\d/\\]/.test(word))
    .map(word => word.replace(/^\W+|\W+$/g, ""))
    .filter(Boolean)
  return { words: new Set(words), names: [...sentence.matchAll(quoted)].map(([, , name]) => name) }
}

/**
 * Whether one message has all words of the other and few besides; two words may be any message's.
 * @param {Set<string>} one
 * @param {Set<string>} other
 */
function alike(one, other) {
  const [few, many] = [one, other].sort((a, b) => a.size - b.size)
  const enough = few.size > 2 ? few.size > many.size / 2 : few.size === many.size
  return few.size > 0 && enough && [...few].every(word => many.has(word))
}

/**
 * An address has its limits.
 * @param {string} words
 */
export const short = words => (words.length > 500 ? message(words).slice(0, 500) : words)

/**
 * Remember what a function returns for each row.
 * @template T
 * @param {(row: HTMLElement) => T} find
 * @returns {(row: HTMLElement) => T}
 */
function once(find) {
  const known = new WeakMap()
  return row => {
    if (!known.has(row)) known.set(row, find(row))
    return known.get(row)
  }
}

const wordsOf = once(row => fold(row.textContent))
/* What its messages say, and code in its heading. */
const saidOf = once(row =>
  [...row.querySelectorAll("pre.nb-output, :scope > :is(h2, h3) code")].map(
    ({ textContent }) => parts(textContent).words,
  ),
)
const codeOf = once(row =>
  [...row.querySelectorAll("code, pre")].flatMap(
    ({ textContent }) => textContent?.split(/[^\w.\\]+/) ?? [],
  ),
)

/**
 * Whether a row has what was typed or pasted.
 * @param {HTMLElement} row
 * @param {string} value
 */
export function stand(row, value) {
  const words = wordsOf(row)
  const wanted = fold(value).trim()
  // Every word, or a whole line: among the lines of a pasted error one is the message.
  const lines = wanted.split("\n").map(line => line.trim())
  return (
    lines.some(line => line.length > 11 && words.includes(line)) ||
    wanted.split(/\s+/).every(word => words.includes(word)) ||
    knows(row, value)
  )
}

/**
 * Whether what was pasted says the same as a row's message or as code in its heading. Names are a
 * question's example; a change is about its very names.
 * @param {HTMLElement} row
 * @param {string} value
 */
function knows(row, value) {
  return messages(value)
    .map(parts)
    .some(
      ({ words, names }) =>
        saidOf(row).some(said => alike(said, words)) &&
        (!("effect" in row.dataset) || names.every(name => codeOf(row).includes(name))),
    )
}
