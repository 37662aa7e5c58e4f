/* The buttons of a figure that goes in steps: one step, all of them, one back, the beginning. */

import { remember } from "./figures.js"

/** @import { Figure } from "./figures.js" */

/**
 * @typedef {object} Steps What a figure does.
 * @property {(count: number) => boolean} go Take a step, or take one back; return whether there was one.
 * @property {() => boolean} isOver Whether running any further shows nothing new.
 * @property {() => void} draw
 * @property {number} pace Between two steps, in milliseconds.
 */

/**
 * Let the buttons of a figure work; return a function that ends a run.
 * @param {Figure} figure
 * @param {Steps} steps
 */
export function player(figure, { go, isOver, draw, pace }) {
  const { element, form, words } = figure
  const run = /** @type {HTMLButtonElement} */ (form.querySelector("[value=run]"))
  const now = /** @type {HTMLElement} */ (element.querySelector("[data-part=now]"))
  let running = 0
  const further = () => !isOver() && go(1)

  function stop() {
    clearInterval(running)
    running = 0
    run.textContent = words.do_run
    now.ariaLive = "polite"
    remember(figure)
  }

  /** Go on to the end; at once for whoever wants no motion. */
  function start() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      while (further());
      return stop()
    }
    run.textContent = words.do_stop
    // Nobody can listen to so many sentences; the last one is said when it stops.
    now.ariaLive = "off"
    running = window.setInterval(() => further() || stop(), pace)
  }

  /** @type {Record<string, () => void>} */
  const actions = {
    step: () => go(1),
    undo: () => go(-1),
    reset: () => {
      form.reset()
      draw()
    },
  }
  form.addEventListener("click", ({ target }) => {
    const name = target instanceof HTMLButtonElement ? target.value : ""
    const wasRunning = Boolean(running)
    if (name) stop()
    if (name === "run" && !wasRunning) start()
    else if (name in actions) {
      actions[name]()
      remember(figure)
    }
  })
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("change", () => remember(figure))
  form.hidden = false
  return stop
}

/**
 * Fill the table of numbers, where it is open: hundreds of rows that nobody sees take longer than all the rest.
 * @param {HTMLElement} element
 * @param {() => string[][]} rows
 */
export function table(element, rows) {
  const fold = /** @type {HTMLDetailsElement} */ (element.querySelector("details"))
  const body = /** @type {HTMLElement} */ (element.querySelector("[data-part=rows]"))
  const fill = () => {
    const cells = (/** @type {string[]} */ row) => row.map(value => `<td>${value}</td>`).join("")
    if (fold.open)
      body.innerHTML = rows()
        .map(row => `<tr>${cells(row)}</tr>`)
        .join("")
  }
  fold.addEventListener("toggle", fill)
  return fill
}

/**
 * Show beside each field what it stands at.
 * @param {HTMLFormElement} form
 */
export function showFields(form) {
  for (const input of form.querySelectorAll("label > [type=range]")) {
    const shown = /** @type {HTMLOutputElement} */ (input.nextElementSibling)
    shown.value = /** @type {HTMLInputElement} */ (input).value
  }
}
