/* The boundary in use: its fields, and training on. */

import { end, table as rowsOf, training, values } from "./boundary.js"
import { draw as drawn } from "./boundary-drawing.js"
import { filled, isAsked, parts } from "./figures.js"
import { player, showFields, table } from "./player.js"

/** @import { Figure } from "./figures.js" */

/** @param {Figure} figure */
export function show(figure) {
  const { element, form, words } = figure
  const { find, field } = parts(figure)
  const steps = field("steps")
  let trained = begun()
  const rows = () => trained(steps.valueAsNumber)
  const fill = table(element, () => rowsOf(rows()))

  function begun() {
    const [rate, hidden, decay] = ["rate", "hidden", "decay"].map(name => Number(field(name).value))
    return training({ rate, hidden, decay })
  }

  function draw() {
    const known = rows()
    for (const [name, svg] of Object.entries(drawn(known, words))) find(name).innerHTML = svg
    const told = values(known)
    find("now").textContent = filled(words.now, told) + filled(words[end(known)] ?? "", told)
    fill()
    showFields(form)
  }

  /** @param {number} count */
  function go(count) {
    const wanted = steps.valueAsNumber + count
    steps.valueAsNumber = wanted
    draw()
    return steps.valueAsNumber === wanted
  }

  player(figure, {
    go,
    isOver: () => false,
    draw: () => {
      trained = begun()
      draw()
    },
    pace: 60,
  })
  form.addEventListener("input", () => {
    trained = begun()
    draw()
  })
  // Thousands of epochs that the page has drawn already need not be trained before a reader asks.
  if (isAsked(figure)) draw()
}
