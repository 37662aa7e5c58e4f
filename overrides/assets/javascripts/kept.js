/* Of all pages in the list (503.html) those that are kept stay; and the switch of language leads to the page that was
   asked for, which may be kept in the other one. */
{
  const box = document.querySelector(".bs-kept")
  const rows = [...box.querySelectorAll("li")]
  const known = row => caches.match(row.firstElementChild.href)
  Promise.all(rows.map(async row => (await known(row)) || row.remove())).finally(() => {
    box.querySelector("p").hidden = box.querySelector("li")
    box.hidden = false
  })

  const home = document.querySelector(".md-logo").href
  for (const link of document.querySelectorAll("a.bs-language"))
    link.href += location.href.split(home)[1] ?? ""

  /* The page that was asked for comes as soon as the site answers: that a network is there says less. The worker
     leaves this question to the network. */
  const again = () => fetch(location.href, { method: "HEAD" }).then(() => location.reload(), wait)
  const wait = () => setTimeout(again, 2000)
  if (!location.pathname.endsWith("/503.html")) wait()
}
