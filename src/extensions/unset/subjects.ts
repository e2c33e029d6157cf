import { BuildError, type ConfigSet, type StageBuilder } from '../../api.ts'

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
    remove: ({ image }, names) => removeAll(image.volumes, matching(image.volumes.values(), names)),
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
      for (const name of matching(stage.image.env.keys(), names)) stage.unsetEnv(name)
    },
  },
  {
    name: 'LABEL',
    names: 'optional',
    remove({ image }, names) {
      for (const name of matching(image.labels.keys(), names)) image.labels.delete(name)
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

/** Those of the values that a pattern names, `*` standing for any text; all of them where there is no pattern. */
function matching(values: Iterable<string>, patterns: readonly string[]): readonly string[] {
  const all = [...values]
  if (patterns.length === 0) return all
  const exact = new Set(patterns)
  const wild = patterns.filter((pattern) => pattern.includes('*')).map((pattern) => pattern.split('*'))
  return all.filter((value) => exact.has(value) || wild.some((parts) => matches(value, parts)))
}

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
