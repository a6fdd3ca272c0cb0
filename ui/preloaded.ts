import type { HtmlTagDescriptor, Plugin } from 'vite'

const link = (rel: string, file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel, crossorigin: true, href: `/${file}` },
  injectTo: 'head',
})

/** Has the code that the first script imports come in beside it: found by the script alone, it would come after it. */
export function preloaded(): Plugin {
  return {
    name: 'segue:preloaded',
    transformIndexHtml: (_, { chunk, bundle }) =>
      chunk?.dynamicImports.flatMap((file) => {
        const code = bundle?.[file]
        const styles = code?.type === 'chunk' ? [...(code.viteMetadata?.importedCss ?? [])] : []
        return [link('modulepreload', file), ...styles.map((style) => link('stylesheet', style))]
      }),
  }
}
