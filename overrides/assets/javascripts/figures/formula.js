/* A small formula, read into the steps that PyTorch would record: numbers, names, + - * / **, brackets, functions. */

/**
 * @typedef {object} Step
 * @property {string} name Of a leaf the variable or number, of the others PyTorch's grad_fn.
 * @property {string} sign What it does, as it is written.
 * @property {number[]} inputs Places of what it is made of.
 * @property {(...values: number[]) => number} value
 * @property {(...values: number[]) => number[]} slopes The derivative by each of its inputs.
 *
 * @typedef {{ steps: Step[], wrong?: undefined } | { steps?: undefined, wrong: string }} Reading
 */

/** @type {Record<string, Pick<Step, "name" | "value" | "slopes">>} */
const FUNCTIONS = {
  exp: { name: "ExpBackward0", value: Math.exp, slopes: x => [Math.exp(x)] },
  log: { name: "LogBackward0", value: Math.log, slopes: x => [1 / x] },
  sin: { name: "SinBackward0", value: Math.sin, slopes: x => [Math.cos(x)] },
  cos: { name: "CosBackward0", value: Math.cos, slopes: x => [-Math.sin(x)] },
  tanh: { name: "TanhBackward0", value: Math.tanh, slopes: x => [1 - Math.tanh(x) ** 2] },
  sigmoid: {
    name: "SigmoidBackward0",
    value: x => 1 / (1 + Math.exp(-x)),
    slopes: x => [Math.exp(-Math.abs(x)) / (1 + Math.exp(-Math.abs(x))) ** 2],
  },
  relu: { name: "ReluBackward0", value: x => Math.max(0, x), slopes: x => [Number(x > 0)] },
  max: {
    name: "MaximumBackward0",
    value: Math.max,
    // Where both are equal, PyTorch gives each a half.
    slopes: (x, y) => (x === y ? [0.5, 0.5] : [Number(x > y), Number(y > x)]),
  },
}
/** @type {Record<string, Pick<Step, "name" | "value" | "slopes">>} */
const SIGNS = {
  "+": { name: "AddBackward0", value: (x, y) => x + y, slopes: () => [1, 1] },
  "-": { name: "SubBackward0", value: (x, y) => x - y, slopes: () => [1, -1] },
  "*": { name: "MulBackward0", value: (x, y) => x * y, slopes: (x, y) => [y, x] },
  "/": { name: "DivBackward0", value: (x, y) => x / y, slopes: (x, y) => [1 / y, -x / y ** 2] },
  "**": {
    name: "PowBackward0",
    value: (x, y) => x ** y,
    slopes: (x, y) => [y * x ** (y - 1), x > 0 ? Math.log(x) * x ** y : 0],
  },
}
const NEGATIVE = {
  name: "NegBackward0",
  value: (/** @type {number} */ x) => -x,
  slopes: () => [-1],
}
const ARGUMENTS = { max: 2 }
const TOKEN = /\s*(?:(\d+\.?\d*|\.\d+)|([A-Za-z]\w*)|(\*\*|[-+*/(),]))/y
/* So many steps can still be looked at. */
export const MOST = 60
const LONGEST = 200

/**
 * Read a formula; of one that is wrong, the part that nobody understands.
 * @param {string} text
 * @param {string[]} variables
 * @returns {Reading}
 */
export function read(text, variables) {
  try {
    const steps = new Reader(text.slice(0, LONGEST), variables).read()
    return text.length > LONGEST || steps.length > MOST ? { wrong: "…" } : { steps }
  } catch (error) {
    if (error instanceof Unread) return { wrong: error.message }
    throw error
  }
}

class Unread extends Error {}

class Reader {
  /**
   * @param {string} text
   * @param {string[]} variables
   */
  constructor(text, variables) {
    this.tokens = tokens(text)
    this.variables = variables
    /** @type {Step[]} */
    this.steps = []
    /** @type {Map<string, number>} */
    this.leaves = new Map()
  }

  read() {
    this.sum()
    if (this.tokens.length) throw new Unread(this.tokens[0])
    return this.steps
  }

  /** @returns {number} The place of what was read. */
  sum() {
    return this.chain(["+", "-"], () => this.product())
  }

  /** @returns {number} */
  product() {
    return this.chain(["*", "/"], () => this.signed())
  }

  /**
   * @param {string[]} signs
   * @param {() => number} part
   */
  chain(signs, part) {
    let left = part()
    while (signs.includes(this.tokens[0])) {
      const sign = /** @type {string} */ (this.tokens.shift())
      left = this.step({ ...SIGNS[sign], sign, inputs: [left, part()] })
    }
    return left
  }

  /** @returns {number} */
  signed() {
    if (this.tokens[0] !== "-") return this.power()
    this.tokens.shift()
    // A number with a sign is a number.
    if (/^[\d.]/.test(this.tokens[0] ?? "") && this.tokens[1] !== "**") {
      return this.leaf(`-${this.tokens.shift()}`)
    }
    return this.step({ ...NEGATIVE, sign: "-", inputs: [this.signed()] })
  }

  /** @returns {number} */
  power() {
    const base = this.part()
    if (this.tokens[0] !== "**") return base
    this.tokens.shift()
    return this.step({ ...SIGNS["**"], sign: "**", inputs: [base, this.signed()] })
  }

  /** @returns {number} */
  part() {
    const token = this.tokens.shift() ?? ""
    if (token === "(") {
      const inside = this.sum()
      this.expect(")")
      return inside
    }
    if (Object.hasOwn(FUNCTIONS, token)) return this.call(token)
    if (/^[\d.]/.test(token) || this.variables.includes(token)) return this.leaf(token)
    throw new Unread(token || "…")
  }

  /** @param {string} name */
  call(name) {
    this.expect("(")
    const inputs = [this.sum()]
    while (inputs.length < (name === "max" ? ARGUMENTS.max : 1)) {
      this.expect(",")
      inputs.push(this.sum())
    }
    this.expect(")")
    return this.step({ ...FUNCTIONS[name], sign: name, inputs })
  }

  /** @param {string} token */
  expect(token) {
    const found = this.tokens.shift()
    if (found !== token) throw new Unread(found ?? token)
  }

  /**
   * A variable is one step however often it stands there; its gradients add up.
   * @param {string} name
   */
  leaf(name) {
    const known = this.leaves.get(name)
    if (known !== undefined) return known
    const place = this.step({
      name,
      sign: "",
      inputs: [],
      value: () => Number(name),
      slopes: () => [],
    })
    if (this.variables.includes(name)) this.leaves.set(name, place)
    return place
  }

  /** @param {Step} step */
  step(step) {
    return this.steps.push(step) - 1
  }
}

/** @param {string} text */
function tokens(text) {
  const found = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match) throw new Unread(text.slice(at).trim().slice(0, 12))
    found.push(match[1] ?? match[2] ?? match[3])
  }
  return found
}
