/* Lines of equal height on a map, found square by square (marching squares). */

/** @typedef {[number, number]} Point */

/**
 * Return the lines of one height; a closed one ends where it began.
 * @param {(x: number, y: number) => number} height
 * @param {number} level
 * @param {number} reach The map goes from minus to plus this, east and north.
 * @param {number} squares How many there are along a side.
 * @returns {Point[][]}
 */
export function contours(height, level, reach, squares = 40) {
  const side = (2 * reach) / squares
  const above = Array.from({ length: squares + 1 }, (_, row) =>
    Array.from({ length: squares + 1 }, (_, column) => {
      return height(column * side - reach, row * side - reach) - level
    }),
  )
  /** @type {(edge: Edge) => Point} */
  const point = ([column, row, east, north]) => {
    const here = above[row][column]
    const share = here / (here - above[row + north][column + east])
    return [(column + share * east) * side - reach, (row + share * north) * side - reach]
  }
  return chains(pieces(above)).map(chain => chain.map(point))
}

/**
 * A side of a square: where it begins, and whether it goes east or north.
 * @typedef {[column: number, row: number, east: number, north: number]} Edge
 */

/**
 * Return for each square the sides that a line crosses, two by two; in a saddle two lines do.
 * @param {number[][]} above How far the corners are above the line.
 * @returns {[Edge, Edge][]}
 */
function pieces(above) {
  const places = above
    .slice(1)
    .flatMap((_, row) => above.slice(1).map((_, column) => [column, row]))
  return places.flatMap(([column, row]) => {
    /** @type {Edge[]} */
    const sides = [
      [column, row, 1, 0],
      [column + 1, row, 0, 1],
      [column, row + 1, 1, 0],
      [column, row, 0, 1],
    ]
    const crossed = sides.filter(
      ([x, y, east, north]) => above[y][x] < 0 !== above[y + north][x + east] < 0,
    )
    const [one, two, three, four] = crossed
    if (four)
      return [
        [one, two],
        [three, four],
      ]
    return one ? [[one, two]] : []
  })
}

/**
 * Join pieces that meet.
 * @param {[Edge, Edge][]} pieces
 */
function chains(pieces) {
  /** @type {Map<string, [Edge, Edge][]>} */
  const meeting = new Map()
  for (const piece of pieces) {
    for (const edge of piece) meeting.set(`${edge}`, [...(meeting.get(`${edge}`) ?? []), piece])
  }
  const left = new Set(pieces)
  const found = []
  // What begins at the edge of the map first: else it would be begun in its middle.
  const starts = [...pieces].sort((one, other) => ends(other, meeting) - ends(one, meeting))
  for (const start of starts) {
    if (!left.delete(start)) continue
    const chain = meeting.get(`${start[0]}`)?.length === 1 ? [...start] : [start[1], start[0]]
    for (let next = follow(chain, meeting, left); next; next = follow(chain, meeting, left)) {
      chain.push(next)
    }
    found.push(chain)
  }
  return found
}

/**
 * How many ends of a piece are ends of the line.
 * @param {[Edge, Edge]} piece
 * @param {Map<string, [Edge, Edge][]>} meeting
 */
const ends = (piece, meeting) => piece.filter(edge => meeting.get(`${edge}`)?.length === 1).length

/**
 * Return where a chain goes on, and take the piece that leads there.
 * @param {Edge[]} chain
 * @param {Map<string, [Edge, Edge][]>} meeting
 * @param {Set<[Edge, Edge]>} left
 */
function follow(chain, meeting, left) {
  const end = `${chain[chain.length - 1]}`
  const piece = meeting.get(end)?.find(one => left.has(one))
  if (!piece) return undefined
  left.delete(piece)
  return piece.find(edge => `${edge}` !== end)
}
