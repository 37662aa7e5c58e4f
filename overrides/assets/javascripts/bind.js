/* Binds pages into one document, in the page that the browser shows (booksite/publish/pdf.py). Ids get the page's
   name in front, since chapters share some; links between the pages stay inside the document. */

/** @param {string[]} addresses */
export async function bind(addresses) {
  const name = (/** @type {string} */ address) => `p${addresses.indexOf(address)}-`
  const sections = []
  for (const address of addresses) {
    const page = await read(address)
    const section = document.createElement("section")
    section.className = "bs-bound"
    section.append(...page.querySelectorAll(".bs-hero__text"))
    section.append(...(page.querySelector(".md-content__inner")?.childNodes ?? []))
    for (const element of section.querySelectorAll("[id]")) element.id = name(address) + element.id
    section.id = name(address)
    for (const image of section.querySelectorAll("img")) {
      image.src = new URL(image.getAttribute("src") ?? "", address).href
      image.loading = "eager"
    }
    for (const link of section.querySelectorAll("a[href]")) {
      const { href } = new URL(link.getAttribute("href") ?? "", address)
      const [target, anchor = ""] = href.split("#")
      link.setAttribute("href", addresses.includes(target) ? `#${name(target)}${anchor}` : href)
    }
    for (const fold of section.querySelectorAll("details")) fold.open = true
    sections.push(section)
  }
  document.querySelector(".md-content__inner")?.replaceChildren(...sections)
  // On each sheet (print.css): the name of the whole, and its address.
  const { style } = document.documentElement
  style.setProperty("--bs-sheet-title", JSON.stringify(document.title.split(" - ").at(-1)))
  style.setProperty("--bs-sheet-address", JSON.stringify(addresses[0]))
  document.querySelector(".bs-hero")?.remove()
  await Promise.all([...document.images].map(image => image.decode()))
  await document.fonts.ready
}

/** @param {string} address */
async function read(address) {
  const answer = await fetch(address)
  return new DOMParser().parseFromString(await answer.text(), "text/html")
}
