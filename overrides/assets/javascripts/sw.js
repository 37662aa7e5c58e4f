/* Reading without a network. Pages come from the network whenever it answers, so none is ever out of date, and
   from what is kept otherwise: all that was visited, or the whole book where the reader wants it. With each change
   of the site this file changes, and what is kept is made as the site now is (renew).

   Pages (offline.js) ask by messages, and are told how it stands. The site has it at its root (booksite/publish/offline.py):
   no worker answers for a folder above its own. */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const { clients } = worker
const { scope } = worker.registration
/** @type {{ version: string, size: number, always: string[] }} */
const { version: VERSION, size: SIZE, always: ALWAYS } = JSON.parse("@KNOWN@")
/* Other sites of this origin have their own. */
const CACHE = `book ${new URL(scope).pathname}`
/* What we know of it: the version that it is, and, where the whole book is wanted or there, `whole` and its `date`. */
const STATE = `${scope}saved.json`
/* Names that hold a hash of the content. */
const NAMED_BY_CONTENT = /\/assets\/notebooks\/[^/]+$|\.[0-9a-f]{8}\.min\.js$/
const AT_ONCE = 6
/* So long, in milliseconds, a page that is kept waits for a network that is silent. */
const PATIENCE = 4000

worker.addEventListener("install", () => worker.skipWaiting())
worker.addEventListener("activate", event => event.waitUntil(clients.claim()))
worker.addEventListener("fetch", event => {
  const { request } = event
  if (request.method === "GET" && request.url.startsWith(scope))
    event.respondWith(answer(event, request))
})

/* --- answering ----------------------------------------------------------------- */
/**
 * A host gives a folder's page by the name of its file as well, and leads an address that lacks the slash to it.
 * @param {string} url
 */
const plain = url => url.split(/[?#]/)[0].replace(/\/index\.html$/, "/")
/** @param {string} address */
const folder = address => address.replace(/\/?$/, "/")
/**
 * Where nothing can be kept, nothing is.
 * @param {string} address
 */
const kept = address => caches.match(address, { cacheName: CACHE }).catch(() => undefined)

/**
 * @param {FetchEvent} event
 * @param {Request} request
 */
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
    const page = request.mode === "navigate" ? folder(address) : undefined
    const found = (await copy(request, address)) ?? (page && (await standIn(page)))
    if (!found) throw error
    return found
  }
}

/**
 * However late it comes, it is kept.
 * @param {FetchEvent} event
 * @param {string} address
 */
async function fromNetwork(event, address) {
  const response = await fetch(event.request, { cache: "no-cache" })
  if (response.status === 200 && !response.redirected)
    event.waitUntil(keep(address, response.clone()))
  return response
}

/**
 * Pages shown from what is kept, since the network was silent: what they ask for comes from there too, and at once.
 * @type {Set<string>}
 */
const answeredEarly = new Set()

/**
 * @param {FetchEvent} event
 * @param {Promise<Response>} online
 * @returns {boolean | Promise<boolean>}
 */
function isSilent({ request, clientId }, online) {
  if (request.mode !== "navigate") return answeredEarly.has(clientId)
  /** @type {Promise<boolean>} */
  const late = new Promise(resolve => setTimeout(resolve, PATIENCE, true))
  return Promise.race([online.then(() => false), late])
}

/**
 * @param {Request} request
 * @param {string} address
 * @returns {Promise<Response | undefined>}
 */
async function copy({ url }, address) {
  const found = await kept(address)
  /* Rid of its own address, it has the asked one: the search's worker reads its language there. */
  if (found) return new Response(found.body, { status: found.status, headers: found.headers })
  const page = folder(address)
  return (await kept(page)) && Response.redirect(page + url.slice(address.length))
}

/**
 * A full storage is no reason to withhold an answer.
 * @param {string} address
 * @param {Response} response
 */
const keep = (address, response) =>
  caches
    .open(CACHE)
    .then(cache => cache.put(address, response))
    .catch(() => {})

/**
 * The page for pages that are not kept, in the language and at the address that was asked for: once online, loading
 * it again shows the page itself.
 * @param {string} address
 */
async function standIn(address) {
  const pages = ALWAYS.filter(file => file.endsWith("503.html")).sort(
    (one, other) => other.length - one.length,
  )
  const root = (/** @type {string} */ file) => scope + file.slice(0, -"503.html".length)
  const found = await kept(scope + pages.find(file => address.startsWith(root(file))))
  return found && new Response(found.body, { status: 503, headers: found.headers })
}

/* --- keeping -------------------------------------------------------------------- */
/* One after the other, whichever page asks. */
let last = Promise.resolve()
/** @param {() => Promise<void>} task */
function inTurn(task) {
  last = last.then(task).catch(() => {})
  return last
}

worker.addEventListener("message", event => {
  const { task, addresses } = event.data
  if (task === "stand") {
    const steps = [takeOver, () => stand(addresses), renew]
    event.waitUntil(Promise.all([tell(), ...steps.map(step => inTurn(() => step()))]))
  }
  if (task === "save") event.waitUntil(inTurn(() => renew(true)))
  if (task === "forget") event.waitUntil(inTurn(() => forget(addresses)))
})

/**
 * @typedef {{ version?: string, whole?: boolean, date?: number }} State
 * @returns {Promise<State>}
 */
async function known() {
  try {
    return { ...(await (await kept(STATE))?.json()) }
  } catch {
    return {}
  }
}

/** @param {State} state */
async function note(state) {
  const cache = await caches.open(CACHE)
  await cache.put(STATE, new Response(JSON.stringify(state)))
}

/**
 * Tell all pages how it stands, and what goes on.
 * @param {{ part?: number, failed?: "full" | "network" }} news
 */
async function tell(news = {}) {
  const { whole, date } = await known()
  const unfinished = Boolean(whole && !date)
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    if (client.url.startsWith(scope)) client.postMessage({ date, unfinished, size: SIZE, ...news })
  }
}

/**
 * The first page is there before this worker; it is kept with all that it shows.
 * @param {string[]} addresses
 */
async function stand(addresses) {
  const cache = await caches.open(CACHE)
  const always = ALWAYS.map(file => scope + file)
  const wanted = [...addresses.map(plain), ...always].filter(address => address.startsWith(scope))
  const add = async (/** @type {string} */ address) => (await kept(address)) ?? cache.add(address)
  await Promise.allSettled(wanted.map(add))
}

/* Once all sites of an origin shared one. */
async function takeOver() {
  if (!(await caches.has("book"))) return
  const [former, cache] = [await caches.open("book"), await caches.open(CACHE)]
  for (const request of await former.keys()) {
    if (!request.url.startsWith(scope)) continue
    const response = await former.match(request)
    if (response) await cache.put(request, response)
    await former.delete(request)
  }
  if (!(await former.keys()).length) await caches.delete("book")
}

/**
 * What any reader has stays: this page, and what stands in for others.
 * @param {string[]} addresses
 */
async function forget(addresses) {
  await caches.delete(CACHE)
  await stand(addresses)
  return tell()
}

/* Makes what is kept as the site now is: by itself where the site has changed, or where it was interrupted; and with
   all that is missing where the reader wants the whole book. */
async function renew(asked = false) {
  const state = await known()
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator)
  if (!asked && (state.version === VERSION || connection?.saveData)) return
  const whole = asked || state.whole
  try {
    if (whole) await Promise.all([note({ ...state, whole, version: undefined }), tell({ part: 0 })])
    const listing = await (await fetched(`${scope}offline.json`)).json()
    const { changed, gone } = await compared(listing.files, whole)
    await replace(changed, async part => {
      if (whole) await tell({ part })
    })
    const cache = await caches.open(CACHE)
    for (const address of gone) await cache.delete(address)
    await note({ version: listing.version, ...(whole && { whole, date: Date.now() }) })
    await tell()
  } catch (error) {
    const full = /** @type {Error} */ (error).name === "QuotaExceededError"
    /* Tried again with the next page; if there is no room, with the next version. */
    if (full) await note({ ...state, version: VERSION, whole }).catch(() => {})
    await tell(asked ? { failed: full ? "full" : "network" } : {})
  }
}

/** @param {string} address */
async function fetched(address) {
  const response = await fetch(address, { cache: "no-cache" })
  if (!response.ok) throw new Error(`${response.status}: ${address}`)
  return response
}

/**
 * By content, so it does not matter when and by which version a file was kept.
 * @typedef {{ hash: string, size: number }} Entry
 * @param {Record<string, [hash: string, size: number]>} files
 * @param {boolean | undefined} whole
 */
async function compared(files, whole) {
  /** @type {Map<string, Entry>} */
  const listed = new Map(
    Object.entries(files).map(([file, [hash, size]]) => [
      new URL(file, scope).href,
      { hash, size },
    ]),
  )
  const cache = await caches.open(CACHE)
  /** @type {Map<string, Entry>} */
  const changed = new Map(whole ? listed : [])
  /** @type {string[]} */
  const gone = []
  for (const { url } of await cache.keys()) {
    if (url === STATE) continue
    const entry = listed.get(url)
    if (!entry) gone.push(url)
    else if (entry.hash === (await hash(await cache.match(url)))) changed.delete(url)
    else changed.set(url, entry)
  }
  return { changed, gone }
}

/** @param {Response | undefined} response */
async function hash(response) {
  const content = (await response?.arrayBuffer()) ?? new ArrayBuffer(0)
  const digest = await crypto.subtle.digest("SHA-256", content)
  return [...new Uint8Array(digest, 0, 4)].map(byte => byte.toString(16).padStart(2, "0")).join("")
}

/**
 * @param {Map<string, Entry>} files
 * @param {(part: number) => Promise<void>} progress
 */
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
  for (const end of ends) if (end.status === "rejected") throw end.reason
}

/**
 * @template T
 * @param {Iterable<T>} items
 */
function* each(items) {
  yield* items
}
