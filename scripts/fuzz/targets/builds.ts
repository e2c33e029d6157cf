import { llbBridge } from '../../../src/gateway/generated/messages.ts'
import { corpus } from '../../../test/corpus/dockerfiles.ts'
import { mutated } from '../../../test/corpus/mutate.ts'
import type { Random } from '../../../test/corpus/random.ts'
import type { Scenario } from '../gateway/scenario.ts'
import { mutatedBytes } from '../mutate-bytes.ts'

/** Makes the scenario of a number. */
export type ScenarioMaker = (random: Random) => Omit<Scenario, 'name'>

const texts = corpus().map(({ text }) => text)
const plain =
  'FROM alpine AS base\nARG A=1\nENV B=$A\nCOPY --link a b /c/\nRUN --mount=type=secret,id=x echo $B\n'

const optionKeys = [
  'target',
  'platform',
  'build-arg:A',
  'build-arg:SOURCE_DATE_EPOCH',
  'build-arg:BUILDKIT_SYNTAX',
  'build-arg:BUILDKIT_DOCKERFILE_CHECK',
  'label:a',
  'no-cache',
  'image-resolve-mode',
  'force-network-mode',
  'add-hosts',
  'ulimit',
  'shm-size',
  'cgroup-parent',
  'cache-imports',
  'attest:sbom',
  'multi-platform',
  'context',
  'context:a',
  'dockerfilekey',
  'filename',
  'requestid',
  'memory',
  'cpusetcpus',
  'hostname',
  'frontend.caps',
  'input-metadata:a',
  'local-sessionid:context',
]
const optionValues = [
  '',
  'linux/amd64',
  'linux/arm64,windows/amd64',
  'default',
  'host',
  'a=1.2.3.4',
  'nofile=1:2',
  '0',
  '-1',
  '99999999999999999999',
  'https://example.org/x.git#main:a',
  'https://example.org/x',
  'docker-image://alpine',
  'input:a',
  'local:a',
  '[{"Type":"registry","Attrs":{"ref":"a"}}]',
  '{"containerimage.config":"e30="}',
  'frontend.outline',
  'frontend.lint',
  'frontend.targets',
  'skip=all;error=true',
  'generator=scanner',
]

const ignoreLines = [
  '**',
  '*/a',
  '!a',
  '# x',
  '',
  ' ',
  '[',
  '[a-',
  '\\',
  '../a',
  '/',
  '**/*.md',
  '!**/b',
  '?',
  'a/**/b',
]

const imageConfig = {
  architecture: 'amd64',
  os: 'linux',
  config: {
    Env: ['PATH=/bin', 'A=1'],
    Cmd: ['/bin/sh'],
    OnBuild: ['RUN echo', 'COPY a /'],
    Labels: { a: 'b' },
    ExposedPorts: { '80/tcp': {} },
    Healthcheck: { Test: ['CMD', 'true'], Interval: 1 },
    WorkingDir: '/w',
    Shell: ['/bin/sh', '-c'],
  },
  rootfs: { type: 'layers', diff_ids: ['sha256:0'] },
  history: [{ created: '2024-01-01T00:00:00Z', created_by: 'x', empty_layer: true }],
}

/** What a build is asked with that is meant to hurt, by what of it is changed. */
export const buildTargets: Readonly<Record<string, ScenarioMaker>> = {
  text: (random) => ({
    files: {
      Dockerfile: Buffer.from(
        (random.oneIn(3) ? '# extensions=include,mount,unset,envfile\n' : '') +
          mutated(random.pick(texts), random, texts),
      ),
      a: 'A=1\n',
    },
  }),
  options: (random) => ({
    files: { Dockerfile: plain },
    options: Object.fromEntries(
      Array.from({ length: 1 + random.below(4) }, () => {
        const value = random.pick(optionValues)
        return [
          random.pick(optionKeys),
          random.oneIn(3)
            ? Buffer.from(mutated(value, random, optionValues))
                .toString()
                .replaceAll('\0', '')
            : value,
        ]
      }),
    ),
  }),
  ignore: (random) => ({
    files: {
      Dockerfile: plain,
      '.dockerignore': mutated(
        Array.from({ length: random.below(20) }, () => random.pick(ignoreLines)).join('\n'),
        random,
        ignoreLines,
      ),
    },
  }),
  config: (random) => {
    const json = JSON.stringify(imageConfig)
    return {
      files: { Dockerfile: plain },
      imageConfig: random.oneIn(4) ? mutated(json, random, [json]) : changedJson(imageConfig, random),
    }
  },
  answers: (random) => ({
    files: { Dockerfile: plain, '.dockerignore': 'a\n' },
    // Without the first one there is nobody to tell anything.
    answered: (path, answer) =>
      path !== llbBridge.Ping.path && random.oneIn(3) ? mutatedBytes(answer, random) : answer,
  }),
}

const values = [null, 0, -1, 1.5, true, '', 'a', [], {}, [null], [[]], { a: null }, 'x'.repeat(1000), 1e300]

/** The JSON of a value of whose parts one has another type. */
function changedJson(value: unknown, random: Random): string {
  const places: [object, string][] = []
  const copy: unknown = structuredClone(value)
  const visit = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return
    for (const [key, inner] of Object.entries(one)) {
      places.push([one, key])
      visit(inner)
    }
  }
  visit(copy)
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const [owner, key] = random.pick(places)
    Reflect.set(owner, key, random.pick(values))
  }
  return JSON.stringify(copy)
}
