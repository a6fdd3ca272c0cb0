import { brushOn } from '../canvas'

/** Width of a bar and the distance from one to the next, in pixels. */
const [BAR_PX, STEP_PX] = [1.75, 3]

/** The lowest bar: silence is a line, not nothing. */
const LEAST_PX = 1.5

/** How many bars fit into a width. */
export function barsIn(width: number): number {
  return Math.max(0, Math.floor((width + STEP_PX - BAR_PX) / STEP_PX))
}

/** Paints bars around the middle of a canvas, as sharp as the screen is, in the canvas's text colour. */
export function paintBars(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  bars: Float32Array,
): void {
  const brush = brushOn(canvas, width, height)
  if (!brush) return
  brush.fillStyle = getComputedStyle(canvas).color
  for (const [bar, loudness] of bars.entries()) {
    const size = Math.max(LEAST_PX, shown(loudness) * height)
    brush.fillRect(bar * STEP_PX, (height - size) / 2, BAR_PX, size)
  }
}

/** Ears hear loudness by its root, roughly: speech at a third of full scale fills more than a third. */
function shown(loudness: number): number {
  return Math.sqrt(loudness)
}
