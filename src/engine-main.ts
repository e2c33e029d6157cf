import { engineHost } from './engine-host/engine-host.ts'
import { build } from './frontend/index.ts'
import { runProgram } from './gateway/run.ts'
import { imageFrontend } from './image/image-frontend.ts'

void runProgram(async (client) => build(client, await imageFrontend(engineHost)), engineHost)
