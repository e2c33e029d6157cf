import { explain, parseSyntaxTree, treeOf } from '../dockerfile/index.ts'
import type { LintRule } from './event.ts'

/**
 * Tells in `docker build --check` what keeps a Dockerfile from being built: the check itself shows the first mistake
 * alone, in the reference's words. This says what can be done about it, and what else is wrong.
 */
export const mistakeRule: LintRule = {
  name: 'DockerfileMistake',
  description: 'The Dockerfile cannot be built',
  url: '',
  hearsMistakes: true,
  create: () => ({
    mistakes({ mistakes, language }, report) {
      for (const [index, mistake] of mistakes.entries()) {
        const file = mistake.spans[0]?.file ?? mistake.locations[0]?.file
        const { hint, message, locations, focus } = file
          ? explain(mistake, treeOf(parseSyntaxTree(file, language), language))
          : mistake
        const [location] = locations
        if (index === 0 && hint !== undefined) report(hint, { location, span: focus })
        else if (index > 0) {
          const way = hint === undefined ? '' : ` (hint: ${hint})`
          report(message + way, { location, span: focus })
        }
      }
    },
  }),
}
