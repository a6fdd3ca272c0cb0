// Answers the page as it stands, without its code: the document, its styles, and its pictures with the names they have there.
const [answer] = arguments
const page = document.documentElement.cloneNode(true)
for (const code of page.querySelectorAll('script, link')) code.remove()
const names = new Map()
for (const image of page.querySelectorAll('img')) {
  if (!names.has(image.src)) names.set(image.src, `${names.size}.picture`)
  image.src = names.get(image.src)
}
const styles = [...document.styleSheets].flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
// WebKit leaves a shorthand of variables out of what it tells: the page's own font.
const { fontFamily, fontSize, fontWeight, lineHeight } = getComputedStyle(document.body)
styles.push(`body { font: ${fontWeight} ${fontSize} / ${lineHeight} ${fontFamily}; font-variant-numeric: tabular-nums }`)
const read = async ([address, name]) => [name, [...new Uint8Array(await (await fetch(address)).arrayBuffer())]]
Promise.all([...names].map(read)).then((pictures) =>
  answer({ document: page.outerHTML, styles: styles.join('\n'), pictures }),
)
