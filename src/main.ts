import { build } from './frontend/index.ts'
import { runFrontend } from './gateway/run.ts'

await runFrontend(build)
