import { buildOptions, formatOptions } from '../build-options.ts'
import { type Command, UsageError } from '../command.ts'
import { runSubrequest } from '../subrequest.ts'

export const call: Command = {
  name: 'call',
  summary: 'Ask a frontend, as docker build --call does',
  description: `Runs what docker buildx build --call=NAME runs: check, outline, targets, or a call
that a frontend defines (docs/extending.md). Without a NAME, lists the calls that
there are.

With --json, prints result.json of the answer, in place of result.txt. The exit
code is 1 where the answer says that something is wrong.`,
  argument: 'NAME] [DIR',
  many: true,
  options: { ...buildOptions, ...formatOptions },
  run(values, _positional, io) {
    const [name = 'subrequests.describe', context, ...more] = values.positionals
    if (more.length > 0) throw new UsageError('call takes the name of a call and a build context')
    return runSubrequest(requestOf(name), values, context, io)
  },
}

/** Names of clients are short: `outline` is `frontend.outline`, `check` is `frontend.lint`. */
function requestOf(name: string): string {
  if (name === 'check') return 'frontend.lint'
  return name.startsWith('frontend.') ? name : `frontend.${name}`
}
