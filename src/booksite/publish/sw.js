/* Reading without a network. Pages come from the network whenever it answers, so none is ever out of date, and
   from what is kept otherwise: all that was visited, or the whole book where the reader wants it. With each change
   of the site this file changes, and what is kept is made as the site now is (renew).

   Pages (offline.js) ask by messages, and are told how it stands. */

const { version: VERSION, size: SIZE, always: ALWAYS } = JSON.parse('@KNOWN@')
const { scope } = registration
/* Other sites of this origin have their own. */
const CACHE = `book ${new URL(scope).pathname}`
/* What we know of it: the version that it is, and, where the whole book is wanted or there, `whole` and its `date`. */
const STATE = `${scope}saved.json`
/* Names that hold a hash of the content. */
const NAMED_BY_CONTENT = /\/assets\/notebooks\/[^/]+$|\.[0-9a-f]{8}\.min\.js$/
const AT_ONCE = 6
/* So long, in milliseconds, a page that is kept waits for a network that is silent. */
const PATIENCE = 4000

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(clients.claim()))
addEventListener("fetch", event => {
  const { request } = event
  if (request.method === "GET" && request.url.startsWith(scope)) event.respondWith(answer(event, request))
})

/* --- answering ----------------------------------------------------------------- */
/* A host gives a folder's page by the name of its file as well, and leads an address that lacks the slash to it. */
const plain = url => url.split(/[?#]/)[0].replace(/\/index\.html$/, "/")
const folder = address => address.replace(/\/?$/, "/")
/* Where nothing can be kept, nothing is. */
const kept = address => caches.match(address, { cacheName: CACHE }).catch(() => undefined)

async function answer(event, request) {
  const address = plain(request.url)
  const named = NAMED_BY_CONTENT.test(address) && (await kept(address))
  if (named) return named
  const online = fromNetwork(event, address)
  event.waitUntil(online.catch(() => {}))
  try {
    const early = (await isSilent(event, online)) && (await copy(request, address))
    if (early) answeredEarly.add(event.resultingClientId || event.clientId)
    return early || (await online)
  } catch (error) {
    const found = (await copy(request, address)) ?? (request.mode === "navigate" && (await standIn(folder(address))))
    if (!found) throw error
    return found
  }
}

/* However late it comes, it is kept. */
async function fromNetwork(event, address) {
  const response = await fetch(event.request, { cache: "no-cache" })
  if (response.status === 200 && !response.redirected) event.waitUntil(keep(address, response.clone()))
  return response
}

/* Pages shown from what is kept, since the network was silent: what they ask for comes from there too, and at once. */
const answeredEarly = new Set()

function isSilent({ request, clientId }, online) {
  if (request.mode !== "navigate") return answeredEarly.has(clientId)
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, true))
  return Promise.race([online.then(() => false), late])
}

async function copy({ url }, address) {
  const found = await kept(address)
  /* Rid of its own address, it has the asked one: the search's worker reads its language there. */
  if (found) return new Response(found.body, { status: found.status, headers: found.headers })
  if (await kept(folder(address))) return Response.redirect(folder(address) + url.slice(address.length))
}

/* A full storage is no reason to withhold an answer. */
const keep = (address, response) =>
  caches
    .open(CACHE)
    .then(cache => cache.put(address, response))
    .catch(() => {})

/* The page for pages that are not kept, in the language and at the address that was asked for: once online, loading
   it again shows the page itself. */
async function standIn(address) {
  const pages = ALWAYS.filter(file => file.endsWith("503.html")).sort((one, other) => other.length - one.length)
  const found = await kept(scope + pages.find(file => address.startsWith(scope + file.slice(0, -"503.html".length))))
  return found && new Response(found.body, { status: 503, headers: found.headers })
}

/* --- keeping -------------------------------------------------------------------- */
/* One after the other, whichever page asks. */
let last = Promise.resolve()
const inTurn = task => (last = last.then(task).catch(() => {}))

addEventListener("message", event => {
  const { task, addresses } = event.data
  if (task === "stand") event.waitUntil(Promise.all([tell(), inTurn(takeOver), inTurn(() => stand(addresses)), inTurn(() => renew())]))
  if (task === "save") event.waitUntil(inTurn(() => renew(true)))
  if (task === "forget") event.waitUntil(inTurn(() => forget(addresses)))
})

async function known() {
  try {
    return { ...(await (await kept(STATE)).json()) }
  } catch {
    return {}
  }
}

const note = async state => (await caches.open(CACHE)).put(STATE, new Response(JSON.stringify(state)))

/* Tells all pages how it stands, and what goes on. */
async function tell(news = {}) {
  const { whole, date } = await known()
  const unfinished = Boolean(whole && !date)
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    if (client.url.startsWith(scope)) client.postMessage({ date, unfinished, size: SIZE, ...news })
  }
}

/* The first page is there before this worker; it is kept with all that it shows. */
async function stand(addresses) {
  const cache = await caches.open(CACHE)
  const always = ALWAYS.map(file => scope + file)
  const wanted = [...addresses.map(plain), ...always].filter(address => address.startsWith(scope))
  const add = async address => (await kept(address)) ?? cache.add(address)
  await Promise.allSettled(wanted.map(add))
}

/* Once all sites of an origin shared one. */
async function takeOver() {
  if (!(await caches.has("book"))) return
  const [former, cache] = [await caches.open("book"), await caches.open(CACHE)]
  for (const request of await former.keys()) {
    if (!request.url.startsWith(scope)) continue
    await cache.put(request, await former.match(request))
    await former.delete(request)
  }
  if (!(await former.keys()).length) await caches.delete("book")
}

/* What any reader has stays: this page, and what stands in for others. */
async function forget(addresses) {
  await caches.delete(CACHE)
  await stand(addresses)
  return tell()
}

/* Makes what is kept as the site now is: by itself where the site has changed, or where it was interrupted; and with
   all that is missing where the reader wants the whole book. */
async function renew(asked = false) {
  const state = await known()
  if (!asked && (state.version === VERSION || navigator.connection?.saveData)) return
  const whole = asked || state.whole
  try {
    if (whole) await Promise.all([note({ ...state, whole, version: undefined }), tell({ part: 0 })])
    const listing = await (await fetched(`${scope}offline.json`)).json()
    const { changed, gone } = await compared(listing.files, whole)
    await replace(changed, part => whole && tell({ part }))
    const cache = await caches.open(CACHE)
    for (const address of gone) await cache.delete(address)
    await note({ version: listing.version, ...(whole && { whole, date: Date.now() }) })
    await tell()
  } catch (error) {
    const full = error.name === "QuotaExceededError"
    /* Tried again with the next page; if there is no room, with the next version. */
    if (full) await note({ ...state, version: VERSION, whole }).catch(() => {})
    await tell(asked ? { failed: full ? "full" : "network" } : {})
  }
}

async function fetched(address) {
  const response = await fetch(address, { cache: "no-cache" })
  if (!response.ok) throw new Error(`${response.status}: ${address}`)
  return response
}

/* By content, so it does not matter when and by which version a file was kept. */
async function compared(files, whole) {
  const listed = new Map(Object.entries(files).map(([file, [hash, size]]) => [new URL(file, scope).href, { hash, size }]))
  const cache = await caches.open(CACHE)
  const [changed, gone] = [whole ? new Map(listed) : new Map(), []]
  for (const { url } of await cache.keys()) {
    if (url === STATE) continue
    const entry = listed.get(url)
    if (!entry) gone.push(url)
    else if (entry.hash === (await hash(await cache.match(url)))) changed.delete(url)
    else changed.set(url, entry)
  }
  return { changed, gone }
}

async function hash(response) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer())
  return [...new Uint8Array(digest, 0, 4)].map(byte => byte.toString(16).padStart(2, "0")).join("")
}

async function replace(files, progress) {
  const cache = await caches.open(CACHE)
  const total = [...files.values()].reduce((sum, { size }) => sum + size, 0)
  let done = 0
  /* Shared: the loop that fails ends it for all. */
  const queue = each(files)
  const next = async () => {
    for (const [address, { size }] of queue) {
      await cache.put(address, await fetched(address))
      done += size
      await progress(done / total)
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, next))
  const failed = ends.find(({ reason }) => reason)
  if (failed) throw failed.reason
}

function* each(items) {
  yield* items
}
