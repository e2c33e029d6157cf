import type { LabelInstruction } from '../../../dockerfile/index.ts'
import type { LintRule } from '../../event.ts'
import { textOf } from '../../node-text.ts'
import { ownRule } from '../../own-rule.ts'
import type { LabelType } from '../../rule-settings.ts'
import { shippedStages } from '../../scripts/shipped-scripts.ts'

type Labels = Readonly<Record<string, LabelType>>

interface LabelFormat {
  readonly name: string
  readonly code: string
  readonly type: LabelType
  readonly form: RegExp
  /** What the value should be. */
  readonly what: string
  readonly good: string
}

const formats: readonly LabelFormat[] = [
  {
    name: 'LabelUrl',
    code: 'DL3052',
    type: 'url',
    form: /^[a-z][a-z0-9+.-]*:\/\/[^\s/]\S*$/i,
    what: 'a URL',
    good: 'https://example.com/',
  },
  {
    name: 'LabelRfc3339',
    code: 'DL3053',
    type: 'rfc3339',
    form: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])[Tt ](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
    what: 'a time as RFC 3339 writes it',
    good: '2026-01-31T12:00:00Z',
  },
  {
    name: 'LabelSpdx',
    code: 'DL3054',
    type: 'spdx',
    form: /^\(*[A-Za-z0-9.-]+\+?\)*(?: (?:AND|OR|WITH) \(*[A-Za-z0-9.-]+\+?\)*)*$/,
    what: 'an SPDX license expression',
    good: 'Apache-2.0',
  },
  {
    name: 'LabelHash',
    code: 'DL3055',
    type: 'hash',
    form: /^[0-9a-f]{7,40}$|^[0-9a-f]{64}$/,
    what: 'a git commit',
    good: '0123abc',
  },
  {
    name: 'LabelSemver',
    code: 'DL3056',
    type: 'semver',
    form: /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/,
    what: 'a semantic version',
    good: '1.2.3',
  },
  {
    name: 'LabelEmail',
    code: 'DL3058',
    type: 'email',
    form: /^[^\s@<>"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/,
    what: 'an e-mail address',
    good: 'me@example.com',
  },
]

/** The rules about the values of labels, one for each form that a value may have to have. */
export function labelFormats(labels: Labels): readonly LintRule[] {
  return formats.map(({ name, code, type, form, what, good }) =>
    ownRule({
      name,
      aliases: [code],
      description: `A label that should be ${what} should be one`,
      severity: 'warning',
      documentation: {
        what: `The value of a label is not ${what}, as \`labels: { NAME: '${type}' }\` of the configuration says it should be.`,
        why: 'Programs that read the label cannot make sense of it.',
        bad: `# labels: { x: ${type} }\nFROM alpine:3\nLABEL x="no, sorry"\n`,
        good: `# labels: { x: ${type} }\nFROM alpine:3\nLABEL x="${good}"\n`,
      },
      create: () => ({
        parsed({ instruction }, report) {
          if (instruction.kind !== 'label') return
          for (const { key, value } of unquoted(instruction)) {
            if (labels[key] !== type || value === '' || value.includes('$') || form.test(value)) continue
            report(`The label ${key} is not ${what}`, { span: textOf(instruction.node).find(key) })
          }
        },
      }),
    }),
  )
}

/** Labels that the configuration asks for must be there. */
export const labelMissing = (labels: Labels): LintRule =>
  ownRule({
    name: 'LabelMissing',
    aliases: ['DL3049'],
    description: 'Labels that are asked for should be there',
    severity: 'info',
    documentation: {
      what: 'The last stage does not set a label that `labels` of the configuration names, nor do those that it is made from.',
      why: 'Whoever asks for it has a use for it.',
      bad: '# labels: { x: text }\nFROM alpine:3\nLABEL y=1\n',
      good: '# labels: { x: text }\nFROM alpine:3\nLABEL x=1\n',
    },
    create: () => ({
      dockerfile({ dockerfile }, report) {
        const last = dockerfile.stages.at(-1)
        const there = new Set<string>()
        for (const { instructions } of shippedStages(dockerfile)) {
          for (const instruction of instructions) {
            if (instruction.kind === 'label') for (const { key } of unquoted(instruction)) there.add(key)
          }
        }
        for (const name of Object.keys(labels)) {
          if (!there.has(name) && last) report(`The label ${name} is missing`, { instruction: last.from })
        }
      },
    }),
  })

/** With strict labels, there may be no others. */
export const labelSuperfluous = (labels: Labels, strict: boolean): LintRule =>
  ownRule({
    name: 'LabelSuperfluous',
    aliases: ['DL3050'],
    description: 'With strictLabels, there should be no other labels',
    severity: 'info',
    documentation: {
      what: 'A label is set that `labels` of the configuration does not name, where `strictLabels` is on.',
      why: 'Most often its name is misspelt.',
      bad: '# labels: { x: text }, strictLabels: true\nFROM alpine:3\nLABEL x=1 y=2\n',
      good: '# labels: { x: text }, strictLabels: true\nFROM alpine:3\nLABEL x=1\n',
    },
    create: () => ({
      parsed({ instruction }, report) {
        if (instruction.kind !== 'label' || !strict) return
        for (const { key } of unquoted(instruction)) {
          if (!Object.hasOwn(labels, key))
            report(`The label ${key} is not asked for`, { span: textOf(instruction.node).find(key) })
        }
      },
    }),
  })

/** Labels that the configuration asks for must not be empty. */
export const labelEmpty = (labels: Labels): LintRule =>
  ownRule({
    name: 'LabelEmpty',
    aliases: ['DL3051'],
    description: 'Labels that are asked for should have a value',
    severity: 'warning',
    documentation: {
      what: 'A label that `labels` of the configuration names has no value.',
      why: 'It says nothing.',
      bad: '# labels: { x: text }\nFROM alpine:3\nLABEL x=""\n',
      good: '# labels: { x: text }\nFROM alpine:3\nLABEL x="1"\n',
    },
    create: () => ({
      parsed({ instruction }, report) {
        if (instruction.kind !== 'label') return
        for (const { key, value } of unquoted(instruction)) {
          if (value === '' && Object.hasOwn(labels, key))
            report(`The label ${key} is empty`, { span: textOf(instruction.node).find(key) })
        }
      },
    }),
  })

function unquoted({ pairs }: LabelInstruction): readonly { readonly key: string; readonly value: string }[] {
  const plain = (text: string) => text.replace(/^(["'])(.*)\1$/s, '$2')
  return pairs.map(({ key, value }) => ({ key: plain(key), value: plain(value) }))
}
