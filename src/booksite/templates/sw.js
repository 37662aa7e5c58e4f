/* Answers from the network whenever there is one, so no page is ever out of date; without a network
   from what was kept. Only files whose name holds a hash of their content are not asked for again. */

const VERSION = "@VERSION@"
const NAMED_BY_CONTENT = /\/assets\/notebooks\/[^/]+$|\.[0-9a-f]{8}\.min\.js$/
const NOT_KEPT = {
  ja: "このページは保存されていません。インターネットにつながると読めます。",
  en: "This page has not been saved. You can read it when you are online.",
}

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(tidy().then(() => clients.claim())))
addEventListener("fetch", event => {
  const { request } = event
  const ours = request.url.startsWith(registration.scope)
  if (request.method === "GET" && ours) event.respondWith(answer(request))
})

/* What the new version of the site no longer has is not kept either. */
async function tidy() {
  const cache = await caches.open("book")
  const listed = await fetch(`${registration.scope}offline.json?${VERSION}`)
  const { files } = await listed.json()
  const known = new Set(files.map(file => new URL(file, registration.scope).href))
  for (const request of await cache.keys()) if (!known.has(request.url)) await cache.delete(request)
}

async function answer(request) {
  const cache = await caches.open("book")
  const address = request.url.split(/[?#]/)[0]
  if (NAMED_BY_CONTENT.test(address)) {
    const kept = await cache.match(address)
    if (kept) return kept
  }
  try {
    const response = await fetch(request, { cache: "no-cache" })
    if (response.ok && !response.redirected) await cache.put(address, response.clone())
    return response
  } catch (error) {
    const kept = await cache.match(address)
    if (kept) return kept
    if (request.mode !== "navigate") throw error
    const language = address.startsWith(`${registration.scope}en/`) ? "en" : "ja"
    const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Offline</title><p>${NOT_KEPT[language]}</p></html>`
    return new Response(html, { status: 503, headers: { "Content-Type": "text/html" } })
  }
}
