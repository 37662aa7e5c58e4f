/* How text becomes tokens: booksite/search/text.py explains the rules and is the same for the build.
   tests/search/tokens.json holds the cases that both must pass. */

const NUMBER = "[lL]?[0-9]{1,2}-[0-9]{1,3}"
export const JAPANESE = "\u3005\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff"
export const LETTER = "A-Za-z\u00c0-\u024f"
export const TOKEN = new RegExp(
  `(?:コド|リスト|[Ll]isting|[Cc]ode) ?(?<listing>${NUMBER}|[0-9](?![0-9.-]))` +
    `|(?:図|[Ff]igures?|[Ff]ig\\.?) ?(?<figure>${NUMBER})` +
    `|(?<![${LETTER}0-9_])(?:[Pp]{1,2}\\.? ?|[Pp]ages? ?)(?<page>[0-9]{1,3})(?![0-9])` +
    `(?: ?[-~\u301c] ?(?<page_end>[0-9]{1,3})(?![0-9]))?` +
    `|(?<![0-9.-])(?<page_ja>[0-9]{1,3}) ?(?:ペジ|頁)` +
    `|(?<![0-9.-])(?<chapter_ja>[0-9]{1,2}) ?章` +
    `|[Cc]h(?:apter|\\.)? ?0?(?<chapter>[0-9]{1,2})(?![0-9])` +
    `|(?:講座|[Ll]ecture) ?(?<lecture>[0-9])` +
    `|(?<number>(?<![0-9.-])${NUMBER}(?![0-9-]))` +
    `|(?<name>[${LETTER}_][${LETTER}0-9_]*(?:\\.[${LETTER}_][${LETTER}0-9_]*)*)` +
    `|(?<decimal>[0-9]+(?:\\.[0-9]+)*)` +
    `|(?<japanese>[${JAPANESE}]+)`,
  "g",
)
const KINDS = [
  "name",
  "japanese",
  "decimal",
  "number",
  "listing",
  "figure",
  "page",
  "page_ja",
  "chapter",
  "chapter_ja",
  "lecture",
]
const PART = /[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z\u00df-\u024f]+[0-9]*[a-z]?(?![a-z])|[0-9]+/g
const HIRAGANA = /[\u3041-\u3096]/
const HIRAGANA_RUN = /^[\u3041-\u3096]+$/
const PARTICLES = new Set("はがをのにへもやとで")
const VERB_ENDING = /^(?:が[らりるれろっ]|や[さしすせ])/
export const FILLERS = new Set(
  (
    "a an the of to do does did it its i my how what why which this that these are was were be been" +
    " can could you your we our when at by have has there"
  ).split(" "),
)
/** @type {[RegExp, string][]} */
const ENDINGS = [
  [/(ss|x|ch|sh)es$/, "$1"],
  [/([a-z]{2})ies$/, "$1y"],
  [/([a-z]{2}[^aisu])s$/, "$1"],
]

/** @param {string} text */
export function fold(text) {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212\uff0d]|(?<=[0-9])ー(?=[0-9])/g, "-")
    .replace(/[\u2018\u2019\u201b`]/g, "'")
    .replaceAll("ー", "")
}

/** @param {string} text */
export function tokens(text) {
  const found = []
  for (const { groups = {} } of fold(text).matchAll(TOKEN)) {
    const kind = KINDS.find(name => groups[name] !== undefined) ?? ""
    found.push(...tokensOf(kind, groups[kind]))
    if (groups.page_end) found.push(`#p${groups.page_end}`)
  }
  return found
}

/**
 * @param {string} kind
 * @param {string} match
 */
function tokensOf(kind, match) {
  const value = match.toLowerCase()
  switch (kind) {
    case "listing":
      return value.includes("-") ? [`#c${value}`, value] : [`#c${value}`]
    case "figure":
      return [`#f${value}`, value]
    case "page":
    case "page_ja":
      return [`#p${value}`]
    case "chapter":
    case "chapter_ja":
      return [`#ch${value}`]
    case "lecture":
      return [`#l${value}`]
    case "name":
      return nameTokens(match)
    case "japanese":
      return japaneseTokens(value)
    default:
      return [value]
  }
}

/** @param {string} name */
function nameTokens(name) {
  const parts = name.split(".")
  const found = parts.length > 1 ? [name] : []
  for (const part of parts) {
    const inner = part.match(PART) ?? []
    found.push(part, ...(inner.length > 1 ? inner : []))
  }
  const stems = found.map(word => stem(word.toLowerCase())).filter(word => !FILLERS.has(word))
  return [...new Set(stems)]
}

/** @param {string} word */
function stem(word) {
  for (const [pattern, replacement] of ENDINGS) {
    const shorter = word.replace(pattern, replacement)
    if (shorter !== word) return shorter
  }
  return word
}

/** @param {string} run */
function japaneseTokens(run) {
  const found = []
  const kanaOnly = HIRAGANA_RUN.test(run)
  if ((run.length === 1 && !kanaOnly) || (run.length > 2 && kanaOnly)) found.push(run)
  for (let i = 0; i + 1 < run.length; i++) {
    const hiragana = [HIRAGANA.test(run[i]), HIRAGANA.test(run[i + 1])]
    const particle =
      PARTICLES.has(run[i]) || (PARTICLES.has(run[i + 1]) && !VERB_ENDING.test(run.slice(i + 1)))
    const both = hiragana[0] && hiragana[1]
    if (!both && !((hiragana[0] || hiragana[1]) && particle)) found.push(run[i] + run[i + 1])
  }
  return found
}
