import { defineSubrequest } from 'slipway'

/** `docker build --call=bases .` lists the images that the target is made of. */
export const bases = defineSubrequest({
  name: 'bases',
  description: 'List the images that the target is made of',
  async handle(build) {
    const { stages } = await build.convert()
    const found = stages
      .filter(({ onStage }) => !onStage)
      .map(({ name, base, from }) => ({ stage: name, written: from.baseName, image: base }))
    return {
      'result.txt': found.map(({ stage, image }) => `${stage || '(no name)'}\t${image}\n`).join(''),
      'result.json': JSON.stringify(found, null, 2),
    }
  },
})
