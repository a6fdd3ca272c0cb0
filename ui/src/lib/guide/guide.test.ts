import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { lexer } from 'marked'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { blocks, pictures } from '../../../../docs/guide/README.md'
import { blocksOf } from '../../../markdown'
import type { Inline } from './blocks'
import GuideDialog from './GuideDialog.svelte'

const folder = join(import.meta.dirname, '../../../../docs/guide')

function linksOf(line: readonly Inline[]): string[] {
  return line.flatMap((part) => {
    if (part.kind === 'text' || part.kind === 'code') return []
    return part.kind === 'link' ? [part.anchor] : linksOf(part.of)
  })
}

describe('the user guide', () => {
  it('has a heading for each of its links and a file for each of its pictures', () => {
    const anchors = blocks.flatMap((block) => (block.kind === 'heading' ? [block.anchor] : []))
    const links = blocks.flatMap((block) => (block.kind === 'list' ? block.items.flatMap(linksOf) : []))
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter((link) => !anchors.includes(link))).toEqual([])
    const paths = blocks.flatMap((block) => (block.kind === 'picture' ? [block.path] : []))
    expect(paths.length).toBeGreaterThan(5)
    expect(paths.filter((path) => !existsSync(join(folder, path)))).toEqual([])
    expect(Object.keys(pictures)).toEqual(paths)
  })

  it('is read in the window, and its contents lead to its parts', async () => {
    const scroll = vi.spyOn(HTMLElement.prototype, 'scrollIntoView')
    render(GuideDialog, { close: () => undefined })
    const contents = await screen.findByRole('link', { name: 'Deleting and taking back' })
    await fireEvent.click(contents)
    const heading = screen.getByRole('heading', { name: 'Deleting and taking back' })
    expect(scroll.mock.instances).toEqual([heading])
    expect(document.activeElement).toBe(heading)
    expect(within(screen.getByRole('dialog')).getAllByRole('img')).toHaveLength(Object.keys(pictures).length)
  })

  it('stops the build at what could not be shown', () => {
    expect(() => blocksOf(lexer('| a |\n|---|\n| b |'))).toThrow('table')
    expect(() => blocksOf(lexer('See [there](https://example.org).'))).toThrow('leaves the page')
  })
})
