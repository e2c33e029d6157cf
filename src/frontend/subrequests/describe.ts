import { type JsonValue, marshalJson } from '../../go/index.ts'
import { tableText } from '../table-text.ts'
import type { Named, Subrequest } from './subrequest.ts'

/** `--call=subrequests.describe`: what else can be called. */
export const describe: Subrequest = {
  name: 'frontend.subrequests.describe',
  version: '1.0.0',
  description: 'List available subrequest types',
  metadata: [{ name: 'result.json' }, { name: 'result.txt' }],
  async handle({ subrequests }) {
    const listed = subrequests.filter((subrequest) => !subrequest.unlisted)
    return {
      'result.json': marshalJson(listed.map(subrequestJson), { indent: '  ' }),
      'result.txt': tableText(
        [
          ['NAME', 'VERSION', 'DESCRIPTION'],
          ...listed.map(({ name, version, description }) => [
            name.replace(/^frontend\./, ''),
            version,
            description,
          ]),
        ],
        1,
      ),
    }
  },
}

function subrequestJson({ name, version, description, ...lists }: Subrequest): JsonValue {
  return {
    name,
    version,
    type: 'rpc',
    description,
    opts: namesJson(lists.opts),
    inputs: namesJson(lists.inputs),
    metadata: namesJson(lists.metadata),
    refs: namesJson(lists.refs),
  }
}

function namesJson(names: readonly Named[] | undefined): JsonValue {
  return names?.map(({ name, description = '' }) => ({ name, description })) ?? null
}
