import type { LintRule } from '../lint/index.ts'
import { nearestName } from '../suggest/index.ts'
import { readExtensionsDirectives, type UnreadDirective } from './extensions-directive.ts'

/**
 * The build check for lines that look as if they turned extensions on and do not. A comment that names nothing
 * which could be turned on is left alone: it may be about something else.
 * @param offered names of the extensions that a Dockerfile may turn on
 */
export function unreadExtensionsRule(offered: ReadonlySet<string>): LintRule {
  return {
    name: 'UnreadExtensions',
    description: 'Lines that turn extensions on stand at the head of the Dockerfile',
    url: '',
    create() {
      let main: string | undefined
      return {
        tree({ tree: { file } }, report) {
          main ??= file.filename
          const { asked, unread } = readExtensionsDirectives(file)
          for (const line of unread) {
            if (line.names.some((name) => nearestName(name, offered) !== undefined))
              report(messageOf(line), line.location)
          }
          if (file.filename === main) return
          // The first tree is that of the Dockerfile itself; the others stand in it.
          for (const { name, location } of asked) {
            if (nearestName(name, offered) !== undefined)
              report(`"# extensions=" is read in ${main} alone`, location)
          }
        },
      }
    },
  }
}

/** What is wrong with a line that is not read. */
export function messageOf({ reason, key, line }: UnreadDirective): string {
  return reason === 'key'
    ? `"# ${key}=" in line ${line} says nothing: it is "# extensions="`
    : `"# ${key}=" in line ${line} is not read: it has to stand among the directives at the head, above other comments, empty lines and instructions`
}
