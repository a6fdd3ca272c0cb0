// Makes vis-timeline show a story as Segue's timeline does: one row, a clip a segment at 54 pixels a second, each with a
// thumbnail, a number and words. Leaves `peer` behind, whose functions do something and answer how long it took to behind
// the painted frame, in milliseconds. A turn of the wheel moves the view, as frames.js has it.
const [{ segments, style, thumbnail }] = arguments
const LASTS_MS = 2000
const PIXELS_PER_MS = 0.054

const sheet = document.createElement('style')
sheet.textContent = `${style} .vis-item-content img { display: block; inline-size: 100px; block-size: 56px; object-fit: cover }`
document.head.append(sheet)
const container = document.createElement('div')
container.dataset.list = 'timeline'
document.body.replaceChildren(container)
document.body.style.margin = '0'

const picture = URL.createObjectURL(new Blob([new Uint8Array(thumbnail)], { type: 'image/jpeg' }))
let [timeline, items] = []

/** Made by hand, so that no filter has to look at it. */
function clip({ id }) {
  const made = document.createElement('div')
  const image = document.createElement('img')
  image.src = picture
  made.append(image, `${id + 1} Line ${id + 1}`)
  return made
}

const segment = (id) => ({ id, start: id * LASTS_MS, end: (id + 1) * LASTS_MS })
const frame = () => new Promise(requestAnimationFrame)

/** The callback of the frame after the next one runs once the next one has been painted. */
async function painted(start) {
  await frame()
  await frame()
  return performance.now() - start
}

async function render() {
  timeline?.destroy()
  const start = performance.now()
  items = new vis.DataSet(Array.from({ length: segments }, (_, id) => segment(id)))
  timeline = new vis.Timeline(container, items, {
    stack: false,
    height: '270px',
    start: 0,
    end: container.clientWidth / PIXELS_PER_MS,
    template: clip,
    showCurrentTime: false,
    locale: 'en',
  })
  while (container.querySelector('.vis-item') === null) await frame()
  return painted(start)
}

async function remove() {
  const id = Number(timeline.getVisibleItems()[5])
  const start = performance.now()
  items.remove(id)
  const took = await painted(start)
  items.add(segment(id))
  await painted(start)
  return took
}

container.onwheel = ({ deltaY }) => {
  const { start, end } = timeline.getWindow()
  const by = deltaY / PIXELS_PER_MS
  timeline.setWindow(start.valueOf() + by, end.valueOf() + by, { animation: false })
}

window.peer = { render, remove }
