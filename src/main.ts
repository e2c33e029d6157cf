import { build } from './frontend/index.ts'
import { runProgram } from './gateway/run.ts'
import { imageFrontend } from './image/image-frontend.ts'
import { nodeHost, prepareHashing } from './node-host/index.ts'

void runProgram(async (client) => build(client, await imageFrontend(nodeHost)), nodeHost)
prepareHashing()
