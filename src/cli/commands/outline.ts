import { buildOptions, formatOptions } from '../build-options.ts'
import type { Command } from '../command.ts'
import { runSubrequest } from '../subrequest.ts'

export const outline: Command = {
  name: 'outline',
  summary: 'Show the build arguments, secrets and SSH mounts of a target',
  description: `Shows what the target of a build can be given: build arguments with their
values, secrets and SSH mounts, as docker buildx build --call=outline does.`,
  argument: 'DIR',
  options: { ...buildOptions, ...formatOptions },
  run: (values, context, io) => runSubrequest('frontend.outline', values, context, io),
}
