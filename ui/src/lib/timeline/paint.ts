import type { Strip } from './window'

/**
 * Paints strips from a canvas's top to its bottom, as sharp as the screen is. The colours are the canvas's own: its text's for
 * clips, its outline's for chosen ones, its lower border's for gaps.
 */
export function paintStrips(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  strips: Iterable<Strip>,
): void {
  const brush = canvas.getContext('2d')
  if (!brush) return
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const style = getComputedStyle(canvas)
  const colours = { clip: style.color, chosen: style.outlineColor, gap: style.borderBlockEndColor }
  brush.scale(ratio, ratio)
  for (const { x, width, kind } of strips) {
    brush.fillStyle = colours[kind]
    brush.fillRect(x, 0, width, height)
  }
}
