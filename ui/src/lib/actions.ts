import type { Editor, Page } from './editor.svelte'
import type { Help } from './help/help'
import { measured } from './measuring'
import type { Shortcuts } from './shortcuts/shortcuts.svelte'
import type { Editing } from './timeline/editing'
import { type ActionId, focusOf, isActionId, match } from './timeline/keymap'

/** What zooms and takes the keys: the timeline, which only the project page has. */
export interface Zoomable {
  zoomTo(how: 'in' | 'out' | 'fit'): void
  focus(): void
}

/** What plays: the story on the project page. */
export interface Playable {
  toggle(): void
  back(): void
  pause(): void
  faster(): void
}

interface Action {
  /** The pages on which it makes sense. */
  on: readonly Page[]
  run: (extend: boolean) => unknown
}

/** What the ids of the menu's recent libraries begin with. */
const others = 'library.others.'

/** Everything that keys, menu items and the toolbar can ask for, by action id. */
export class Actions {
  readonly #editor: Editor
  readonly #shortcuts: Shortcuts
  readonly #table: Partial<Record<ActionId, Action>>
  /** Null while no project is shown. */
  zoomable: Zoomable | null = null
  /** Null while no project is shown. */
  playable: Playable | null = null

  constructor(editor: Editor, shortcuts: Shortcuts, help: Pick<Help, 'showLog'>) {
    this.#editor = editor
    this.#shortcuts = shortcuts
    this.#table = {
      ...on(['project'], this.#segmentRuns()),
      ...on(['project'], {
        'trash.show': () => editor.toggle('trash'),
        'history.show': () => editor.toggle('history'),
        'find.show': () => editor.find.show(),
        'find.next': () => editor.find.step(1),
        'find.previous': () => editor.find.step(-1),
        'find.select': () => this.#selectMatches(),
        'story.export': () => editor.show('export'),
      }),
      ...on(['library', 'project'], {
        'edit.undo': () => editor.step('undo'),
        'edit.redo': () => editor.step('redo'),
        'library.show': () => editor.showLibrary(),
        'library.check': () => editor.show('check'),
        'library.backups': () => editor.show('backups'),
        'project.new': () => editor.projects.create(),
        'story.import': () => editor.projects.importStory(),
      }),
      ...on(['library', 'project', 'trouble'], {
        'library.open': () => editor.libraries.choose(),
        'settings.show': () => editor.show('settings'),
        'shortcuts.show': () => editor.show('shortcuts'),
        'guide.show': () => editor.show('guide'),
        'log.show': () => help.showLog(),
        'about.show': () => editor.show('about'),
      }),
    }
  }

  /** The actions that do something. */
  get known(): ReadonlySet<ActionId> {
    return new Set(Object.keys(this.#table) as ActionId[])
  }

  /** Runs an action where it makes sense, and says whether it did. */
  run(id: ActionId, extend = false): boolean {
    const action = this.#table[id]
    if (action === undefined || this.#editor.isCovered || !action.on.includes(this.#editor.page)) return false
    action.run(extend)
    return true
  }

  /** Opens one of the menu's recent libraries by its place in the list, or empties the list. */
  #runOther(choice: string): void {
    if (this.#editor.isCovered) return
    if (choice === 'clear') void this.#editor.libraries.forgetOthers()
    else void this.#editor.libraries.openRecent(Number(choice))
  }

  /** Runs what a menu item asked for. An id that the window doesn't know is left alone. */
  runFromMenu(id: string): void {
    const field = document.activeElement
    const isWriting = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement
    if (id === 'select.all' && isWriting) field.select()
    else if (isWriting && (id === 'edit.undo' || id === 'edit.redo') && stepInText(id)) return
    else if (isActionId(id)) this.run(id)
    else if (id.startsWith(others)) this.#runOther(id.slice(others.length))
  }

  /** Runs what a key press means, and keeps the web view from acting on the same key. */
  press(event: KeyboardEvent): void {
    const { platform, bindings } = this.#shortcuts
    const found = match(event, focusOf(event.target), platform, bindings.bound)
    if (found === null || isWebViews(found.action, event.target)) return
    if (measured('key', () => this.run(found.action, found.extend))) event.preventDefault()
  }

  /** What is selected is at the keys at once: Delete deletes it, and no letter in the field. */
  #selectMatches(): void {
    if (this.#editor.find.selectAll()) this.zoomable?.focus()
  }

  #segmentRuns(): Partial<Record<ActionId, Action['run']>> {
    const timeline = () => this.#editor.timeline
    const { editing } = this.#editor
    return {
      'segment.delete': () => timeline().deleteSelected('lift'),
      'segment.delete_ripple': () => timeline().deleteSelected('ripple'),
      'segment.add': () => editing.add(),
      'segment.add_files': () => editing.files.chooseAndAdd(),
      'segment.lock': () => timeline().toggleLock(),
      'gaps.close_all': () => timeline().closeGaps(),
      'select.all': () => timeline().selectAll(),
      'select.none': () => timeline().selectNone(),
      'select.next': (extend) => timeline().step(1, extend),
      'select.previous': (extend) => timeline().step(-1, extend),
      'select.first': (extend) => timeline().goTo('first', extend),
      'select.last': (extend) => timeline().goTo('last', extend),
      'move.earlier': () => editing.move(-1),
      'move.later': () => editing.move(1),
      'move.to': () => editing.moveToPlace(),
      'segment.duplicate': () => editing.duplicate(),
      'segment.split': () => splitAtCursor(editing),
      'segment.merge': () => editing.merge(),
      'edit.cut': () => editing.cut(),
      'edit.copy': () => editing.copy(),
      'edit.paste': () => editing.paste(),
      'play.toggle': () => this.playable?.toggle(),
      'play.back': () => this.playable?.back(),
      'play.stop': () => this.playable?.pause(),
      'play.faster': () => this.playable?.faster(),
      'zoom.in': () => this.zoomable?.zoomTo('in'),
      'zoom.out': () => this.zoomable?.zoomTo('out'),
      'zoom.fit': () => this.zoomable?.zoomTo('fit'),
    }
  }
}

/** Copying is the web view's where text is selected, as a path in a receipt may be; pasting is where images are pasted. */
function isWebViews(action: ActionId, at: EventTarget | null): boolean {
  if (action === 'edit.paste') return at instanceof Element && at.closest('[data-paste]') !== null
  return (action === 'edit.copy' || action === 'edit.cut') && hasSelectedText()
}

function hasSelectedText(): boolean {
  return document.getSelection()?.isCollapsed === false
}

function on(pages: readonly Page[], runs: Partial<Record<ActionId, Action['run']>>) {
  return Object.fromEntries(Object.entries(runs).map(([id, run]) => [id, { on: pages, run }]))
}

/** Splits where the text cursor stands in the narration; elsewhere nothing is to be split. */
function splitAtCursor(editing: Editing): Promise<void> | undefined {
  const field = document.activeElement
  const isNarration = field instanceof HTMLTextAreaElement && field.dataset['draft'] === 'text'
  return isNarration ? editing.split(Number(field.dataset['of']), field.selectionStart) : undefined
}

/** Undoes or redoes typing in the field that has the focus, and says whether there was any. */
function stepInText(id: 'edit.undo' | 'edit.redo'): boolean {
  const command = id === 'edit.undo' ? 'undo' : 'redo'
  // Deprecated without a successor: there is no other door to a field's own history.
  return document.queryCommandEnabled(command) && document.execCommand(command)
}
