/** Makes dist/frontend.js where it is not there yet, as a build inside the frontend image's Dockerfile does. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

if (!existsSync('dist/frontend.js') || !existsSync('dist/image-modules')) {
  for (const args of [['ci'], ['run', 'build:frontend']]) {
    const { error, status } = spawnSync('npm', args, { stdio: 'inherit' })
    if (error) {
      console.error('There is no dist/frontend.js, and no npm to make it: run `npm run build` first.')
      process.exit(1)
    }
    if (status !== 0) process.exit(status ?? 1)
  }
}
