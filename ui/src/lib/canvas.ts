/** Clears a canvas, gives it its size in pixels, as sharp as the screen is, and returns what to paint with; null where there is nothing. */
export function brushOn(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const brush = canvas.getContext('2d')
  if (!brush) return null
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  brush.scale(ratio, ratio)
  return brush
}
