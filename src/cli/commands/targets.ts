import { fileOptions, formatOptions } from '../build-options.ts'
import type { Command } from '../command.ts'
import { runSubrequest } from '../subrequest.ts'

export const targets: Command = {
  name: 'targets',
  summary: 'List the stages of a Dockerfile',
  description: `Lists the stages that can be built, with their descriptions, as
docker buildx build --call=targets does.`,
  argument: 'DIR',
  options: { ...fileOptions, ...formatOptions },
  run: (values, context, io) => runSubrequest('frontend.targets', values, context, io),
}
