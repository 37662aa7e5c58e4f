/* What other pages know of the words that a reader looks for: asked for when a page itself has little. */

/** @type {Map<string, Document>} */
const pages = new Map()

/** @param {string} address */
async function read(address) {
  const known = pages.get(address)
  if (known) return known
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status} for ${address}`)
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  pages.set(address, page)
  return page
}

/**
 * @param {string} tag
 * @param {object} properties
 * @param {(Node | string)[]} children
 */
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/**
 * Return the page with the number of its rows that fit, and the first of them.
 * @param {string} address
 * @param {(row: HTMLElement) => boolean} fits
 * @param {string} query
 * @param {string} count
 */
async function hits(address, fits, query, count) {
  const page = await read(address)
  /** @type {NodeListOf<HTMLElement>} */
  const all = page.querySelectorAll("[data-row]")
  const rows = [...all].filter(fits)
  if (!rows.length) return []
  const items = rows.slice(0, 5).map(row => {
    const title = row.querySelector("h2, h3")
    const href = `${address}${query}#${title?.id}`
    return element("li", {}, element("a", { href }, title?.textContent ?? ""))
  })
  const title = page.querySelector("h1")?.textContent ?? ""
  const name = element("a", { href: address + query }, title)
  const number = count.replace("{0}", String(rows.length))
  return [element("p", {}, name, number), element("ul", {}, ...items)]
}

/**
 * Return what to show of other pages.
 * @param {Record<string, string>} words Texts and addresses, of the element that will show it.
 * @param {(row: HTMLElement) => boolean} fits Whether a row fits.
 * @param {string} carried The words that the links hand on.
 * @param {boolean} nothing Whether the page itself has nothing.
 */
export async function answers(words, fits, carried, nothing) {
  const query = `?${new URLSearchParams({ words: carried })}`
  const addresses = words.pages.trim().split(" ")
  // Without a network a page may be missing; the others can still answer.
  const asked = await Promise.allSettled(
    addresses.map(address => hits(address, fits, query, words.count)),
  )
  const found = asked.flatMap(answer => (answer.status === "fulfilled" ? answer.value : []))
  if (found.length) return [element("p", {}, words.found), ...found]
  if (!nothing || asked.some(answer => answer.status === "rejected")) return []
  return [element("p", {}, words.nothing, element("a", { href: words.ask }, words.asking))]
}
