import * as native from 'slipway:native'
import { type Host, notPipes } from '../host/index.ts'
import { watchLongWork } from '../source/index.ts'
import { engineModuleHost } from './module-host.ts'
import { stoppedExtension } from './stopped-extension.ts'

/** What the executable of the frontend image gives a frontend. */
export const engineHost: Host = {
  host: { os: 'linux', architecture: native.architecture() },
  sha256: native.sha256,
  runLimited(work, milliseconds) {
    const outcome = native.runLimited(work, milliseconds)
    return outcome ? { done: true, value: outcome[0] } : { done: false }
  },
  async *decompress(bytes, format) {
    const decompressor = native.openDecompressor(bytes, format === 'zstd')
    for (;;) {
      const piece = native.nextPiece(decompressor)
      if (piece.length === 0) return
      yield piece
    }
  },
  get environment() {
    return native.environment()
  },
  openPipes({ receive, close }) {
    // The greeting has left already (native/main.c): what is written first is not written again.
    let greeted = native.open(receive, close)
    if (greeted < 0) throw notPipes()
    watchLongWork({
      // The executable looks after the pipes itself while it computes (native/limits.c).
      look() {},
      rest: () => (native.isDue() ? new Promise((resolve) => native.setTimer(resolve, 0)) : undefined),
    })
    return (bytes) => {
      if (greeted === 0) {
        native.write(bytes)
        return
      }
      const rest = bytes.subarray(greeted)
      greeted -= bytes.length - rest.length
      native.write(rest)
    }
  },
  log: native.log,
  exit: native.exit,
  onFailure: (listener) => native.onFailure((failure) => listener(stoppedExtension(failure) ?? failure)),
  modules: engineModuleHost,
}
