import { encodeBase64, marshalJson } from '../../go/index.ts'
import { tableText } from '../table-text.ts'
import { filesOf, locationJson } from './location-json.ts'
import type { Subrequest } from './subrequest.ts'

/** `--call=targets`: the stages that can be built. */
export const targets: Subrequest = {
  name: 'frontend.targets',
  version: '1.0.0',
  description: 'List all targets current build supports',
  opts: [],
  metadata: [{ name: 'result.json' }, { name: 'result.txt' }],
  async handle(build) {
    const found = await build.targets()
    const sources = filesOf(build.file, found)
    return {
      'result.json': marshalJson(
        {
          targets:
            found.length === 0
              ? null
              : found.map((target) => ({
                  name: target.name || undefined,
                  default: target.default || undefined,
                  description: target.description || undefined,
                  base: target.base || undefined,
                  platform: target.platform || undefined,
                  location: locationJson(target.span, sources),
                })),
          sources: sources.map(({ bytes }) => encodeBase64(bytes)),
        },
        { indent: '  ' },
      ),
      'result.txt': tableText(
        [
          ['TARGET', 'DESCRIPTION'],
          ...found.map((target) => [titleOf(target.name, target.default), target.description]),
        ],
        1,
      ),
    }
  },
}

function titleOf(name: string, isDefault: boolean): string {
  if (!isDefault) return name
  return name === '' ? '(default)' : `${name} (default)`
}
