/** Lets the keys come to an element for as long as it holds more than it shows, so that they can scroll it. */
export function reachable(element: HTMLElement): () => void {
  const look = () => {
    if (element.scrollHeight > element.clientHeight) element.tabIndex = 0
    else element.removeAttribute('tabindex')
  }
  const observer = new ResizeObserver(look)
  for (const one of [element, ...element.children]) observer.observe(one)
  return () => observer.disconnect()
}
