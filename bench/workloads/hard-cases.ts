import type { Build } from '../gateway/build.ts'
import { mixedInstructions } from './shapes.ts'

const lines = (size: number, line: (index: number) => string): string =>
  Array.from({ length: size }, (_, index) => line(index)).join('\n')

const patterns: readonly ((index: number) => string)[] = [
  (index) => `directory-${index}`,
  (index) => `build/output-${index}/`,
  (index) => `**/*.generated-${index}`,
  (index) => `logs-${index}/*.log`,
  (index) => `**/cache-${index}`,
]

/** Fifty thousand patterns to ignore, each of which every `COPY` is checked against. */
const ignorePatterns: Build = {
  name: '50,000 ignore patterns, 20 COPY',
  dockerfile: `FROM alpine\n${lines(20, (index) => `COPY source-${index}/file lib/${index} /app/${index}/`)}\n`,
  ignoreFile: `${lines(50_000, (index) => patterns[index % patterns.length]?.(index) ?? '')}\n`,
}

/** Each is looked for among all that are set, in case its name was mistyped. */
const undefinedVariables: Build = {
  name: '1,000 undefined variables',
  dockerfile: `FROM alpine\n${lines(1000, (index) => `ENV SETTING_${index}=\${SETTNG_${index}_VALUE}`)}\n`,
}

const architectures = ['amd64', 'arm64', 'arm/v7', 'arm/v6', '386', 'ppc64le', 's390x', 'riscv64']

const manyPlatforms: Build = {
  name: '8 platforms × 200 instructions',
  dockerfile: mixedInstructions.build(200).dockerfile,
  options: { platform: architectures.map((architecture) => `linux/${architecture}`).join(',') },
}

/** Seven megabytes, which stand twice in a message of which no more than 16 MiB are taken. */
const hugeHeredoc: Build = {
  name: 'here-document of 7 MB',
  dockerfile: `FROM alpine\nCOPY <<EOF /file\n${lines(70_000, (index) => `${String(index).padStart(9)} ${'x'.repeat(89)}`)}\nEOF\n`,
}

/** Builds that are hard in one way each. */
export const hardCases: readonly Build[] = [ignorePatterns, undefinedVariables, manyPlatforms, hugeHeredoc]
