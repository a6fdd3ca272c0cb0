import type { Ipc, LibraryInfo, RecentLibrary, Settings, Spoken } from './ipc'
import { readOnlyStory, type Story } from './timeline/story'

/** What the first page shows, on its way from the core. What goes wrong is for whoever shows it to tell. */
export interface Starting {
  spoken: Promise<Spoken>
  settings: Promise<Settings>
  library: Promise<LibraryInfo | null>
  recent: Promise<RecentLibrary[]>
  /** The story of a library with one; null where there is something to choose, or nothing. */
  story: Promise<Story | null>
}

/** Asks for all that a start needs, before anybody needs it. */
export function askForStart(ipc: Ipc): Starting {
  const starting = {
    library: ipc.libraryInfo(),
    story: readOnlyStory(ipc),
    settings: ipc.getSettings(),
    spoken: ipc.getLanguage(),
    recent: ipc.recentLibraries(),
  }
  // An answer may be a refusal, and come before there is somebody to tell it.
  for (const answer of Object.values(starting)) answer.catch(() => undefined)
  return starting
}
