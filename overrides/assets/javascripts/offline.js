/* Reading without a network: sw.js answers from what is kept here. Every page that was visited is
   kept; the button on the page about this site keeps the whole book. */

const kept = __bs_stands.then(startWorker)

async function startWorker() {
  if (!("serviceWorker" in navigator)) return null
  try {
    await navigator.serviceWorker.register(new URL("sw.js", __md_scope))
  } catch {
    return null /* a site that is being written has none */
  }
  return caches.open("book")
}

/* The first page is there before the worker; it is kept with all that it shows. */
async function keepThisPage() {
  const cache = await kept
  if (!cache || navigator.serviceWorker.controller) return
  const shown = performance.getEntriesByType("resource").map(entry => entry.name)
  const own = [location.href, ...shown].filter(address => address.startsWith(__md_scope.href))
  await Promise.allSettled(own.map(address => cache.add(address.split("#")[0])))
}

async function keepTheBook(button, status) {
  const cache = await kept
  const { version, files } = await (await fetch(new URL("offline.json", __md_scope))).json()
  let done = 0
  button.disabled = true
  for (const file of files) {
    const address = new URL(file, __md_scope).href
    if (!(await cache.match(address))) await cache.add(address)
    done += 1
    status.textContent = `${done} / ${files.length}`
  }
  button.disabled = false
  __md_set("offline", version)
  status.textContent = status.dataset.done
}

__bs_stands.then(async () => {
  await keepThisPage()
  for (const box of document.querySelectorAll(".bs-offline")) {
    const [button, status] = [box.querySelector("button"), box.querySelector("[role=status]")]
    box.hidden = !(await kept)
    if (__md_get("offline")) status.textContent = status.dataset.done
    button.addEventListener("click", () =>
      keepTheBook(button, status).catch(() => {
        button.disabled = false
        status.textContent = status.dataset.failed
      }),
    )
  }
})
