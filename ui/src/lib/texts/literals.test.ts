import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'svelte/compiler'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const source = join(import.meta.dirname, '..', '..')

/** Attributes that are shown or read out. */
const said = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'alt',
  'label',
  'placeholder',
  'title',
])

/** Attributes that never are. */
const silent =
  /^(class|style|id|for|name|type|role|data-.*|aria-(controls|labelledby|describedby|keyshortcuts))$/

/** Names, which are the same in every language, and names of keys as the web has them. */
const names = new Set([
  ...[
    'Segue',
    'English',
    'Deutsch',
    'Premiere Pro',
    'DaVinci Resolve',
    'Final Cut Pro',
    'LosslessCut',
    'SQLite',
    'Windows',
    'Linux',
  ],
  ...[
    'Alt',
    'Backspace',
    'Control',
    'Ctrl',
    'Del',
    'Delete',
    'End',
    'Enter',
    'Esc',
    'Escape',
    'Home',
    'Insert',
  ],
  ...['Meta', 'Mod', 'Shift', 'Space', 'Tab'],
])

const isWords = (text: string) => /\p{L}{2}/u.test(text) && !names.has(text.trim())

/** A title or a sentence in code: it starts with a capital letter, or it goes on for several words. */
const isSaid = (text: string) =>
  isWords(text) &&
  (/^\p{Lu}\p{Ll}+$/u.test(text) ||
    /^\p{Lu}.*\p{Ll} .*\p{L}/u.test(text) ||
    /(\p{Ll}{2,} ){2}\p{Ll}{2,}/u.test(text))

interface MarkupNode {
  type: string
  [part: string]: unknown
}

function isNode(value: unknown): value is MarkupNode {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** Every text of a component that is shown or read out and was not asked of the catalogue. */
function literalsOfMarkup(code: string): string[] {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (!isNode(value)) return
    const name = String(value['name'])
    if (value.type === 'StyleDirective' || (value.type === 'Attribute' && silent.test(name))) return
    // A plain word is a text only where it is shown; an expression may hold texts anywhere.
    if (value.type === 'Attribute' && !said.has(name) && Array.isArray(value['value'])) return
    if (value.type === 'Text' && isWords(String(value['data']))) found.push(String(value['data']).trim())
    if (value.type === 'Literal' && typeof value['value'] === 'string' && isSaid(value['value']))
      found.push(value['value'])
    if (value.type === 'TemplateElement') {
      const { raw } = value['value'] as { raw: string }
      if (isSaid(raw)) found.push(raw)
    }
    Object.values(value).forEach(visit)
  }
  visit((parse(code, { modern: true }) as unknown as { fragment: unknown }).fragment)
  return found
}

/** The words of an error are for whoever reads a log, those of a symbol for nobody. */
function isUnsaid(node: ts.Node): boolean {
  const isMade = ts.isNewExpression(node) || ts.isCallExpression(node)
  return isMade && /(Error|^Symbol)$/.test(node.expression.getText())
}

/** Every string of a script that reads like a sentence or a title. */
function literalsOfScript(code: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isUnsaid(node)) return
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
    if (isText && isSaid(node.text)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('script.ts', code, ts.ScriptTarget.Latest, true))
  return found
}

function script(code: string): string {
  return /<script lang="ts">([\s\S]*?)<\/script>/.exec(code)?.[1] ?? ''
}

function literalsOf(file: string): string[] {
  const code = readFileSync(file, 'utf8')
  return file.endsWith('.svelte')
    ? [...literalsOfMarkup(code), ...literalsOfScript(script(code))]
    : literalsOfScript(code)
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|ts)$/.test(name) && !/\.test\.ts$/.test(name))
  .filter((name) => !/^lib\/(texts|ipc\/bindings|timeline\/invented)/.test(name.replaceAll('\\', '/')))
  .map((name) => join(source, name))

describe('what the window says', () => {
  it('comes from the catalogue, all of it', () => {
    const found = files.flatMap((file) =>
      literalsOf(file).map((text) => `${relative(source, file)}: ${text}`),
    )
    expect(found).toEqual([])
  })

  it('would be found elsewhere', () => {
    expect(literalsOfMarkup('<p>Two words</p>')).toEqual(['Two words'])
    expect(literalsOfMarkup('<button aria-label="Close"><X /></button>')).toEqual(['Close'])
    expect(literalsOfMarkup('<Panel title="Trash" />')).toEqual(['Trash'])
    expect(literalsOfMarkup("<p>{isOpen ? 'Close it' : name}</p>")).toEqual(['Close it'])
    expect(literalsOfMarkup('<p class="two words" data-keys="segments">{t().x}</p>')).toEqual([])
    expect(literalsOfScript("const title = 'Erase'")).toEqual(['Erase'])
    expect(literalsOfScript('const what = `Deleted ${n} of them`')).toEqual([])
    expect(literalsOfScript('const what = `Nothing was deleted in ${n}`')).toEqual([
      'Nothing was deleted in ',
    ])
    expect(literalsOfScript("throw new Error('A fault of ours')")).toEqual([])
  })
})
