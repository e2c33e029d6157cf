import { engineHost } from './engine-host/engine-host.ts'
import { useNativeWriters } from './engine-host/wire.ts'
import { build } from './frontend/index.ts'
import { runProgram } from './gateway/run.ts'
import { imageFrontend } from './image/image-frontend.ts'

useNativeWriters()
void runProgram(async (client) => build(client, await imageFrontend(engineHost)), engineHost)
