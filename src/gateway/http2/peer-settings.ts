import { errorCode, Http2Error } from './error.ts'

/** Settings that an end of a connection tells the other (RFC 9113, section 6.5.2). */
export const setting = {
  headerTableSize: 1,
  enablePush: 2,
  maxConcurrentStreams: 3,
  initialWindowSize: 4,
  maxFrameSize: 5,
  maxHeaderListSize: 6,
} as const

/** The largest window of a stream or of a connection. */
export const maxWindow = 0x7fffffff

/** What a SETTINGS frame says, in order. Throws Http2Error for a value out of its range. */
export function readSettings(payload: Uint8Array): readonly (readonly [id: number, value: number])[] {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength)
  const settings: [number, number][] = []
  for (let at = 0; at < payload.length; at += 6) {
    const id = view.getUint16(at)
    const value = view.getUint32(at + 2)
    checkRange(id, value)
    settings.push([id, value])
  }
  return settings
}

function checkRange(id: number, value: number): void {
  switch (id) {
    case setting.enablePush:
      // A server has nothing to enable.
      if (value !== 0) throw outOfRange('ENABLE_PUSH', value)
      return
    case setting.initialWindowSize:
      if (value > maxWindow) throw outOfRange('INITIAL_WINDOW_SIZE', value, errorCode.flowControl)
      return
    case setting.maxFrameSize:
      if (value < 16384 || value > 0xffffff) throw outOfRange('MAX_FRAME_SIZE', value)
  }
}

function outOfRange(name: string, value: number, code: number = errorCode.protocol): Http2Error {
  return new Http2Error(code, `SETTINGS_${name} is ${value}`)
}
