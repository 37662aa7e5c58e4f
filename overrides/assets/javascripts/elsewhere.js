/* What other pages know of the words that a reader looks for: asked for when a page itself has little. */
const pages = new Map()

async function read(address) {
  if (!pages.has(address)) {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`)
    pages.set(address, new DOMParser().parseFromString(await answer.text(), "text/html"))
  }
  return pages.get(address)
}

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/* The page with the number of its rows that fit, and the first of them. */
async function hits(address, fits, query, count) {
  const page = await read(address)
  const rows = [...page.querySelectorAll("[data-row]")].filter(fits)
  if (!rows.length) return []
  const items = rows.slice(0, 5).map(row => {
    const title = row.querySelector("h2, h3")
    return element(
      "li",
      {},
      element("a", { href: `${address}${query}#${title.id}` }, title.textContent),
    )
  })
  const name = element("a", { href: address + query }, page.querySelector("h1").textContent)
  return [element("p", {}, name, count.replace("{0}", rows.length)), element("ul", {}, ...items)]
}

/**
 * Give what to show of other pages.
 * @param words Texts and addresses, the dataset of the element that will show it.
 * @param fits Whether a row fits.
 * @param carried The words that the links hand on.
 * @param nothing Whether the page itself has nothing.
 */
export async function answers(words, fits, carried, nothing) {
  const query = `?${new URLSearchParams({ words: carried })}`
  const addresses = words.pages.trim().split(" ")
  // Without a network a page may be missing; the others can still answer.
  const asked = await Promise.allSettled(
    addresses.map(address => hits(address, fits, query, words.count)),
  )
  const found = asked.flatMap(answer => answer.value ?? [])
  if (found.length) return [element("p", {}, words.found), ...found]
  if (!nothing || asked.some(answer => answer.reason)) return []
  return [element("p", {}, words.nothing, element("a", { href: words.ask }, words.asking))]
}
