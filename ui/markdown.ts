import { lexer, type Token, type Tokens } from 'marked'
import type { Plugin } from 'vite'
import type { Block, Inline } from './src/lib/guide/blocks'

/** Makes a Markdown file a module: what it says as data, which components show, and its pictures as files of the page. */
export function markdown(): Plugin {
  return {
    name: 'segue:markdown',
    transform: {
      filter: { id: /\.md$/ },
      handler: (text) => ({ code: moduleOf(blocksOf(lexer(text))), map: null, moduleType: 'js' }),
    },
  }
}

function moduleOf(blocks: Block[]): string {
  const paths = blocks.flatMap((block) => (block.kind === 'picture' ? [block.path] : []))
  const imports = paths.map((path, n) => `import picture${n} from ${JSON.stringify(`./${path}`)}`)
  const pictures = paths.map((path, n) => `${JSON.stringify(path)}: picture${n}`)
  return [
    ...imports,
    `export const pictures = { ${pictures.join(', ')} }`,
    `export const blocks = ${JSON.stringify(blocks)}`,
  ].join('\n')
}

/** Reads what the components can show. Anything else stops the build, before it is missing in the window. */
export function blocksOf(tokens: readonly Token[]): Block[] {
  return tokens.flatMap((token): Block[] => {
    switch (token.type) {
      case 'space':
        return []
      case 'heading': {
        const { depth, text, tokens: of } = token as Tokens.Heading
        return [{ kind: 'heading', level: depth, anchor: anchorOf(text), of: inlineOf(of) }]
      }
      case 'paragraph': {
        const [only, ...others] = (token as Tokens.Paragraph).tokens
        if (only?.type === 'image' && others.length === 0)
          return [{ kind: 'picture', path: (only as Tokens.Image).href, says: (only as Tokens.Image).text }]
        return [{ kind: 'paragraph', of: inlineOf((token as Tokens.Paragraph).tokens) }]
      }
      case 'list': {
        const { ordered, items } = token as Tokens.List
        return [{ kind: 'list', ordered, items: items.map((item) => inlineOf(item.tokens)) }]
      }
      default:
        throw unknown(token)
    }
  })
}

function inlineOf(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap((token): Inline[] => {
    switch (token.type) {
      case 'text': {
        const { text, tokens: of } = token as Tokens.Text
        return of ? inlineOf(of) : [{ kind: 'text', text }]
      }
      case 'codespan':
        return [{ kind: 'code', text: (token as Tokens.Codespan).text }]
      case 'strong':
      case 'em':
        return [{ kind: token.type, of: inlineOf((token as Tokens.Strong | Tokens.Em).tokens) }]
      case 'link': {
        const { href, tokens: of } = token as Tokens.Link
        // The window goes nowhere else.
        if (!href.startsWith('#')) throw new Error(`a link that leaves the page: ${href}`)
        return [{ kind: 'link', anchor: href.slice(1), of: inlineOf(of) }]
      }
      default:
        throw unknown(token)
    }
  })
}

/** The name by which GitHub's page of the file links to a heading. */
function anchorOf(heading: string): string {
  const kept = heading.toLowerCase().replace(/[^\p{L}\p{N}\- ]/gu, '')
  return kept.replaceAll(' ', '-')
}

function unknown(token: Token): Error {
  return new Error(`the window can’t show Markdown like this (${token.type}): ${token.raw}`)
}
