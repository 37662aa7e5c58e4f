/* A host shows one page for all addresses without one. That hands on to the page of the language in whose folder the
   address is, which shows again the address that was asked for. */
{
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript)
  const root = new URL("../..", src).pathname
  const folders = dataset.folders?.split(" ") ?? []
  const folder = folders.find(folder => location.pathname.startsWith(root + folder)) ?? ""
  const page = `${root}${folder}404.html`
  if (location.pathname === page) {
    if (location.hash.startsWith(`#${root}`)) history.replaceState(null, "", location.hash.slice(1))
  } else if (folder && folder !== `${document.documentElement.lang}/`) {
    location.replace(`${page}#${location.pathname}${location.search}`)
  }
}
