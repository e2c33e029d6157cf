import { BuildError, defineFrontend, defineInstruction } from 'slipway'

/** `GREET [--loud] NAME` leaves a greeting in /greeting. */
const greet = defineInstruction({
  name: 'GREET',
  flags: { loud: 'boolean' },
  parse({ words: [who, ...more], flags }) {
    if (who === undefined || more.length > 0) {
      throw new BuildError('invalid-instruction', 'GREET takes one name')
    }
    return { who, end: flags.loud ? '!' : '.' }
  },
  convert({ who, end }, stage) {
    const data = new TextEncoder().encode(`hello ${stage.expand(who)}${end}\n`)
    stage.file([{ type: 'mkfile', path: '/greeting', mode: 0o644, data }])
    stage.commit(`GREET ${who}`, { layer: true })
  },
})

export default defineFrontend({ name: 'my-frontend', instructions: [greet] })
