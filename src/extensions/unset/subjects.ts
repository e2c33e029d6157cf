import { BuildError, type ConfigMap, type ConfigSet, type StageBuilder } from '../../api.ts'

/** A part of the image config that can be taken away. */
export interface Subject {
  /** As the instruction that sets it is called. */
  readonly name: string
  /** Whether it has parts with names: `optional` takes all of them away where none is named. */
  readonly names: 'none' | 'optional' | 'required'
  remove(stage: StageBuilder, names: readonly string[]): void
}

const list: readonly Subject[] = [
  {
    name: 'VOLUME',
    names: 'optional',
    remove: ({ image }, names) => removeAll(image.volumes, matching(membersOf(image.volumes), names)),
  },
  {
    name: 'EXPOSE',
    names: 'optional',
    remove: ({ image }, names) => removePorts(image.exposedPorts, names),
  },
  {
    // Without a name, PATH would go as well, which nobody means.
    name: 'ENV',
    names: 'required',
    remove(stage, names) {
      for (const name of matching(keysOf(stage.image.env), names)) stage.unsetEnv(name)
    },
  },
  {
    name: 'LABEL',
    names: 'optional',
    remove({ image }, names) {
      for (const name of matching(keysOf(image.labels), names)) image.labels.delete(name)
    },
  },
  {
    name: 'ENTRYPOINT',
    names: 'none',
    remove({ image }) {
      image.entrypoint = null
    },
  },
  {
    name: 'CMD',
    names: 'none',
    remove({ image }) {
      image.cmd = null
    },
  },
  {
    name: 'HEALTHCHECK',
    names: 'none',
    remove({ image }) {
      image.healthcheck = undefined
    },
  },
  {
    name: 'USER',
    names: 'none',
    remove({ image }) {
      image.user = ''
    },
  },
]

/** Everything that can be taken away, by name. */
export const subjects: ReadonlyMap<string, Subject> = new Map(list.map((subject) => [subject.name, subject]))

function removeAll(set: ConfigSet, values: Iterable<string>): void {
  for (const value of values) set.delete(value)
}

interface Collection {
  has(name: string): boolean
  names(): Iterable<string>
}

/** Those of the names that a pattern means, `*` standing for any text; all of them where there is no pattern. */
function matching({ has, names }: Collection, patterns: readonly string[]): readonly string[] {
  if (patterns.length === 0) return [...names()]
  const exact = patterns.filter(has)
  const wild = patterns.filter((pattern) => pattern.includes('*')).map((pattern) => pattern.split('*'))
  // All of them are looked at for patterns alone.
  const found =
    wild.length === 0 ? [] : [...names()].filter((name) => wild.some((parts) => matches(name, parts)))
  return [...exact, ...found]
}

const membersOf = (set: ConfigSet): Collection => ({
  has: (name) => set.has(name),
  names: () => set.values(),
})
const keysOf = (map: ConfigMap<string>): Collection => ({
  has: (name) => map.has(name),
  names: () => map.keys(),
})

/** Whether a text is made of the parts, in order, with anything between them. */
function matches(text: string, [first = '', ...rest]: readonly string[]): boolean {
  const last = rest.pop() ?? ''
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}

const portForm = /^([0-9]{1,5})(?:-([0-9]{1,5}))?(?:\/(tcp|udp|sctp))?$/i

function removePorts(ports: ConfigSet, names: readonly string[]): void {
  if (names.length === 0) removeAll(ports, [...ports.values()])
  for (const name of names) {
    const match = portForm.exec(name)
    if (!match) throw new BuildError('invalid-instruction', `UNSET EXPOSE: ${name} is no port`)
    const [, first, last = first, protocol = 'tcp'] = match
    for (const port of [...ports.values()]) {
      const [number, of = 'tcp'] = port.split('/', 2)
      const inRange = Number(number) >= Number(first) && Number(number) <= Number(last)
      if (inRange && of === protocol.toLowerCase()) ports.delete(port)
    }
  }
}
