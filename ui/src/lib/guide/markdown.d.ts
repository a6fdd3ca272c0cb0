declare module '*.md' {
  /** What the document says. */
  export const blocks: readonly import('./blocks').Block[]
  /** Addresses of its pictures by their paths. */
  export const pictures: Readonly<Record<string, string>>
}
