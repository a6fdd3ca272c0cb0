import { brushOn } from '../canvas'
import type { Strip } from './window'

/** The part of the height, from the bottom, that a mark takes: what is selected is to be seen, too. */
const MARK = 0.3

/** Paints strips on a canvas of the class `strips`, which has their colours: from its top to its bottom, marks upon the others. */
export function paintStrips(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  strips: Iterable<Strip>,
): void {
  const brush = brushOn(canvas, width, height)
  if (!brush) return
  const style = getComputedStyle(canvas)
  const colours = {
    clip: style.color,
    chosen: style.outlineColor,
    gap: style.borderBlockEndColor,
    found: style.textDecorationColor,
  }
  for (const { x, width, kind } of strips) {
    const size = kind === 'found' ? height * MARK : height
    brush.fillStyle = colours[kind]
    brush.fillRect(x, height - size, width, size)
  }
}
