import {
  type Backup,
  type CheckReport,
  type CopyReceipt,
  IpcError,
  type Ipc,
  type Media,
  type OpKind,
  type Outcome,
  type ProjectSummary,
  type RecentLibrary,
  type Retention,
  type Segment,
  type Settings,
  type WaitingFile,
} from '../src/lib/ipc'
import { outlineOf } from '../src/lib/timeline/invented'
import { findIn, previewIn } from './find'
import { insert, makeRoom, named, Story } from './story'

const lines = [
  'Once a hare laughed at a tortoise for his slow pace.',
  '“Do you ever get anywhere?” he asked.',
  '“Yes,” said the tortoise, “and sooner than you think.”',
  'The hare was much amused, and they agreed to race.',
  'The fox was to judge the distance.',
  'The hare was soon far out of sight.',
  'To show how absurd it was, he lay down for a nap.',
  'The tortoise kept going, slowly but steadily.',
  'He passed the place where the hare lay sleeping.',
  'The hare slept on very peacefully.',
  'When he woke, the tortoise was near the goal.',
  'He ran his swiftest, but could not overtake the tortoise in time.',
]

function media(id: number, name: string, bytes: number, isImage: boolean): Media {
  const [width, height] = isImage ? [1920, 1080] : [null, null]
  return { id, path: `media/${id}`, name, bytes, width, height, missing: false }
}

function segment(id: number): Segment {
  return {
    id,
    project_id: 1,
    sequence_index: id - 1,
    text: lines[(id - 1) % lines.length] ?? '',
    image_prompt: 'A hare asleep under an oak at noon, long grass, storybook gouache',
    image: id % 9 === 5 ? null : media(id * 2, `scene-${id}.png`, 1_200_000 + id * 90_000, true),
    audio: id % 7 === 5 ? null : media(id * 2 + 1, `take-${id}.ogg`, 300_000 + id * 9000, false),
    duration_ms: id % 7 === 5 ? null : 2600 + ((id * 733) % 2300),
    audio_stale: id === 8,
    locked: id === 4,
  }
}

/** Without media. */
const bare = { image: null, audio: null, duration_ms: null, audio_stale: false }

const waiting: WaitingFile[] = [
  { path: 'media/1.png', name: 'scene-5.png', kind: 'image', reason: 'permission_denied' },
  { path: 'media/2.ogg', name: 'take-9.ogg', kind: 'audio', reason: 'in_use' },
]

const sound: CheckReport = {
  sound: true,
  integrity: [],
  foreign: [],
  orphans: [],
  missing: [],
  misplaced: [],
  refused: [],
  waiting: [],
  unreferenced: [],
  leftovers: [],
  trash_drift: [],
  gaps: [{ project_id: 1, gaps: [{ index: 4, len: 1 }] }],
  negative_indexes: 0,
  duplicate_indexes: 0,
}

const findings: CheckReport = {
  ...sound,
  sound: false,
  orphans: ['media/holiday.png', 'media/notes.txt', 'trash/old take.wav'],
  missing: [{ path: 'media/7.png', name: 'scene-7.png', kind: 'image' }],
  misplaced: [{ path: 'media/8.ogg', name: 'take-8.ogg', kind: 'audio' }],
  waiting,
  negative_indexes: 2,
}

function backup(hours: number): Backup {
  return {
    name: `library-${hours}.db`,
    made_at: Date.now() - hours * 3_600_000,
    bytes: 410_000,
    replaced: hours === 27,
  }
}

/** What `?trouble` says, and `?trouble=corrupt`. */
const inUse = {
  message: 'This library is open in another Segue (process 4711 on atlas).',
  hint: 'Close it there, then try again.',
  reason: { kind: 'library_in_use', holder: { process: 4711, host: 'atlas' } },
} as const
const corrupt = {
  message: 'Its database is damaged: row 7 missing from index.',
  hint: 'Restore a backup, or save what can be read.',
  reason: { kind: 'library_corrupt', damage: 'broken', verdict: 'row 7 missing from index' },
} as const

const backups = [3, 27, 51, 240].map(backup)

/** A library in memory. `?n=500` sets how many segments it has; `?fail` refuses every delete. */
export function inventedLibrary(query: URLSearchParams): Ipc {
  const n = Number(query.get('n') ?? 12)
  const all = Array.from({ length: n }, (_, i) => segment(i + 1))
  const isDeleted = (s: Segment) => n >= 9 && [5, 9].includes(s.id)
  const story = new Story(
    all.filter((s) => !isDeleted(s)),
    all.filter(isDeleted),
  )
  const theme = (query.get('theme') ?? 'system') as Settings['theme']
  const preset = (query.get('keys') ?? 'segue') as Settings['key_preset']
  let settings: Settings = {
    language: (query.get('language') ?? 'en') as Settings['language'],
    theme,
    text_size: Number(query.get('text') ?? 100),
    silence: 3000,
    erase_instead_of_trash: false,
    confirm_before_delete: false,
    key_preset: preset,
    key_bindings: {},
  }

  const project = {
    id: 1,
    title: 'The Hare and the Tortoise',
    created_at: 0,
    updated_at: Date.now() - 5_000_000,
  }
  const summary = (): ProjectSummary => ({
    ...project,
    segments: story.segments.length,
    gaps: 2,
    duration_ms: story.segments.reduce((sum, s) => sum + (s.duration_ms ?? 0), 0),
    silent: story.segments.filter((s) => s.audio === null).length,
    bytes: 24_600_000,
    cover: 2,
  })
  const projects = (): ProjectSummary[] => [
    summary(),
    {
      ...summary(),
      id: 2,
      title: 'The Fox and the Grapes',
      segments: 1,
      gaps: 0,
      cover: 6,
      updated_at: Date.now() - 9e7,
    },
    {
      ...summary(),
      id: 3,
      title: 'Notes for a very long story about the wind and the sun that has no pictures yet',
      cover: null,
      gaps: 0,
      updated_at: 1.7e12,
    },
  ]
  /** A change of projects, which this library only pretends to make. */
  function done<T>(value: T): Promise<Outcome<T>> {
    return story.commit(named('rename_project'), {}, value).then((outcome) => ({
      ...outcome,
      change: { ...outcome.change, projects_changed: true },
    }))
  }
  const edited = (id: number, part: Partial<Segment>) =>
    story.segments.map((s) => (s.id === id ? { ...s, ...part } : s))
  /** Puts copies in from an index on; what stands there and behind moves up. */
  function copied(kind: OpKind, originals: Segment[], at: number): Promise<Outcome<CopyReceipt>> {
    const first = 10_000 + story.revision * 100
    const copies = originals.map((s, i) => ({ ...s, id: first + i, sequence_index: at + i, locked: false }))
    const segments = copies.reduce(insert, makeRoom(story.segments, at, copies.length))
    return story.commit(
      named(kind, copies.length),
      { segments },
      { ids: copies.map((s) => s.id), first_index: at },
    )
  }
  const refused = () =>
    new IpcError({ code: 'disk_full', message: 'The disk is full.', hint: 'Make room, then try again.' })
  const info = {
    path: '/home/ada/Documents/Segue/Fables',
    name: 'Fables',
    schema_version: 4,
    sqlite_version: '3.51.3',
    read_only: query.has('readonly'),
    warning: query.has('cloud') ? ({ kind: 'cloud', service: 'Dropbox' } as const) : null,
  }
  const status = () => ({
    media_bytes: 24_600_000,
    trash_bytes: story.trash.reduce((sum, item) => sum + item.bytes, 0) + 410_000,
    history_bytes: 410_000,
    trashed_segments: story.trash.length,
    waiting: query.has('waiting') ? waiting : [],
    revision: story.revision,
  })
  let recent: RecentLibrary[] = [
    { path: info.path, name: info.name, gone: false },
    { path: '/home/ada/Documents/Segue/Drafts', name: 'Drafts', gone: false },
    { path: '/media/ada/Travel/Winter stories', name: 'Winter stories', gone: true },
  ]
  let retention: Retention = { days: 30, max_bytes: 5_000_000_000, recycles: false }

  return {
    libraryInfo: () =>
      query.has('trouble')
        ? Promise.reject(
            new IpcError(
              query.get('trouble') === 'corrupt'
                ? { code: 'library_corrupt', ...corrupt, path: info.path }
                : { code: 'library_in_use', ...inUse, path: info.path },
            ),
          )
        : Promise.resolve(info),
    libraryStatus: () => Promise.resolve(status()),
    retryWaiting: () => Promise.resolve({ ...status(), waiting: [] }),
    checkLibrary: () => Promise.resolve(query.has('findings') ? findings : sound),
    repairLibrary: () => Promise.resolve({ repaired: 1, undo_in: 1, left: [] }),
    getRetention: () => Promise.resolve(retention),
    setRetention: (changed) => {
      retention = changed
      return Promise.resolve({ segments: 0, bytes: 0 })
    },
    listBackups: () => Promise.resolve(backups),
    backUp: () => Promise.resolve(backup(0)),
    restoreBackup: () => Promise.resolve(info),
    rescueLibrary: () => Promise.resolve(null),
    openReadOnly: () => Promise.resolve({ ...info, read_only: true }),
    openAgain: () => Promise.resolve(info),
    keepOpenLibrary: () => Promise.resolve(),
    chooseLibrary: () => Promise.resolve(null),
    recentLibraries: () => Promise.resolve(recent),
    clearRecentLibraries: () => {
      recent = recent.filter(({ path }) => path === info.path)
      return Promise.resolve()
    },
    openRecentLibrary: () => Promise.resolve(info),
    openChosenLibrary: () => Promise.resolve(info),
    openDefaultLibrary: () => Promise.resolve(info),
    listProjects: () => Promise.resolve(query.has('empty') ? [] : projects()),
    onlyProject: () => Promise.resolve(query.has('one') ? project : null),
    getProject: () => Promise.resolve(project),
    createProject: () => done(1),
    renameProject: () => done(null),
    deleteProject: () => done({ title: 'The Fox and the Grapes', segments: 1 }),
    chooseStory: () => Promise.resolve(null),
    importStory: () => done(1),
    importSample: () => done(1),
    exportStory: ({ format }) => {
      const path = `/home/ada/Documents/${project.title}${{ folder: '', text: '.txt', subtitles: '.srt' }[format]}`
      const files = format === 'folder' ? story.segments.length * 2 : 0
      const receipt = {
        path,
        segments: story.segments.length,
        files,
        bytes: files * 1_200_000 + 640,
        missing: [],
      }
      return Promise.resolve({ receipt, token: '1' })
    },
    showExported: () => Promise.resolve(),
    readOutline: () => Promise.resolve(outlineOf(story.segments, story.revision)),
    readSegments: (ids) => {
      const wanted = new Set(ids)
      const segments = story.segments.filter((s) => wanted.has(s.id))
      return Promise.resolve({ revision: story.revision, segments })
    },
    findSegments: (_, question) => Promise.resolve(findIn(story.segments, question, story.revision)),
    previewDelete: (ids, mode) => Promise.resolve(previewIn(story.segments, ids, mode)),
    addSegment: ({ at = story.segments.length }) => {
      const added = { ...segment(1000 + story.revision), text: '', ...bare, sequence_index: at }
      return story.commit(named('add_segment'), { segments: insert(story.segments, added) }, added.id)
    },
    duplicateSegments: ({ ids }) => {
      const originals = story.segments.filter((s) => ids.includes(s.id))
      const behind = (originals.at(-1)?.sequence_index ?? -1) + 1
      return copied('duplicate_segments', originals, behind)
    },
    pasteSegments: ({ ids, at }) => copied('paste_segments', story.known(ids), at),
    splitSegment: ({ id, at }) => {
      const [one = segment(id)] = story.known([id])
      const place = one.sequence_index + 1
      const rest = { text: one.text.slice(at).trimStart(), image_prompt: '', ...bare, locked: false }
      const second = { ...one, ...rest, id: 10_000 + story.revision * 100, sequence_index: place }
      const first = { text: one.text.slice(0, at).trimEnd(), audio_stale: one.audio !== null }
      const segments = insert(makeRoom(edited(id, first), place, 1), second)
      const receipt = { second: second.id, sequence_index: place }
      return story.commit(named('split_segment', 2, [place - 1, place]), { segments }, receipt)
    },
    mergeWithNext: ({ id }) => {
      const place = story.segments.findIndex((s) => s.id === id)
      const [one, next] = story.segments.slice(place)
      if (!one || !next) return Promise.reject(new IpcError({ code: 'invalid', message: 'It is the last.' }))
      const { trash } = story.delete([next.id])
      const audio = one.audio ? one : next
      const merged = {
        text: `${one.text} ${next.text}`,
        image: one.image ?? next.image,
        audio: audio.audio,
        duration_ms: audio.duration_ms,
        audio_stale: audio.audio !== null,
      }
      const left = edited(id, merged).filter((s) => s.id !== next.id)
      const segments = makeRoom(left, next.sequence_index, -1)
      const name = named('merge_segments', 2, [one.sequence_index, next.sequence_index])
      return story.commit(name, { segments, trash }, { id, trashed: next.id })
    },
    editSegment: ({ id, text, image_prompt, locked }) => {
      const given = Object.entries({ text, image_prompt, locked }).filter(([, value]) => value !== undefined)
      return story.commit(named('edit_segment'), { segments: edited(id, Object.fromEntries(given)) }, null)
    },
    lockSegments: ({ ids, locked }) => {
      const segments = story.segments.map((s) => (ids.includes(s.id) ? { ...s, locked } : s))
      return story.commit(named(locked ? 'lock_segment' : 'unlock_segment', ids.length), { segments }, null)
    },
    deleteSegments: async ({ ids, mode }) => {
      await new Promise((go) => setTimeout(go, 150))
      if (query.has('fail')) throw refused()
      const gone = story.segments.filter((s) => ids.includes(s.id))
      const first = gone[0]?.sequence_index ?? 0
      const gaps = mode === 'lift' ? gone.map((s) => ({ index: s.sequence_index, len: 1 })) : []
      return story.commit(named('delete_segments', gone.length), story.delete(ids), {
        segments: gone.length,
        first_index: first,
        locked: 0,
        gaps,
        erased: false,
      })
    },
    reorderSegments: () => done(null),
    closeGaps: () => {
      const segments = story.segments.map((s, i) => ({ ...s, sequence_index: i }))
      return story.commit(named('close_gaps'), { segments }, null)
    },
    moveSegments: () => done(null),
    undo: () => story.undo(),
    redo: () => story.redo(),
    projectHistory: () => Promise.resolve(story.history),
    nextSteps: () => Promise.resolve({ undo: story.history.undo, redo: story.history.redo }),
    listTrash: () => Promise.resolve(story.trash),
    restoreSegments: ({ ids }) =>
      story.commit(named('restore_segments', ids.length), story.restore(ids), {
        segments: ids.length,
        moved: 0,
      }),
    purgeSegments: ({ ids }) =>
      story.commit(
        named('purge_segments', ids.length),
        { trash: story.without(ids) },
        { segments: ids.length },
        true,
      ),
    chooseMedia: () => Promise.resolve(null),
    attachMedia: () => done(null),
    detachMedia: ({ segment_id: id, image, audio }) => {
      const part = { ...(image ? { image: null } : {}), ...(audio ? { audio: null } : {}) }
      return story.commit(named('detach_media'), { segments: edited(id, part) }, null)
    },
    attachFiles: () => done(null),
    pasteImage: () => done(null),
    chooseFiles: () => Promise.resolve(null),
    addFiles: () => done({ ids: [], first_index: 0 }),
    getSettings: () => Promise.resolve(settings),
    getLanguage: () => {
      const language = settings.language === 'system' ? 'en' : settings.language
      return Promise.resolve({ language, locale: language })
    },
    setSettings: (changed) => {
      settings = changed
      return Promise.resolve()
    },
    takeErrands: () => Promise.resolve([]),
    onErrands: () => Promise.resolve(() => undefined),
    about: () => Promise.resolve({ version: '0.1.0', web_view: '2.50.6' }),
    showLogFolder: () => Promise.resolve(),
    labelMenu: () => Promise.resolve(),
    onMenu: () => Promise.resolve(() => undefined),
    onFilesOver: () => Promise.resolve(() => undefined),
    onFilesLeft: () => Promise.resolve(() => undefined),
    onFilesDropped: () => Promise.resolve(() => undefined),
    onClosing: () => Promise.resolve(() => undefined),
  }
}
