/** A part of a document, one below the other. */
export type Block =
  | { kind: 'heading'; level: number; anchor: string; of: Inline[] }
  | { kind: 'paragraph'; of: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'picture'; path: string; says: string }

/** A part of a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong'; of: Inline[] }
  | { kind: 'em'; of: Inline[] }
  /** To a heading of the same document. */
  | { kind: 'link'; anchor: string; of: Inline[] }
