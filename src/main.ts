import { build } from './frontend/index.ts'
import { runFrontend } from './gateway/run.ts'
import { imageFrontend } from './image/image-frontend.ts'
import { prepareHashing } from './node-host.ts'

void runFrontend(async (client) => build(client, imageFrontend()))
prepareHashing()
