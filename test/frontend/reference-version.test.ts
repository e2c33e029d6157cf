import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { REFERENCE_VERSION } from '../../src/frontend/reference-version.ts'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const { version } = JSON.parse(read('package.json')) as { readonly version: string }
const minor = REFERENCE_VERSION.replace(/\.\d+$/, '')

describe('the version of the reference', () => {
  test('is the same wherever it is told', () => {
    expect(read('docs/reference.md')).toContain(`\`docker/dockerfile\` **${REFERENCE_VERSION}**`)
    expect(read('docs/reference.md')).toMatch(
      new RegExp(`\\| ${REFERENCE_VERSION.replaceAll('.', '\\.')} \\|`),
    )
    for (const page of ['README.md', 'docs/builds.md']) {
      const told = [...read(page).matchAll(/`docker\/dockerfile` (\d+\.\d+)/g)].map(([, found]) => found)
      expect([page, new Set(told)]).toEqual([page, new Set([minor])])
    }
  })

  test('is in the labels of the image, with that of the program', () => {
    const dockerfile = read('Dockerfile')
    expect(dockerfile).toContain(`org.opencontainers.image.version="${version}"`)
    expect(dockerfile).toContain(`slipway.reference="docker/dockerfile ${REFERENCE_VERSION}"`)
  })
})
