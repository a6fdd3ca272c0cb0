import type { ErrorCode } from './bindings/ErrorCode'
import type { Reason } from './bindings/Reason'
import type { WireError } from './bindings/WireError'

/** A command that failed, as the core told it. Every rejection of an `Ipc` function is one of these. */
export class IpcError extends Error implements WireError {
  readonly code: ErrorCode
  readonly hint?: string
  readonly path?: string
  readonly reason: Reason

  /** What failed without a reason stopped half way. */
  constructor(wire: Omit<WireError, 'reason'> & Partial<Pick<WireError, 'reason'>>) {
    super(wire.message)
    this.name = 'IpcError'
    this.code = wire.code
    if (wire.hint !== undefined) this.hint = wire.hint
    if (wire.path !== undefined) this.path = wire.path
    this.reason = wire.reason ?? { kind: 'invalid', refusal: 'stopped', detail: wire.message }
  }

  /** Takes whatever a failed command threw: the shell's typed error, or something that went wrong before it. */
  static from(thrown: unknown): IpcError {
    if (thrown instanceof IpcError) return thrown
    if (isWireError(thrown)) return new IpcError(thrown)
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    return new IpcError({ code: 'io', message })
  }
}

function isWireError(thrown: unknown): thrown is WireError {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown
}
