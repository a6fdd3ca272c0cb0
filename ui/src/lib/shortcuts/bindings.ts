import type { KeyPreset, Settings } from '../ipc'
import { type ActionId, actions, type ActionShape, type Bound, type Scope } from '../timeline/keymap'
import { type Binding, collide, parse, write } from './binding'
import { presets } from './presets'

/** Keys that the person chose, by action, as the settings keep them. */
export type Choices = Settings['key_bindings']

/** The keys that are in force: a preset's, with the person's own on top. */
export class Bindings {
  readonly #preset: KeyPreset
  readonly #choices: Choices
  readonly #keys = new Map<ActionId, readonly string[]>()
  /** Every binding, for `match`. */
  readonly bound: readonly Bound[]

  constructor(preset: KeyPreset = 'segue', choices: Choices = {}) {
    this.#preset = preset
    this.#choices = choices
    const claimed: Bound[] = []
    // The person's own come first: a preset gives way to them.
    const isOwn = (action: ActionShape) => Array.isArray(choices[action.id])
    const all: readonly ActionShape[] = actions
    for (const action of [...all.filter(isOwn), ...all.filter((one) => !isOwn(one))]) {
      const wanted = isOwn(action)
        ? written(choices[action.id], action)
        : this.presetKeys(action.id as ActionId)
      const free = boundTo(action, wanted).filter((one) => !claimed.some((other) => clash(one, other)))
      claimed.push(...free)
      this.#keys.set(
        action.id as ActionId,
        free.map(({ keys }) => keys),
      )
    }
    this.bound = claimed
  }

  /** What the preset has for an action. */
  presetKeys(id: ActionId): readonly string[] {
    return presets[this.#preset][id] ?? shapeOf(id).keys
  }

  keysOf(id: ActionId): readonly string[] {
    return this.#keys.get(id) ?? []
  }

  /** Says whether an action has other keys than the preset gives it. */
  isChanged(id: ActionId): boolean {
    return !isSame(this.keysOf(id), this.presetKeys(id))
  }

  get changed(): ActionId[] {
    return actions.map(({ id }) => id).filter((id) => this.isChanged(id))
  }

  /** The other actions that have any of these keys where the action has its own. */
  conflicts(id: ActionId, keys: readonly string[]): ActionId[] {
    const wanted = boundTo(shapeOf(id), keys)
    const others = this.bound.filter(({ action }) => action.id !== id)
    const taken = others.filter((other) => wanted.some((one) => clash(one, other)))
    return [...new Set(taken.map(({ action }) => action.id as ActionId))]
  }

  /** The choices after an action was given keys, which the others lose. */
  withKeys(id: ActionId, keys: readonly string[]): Choices {
    const choices = { ...this.#choices }
    const wanted = boundTo(shapeOf(id), keys)
    for (const other of this.conflicts(id, keys)) {
      const kept = boundTo(shapeOf(other), this.keysOf(other)).filter(
        (one) => !wanted.some((taken) => clash(taken, one)),
      )
      choices[other] = kept.map((one) => one.keys)
    }
    // Keys as the preset has them are no choice: another preset brings others.
    if (!isSame(keys, this.presetKeys(id))) return { ...choices, [id]: [...new Set(keys)] }
    return Object.fromEntries(Object.entries(choices).filter(([action]) => action !== id))
  }
}

/** The action of an id. */
export function shapeOf(id: ActionId): ActionShape {
  const found: ActionShape | undefined = actions.find((action) => action.id === id)
  if (found === undefined) throw new RangeError(`There is no action ${id}.`)
  return found
}

interface BoundKeys extends Bound {
  /** As written. */
  keys: string
}

/** Reads keys from the settings file, which anyone may have written: what is no binding is left out. */
function written(keys: unknown, action: ActionShape): string[] {
  const strings = Array.isArray(keys) ? keys.filter((one) => typeof one === 'string') : []
  const known = strings.map((one) => parse(one)).filter((one): one is Binding => one !== null)
  return [...new Set(known.map((one) => write(action.extends ? { ...one, shift: false } : one)))]
}

function boundTo(action: ActionShape, keys: readonly string[]): BoundKeys[] {
  return keys.flatMap((one) => {
    const binding = parse(one, action.extends === true)
    return binding === null ? [] : [{ action, binding, keys: one }]
  })
}

function clash(one: Bound, other: Bound): boolean {
  return overlap(one.action.scope, other.action.scope) && collide(one.binding, other.binding)
}

/** Says whether there is a place where both scopes are. */
function overlap(one: Scope = 'page', other: Scope = 'page'): boolean {
  if (one === 'everywhere' || other === 'everywhere') return true
  return (one === 'text') === (other === 'text')
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((keys, i) => keys === other[i])
}
