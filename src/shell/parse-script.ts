import {
  type Command,
  forEachChild,
  type ParseError,
  parse,
  type Statement,
  type SyntaxNode,
  type Word,
  type WordPart,
} from 'unbash'
import type {
  ShellCommand,
  ShellFeature,
  ShellPipeline,
  ShellPlace,
  ShellRedirect,
  ShellScript,
  ShellStatement,
  ShellWord,
} from './script.ts'
import { wrappedCommand } from './wrapped-command.ts'

/**
 * Parses a script of a POSIX shell or of bash. Nothing is thrown: what is wrong is in `errors`.
 *
 * @example
 * parseScript('apt-get update && sudo apt-get install -y curl').commands.map(({ name }) => name)
 * // ['apt-get', 'sudo', 'apt-get']
 */
export function parseScript(text: string): ShellScript {
  return new ScriptReader(text).read()
}

const top: ShellPlace = { subshell: false, tested: false, nested: false }

class ScriptReader {
  readonly #text: string
  readonly #commands: ShellCommand[] = []
  readonly #pipelines: ShellPipeline[] = []
  readonly #features: ShellFeature[] = []
  readonly #errors: { message: string; start: number }[] = []

  constructor(text: string) {
    this.#text = text
  }

  read(): ShellScript {
    const script = parse(this.#text)
    this.#addErrors(script.errors)
    const statements = script.commands.map((statement) => this.#statement(statement))
    return {
      text: this.#text,
      commands: this.#commands,
      pipelines: this.#pipelines,
      statements,
      bashFeatures: this.#features,
      errors: this.#errors,
    }
  }

  #addErrors(errors: readonly ParseError[] = []): void {
    for (const { message, pos } of errors) this.#errors.push({ message, start: pos })
  }

  #statement(statement: Statement): ShellStatement {
    const before = this.#commands.length
    this.#visit(statement.command, top)
    return {
      background: statement.background === true,
      commands: this.#commands.slice(before),
      start: statement.pos,
      end: statement.end,
    }
  }

  #visitAll(nodes: readonly SyntaxNode[], place: ShellPlace): void {
    for (const node of nodes) this.#visit(node, place)
  }

  #visit(node: SyntaxNode, place: ShellPlace): void {
    switch (node.type) {
      case 'Command':
        this.#command(node, place)
        return
      case 'AndOr':
        for (const [index, part] of node.commands.entries()) {
          const tested = node.operators.slice(index).includes('||')
          this.#visit(part, tested ? { ...place, tested } : place)
        }
        return
      case 'Pipeline': {
        const negated = node.prefixes.some(({ type }) => type === 'Negation')
        const inside = {
          ...place,
          tested: place.tested || negated,
          subshell: node.commands.length > 1 || place.subshell,
        }
        const stages = node.commands.map((command) => {
          const before = this.#commands.length
          this.#visit(command, inside)
          return this.#commands.slice(before)
        })
        if (stages.length > 1) this.#pipelines.push({ stages, place, start: node.pos, end: node.end })
        if (node.operators.includes('|&')) {
          this.#features.push({ code: 'SC3023', name: '|&', start: node.pos, end: node.end })
        }
        return
      }
      case 'If':
        this.#visit(node.clause, { ...place, tested: true, nested: true })
        this.#visit(node.then, { ...place, nested: true })
        for (const { clause, then } of node.elif) {
          this.#visit(clause, { ...place, tested: true, nested: true })
          this.#visit(then, { ...place, nested: true })
        }
        if (node.else) this.#visit(node.else, { ...place, nested: true })
        return
      case 'While':
        this.#visit(node.clause, { ...place, tested: true, nested: true })
        this.#visit(node.body, { ...place, nested: true })
        return
      case 'Subshell':
        this.#visit(node.body, { ...place, subshell: true })
        return
      case 'For':
      case 'Select':
      case 'Case':
      case 'ArithmeticFor':
      case 'Function':
        this.#bashFeatureOf(node)
        forEachChild(node, (child) => this.#visit(child, { ...place, nested: true }))
        return
      case 'Script':
        // A substitution: what it is in says nothing of what happens in it.
        this.#addErrors(node.errors)
        this.#visitAll(node.commands, { ...place, subshell: true, tested: false })
        return
      default:
        this.#bashFeatureOf(node)
        forEachChild(node, (child) => this.#visit(child, place))
    }
  }

  #command(node: Command, place: ShellPlace): void {
    const redirects: ShellRedirect[] = []
    for (const redirect of node.redirects) {
      if (redirect.type === 'HereDoc') continue
      redirects.push({ operator: redirect.operator, target: redirect.target && wordOf(redirect.target) })
    }
    const assignments = node.prefix.flatMap((prefix) => (prefix.type === 'Assignment' ? [prefix.name] : []))
    if (node.name) {
      const nameWord = wordOf(node.name)
      let command: ShellCommand | undefined = {
        name: programName(nameWord),
        nameWord,
        args: node.args.map(wordOf),
        assignments,
        redirects,
        runBy: undefined,
        place,
        start: node.pos,
        end: node.end,
      }
      while (command) {
        this.#commands.push(command)
        command = wrappedCommand(command)
      }
    }
    forEachChild(node, (child) => this.#visit(child, place))
  }

  /** Notes what a POSIX shell does not have. */
  #bashFeatureOf(node: SyntaxNode): void {
    const feature = bashFeature(node, this.#text)
    if (feature) this.#features.push({ ...feature, start: node.pos, end: node.end })
  }
}

function bashFeature(node: SyntaxNode, text: string): Pick<ShellFeature, 'code' | 'name'> | undefined {
  switch (node.type) {
    case 'TestCommand':
      return { code: 'SC3010', name: '[[ ]]' }
    case 'HereString':
      return { code: 'SC3011', name: '<<<' }
    case 'ProcessSubstitution':
      return { code: 'SC3001', name: `${node.operator}( )` }
    case 'AnsiCQuoted':
      return { code: 'SC3003', name: "$'…'" }
    case 'BraceExpansion':
      return { code: 'SC3009', name: '{ , }' }
    case 'ArrayValue':
      return { code: 'SC3030', name: 'arrays' }
    case 'ArithmeticFor':
      return { code: 'SC3005', name: 'for (( ))' }
    case 'ArithmeticCommand':
      return { code: 'SC3006', name: '(( ))' }
    case 'Select':
      return { code: 'SC3008', name: 'select' }
    case 'Redirect':
      return node.operator === '&>' || node.operator === '&>>'
        ? { code: 'SC3020', name: node.operator }
        : undefined
    case 'ParameterExpansion':
      switch (node.operation?.type) {
        case 'Replace':
          return { code: 'SC3060', name: '${ / / }' }
        case 'Slice':
          return { code: 'SC3057', name: '${ : : }' }
        case 'CaseModification':
          return { code: 'SC3059', name: '${ ^ }' }
        default:
          return undefined
      }
    case 'Function':
      return /^function\b/.test(text.slice(node.pos, node.end))
        ? { code: 'SC2112', name: 'function' }
        : undefined
    default:
      return undefined
  }
}

/** `/usr/bin/apt-get` is `apt-get`. */
function programName({ literal = '' }: ShellWord): string {
  return literal.slice(literal.lastIndexOf('/') + 1)
}

function wordOf(
  word:
    | Word
    | { readonly type: 'Assignment'; readonly text: string; readonly pos: number; readonly end: number },
): ShellWord {
  const { text, pos: start, end } = word
  if (word.type === 'Assignment') {
    return { text, literal: /[$`*?[\\'"]/.test(text) ? undefined : text, start, end }
  }
  return { text, literal: isLiteral(word.parts) ? word.value : undefined, start, end }
}

function isLiteral(parts: readonly WordPart[] | undefined): boolean {
  return (parts ?? []).every((part) => {
    switch (part.type) {
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return true
      case 'DoubleQuoted':
        return isLiteral(part.parts)
      default:
        return false
    }
  })
}
