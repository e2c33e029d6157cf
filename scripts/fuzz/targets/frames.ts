import { Http2Connection } from '../../../src/gateway/http2/connection.ts'
import { encodeFrame, encodeSettings } from '../../../src/gateway/http2/frame.ts'
import type { Random } from '../../../test/corpus/random.ts'
import { mutatedBytes } from '../mutate-bytes.ts'

const payloads: readonly (readonly number[])[] = [
  [],
  [0x88],
  [0x88, 0, 1, 97, 1, 98],
  [0x40, 1, 97, 1, 98],
  [0xbe],
  [0x20],
  [0, 0, 0, 0],
  [0, 0, 0, 8],
  [0x7f, 0xff, 0xff, 0xff],
  [0, 3, 0, 0, 0, 0],
  [0, 4, 0x7f, 0xff, 0xff, 0xff],
  [0, 5, 0, 0, 0x40, 0],
  [1, 2, 3, 4, 5, 6, 7, 8],
  [0, 0, 0, 1, 0, 0, 0, 0],
]

/** Bytes of a server: frames that may be, and changes of them. */
function serverBytes(random: Random): Uint8Array {
  const frames = [encodeSettings([])]
  for (let count = random.below(12); count > 0; count--) {
    const type = random.oneIn(10) ? random.below(256) : random.below(10)
    const flags = random.oneIn(3) ? random.below(256) : random.pick([0, 1, 4, 5])
    const stream = random.pick([0, 0, 1, 1, 1, 3, 5, 2, 265])
    frames.push(encodeFrame(type, flags, stream, Uint8Array.from(random.pick(payloads))))
  }
  const bytes = Buffer.concat(frames)
  return random.oneIn(2) ? bytes : mutatedBytes(bytes, random)
}

/** What a connection with three requests makes of bytes that arrive in portions. */
function eventsOf(bytes: Uint8Array, portion: number): readonly string[] {
  const events: string[] = []
  const ended = new Set<number>()
  const connection = new Http2Connection(() => {})
  for (const request of [0, 1, 2]) {
    const say = (event: string) => {
      if (ended.has(request)) events.push(`request ${request} is told ${event} behind its end`)
      events.push(`${request} ${event}`)
    }
    connection.request([[':method', 'POST']], [new Uint8Array(100)], {
      headers: (fields, final) => say(`headers ${JSON.stringify(fields)} ${final}`),
      data: (data) => say(`data ${Buffer.from(data).toString('hex')}`),
      end: () => {
        say('end')
        ended.add(request)
      },
      fail: (reason) => {
        say(`fail ${reason}`)
        ended.add(request)
      },
    })
  }
  for (let at = 0; at < bytes.length; at += portion) connection.receive(bytes.slice(at, at + portion))
  events.push(`closed ${connection.closed}`)
  return events
}

/** What is wrong with how frames are taken: a thrown error, or that it depends on how they arrive. */
export function frameProblem(random: Random): {
  readonly input: string
  readonly problem: string | undefined
} {
  const bytes = serverBytes(random)
  const input = Buffer.from(bytes).toString('hex')
  try {
    const whole = eventsOf(bytes, bytes.length || 1)
    const wrong = whole.find((event) => event.includes('behind its end'))
    if (wrong !== undefined) return { input, problem: wrong }
    const parts = eventsOf(bytes, 1 + random.below(7))
    const same = JSON.stringify(parts) === JSON.stringify(whole)
    return { input, problem: same ? undefined : 'it depends on the portions that the bytes arrive in' }
  } catch (error) {
    return { input, problem: error instanceof Error ? error.stack : String(error) }
  }
}
