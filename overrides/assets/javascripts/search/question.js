/* What a reader asks: the part of the input that matters, its words, and what kind of thing is meant. */

import { FILLERS, fold, JAPANESE, LETTER, TOKEN, tokens } from "./text.js"

const LONGEST = 240
const MOST_WORDS = 16
const PLACE = /^(?:#(?:c(?!h)|f|p)|l?[0-9]{1,2}-)/
// What Python and PyTorch say, with or without the name of the exception.
const ERROR = new RegExp(
  [
    "(?:Error|Warning|Exception)\\b",
    "no module named",
    "deprecated",
    "エラ",
    "警告",
    "has no attribute",
    "is not defined",
    "out of memory",
    "but (?:got|found)",
    "can't convert",
    "must match",
    "unexpected keyword",
    "size mismatch",
    "no such file",
    "not callable",
    "not subscriptable",
  ].join("|"),
  "i",
)
const TROUBLE =
  /ない|ません|なくな|違う|違って|違い[まは]|異な|遅|失敗|消え|切れ|すぎ|おかし|困|\bnot\b|n't\b|cannot|fail|wrong|slow|too long|differ|missing|lost|stuck|disappear/
const MESSAGE = /(?=\b[A-Z][A-Za-z.]*(?:Error|Warning|Exception)\b)/
const WORD = new RegExp(
  `[${LETTER}_][${LETTER}0-9_]*(?:\\.[${LETTER}_][${LETTER}0-9_]*)*|[0-9]+\\.[0-9]+|[\u3005\u30a1-\u30fa\u3400-\u9fff]{2,}`,
  "g",
)

/**
 * @typedef {ReturnType<typeof question>} Question
 * @param {string} input
 */
export function question(input) {
  const text = relevant(input.slice(0, 4000))
  const phrase = fold(text)
    .toLowerCase()
    .trim()
    .replace(/(?:とは何か|とは|って何|[?？。!！]|\(\))+$/, "")
  const found = tokens(text)
  /** @type {string[]} */
  const words = fold(text).replace(TOKEN, keepWords).toLowerCase().match(WORD) ?? []
  return {
    text,
    phrase,
    key: tokens(phrase).join(" "),
    isJapanese: new RegExp(`[${JAPANESE}]`).test(text),
    intent: intent(text, found),
    words: [...new Set(words)].filter(word => !FILLERS.has(word)).slice(0, MOST_WORDS),
    listings: found
      .filter(token => /^(?:#c[0-9l]|l?[0-9]{1,2}-)/.test(token))
      .map(token => token.replace("#c", "")),
  }
}

/**
 * @param {string} text
 * @param {string[]} found Its tokens.
 */
function intent(text, found) {
  if (found.some(token => PLACE.test(token))) return "place"
  if (found.length && found.every(token => token.startsWith("#"))) return "chapter"
  if (ERROR.test(fold(text))) return "error"
  return TROUBLE.test(text) ? "trouble" : "words"
}

/**
 * Of a pasted traceback the last message counts.
 * @param {string} input
 */
function relevant(input) {
  const text = input.trim()
  if (text.length <= LONGEST) return text
  const messages = text.split(MESSAGE).slice(1)
  return (messages.at(-1) ?? text).slice(0, LONGEST)
}

/**
 * A place (p. 171) is looked up, not searched as words.
 * @param {string} match
 * @param {any[]} rest
 */
function keepWords(match, ...rest) {
  const { name, japanese, decimal } = rest.at(-1)
  return name || japanese || decimal ? match : " "
}
