// Turns the wheel a step each frame, there and back, and answers how long each frame lasted, in milliseconds, and the
// script that Segue's page measured in it. A page that is too slow for so many frames is not waited for.
const LONGEST_MS = 20_000

const [{ frames, step, turn, isZoom }, answer] = arguments
const list = document.querySelector('[data-list=timeline]')
const { left, width } = list.getBoundingClientRect()
const times = []
let [first, last] = []

function turnWheel(now) {
  if (last !== undefined) times.push(now - last)
  last = now
  first ??= now
  if (times.length === frames || now - first > LONGEST_MS) {
    const scripts = performance.getEntriesByName(isZoom ? 'segue:zoom' : 'segue:scroll')
    answer({ times, scripts: scripts.map(({ duration }) => duration) })
    return
  }
  const isBack = Math.floor(times.length / turn) % 2 === 1
  list.dispatchEvent(
    new WheelEvent('wheel', {
      deltaY: isBack ? -step : step,
      clientX: left + width / 2,
      ctrlKey: isZoom,
      bubbles: true,
      cancelable: true,
    }),
  )
  requestAnimationFrame(turnWheel)
}

performance.clearMeasures()
requestAnimationFrame(turnWheel)
