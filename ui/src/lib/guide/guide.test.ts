import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { lexer } from 'marked'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as en from '../../../../docs/guide/README.md'
import * as de from '../../../../docs/guide/de/README.md'
import { blocksOf } from '../../../markdown'
import { spoken } from '../texts'
import type { Block, Inline } from './blocks'
import GuideDialog from './GuideDialog.svelte'

const guides = join(import.meta.dirname, '../../../../docs/guide')

function linksOf(line: readonly Inline[]): string[] {
  return line.flatMap((part) => {
    if (part.kind === 'text' || part.kind === 'code') return []
    return part.kind === 'link' ? [part.anchor] : linksOf(part.of)
  })
}

function codeOf(line: readonly Inline[]): string[] {
  return line.flatMap((part) => {
    if (part.kind === 'text') return []
    return part.kind === 'code' ? [part.text] : codeOf(part.of)
  })
}

/** What a block is made of, whatever language it is in. */
function built(block: Block): unknown {
  switch (block.kind) {
    case 'heading':
      return [block.kind, block.level]
    case 'paragraph':
      return [block.kind, codeOf(block.of)]
    case 'list':
      return [block.kind, block.ordered, block.items.map(codeOf)]
    case 'picture':
      return [block.kind, basename(block.path)]
  }
}

afterEach(() => {
  spoken.speak('en')
  vi.restoreAllMocks()
})

describe('the user guide', () => {
  it.each([
    { language: 'en', folder: guides, guide: en },
    { language: 'de', folder: join(guides, 'de'), guide: de },
  ])(
    'has in $language a heading for each of its links and a file for each of its pictures',
    ({ folder, guide }) => {
      const { blocks, pictures } = guide
      const anchors = blocks.flatMap((block) => (block.kind === 'heading' ? [block.anchor] : []))
      const links = blocks.flatMap((block) => (block.kind === 'list' ? block.items.flatMap(linksOf) : []))
      expect(links.length).toBeGreaterThan(5)
      expect(links.filter((link) => !anchors.includes(link))).toEqual([])
      const paths = blocks.flatMap((block) => (block.kind === 'picture' ? [block.path] : []))
      expect(paths.length).toBeGreaterThan(5)
      expect(paths.filter((path) => !existsSync(join(folder, path)))).toEqual([])
      expect(Object.keys(pictures)).toEqual(paths)
    },
  )

  it('lists all its parts in its contents', () => {
    for (const { blocks } of [en, de]) {
      const parts = blocks.flatMap((block) =>
        block.kind === 'heading' && block.level > 1 ? [block.anchor] : [],
      )
      const contents = blocks.find((block) => block.kind === 'list')
      expect(contents?.items.flatMap(linksOf)).toEqual(parts)
    }
  })

  it('is built alike in both languages: headings, lists, names of files, pictures', () => {
    expect(de.blocks.map(built)).toEqual(en.blocks.map(built))
  })

  it.each([
    { language: 'en', guide: en, part: 'Deleting and taking back' },
    { language: 'de', guide: de, part: 'Löschen und zurückholen' },
  ] as const)('is read in the window in $language, and its contents lead to its parts', async (read) => {
    spoken.speak(read.language)
    const scroll = vi.spyOn(HTMLElement.prototype, 'scrollIntoView')
    render(GuideDialog, { close: () => undefined })
    const contents = await screen.findByRole('link', { name: read.part })
    await fireEvent.click(contents)
    const heading = screen.getByRole('heading', { name: read.part })
    expect(scroll.mock.instances).toEqual([heading])
    expect(document.activeElement).toBe(heading)
    expect(within(screen.getByRole('dialog')).getAllByRole('img')).toHaveLength(
      Object.keys(read.guide.pictures).length,
    )
  })

  it('stops the build at what could not be shown', () => {
    expect(() => blocksOf(lexer('| a |\n|---|\n| b |'))).toThrow('table')
    expect(() => blocksOf(lexer('See [there](https://example.org).'))).toThrow('leaves the page')
  })
})
