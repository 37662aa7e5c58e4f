/* What the theme's dialog and its worker say to each other; OPEN is ours. */
export const SETUP = 0
export const READY = 1
export const QUERY = 2
export const RESULT = 3
export const OPEN = 4
