/* Binds pages into one document, in the page that the browser shows (see pdf.py). Ids get the page's name
   in front, since chapters share some; links between the pages stay inside the document. */
async addresses => {
  const name = address => `p${addresses.indexOf(address)}-`
  const inner = document.querySelector(".md-content__inner")
  const sections = []
  for (const address of addresses) {
    const html = await (await fetch(address)).text()
    const page = new DOMParser().parseFromString(html, "text/html")
    const section = document.createElement("section")
    section.className = "bs-bound"
    section.append(...page.querySelectorAll(".bs-hero__text"), ...page.querySelector(".md-content__inner").childNodes)
    for (const element of section.querySelectorAll("[id]")) element.id = name(address) + element.id
    section.id = name(address)
    for (const element of section.querySelectorAll("[src]")) {
      element.src = new URL(element.getAttribute("src"), address)
      element.loading = "eager"
    }
    for (const link of section.querySelectorAll("a[href]")) {
      const target = new URL(link.getAttribute("href"), address)
      const [page, anchor = ""] = target.href.split("#")
      link.setAttribute("href", addresses.includes(page) ? `#${name(page)}${anchor}` : target.href)
    }
    for (const fold of section.querySelectorAll("details")) fold.open = true
    sections.push(section)
  }
  inner.replaceChildren(...sections)
  // On each sheet (print.css): the name of the whole, and its address.
  const { style } = document.documentElement
  style.setProperty("--bs-sheet-title", JSON.stringify(document.title.split(" - ").at(-1)))
  style.setProperty("--bs-sheet-address", JSON.stringify(addresses[0]))
  document.querySelector(".bs-hero")?.remove()
  await Promise.all([...document.images].map(image => image.decode()))
  await document.fonts.ready
}
