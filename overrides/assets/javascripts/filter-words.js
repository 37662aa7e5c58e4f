/* For pages with a field for words. A script of its own: pages without need no more than filter.js, and the browser
   takes no page for loaded whose rows are still to be chosen. */

import { findBy } from "./filter.js"
import * as words from "./words.js"

findBy(words)
