import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { offeredExtensions } from '../../src/extensions/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'
import { compileWith } from './compile.ts'

test('the extensions are made with what every extension can import', () => {
  const directory = fileURLToPath(new URL('../../src/extensions/', import.meta.url))
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  for (const file of files) {
    const imports = [...readFileSync(`${directory}${file}`, 'utf8').matchAll(/from '([^']*)'/g)]
    for (const [, path = ''] of imports) {
      if (/^\.\/[a-z/-]+\.ts$/.test(path)) continue
      expect(path, file).toMatch(/^(?:\.\.\/)+(?:api|dockerfile\/index|llb\/index)\.ts$/)
    }
  }
})

test('none is there unless the Dockerfile asks for it', async () => {
  for (const line of ['UNSET USER', 'MOUNT type=cache,target=/c', 'ENVFILE a', 'INCLUDE a', 'SQUASH']) {
    const { error } = await compileWith('run-no-cache', `FROM alpine\n${line}\n`)
    expect(error?.message).toContain(`unknown instruction: ${line.split(' ')[0]}`)
  }
  for (const line of ['RUN --no-cache x', 'COPY --optional a b', 'WORKDIR --chown=a /b']) {
    expect((await compileWith('unset', `FROM alpine\n${line}\n`)).error?.message).toContain('unknown flag')
  }
})

test('one that does not exist is refused where it is asked for', async () => {
  const { error, excerpt } = await compileWith('unset,includ', 'FROM alpine\n')
  expect(error?.message).toBe('there is no extension includ (did you mean include?)')
  expect(excerpt).toContain('>>> # extensions=unset,includ')
})

test('all of them fit together, and an image can have them on for every Dockerfile', async () => {
  const use = offeredExtensions.filter(({ policies }) => !policies)
  const { error, steps } = await compileDockerfile('FROM alpine\nUNSET USER\nRUN --no-cache a\nSQUASH\n', {
    frontend: { name: 'myorg', use },
  })
  expect(error).toBeUndefined()
  expect(steps.at(-1)).toBe('[3/3] SQUASH')
})
