/* Draws figures where there is no page: reads kinds and settings, writes what is seen of each (booksite/desk/drawings.py). */

import { readFileSync } from "node:fs"
import * as boundary from "../overrides/assets/javascripts/figures/boundary-drawing.js"
import * as convolution from "../overrides/assets/javascripts/figures/convolution-drawing.js"
import * as graph from "../overrides/assets/javascripts/figures/graph-drawing.js"
import * as mountain from "../overrides/assets/javascripts/figures/mountain-drawing.js"

/** @type {Record<string, { still(values: Record<string, string>): object }>} */
const KINDS = { boundary, convolution, graph, mountain }

/** @type {{ kind: string, values: Record<string, string> }[]} */
const asked = JSON.parse(readFileSync(0, "utf8"))
process.stdout.write(JSON.stringify(asked.map(({ kind, values }) => KINDS[kind].still(values))))
