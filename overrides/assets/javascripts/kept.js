/* Of all pages in the list (503.html) those that are kept stay; and the switch of language leads to the page that was
   asked for, which may be kept in the other one. */

const box = /** @type {HTMLElement} */ (document.querySelector(".bs-kept"))

/** @param {HTMLLIElement} row */
async function leaveKept(row) {
  const kept = await caches.match(row.querySelector("a")?.href ?? "")
  if (!kept) row.remove()
}

Promise.all([...box.querySelectorAll("li")].map(leaveKept)).finally(() => {
  const none = /** @type {HTMLElement} */ (box.querySelector("p"))
  none.hidden = Boolean(box.querySelector("li"))
  box.hidden = false
})

/** @type {HTMLAnchorElement | null} */
const logo = document.querySelector(".md-logo")
/** @type {NodeListOf<HTMLAnchorElement>} */
const switches = document.querySelectorAll("a.bs-language")
for (const link of switches) link.href += location.href.split(logo?.href ?? "")[1] ?? ""

/* The page that was asked for comes as soon as the site answers: that a network is there says less. The worker
   leaves this question to the network. */
const again = () => fetch(location.href, { method: "HEAD" }).then(() => location.reload(), wait)
const wait = () => setTimeout(again, 2000)
if (!location.pathname.endsWith("/503.html")) wait()
