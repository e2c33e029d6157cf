import { errorCode, Http2Error } from './error.ts'
import { type Frame, frameFlag, frameType } from './frame.ts'

/**
 * Refuses a frame that is malformed in itself, whatever the state of its stream: a wrong size, or a stream where
 * there may be none, or none where there must be one (RFC 9113, section 6). Throws Http2Error.
 */
export function checkFrame(frame: Frame): void {
  const { type, flags, payload } = frame
  const size = payload.length
  switch (type) {
    case frameType.data:
    case frameType.headers:
    case frameType.continuation:
      checkOnStream(frame)
      return
    case frameType.priority:
      checkOnStream(frame)
      checkSize(frame, size === 5)
      return
    case frameType.resetStream:
      checkOnStream(frame)
      checkSize(frame, size === 4)
      return
    case frameType.settings:
      checkOnConnection(frame)
      checkSize(frame, flags & frameFlag.ack ? size === 0 : size % 6 === 0)
      return
    case frameType.pushPromise:
      // Refused in the settings that the connection begins with.
      throw new Http2Error(errorCode.protocol, 'the server pushes')
    case frameType.ping:
      checkOnConnection(frame)
      checkSize(frame, size === 8)
      return
    case frameType.goAway:
      checkOnConnection(frame)
      checkSize(frame, size >= 8)
      return
    case frameType.windowUpdate:
      checkSize(frame, size === 4)
  }
}

function checkOnStream({ type, streamId }: Frame): void {
  if (streamId === 0) throw new Http2Error(errorCode.protocol, `a frame of type ${type} is on no stream`)
}

function checkOnConnection({ type, streamId }: Frame): void {
  if (streamId !== 0) throw new Http2Error(errorCode.protocol, `a frame of type ${type} is on a stream`)
}

function checkSize({ type, payload }: Frame, right: boolean): void {
  if (!right) throw new Http2Error(errorCode.frameSize, `a frame of type ${type} has ${payload.length} bytes`)
}
