import { engineHost } from './engine-host/engine-host.ts'
import { useNativeWriters } from './engine-host/wire.ts'
import { runProgram } from './gateway/run.ts'

useNativeWriters()
// Most of the program is read while the daemon thinks about the first call, which has left by then.
const building = new Promise((resolve) => setTimeout(resolve, 0)).then(() => import('./engine-build.ts'))
void runProgram(async (client) => (await building).buildImage(client), engineHost)
