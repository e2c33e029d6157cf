import { isRecording, onStart } from 'slipway:native'
import { engineHost } from './engine-host/engine-host.ts'
import { useNativeWriters } from './engine-host/wire.ts'
import { runProgram } from './gateway/run.ts'

useNativeWriters()

/** Most of the program. A snapshot of the start (native/snapshot.c) has it as well. */
let program = isRecording() ? import('./engine-build.ts') : undefined

onStart(() => {
  // Where it is not there yet, it is read while the daemon thinks about the first call, which has left by then.
  const building =
    program ?? new Promise((resolve) => setTimeout(resolve, 0)).then(() => import('./engine-build.ts'))
  program = undefined
  void runProgram(async (client) => (await building).buildImage(client), engineHost)
})
