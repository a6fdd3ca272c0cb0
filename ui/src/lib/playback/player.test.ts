import { beforeEach, describe, expect, test } from 'vitest'
import { cue, InventedClock, InventedSounds, scoreOf } from './invented'
import { BACK_BEAT_MS, type Cue, Player } from './player'

let story: Cue[]
let clock: InventedClock
let sounds: InventedSounds
let arrived: number[]
let player: Player

/** Segments 1, 2 and 3; the second is silent. */
beforeEach(() => {
  story = [cue(1), cue(2, null, 3000), cue(3)]
  clock = new InventedClock()
  sounds = new InventedSounds()
  arrived = []
  player = new Player({
    score: () => scoreOf(story),
    sounds,
    clock,
    arrived: (id) => arrived.push(id),
    changed: () => undefined,
  })
  player.follow(1)
})

/** Deletes a segment as the page does, which then says what is current. */
function remove(id: number, current: number | null): void {
  story = story.filter((one) => one.id !== id)
  player.follow(current)
}

describe('playing through', () => {
  test('each take is heard to its end, silence takes its time, and the story ends', () => {
    player.play()
    sounds.of(10).arrive()
    expect(sounds.heard).toEqual([10])
    sounds.of(10).end()
    expect(player.id).toBe(2)
    expect(sounds.heard).toEqual([])
    clock.pass(2999)
    expect(player.id).toBe(2)
    clock.pass(1)
    expect(player.id).toBe(3)
    sounds.of(30).arrive().end()
    expect(player.motion).toEqual({ kind: 'still' })
    expect(player.positionMs, 'at the very end').toBe(1000)
    expect(arrived).toEqual([1, 2, 3])
  })

  test('played again from the end, it starts over', () => {
    player.goTo(3, 1000)
    player.play()
    expect(player.id).toBe(1)
    expect(sounds.heard).toEqual([10])
  })

  test('the next take is loaded while one is heard, and starts without being read again', () => {
    story = [cue(1), cue(2), cue(3)]
    player.play()
    sounds.of(10).arrive()
    sounds.of(20).arrive()
    expect(sounds.held).toEqual([10, 20])
    sounds.of(10).end()
    expect(sounds.heard).toEqual([20])
    expect(sounds.loaded.map(({ take }) => take)).toEqual([10, 20, 30])
    expect(sounds.of(10).isReleased).toBe(true)
  })

  test('a pause keeps the place, and playing goes on from there', () => {
    player.play()
    sounds.of(10).arrive().positionMs = 400
    player.toggle()
    expect(player.isStill).toBe(true)
    expect(player.positionMs).toBe(400)
    player.toggle()
    expect(sounds.heard).toEqual([10])
    expect(sounds.of(10).positionMs).toBe(400)
    expect(sounds.loaded.filter(({ take }) => take === 10)).toHaveLength(1)
  })

  test('a pause within silence keeps what is left of it', () => {
    player.goTo(2)
    player.play()
    clock.pass(1000)
    player.pause()
    clock.pass(10_000)
    expect(player.positionMs).toBe(1000)
    player.play()
    clock.pass(1999)
    expect(player.id).toBe(2)
    clock.pass(1)
    expect(player.id).toBe(3)
  })

  test('a take that is still on its way is waited for', () => {
    player.play()
    clock.pass(5000)
    expect(player.isWaiting).toBe(true)
    expect([player.id, player.positionMs]).toEqual([1, 0])
    sounds.of(10).arrive()
    expect(player.isWaiting).toBe(false)
  })
})

describe('the shuttle', () => {
  test('goes faster each time, silence too', () => {
    player.faster()
    expect(player.motion).toMatchObject({ kind: 'forward', rate: 1 })
    sounds.of(10).arrive().positionMs = 200
    player.faster()
    expect(sounds.of(10)).toMatchObject({ rate: 2, positionMs: 200 })
    sounds.of(10).end()
    clock.pass(1500)
    expect(player.id, 'three seconds at twice the speed').toBe(3)
    player.faster()
    player.faster()
    expect(player.motion).toMatchObject({ rate: 4 })
  })

  test('goes back by segments, unheard and faster each time, until the start', () => {
    player.goTo(3)
    player.play()
    player.back()
    expect(sounds.heard).toEqual([])
    expect([player.id, player.positionMs]).toEqual([2, 0])
    player.goTo(3)
    player.back()
    expect(player.motion).toEqual({ kind: 'back', rate: 2 })
    expect(player.id).toBe(2)
    clock.pass(BACK_BEAT_MS / 2)
    expect(player.id).toBe(1)
    expect(player.isStill, 'there is nothing before').toBe(true)
  })

  test('goes back to the start of a segment first when it is well into it', () => {
    player.goTo(2, 900)
    player.back()
    expect([player.id, player.positionMs]).toEqual([2, 0])
    clock.pass(BACK_BEAT_MS)
    expect(player.id).toBe(1)
  })

  test('turns round at the pace of life', () => {
    player.goTo(3)
    player.back()
    player.back()
    player.faster()
    expect(player.motion).toMatchObject({ kind: 'forward', rate: 1 })
  })

  test('does nothing before the start', () => {
    player.back()
    expect(player.isStill).toBe(true)
    expect(player.id).toBe(1)
  })
})

describe('following the page', () => {
  test('another current segment takes the playhead along, and it plays on', () => {
    player.play()
    sounds.of(10).arrive()
    player.follow(3)
    expect(sounds.of(10).isReleased).toBe(true)
    expect(sounds.heard).toEqual([30])
  })

  test('a seek within a segment plays on from there', () => {
    player.play()
    sounds.of(10).arrive().positionMs = 100
    player.goTo(1, 700)
    expect(sounds.of(10)).toMatchObject({ rate: 1, positionMs: 700 })
    expect(sounds.loaded.filter(({ take }) => take === 10)).toHaveLength(1)
  })

  test('a playhead never stands outside its segment', () => {
    player.goTo(1, 99_000)
    expect(player.positionMs).toBe(1000)
    player.goTo(1, -5)
    expect(player.positionMs).toBe(0)
  })

  test('the segment that plays is deleted: its take falls silent and the next one plays', () => {
    player.play()
    sounds.of(10).arrive()
    remove(1, 2)
    expect(sounds.of(10).isReleased).toBe(true)
    expect(player.motion).toMatchObject({ kind: 'forward' })
    clock.pass(3000)
    expect(player.id).toBe(3)
  })

  test('the last segment is deleted while it plays: there is no next, so it stops', () => {
    player.goTo(3)
    player.play()
    remove(3, 2)
    expect(player.isStill).toBe(true)
    expect(player.id).toBe(2)
    expect(sounds.heard).toEqual([])
  })

  test('all is deleted: nothing is held', () => {
    player.play()
    story = []
    player.follow(null)
    expect(player.id).toBeNull()
    expect(player.isStill).toBe(true)
    expect(sounds.held).toEqual([])
  })

  test('a take that was loaded ahead is let go when its segment is deleted', () => {
    story = [cue(1), cue(2), cue(3)]
    player.play()
    remove(2, 1)
    expect(sounds.of(20).isReleased).toBe(true)
    sounds.of(10).arrive().end()
    expect(player.id).toBe(3)
    expect(sounds.heard).toEqual([30])
  })

  test('another order: what comes next is what stands there now', () => {
    story = [cue(1), cue(2), cue(3)]
    player.play()
    const ahead = sounds.of(20)
    story = [cue(1), cue(3), cue(2)]
    player.follow(1)
    sounds.of(10).arrive().end()
    expect(player.id).toBe(3)
    expect(ahead.isReleased).toBe(true)
  })

  test('a take that is replaced while it is heard starts anew', () => {
    player.play()
    sounds.of(10).arrive().positionMs = 500
    story = [cue(1, 11), cue(2, null), cue(3)]
    player.follow(1)
    expect(sounds.of(10).isReleased).toBe(true)
    expect(sounds.heard).toEqual([11])
    expect(player.positionMs).toBe(0)
  })

  test('a late word of a take that was let go changes nothing', () => {
    player.play()
    const before = sounds.of(10)
    player.follow(3)
    before.tell.ended()
    before.tell.failed('failed')
    expect(player.id).toBe(3)
    expect(player.problem).toBeNull()
  })

  test('on release everything is let go', () => {
    story = [cue(1), cue(2), cue(3)]
    player.play()
    player.release()
    expect(sounds.held).toEqual([])
  })
})

describe('a take that can’t be heard', () => {
  test('says why, keeps its time, and the story goes on', () => {
    player.play()
    sounds.of(10).tell.failed('codec')
    expect(player.problem).toBe('codec')
    clock.pass(999)
    expect([player.id, player.positionMs]).toEqual([1, 999])
    clock.pass(1)
    expect(player.id).toBe(2)
    expect(player.problem, 'it was about the one before').toBeNull()
  })

  test('half way keeps what is left', () => {
    player.play()
    sounds.of(10).arrive().positionMs = 600
    sounds.of(10).tell.failed('failed')
    clock.pass(400)
    expect(player.id).toBe(2)
  })

  test('loaded ahead is tried again when its turn comes', () => {
    story = [cue(1), cue(2)]
    player.play()
    sounds.of(20).tell.failed('missing')
    expect(player.problem).toBeNull()
    sounds.of(10).arrive().end()
    expect(sounds.loaded.map(({ take }) => take)).toEqual([10, 20, 20])
  })
})

describe('one segment alone', () => {
  test('plays from its start to its end and goes back there', () => {
    player.goTo(3, 500)
    player.playOnly(3)
    expect(sounds.of(30).arrive()).toMatchObject({ rate: 1, positionMs: 0 })
    sounds.of(30).end()
    expect(player.isStill).toBe(true)
    expect([player.id, player.positionMs]).toEqual([3, 0])
  })

  test('needs nothing of the next', () => {
    story = [cue(1), cue(2)]
    player.playOnly(1)
    expect(sounds.held).toEqual([10])
  })

  test('ends where another segment becomes current', () => {
    player.playOnly(1)
    player.follow(3)
    expect(player.isStill).toBe(true)
    expect(sounds.heard).toEqual([])
  })
})
