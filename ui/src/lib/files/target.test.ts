import { describe, expect, test } from 'vitest'
import { marked, targetOf } from './target'

document.body.innerHTML = `
  <header id="toolbar"></header>
  <div data-drop="end"><i id="empty"></i><div data-segment-id="7"><i id="clip"></i></div></div>
  <section data-drop="current"><i id="inspector"></i></section>`
const at = (id: string) => document.getElementById(id)

describe('where dropped files go', () => {
  test('a clip or a row is its segment', () => {
    expect(targetOf(at('clip'), 3)).toEqual({ kind: 'segment', id: 7 })
    expect(targetOf(at('clip'), 3, 2), 'an image and a take').toEqual({ kind: 'segment', id: 7 })
  })

  test('more than a segment has places for get segments of their own behind it', () => {
    expect(targetOf(at('clip'), 3, 3)).toEqual({ kind: 'behind', id: 7 })
    expect(targetOf(at('inspector'), 3, 9)).toEqual({ kind: 'behind', id: 3 })
  })

  test('the inspector and the preview are the current segment', () => {
    expect(targetOf(at('inspector'), 3)).toEqual({ kind: 'segment', id: 3 })
    expect(targetOf(at('inspector'), null), 'an empty story').toEqual({ kind: 'end' })
  })

  test('between the clips they come at the end', () => {
    expect(targetOf(at('empty'), 3, 5)).toEqual({ kind: 'end' })
  })

  test('elsewhere nothing takes them', () => {
    expect(targetOf(at('toolbar'), 3)).toBeNull()
    expect(targetOf(null, 3)).toBeNull()
    expect(marked(at('toolbar'))).toBeNull()
  })

  test('what is marked is what takes them', () => {
    expect(marked(at('clip'))?.dataset['segmentId']).toBe('7')
    expect(marked(at('empty'))?.dataset['drop']).toBe('end')
  })
})
