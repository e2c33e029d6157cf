import { readdirSync, readFileSync } from 'node:fs'

const directory = new URL('../../test/conformance/data/', import.meta.url)

interface Fixture {
  readonly files?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The texts of all Dockerfiles of the conformance corpus, each once. */
export function corpusDockerfiles(): readonly string[] {
  const texts = new Set<string>()
  for (const file of readdirSync(directory).filter((name) => !/expected|caps/.test(name))) {
    const fixtures = JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as readonly Fixture[]
    for (const { files } of fixtures) {
      const text = files?.['dockerfile']?.['Dockerfile']
      if (typeof text === 'string' && text !== '') texts.add(text)
    }
  }
  return [...texts]
}
