/* The computation graph in use: its formula, its variables, forward and back. */

import { filled, parts } from "./figures.js"
import { graph, said, values, visits } from "./graph.js"
import { draw as drawn, table as rowsOf } from "./graph-drawing.js"
import { player, showFields, table } from "./player.js"

/** @import { Figure } from "./figures.js" */
/** @import { Settings } from "./graph.js" */

/** @param {Figure} figure */
export function show(figure) {
  const { element, form, words } = figure
  const { find, field } = parts(figure)
  const steps = field("steps")
  const fill = table(element, () => rowsOf(settings()))

  /** @returns {Settings} */
  const settings = () => ({
    formula: /** @type {Settings["formula"]} */ (field("formula").value),
    text: field("text").value,
    x: field("x").valueAsNumber,
    w: field("w").valueAsNumber,
    b: field("b").valueAsNumber,
    steps: steps.valueAsNumber,
  })

  function draw() {
    const chosen = settings()
    find("graph").innerHTML = drawn(chosen, words).graph
    find("now").textContent =
      filled(words.now, values(chosen)) + filled(words[said(chosen)], values(chosen))
    field("text").disabled = chosen.formula !== "own"
    fill()
    showFields(form)
  }

  /** Take a step; behind the last one the first comes again. */
  function go(/** @type {number} */ count) {
    const last = visits(graph(settings()).nodes).length
    const taken = Math.min(last, settings().steps)
    const wanted = count > 0 && taken === last ? 0 : taken + count
    if (wanted < 0) return false
    steps.valueAsNumber = wanted
    draw()
    return wanted < last
  }

  player(figure, { go, isOver: () => false, draw, pace: 600 })
  form.addEventListener("input", draw)
  draw()
}
