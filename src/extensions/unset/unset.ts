import { BuildError, defineFrontend, defineInstruction, suggestion } from '../../api.ts'
import { type Subject, subjects } from './subjects.ts'

interface Unset {
  readonly subject: Subject
  /** What to take away of it; empty is all of it. */
  readonly names: readonly string[]
}

function subjectOf(word: string | undefined): Subject {
  if (word === undefined) throw new BuildError('invalid-instruction', 'UNSET requires at least one argument')
  const subject = subjects.get(word.toUpperCase())
  if (subject) return subject
  const near = suggestion(word, subjects.keys(), false)
  throw new BuildError('invalid-instruction', `UNSET cannot take away ${word}${near}`)
}

const instruction = defineInstruction({
  name: 'UNSET',
  step: false,
  parse({ words: [word, ...names] }): Unset {
    const subject = subjectOf(word)
    if (subject.names === 'none' && names.length > 0) {
      throw new BuildError('invalid-instruction', `UNSET ${subject.name} takes no further arguments`)
    }
    if (subject.names === 'required' && names.length === 0) {
      throw new BuildError('invalid-instruction', `UNSET ${subject.name} requires at least one name`)
    }
    return { subject, names }
  },
  expand: (value, { word }) => ({ ...value, names: value.names.map((name) => word(name)) }),
  convert({ subject, names }, stage) {
    subject.remove(stage, names)
    stage.commit(['UNSET', subject.name, ...names].join(' '))
  },
})

/**
 * `UNSET`: takes away what the image inherited, which no instruction of the Dockerfile language can.
 *
 * @example
 * // FROM postgres
 * // UNSET VOLUME /var/lib/postgresql/data
 * // UNSET ENV PG_*
 * export default defineFrontend({ name: 'myorg', use: [unset] })
 */
export const unset = defineFrontend({ name: 'unset', instructions: [instruction] })
