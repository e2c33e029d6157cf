import { BuildError, defineFrontend, extendInstruction } from '../api.ts'
import { type FileAction, parseOwnership } from '../llb/index.ts'

/**
 * `WORKDIR --chown --chmod`: owner and permissions of the directories that WORKDIR makes. One that is there
 * already stays as it is.
 *
 * @example
 * // WORKDIR --chown=app:app --chmod=750 /srv/app
 * export default defineFrontend({ name: 'myorg', use: [workdirOwner] })
 */
export const workdirOwner = defineFrontend({
  name: 'workdir-owner',
  instructions: [
    extendInstruction('WORKDIR', {
      flags: { chown: 'string', chmod: 'string' },
      async convert(workdir, stage, { flags, next }) {
        const { chown, chmod } = flags
        if (chown === undefined && chmod === undefined) return next()
        const change: Partial<Extract<FileAction, { type: 'mkdir' }>> = {
          ...(chown === undefined ? {} : { ownership: parseOwnership(stage.expand(chown)) }),
          ...(chmod === undefined ? {} : { mode: parseMode(stage.expand(chmod)) }),
        }
        await next(workdir, {
          file: (actions) =>
            actions.map((action) => (action.type === 'mkdir' ? { ...action, ...change } : action)),
        })
        if (stage.workdir === '/') {
          throw new BuildError('conversion', 'WORKDIR makes no directory /, whose owner or mode could be set')
        }
      },
    }),
  ],
})

/** The engine makes directories without setuid, setgid and sticky bits. */
function parseMode(text: string): number {
  if (/^0*[0-7]{1,3}$/.test(text)) return Number.parseInt(text, 8)
  throw new BuildError(
    'conversion',
    `invalid chmod parameter: '${text}'. it should be octal string and between 0 and 0777`,
  )
}
