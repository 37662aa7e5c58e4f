/* Reading without a network is the worker's work (sw.js). Here it is started and told what this page shows; the box
   (parts/offline.html.j2) asks it for the whole book, and says how it stands. */

const worker = __bs.stands.then(startWorker)

async function startWorker() {
  if (!navigator.serviceWorker) return null
  try {
    await navigator.serviceWorker.register(new URL("sw.js", __md_scope))
    return (await navigator.serviceWorker.ready).active
  } catch {
    /* A site that is being written has none. */
    document.documentElement.classList.remove("bs-keeps")
    return null
  }
}

/** @param {"stand" | "save" | "forget"} task */
async function ask(task) {
  const { active } = await navigator.serviceWorker.ready
  const shown = performance.getEntriesByType("resource").map(entry => entry.name)
  active?.postMessage({ task, addresses: [location.href, ...shown] })
}

/* Where a page was open when the site changed, the new worker wants to know as well. */
async function stand() {
  await ask("stand")
  /* Of readers who saved the book when nothing could be renewed. */
  if (__md_get("offline")) ask("save")
  __md_set("offline", null)
}

const language = document.documentElement.lang
const megabytes = (/** @type {number} */ size) =>
  (size / 1e6).toLocaleString(language, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  })

/**
 * What the worker tells: when the book was saved, or whether only some of it was, what it weighs, which
 * part of it is there so far, and why there is no more.
 * @typedef {object} Standing
 * @property {number} [date]
 * @property {boolean} [unfinished]
 * @property {number} [size]
 * @property {number} [part]
 * @property {"full" | "network"} [failed]
 */

class Box {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.words = element.dataset
    this.status = /** @type {HTMLElement} */ (element.querySelector("[role=status]"))
    const [save, forget] = element.querySelectorAll("button")
    this.save = save
    this.forget = forget
    this.save.addEventListener("click", () => {
      navigator.storage.persist?.()
      this.say({ part: 0 })
      ask("save")
    })
    this.forget.addEventListener("click", () => {
      ask("forget")
      this.save.focus() /* this button goes */
    })
  }

  /** @param {Standing} standing */
  say({ date, unfinished, size = 0, part, failed }) {
    const busy = part !== undefined
    const day = new Date(date ?? NaN)
    const saved = !Number.isNaN(day.getTime())
    this.save.disabled = false
    this.save.textContent = (saved ? this.words.renew : this.words.keep) ?? ""
    this.forget.hidden = busy || !(saved || unfinished)
    const on = saved ? day.toLocaleDateString(language, { dateStyle: "long" }) : ""
    const words =
      failed ?? (busy ? "saving" : saved ? "saved" : unfinished ? "unfinished" : "weight")
    const tenths = Math.floor((part ?? 0) * 10) / 10
    const values = {
      day: on,
      size: megabytes(size),
      part: tenths.toLocaleString(language, { style: "percent" }),
    }
    const filled = Object.entries(values).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, value),
      this.words[words] ?? "",
    )
    this.tell(filled)
  }

  /**
   * Only what is new is read aloud.
   * @param {string} words
   */
  tell(words) {
    if (this.status.textContent !== words) this.status.textContent = words
  }
}

worker.then(active => {
  if (!active) return
  /** @type {NodeListOf<HTMLElement>} */
  const elements = document.querySelectorAll(".bs-offline[data-keep]")
  const boxes = [...elements].map(element => new Box(element))
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    for (const box of boxes) box.say(data)
  })
  navigator.serviceWorker.addEventListener("controllerchange", stand)
  stand()
})
