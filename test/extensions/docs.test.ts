import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { offeredExtensions } from '../../src/extensions/index.ts'
import { built } from './compile.ts'

const page = readFileSync(new URL('../../docs/extensions.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/```dockerfile\n([\s\S]*?)```/g)].map(([, text = '']) => text)

test.each(offeredExtensions.map(({ name }) => [name]))('%s is documented, with an example', (name) => {
  expect(page).toContain(`\`${name}\``)
  const asking = examples.filter((text) => /^# extensions=(.*)$/m.exec(text)?.[1]?.split(',').includes(name))
  expect(asking).not.toEqual([])
})

test.each(examples.map((text) => [text]))('the example builds: %s', async (text) => {
  const files = {
    'docker/base.Dockerfile': 'FROM node:$NODE_VERSION AS base\nRUN corepack enable\n',
    'docker/labels.Dockerfile': 'LABEL org.example=1\n',
    'versions.env': 'NODE_VERSION=22\n',
  }
  const [extensions = ''] = /(?<=^# extensions=).*$/m.exec(text) ?? []
  await built(extensions, text, { files, buildArgs: { VERSION: '1' } })
})
