import type { Outline } from '../../convert/index.ts'
import { encodeBase64, type JsonValue, marshalJson } from '../../go/index.ts'
import type { SourceFile } from '../../source/index.ts'
import { tableText } from '../table-text.ts'
import { filesOf, locationJson } from './location-json.ts'
import type { Subrequest } from './subrequest.ts'

/** `--call=outline`: the build args, secrets and ssh agents that a target takes. */
export const outline: Subrequest = {
  name: 'frontend.outline',
  version: '1.0.0',
  description: 'List all parameters current build target supports',
  opts: [{ name: 'target', description: 'Target build stage' }],
  metadata: [{ name: 'result.json' }, { name: 'result.txt' }],
  async handle(build) {
    const found = await build.outline()
    return {
      'result.json': marshalJson(outlineJson(found, build.file), { indent: '  ' }),
      'result.txt': outlineText(found),
    }
  },
}

function outlineJson({ name, description, args, secrets, ssh }: Outline, file: SourceFile): JsonValue {
  const sources = filesOf(file, [...args, ...secrets, ...ssh])
  const resources = (list: Outline['secrets']) =>
    some(
      list.map((resource) => ({
        name: resource.name,
        required: resource.required || undefined,
        location: locationJson(resource.span, sources),
      })),
    )
  return {
    name: name || undefined,
    description: description || undefined,
    args: some(
      args.map((arg) => ({
        name: arg.name,
        description: arg.description || undefined,
        value: arg.value || undefined,
        location: locationJson(arg.span, sources),
      })),
    ),
    secrets: resources(secrets),
    ssh: resources(ssh),
    sources: sources.map(({ bytes }) => encodeBase64(bytes)),
  }
}

function some(items: readonly JsonValue[]): JsonValue | undefined {
  return items.length > 0 ? items : undefined
}

function outlineText({ name, description, args, secrets, ssh }: Outline): string {
  const parts: string[] = []
  if (name !== '' || description !== '') {
    const rows = [['TARGET:', name || '(default)']]
    if (description !== '') rows.push(['DESCRIPTION:', description])
    parts.push(tableText(rows, 1))
  }
  if (args.length > 0) {
    const rows = args.map((arg) => [arg.name, arg.value, arg.description])
    parts.push(tableText([['BUILD ARG', 'VALUE', 'DESCRIPTION'], ...rows], 3))
  }
  const resources = (title: string, list: Outline['secrets']) => {
    if (list.length === 0) return
    const rows = list.map((resource) => [resource.name, resource.required ? 'true' : ''])
    parts.push(tableText([[title, 'REQUIRED'], ...rows], 3))
  }
  resources('SECRET', secrets)
  resources('SSH', ssh)
  return parts.map((part) => `${part}\n`).join('')
}
