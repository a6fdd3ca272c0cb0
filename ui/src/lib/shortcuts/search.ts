import { t } from '../texts'
import { actions, type ActionId, type ActionShape, type Scope } from '../timeline/keymap'
import { type Binding, collide, parse } from './binding'
import type { Bindings } from './bindings'

/** What the list of shortcuts is narrowed to. */
export interface Search {
  words: string
  /** Keys that were pressed to find what they do. */
  keys: Binding | null
}

export interface ScopeGroup {
  scope: Scope
  title: string
  actions: ActionShape[]
}

const scopes: readonly Scope[] = ['page', 'segments', 'everywhere', 'text']

/** The actions that a search finds, by where their keys work. Scopes without any are left out. */
export function find(search: Search, known: ReadonlySet<ActionId>, bindings: Bindings): ScopeGroup[] {
  const found = actions.filter(
    (action) =>
      known.has(action.id) && hasWords(action, search.words) && hasKeys(action, search.keys, bindings),
  )
  return scopes
    .map((scope) => ({
      scope,
      title: t().shortcuts.scopes[scope],
      actions: found.filter((action: ActionShape) => (action.scope ?? 'page') === scope),
    }))
    .filter((group) => group.actions.length > 0)
}

function hasWords({ id, group }: ActionShape, words: string): boolean {
  const { actions: labels, shortcuts } = t()
  const text = `${labels[id as ActionId]} ${shortcuts.groups[group]}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function hasKeys(action: ActionShape, pressed: Binding | null, bindings: Bindings): boolean {
  if (pressed === null) return true
  return bindings.keysOf(action.id as ActionId).some((keys) => {
    const binding = parse(keys, action.extends === true)
    return binding !== null && collide(pressed, binding)
  })
}
