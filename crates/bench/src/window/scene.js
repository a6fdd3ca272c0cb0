// Answers what Segue's timeline paints: where its stage is, and each clip in view with what it shows.
const list = document.querySelector('[data-list=timeline]')
const stage = list.getBoundingClientRect()
const within = (outer, inner) => ({
  left: inner.left - outer.left,
  top: inner.top - outer.top,
  width: inner.width,
  height: inner.height,
})
const part = (clip, selector) => {
  const found = clip.querySelector(selector)
  const box = found && within(clip.getBoundingClientRect(), found.getBoundingClientRect())
  return found && { ...box, words: found.textContent.trim() }
}
const clips = [...list.querySelectorAll('[role=option]')].map((clip) => ({
  ...within(stage, clip.getBoundingClientRect()),
  image: part(clip, 'img'),
  badge: part(clip, '.badge'),
  words: part(clip, '.text'),
  wave: part(clip, 'canvas'),
}))
const isNear = ({ left }) => left > -stage.width && left < 2 * stage.width
return { ...within({ left: 0, top: 0 }, stage), clips: clips.filter(isNear) }
