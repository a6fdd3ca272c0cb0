import { IpcError, type Ipc, type Stage, type Watch } from '../src/lib/ipc'

const thousands = 31_000
const step = 260

/** Passes the time that a large library takes; rejects when it is cancelled before it saves. */
function pass(stage: Stage, watch: Watch | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    let done = 0
    const timer = setInterval(() => {
      done += step
      watch?.told({ stage, done, total: thousands, can_cancel: done < thousands * 0.8 })
      if (done >= thousands) end(resolve)
    }, 100)
    const end = (settle: () => void) => {
      clearInterval(timer)
      settle()
    }
    const cancelled = new IpcError({ code: 'cancelled', message: 'Cancelled. Nothing was changed.' })
    watch?.signal.addEventListener('abort', () => end(() => reject(cancelled)))
  })
}

/** The same library, which takes its time: `?slow`. */
export function slow(ipc: Ipc): Ipc {
  return {
    ...ipc,
    checkLibrary: (watch) => pass('comparing_files', watch).then(() => ipc.checkLibrary()),
    purgeSegments: (request, watch) => pass('erasing_files', watch).then(() => ipc.purgeSegments(request)),
    importSample: (watch) => pass('copying_files', watch).then(() => ipc.importSample()),
    chooseStory: () => Promise.resolve({ token: 'token', name: 'fox.txt' }),
    importStory: (request, watch) => pass('copying_files', watch).then(() => ipc.importStory(request)),
  }
}
