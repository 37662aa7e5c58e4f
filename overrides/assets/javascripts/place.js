/* Which place of a page the language switch keeps. */

/**
 * @typedef {object} View
 * @property {string} hash Of the address.
 * @property {boolean} isPlace Whether that names a place of the page.
 * @property {boolean} isTop Whether the page shows its beginning.
 * @property {boolean} scrolled Whether the reader has scrolled since the page opened there.
 *
 * @typedef {{ id: string, distance: number }} Place How far it is from where a jump would put it.
 */

/**
 * Return the hash of the place to keep. A page opened at a place keeps that until the reader scrolls; then
 * it is the place nearest to where a jump puts one, just below the header, so that there and back lead to
 * the very same.
 * @param {View} view
 * @param {() => Place[]} places Returns those that are shown.
 */
export function keptPlace({ hash, isPlace, isTop, scrolled }, places) {
  if (!scrolled && (isPlace || isTop)) return hash
  if (isTop) return ""
  const [nearest] = places().sort((one, other) => one.distance - other.distance)
  return nearest?.id ?? ""
}
