import { counted } from '../../words'

/** The bar along the top of a story. */
export const toolbar = {
  library: (name: string) => `Library ${name}`,
  backToLibrary: 'Back to the library',
  addSegment: 'Add segment',
  addSegmentHint: 'Add a segment',
  segment: 'Segment',
  import: 'Import',
  importHint: 'Import a story as a new project',
  export: 'Export',
  exportHint: 'Export this story',
  trash: (segments: number) => `Trash, ${counted(segments, 'segment', 'segments')}`,
}

/** The bar along the bottom of a story. */
export const status = {
  label: 'Status',
  notSaved: (texts: number) => `${counted(texts, 'text', 'texts')} not saved`,
  saving: 'Saving…',
  onDisk: 'All changes on disk',
  saved: 'All changes saved',
}
