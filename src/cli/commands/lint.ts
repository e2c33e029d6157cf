import { buildOptions, formatOptions } from '../build-options.ts'
import type { Command } from '../command.ts'
import { runSubrequest } from '../subrequest.ts'

export const lint: Command = {
  name: 'lint',
  summary: 'Run the build checks',
  description: `Runs the build checks over all stages, or over those that --target needs, as
docker buildx build --call=check does. Checks are chosen by a comment at the
head of the file (# check=skip=RULE;error=true) or by
--build-arg BUILDKIT_DOCKERFILE_CHECK=skip=RULE.

An image that --image does not describe is taken to be made for the platform
that is asked for, without a shell, a user or triggers of its own.`,
  argument: 'DIR',
  options: { ...buildOptions, ...formatOptions },
  run: (values, context, io) => runSubrequest('frontend.lint', values, context, io),
}
