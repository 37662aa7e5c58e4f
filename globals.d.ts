// What the page's scripts share: settings.js makes it before the page is shown.

interface Known {
  /** HTML of the search's notice. */
  notice: string
  /** Title of the link of a heading to itself. */
  permalink: string
  /** How many results there are, on pages {0} and places {1}. */
  found: string
}

interface BookSite {
  known: Known
  know(settings: Known & { theme: { search: string } }): void
  stands: Promise<unknown>
  /** The printing that is meant, or none. */
  printing(value: unknown): string
  /** The place that the address names. */
  place(): string
  show(printing: string): void
  /** Show the scheme that was chosen, or else the device's. */
  paint(scheme?: string): void
}

declare var __bs: BookSite
// The theme's script knows these.
declare var __md_scope: URL
declare var __md_hash: (text: string) => number
// biome-ignore lint/suspicious/noExplicitAny: anything may have been stored
declare var __md_get: (key: string, storage?: Storage, scope?: URL) => any
declare var __md_set: (key: string, value: unknown, storage?: Storage, scope?: URL) => void

interface NetworkInformation {
  saveData?: boolean
}
interface Navigator {
  connection?: NetworkInformation
}
