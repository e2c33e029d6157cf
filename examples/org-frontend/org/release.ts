import { BuildError, defineInstruction } from 'slipway'

const version = /^[0-9]+\.[0-9]+\.[0-9]+$/

/**
 * `RELEASE [--notes=FILE] VERSION` labels the image with its version, and with the first line of the release
 * notes, a file of the build context.
 */
export const release = defineInstruction({
  name: 'RELEASE',
  flags: { notes: 'string' },
  // It changes nothing but the image config.
  step: false,
  parse({ words: [number, ...more], flags: { notes } }) {
    if (number === undefined || more.length > 0) {
      throw new BuildError('invalid-instruction', 'RELEASE takes one version')
    }
    return { number, notes }
  },
  expand: (value, { word }) => ({ ...value, number: word(value.number) }),
  async convert({ number, notes }, stage) {
    if (!version.test(number)) {
      throw new BuildError('conversion', `RELEASE needs a version such as 1.4.2, and ${number} is none`)
    }
    stage.image.labels.set('org.opencontainers.image.version', number)
    if (notes !== undefined) {
      const { text } = await stage.reader.readFile(notes)
      stage.image.labels.set('org.example.release-notes', text.split('\n', 1)[0] ?? '')
    }
    stage.commit(`RELEASE ${number}`)
  },
})
