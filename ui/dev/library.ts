import {
  IpcError,
  type Change,
  type FileReport,
  type Ipc,
  type Media,
  type Outcome,
  type ProjectSummary,
  type Segment,
  type Settings,
} from '../src/lib/ipc'

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

const nothing: FileReport = {
  cleared: 0,
  image_bytes: 0,
  audio_bytes: 0,
  missing: [],
  shared: [],
  refused: [],
  waiting: [],
}

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
    locked: id === 4,
  }
}

/** A library in memory. `?n=500` sets how many segments it has; `?fail` refuses every delete. */
export function inventedLibrary(query: URLSearchParams): Ipc {
  const n = Number(query.get('n') ?? 12)
  let segments = Array.from({ length: n }, (_, i) => segment(i + 1)).filter(
    (s) => n < 9 || ![5, 9].includes(s.id),
  )
  const theme = (query.get('theme') ?? 'system') as Settings['theme']
  let settings: Settings = { theme, erase_instead_of_trash: false, confirm_before_delete: false }
  let revision = 0
  let trash = 5_100_000

  const project = {
    id: 1,
    title: 'The Hare and the Tortoise',
    created_at: 0,
    updated_at: Date.now() - 5_000_000,
  }
  const summary = (): ProjectSummary => ({
    ...project,
    segments: segments.length,
    gaps: 2,
    duration_ms: segments.reduce((sum, s) => sum + (s.duration_ms ?? 0), 0),
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
  function done<T>(value: T, change: Partial<Change>, files: Partial<FileReport> = {}): Promise<Outcome<T>> {
    revision += 1
    const full = { project_id: 1, removed: [], shifts: [], upserted: [], projects_changed: false, ...change }
    return Promise.resolve({ value, change: full, files: { ...nothing, ...files }, revision })
  }
  const again = () => done(null, { projects_changed: true })
  const refused = () =>
    new IpcError({ code: 'disk_full', message: 'The disk is full.', hint: 'Make room, then try again.' })
  const info = {
    path: '/home/ada/Documents/Segue/Fables',
    name: 'Fables',
    schema_version: 1,
    sqlite_version: '3.51.3',
  }

  return {
    libraryInfo: () =>
      query.has('trouble')
        ? Promise.reject(
            new IpcError({
              code: 'library_in_use',
              message: 'This library is open in another Segue (process 4711 on atlas).',
              hint: 'Close it there, then try again.',
              path: info.path,
            }),
          )
        : Promise.resolve(info),
    libraryStatus: () =>
      Promise.resolve({
        media_bytes: 24_600_000,
        trash_bytes: trash,
        trashed_segments: 3,
        waiting: [],
        revision,
      }),
    chooseLibrary: () => Promise.resolve(null),
    recentLibraries: () =>
      Promise.resolve([info, { path: '/home/ada/Documents/Segue/Drafts', name: 'Drafts' }]),
    openRecentLibrary: () => Promise.resolve(info),
    openDefaultLibrary: () => Promise.resolve(info),
    listProjects: () => Promise.resolve(query.has('empty') ? [] : projects()),
    getProject: () => Promise.resolve(project),
    createProject: () => done(1, { projects_changed: true }),
    renameProject: again,
    deleteProject: () =>
      done(
        { title: 'The Fox and the Grapes', segments: 1 },
        { projects_changed: true },
        { cleared: 2, image_bytes: 1_400_000 },
      ),
    chooseStory: () => Promise.resolve(null),
    importStory: () => done(1, { projects_changed: true }),
    importSample: () => done(1, { projects_changed: true }),
    listSegments: () => Promise.resolve(segments),
    addSegment: ({ at = segments.length }) => {
      const added = {
        ...segment(1000 + revision),
        text: '',
        image: null,
        audio: null,
        duration_ms: null,
        sequence_index: at,
      }
      segments = segments.map((s) =>
        s.sequence_index >= at ? { ...s, sequence_index: s.sequence_index + 1 } : s,
      )
      segments = [...segments, added].sort((a, b) => a.sequence_index - b.sequence_index)
      return done(added.id, { projects_changed: true })
    },
    editSegment: ({ id, ...texts }) => {
      segments = segments.map((s) => (s.id === id ? { ...s, ...texts } : s))
      return done(null, { upserted: segments.filter((s) => s.id === id) })
    },
    deleteSegments: async ({ ids, mode }) => {
      await new Promise((go) => setTimeout(go, 150))
      if (query.has('fail')) throw refused()
      const gone = segments.filter((s) => ids.includes(s.id))
      segments = segments.filter((s) => !ids.includes(s.id))
      const sum = (pick: (s: Segment) => Media | null) =>
        gone.reduce((all, s) => all + (pick(s)?.bytes ?? 0), 0)
      const files = {
        cleared: 2 * gone.length,
        image_bytes: sum((s) => s.image),
        audio_bytes: sum((s) => s.audio),
      }
      trash += files.image_bytes + files.audio_bytes
      const first = gone[0]?.sequence_index ?? 0
      const gaps = mode === 'lift' ? gone.map((s) => ({ index: s.sequence_index, len: 1 })) : []
      return done(
        { segments: gone.length, first_index: first, locked: 0, gaps, erased: false },
        { removed: ids },
        files,
      )
    },
    reorderSegments: again,
    closeGaps: () => {
      segments = segments.map((s, i) => ({ ...s, sequence_index: i }))
      return again()
    },
    moveSegments: again,
    chooseMedia: () => Promise.resolve(null),
    attachMedia: again,
    detachMedia: ({ segment_id: id, image, audio }) => {
      const without = (s: Segment) => ({ ...s, image: image ? null : s.image, audio: audio ? null : s.audio })
      segments = segments.map((s) => (s.id === id ? without(s) : s))
      return again()
    },
    getSettings: () => Promise.resolve(settings),
    setSettings: (changed) => {
      settings = changed
      return Promise.resolve()
    },
    onMenu: () => Promise.resolve(() => undefined),
    onClosing: () => Promise.resolve(() => undefined),
  }
}
