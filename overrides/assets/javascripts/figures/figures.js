/* Figures to touch: each is loaded when it comes near the screen, and its state stands in the address. */

/**
 * What a figure needs: its element, its settings, and what to do when the reader changes them.
 * @typedef {object} Figure
 * @property {HTMLElement} element
 * @property {HTMLFormElement} form Its settings.
 * @property {Record<string, string>} words In the page's language.
 */

/** @type {Record<string, () => Promise<{ show(figure: Figure): void }>>} */
const KINDS = {
  boundary: () => import("./boundary-figure.js"),
  convolution: () => import("./convolution-figure.js"),
  graph: () => import("./graph-figure.js"),
  mountain: () => import("./mountain-figure.js"),
}

/** @param {HTMLElement} element */
async function load(element) {
  const { kind = "", words = "{}" } = element.dataset
  const { show } = await KINDS[kind]()
  const form = /** @type {HTMLFormElement} */ (element.querySelector("form"))
  recall(form, kind)
  show({ element, form, words: JSON.parse(words) })
  element.classList.add("bs-figure--live")
}

/**
 * Take the settings that the address names: `?mountain=rate:0.3,steps:5`. A field takes what it can, so anything else
 * leaves it as it is.
 * @param {HTMLFormElement} form
 * @param {string} kind
 */
function recall(form, kind) {
  const asked = new URLSearchParams(location.search).get(kind) ?? ""
  for (const part of asked.split(",")) {
    const [name, value = ""] = part.split(":")
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLSelectElement) {
      if ([...field.options].some(option => option.value === value)) field.value = value
    } else if (field instanceof HTMLInputElement && field.type === "checkbox") {
      field.checked = value === "1"
    } else if (field instanceof HTMLInputElement && field.type === "text") {
      // A comma would end the setting.
      field.value = value.replace(/;/g, ",")
    } else if (field instanceof HTMLInputElement && /^-?[\d.]+$/.test(value)) {
      field.value = value
    }
  }
}

/**
 * Let the address name the settings that are not the page's own.
 * @param {Figure} figure
 */
export function remember({ element, form }) {
  const { kind = "" } = element.dataset
  const changed = [...form.elements].flatMap(field => {
    if (field instanceof HTMLInputElement && field.type === "checkbox") {
      return field.checked === field.defaultChecked
        ? []
        : [`${field.name}:${Number(field.checked)}`]
    }
    if (field instanceof HTMLInputElement) {
      return field.value === field.defaultValue
        ? []
        : [`${field.name}:${field.value.replace(/,/g, ";")}`]
    }
    if (!(field instanceof HTMLSelectElement)) return []
    return field.selectedOptions[0].defaultSelected ? [] : [`${field.name}:${field.value}`]
  })
  const address = new URL(location.href)
  if (changed.length) address.searchParams.set(kind, changed.join(","))
  else address.searchParams.delete(kind)
  // Signs that an address may have as they are.
  address.search = address.search.replace(/%3A/g, ":").replace(/%2C/g, ",")
  history.replaceState(history.state, "", address)
}

/**
 * Whether the address names a state of a figure; else the page shows the right one already.
 * @param {Figure} figure
 */
export const isAsked = ({ element }) =>
  new URLSearchParams(location.search).has(element.dataset.kind ?? "")

/**
 * Return what finds the parts of a figure and its fields by name.
 * @param {Figure} figure
 */
export const parts = ({ element, form }) => ({
  find: (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`[data-part="${name}"]`)),
  field: (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)),
})

/**
 * Fill the places of a sentence: `Step {step}`.
 * @param {string} sentence
 * @param {Record<string, string>} values
 */
export const filled = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place)

if (globalThis.document) {
  const near = new IntersectionObserver(
    entries => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        near.unobserve(target)
        load(/** @type {HTMLElement} */ (target))
      }
    },
    { rootMargin: "600px" },
  )
  for (const element of document.querySelectorAll(".bs-figure")) near.observe(element)
}
