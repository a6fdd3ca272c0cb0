// Paints a scene of boxes, and follows wheel and keys: the least that shows what Segue's timeline shows. Answers once all
// images are in.
const [{ scene, thumbnail }, answer] = arguments
const pixels = (amount) => `${amount}px`

function element(name, style, words = '') {
  const made = document.createElement(name)
  Object.assign(made.style, { position: 'absolute', ...style })
  made.textContent = words
  return made
}

/** An element where a part of a clip was. */
function at({ left, top, width, height, words }, name, style) {
  return element(
    name,
    { left: pixels(left), top: pixels(top), width: pixels(width), height: pixels(height), ...style },
    words,
  )
}

/** As wide as its box, however wide that gets. */
const spread = ({ left }) => ({ width: `calc(100% - ${2 * left}px)`, overflow: 'hidden' })

function image(place) {
  const made = at({ ...place, words: '' }, 'img', { objectFit: 'cover', ...spread(place) })
  // An image of its own for each box, as clips have.
  made.src = URL.createObjectURL(new Blob([new Uint8Array(thumbnail)], { type: 'image/jpeg' }))
  return made
}

function wave(place) {
  const made = at({ ...place, words: '' }, 'canvas', spread(place))
  Object.assign(made, { width: place.width, height: place.height })
  const paint = made.getContext('2d')
  paint.fillStyle = '#4a9'
  for (let x = 0; x < place.width; x += 3) {
    const height = place.height * (0.2 + 0.8 * Math.abs(Math.sin(x)))
    paint.fillRect(x, (place.height - height) / 2, 2, height)
  }
  return made
}

function box(clip) {
  const made = at(clip, 'div', {
    left: '0',
    overflow: 'hidden',
    contain: 'strict',
    borderRadius: '6px',
    background: '#2b2e36',
    transform: `translateX(${clip.left}px)`,
  })
  if (clip.image) made.append(image(clip.image))
  if (clip.badge) made.append(at(clip.badge, 'span', { background: '#000a', borderRadius: '3px' }))
  if (clip.words) made.append(at(clip.words, 'span', spread(clip.words)))
  if (clip.wave) made.append(wave(clip.wave))
  return made
}

const clips = [...scene.clips].sort((one, other) => one.left - other.left)
const stage = at(scene, 'div', { contain: 'paint', overflow: 'hidden', background: '#1c1e24' })
const track = element('div', { inset: '0 auto 0 0', width: '0' })
const boxes = clips.map(box)
stage.dataset.list = 'timeline'
track.append(...boxes)
stage.append(track)
document.body.replaceChildren(stage)
Object.assign(document.body.style, { margin: '0', color: '#ddd', font: '12px/1.4 sans-serif' })

// What is left of a box that goes: as wide as the chip of a gap.
const GAP_PX = 44
// From box to box the scene repeats itself: moved by one, it looks the same.
const pitch = clips.length > 1 ? clips[1].left - clips[0].left : scene.width
let [offset, scale] = [0, 1]

stage.onwheel = ({ ctrlKey, deltaY }) => {
  if (ctrlKey) {
    scale *= 1.4 ** (-deltaY / 100)
    clips.forEach(({ left, width }, at) => {
      const style = boxes[at].style
      style.transform = `translateX(${(left - scene.width / 2) * scale + scene.width / 2}px)`
      style.width = pixels(width * scale)
    })
  } else {
    offset += deltaY
    track.style.transform = `translate3d(${-(offset % pitch)}px, 0, 0)`
  }
}

const middle = Math.floor(boxes.length / 2)

/** Moves the boxes behind the middle one by so much. */
function moveBehind(by) {
  boxes.forEach((box, at) => {
    if (at > middle) box.style.transform = `translateX(${clips[at].left + by}px)`
  })
}

window.onkeydown = ({ key }) => {
  const start = performance.now()
  if (key === 'Insert') {
    track.append(...boxes)
    moveBehind(0)
  }
  if (key !== 'Delete') return
  boxes[middle].remove()
  moveBehind(GAP_PX - pitch)
  requestAnimationFrame(() =>
    requestAnimationFrame(() => performance.measure('segue:key-painted', { start })),
  )
}

void Promise.all([...document.images].map((image) => image.decode())).then(() =>
  requestAnimationFrame(() => requestAnimationFrame(() => answer(null))),
)
