import type { BlankedText } from './blanked-text.ts'
import { childrenOf, nodeIn, nodesIn, type SyntaxNode } from './syntax-node.ts'
import { UnsupportedSyntax } from './unsupported-syntax.ts'

/** Syntax of TypeScript that is more than types: erasing it would change what the program does. */
const unsupported: Readonly<Record<string, string>> = {
  TSEnumDeclaration: 'an enum is no type that can be erased; use an object: const A = { x: 1 } as const',
  TSParameterProperty: 'a parameter property cannot be erased; declare the property, and assign to it',
  TSImportEqualsDeclaration: 'import … = require() cannot be erased; write import … from',
  TSExportAssignment: 'export = cannot be erased; write export default',
  TSTypeAssertion: '<Type>value cannot be erased; write value as Type',
  Decorator: 'decorators are no part of JavaScript yet',
}

/** Statements that stand for types alone. */
const typeStatements = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSNamespaceExportDeclaration',
])

/** Members of classes that stand for types alone. */
const typeMembers = new Set(['TSDeclareMethod', 'TSIndexSignature'])

/** Parts that are types wherever they stand. */
const typeParts = new Set(['TSTypeAnnotation', 'TSTypeParameterDeclaration', 'TSTypeParameterInstantiation'])

/** Modifiers of classes and their members that JavaScript does not know. */
const modifier = /(?:public|private|protected|abstract|override|readonly|declare)(?![\w$])/y
/** Modifiers that stay. */
const ownModifier = /(?:static|async|get|set)(?![\w$])|\*/y

/** Blanks in a text what a syntax tree of it says is types. Throws UnsupportedSyntax. */
export class TypeEraser {
  readonly #text: BlankedText

  constructor(text: BlankedText) {
    this.#text = text
  }

  visit(node: SyntaxNode): void {
    const refused = unsupported[node.type]
    if (refused !== undefined && !isTypeOnly(node)) throw new UnsupportedSyntax(refused, node.start)
    if (isTypeOnly(node)) this.#eraseStatement(node)
    else if (typeParts.has(node.type)) this.#text.blank(node.start, node.end)
    else {
      this.#eraseAround(node)
      for (const child of childrenOf(node)) this.visit(child)
    }
  }

  /** An empty statement, or class member, takes its place, so that what stands before it ends where it did. */
  #eraseStatement(node: SyntaxNode): void {
    this.#text.blank(node.start, node.end, ';')
  }

  /** Erases what is TypeScript's of a node that stays. */
  #eraseAround(node: SyntaxNode): void {
    switch (node.type) {
      case 'TSModuleDeclaration':
        throw new UnsupportedSyntax(
          'a namespace with values in it cannot be erased; use a module',
          node.start,
        )
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
        this.#eraseSpecifiers(node)
        break
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
        this.#eraseBehind(node)
        break
      case 'TSNonNullExpression':
        this.#text.blank(node.end - 1, node.end)
        break
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.#eraseClassHead(node)
        break
      case 'ClassProperty':
      case 'ClassPrivateProperty':
        this.#eraseProperty(node)
        break
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        this.#eraseModifiers(node)
        this.#eraseMark(this.#endOfKey(node))
        break
      case 'ArrowFunctionExpression':
        this.#keepArrowInLine(node)
        break
      case 'VariableDeclarator':
        if (node['definite'] === true) this.#eraseMark(endOfName(nodeIn(node, 'id')))
    }
    this.#eraseParameters(node)
  }

  #eraseSpecifiers(node: SyntaxNode): void {
    for (const specifier of nodesIn(node, 'specifiers')) {
      if (specifier['importKind'] !== 'type' && specifier['exportKind'] !== 'type') continue
      this.#text.blank(specifier.start, this.#behindComma(specifier.end))
    }
  }

  /** `value as Type`: what follows in the next line must not become a call or an index of the value. */
  #eraseBehind(node: SyntaxNode): void {
    const { source } = this.#text
    const start = nodeIn(node, 'expression')?.end ?? node.end
    // The expression may stand in parentheses, which are no nodes.
    const from = start + source.slice(start, node.end).search(/\b(?:as|satisfies)\b/)
    const next = this.#text.skipTrivia(node.end)
    const ended = /[\n\r]/.test(source.slice(node.end, next)) && '([`'.includes(source[next] ?? ' ')
    this.#text.blank(from, node.end, ended ? ';' : ' ')
  }

  #eraseClassHead(node: SyntaxNode): void {
    this.#eraseModifiers(node)
    const list = nodesIn(node, 'implements')
    const last = list.at(-1)
    if (!last) return
    const before = ['id', 'typeParameters', 'superClass', 'superTypeArguments', 'superTypeParameters']
    const from = Math.max(node.start, ...before.map((field) => nodeIn(node, field)?.end ?? 0))
    const keyword = from + this.#text.source.slice(from, last.start).lastIndexOf('implements')
    this.#text.blank(keyword, last.end)
  }

  #eraseProperty(node: SyntaxNode): void {
    this.#eraseModifiers(node)
    const end = this.#endOfKey(node)
    this.#eraseMark(end)
    const annotation = nodeIn(node, 'typeAnnotation')
    const bare = annotation && !nodeIn(node, 'value') && this.#text.source[node.end - 1] !== ';'
    // Without its type, `get: T` would be the beginning of a getter.
    if (bare) this.#text.blank(annotation.start, annotation.end, ';')
  }

  /** `public`, `abstract`, … of a class or a member; `static` and its like stay. */
  #eraseModifiers(node: SyntaxNode): void {
    const { source } = this.#text
    const end = nodeIn(node, 'key')?.start ?? node.end
    // What ends a member before this one may be the end of its line alone: an empty member keeps it.
    let first = isClass(node) ? ' ' : ';'
    for (let at = node.start; at < end; at = this.#text.skipTrivia(at)) {
      modifier.lastIndex = at
      ownModifier.lastIndex = at
      const word = modifier.exec(source)?.[0]
      const own = ownModifier.exec(source)?.[0]
      if (word !== undefined) this.#text.blank(at, at + word.length, first)
      else if (own === undefined) return
      first = ' '
      at += (word ?? own ?? '').length
    }
  }

  #endOfKey(node: SyntaxNode): number {
    const end = nodeIn(node, 'key')?.end ?? node.end
    if (node['computed'] !== true) return end
    return this.#text.skipTrivia(end) + 1
  }

  /** `?` or `!` behind a name. */
  #eraseMark(end: number): void {
    const at = this.#text.skipTrivia(end)
    if ('?!'.includes(this.#text.source[at] ?? ' ')) this.#text.blank(at, at + 1)
  }

  #eraseParameters(node: SyntaxNode): void {
    for (const parameter of nodesIn(node, 'params')) {
      if (parameter.type === 'Identifier' && parameter['name'] === 'this') {
        this.#text.blank(parameter.start, this.#behindComma(parameter.end))
      } else {
        const name = parameter.type === 'AssignmentPattern' ? nodeIn(parameter, 'left') : parameter
        if (name?.['optional'] === true) this.#eraseMark(endOfName(name))
      }
    }
  }

  /** No line may end before `=>`, nor behind `async`: a parenthesis goes where the type was. */
  #keepArrowInLine(node: SyntaxNode): void {
    const { source } = this.#text
    const lines = (from: number, to: number) => /[\n\r]/.test(source.slice(from, to))
    const returned = nodeIn(node, 'returnType')
    if (returned && lines(returned.start, returned.end)) {
      this.#text.blank(source.lastIndexOf(')', returned.start), returned.start)
      this.#text.blank(returned.start, returned.end - 1)
      this.#text.write(returned.end - 1, ')')
    }
    const generic = nodeIn(node, 'typeParameters')
    if (generic && node['async'] === true && lines(generic.start, generic.end)) {
      const open = source.indexOf('(', generic.end)
      this.#text.blank(generic.start, open + 1, '(')
    }
  }

  #behindComma(end: number): number {
    const next = this.#text.skipTrivia(end)
    return this.#text.source[next] === ',' ? next + 1 : end
  }
}

/** Whether nothing is left of a node when types are gone. */
function isTypeOnly(node: SyntaxNode): boolean {
  if (typeStatements.has(node.type) || typeMembers.has(node.type)) return true
  if (node['declare'] === true) return true
  if (node['abstract'] === true && !isClass(node)) return true
  switch (node.type) {
    case 'ImportDeclaration':
    case 'TSImportEqualsDeclaration':
      return node['importKind'] === 'type'
    case 'ExportAllDeclaration':
      return node['exportKind'] === 'type'
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration': {
      const declaration = nodeIn(node, 'declaration')
      return node['exportKind'] === 'type' || (declaration !== undefined && isTypeOnly(declaration))
    }
    case 'TSModuleDeclaration': {
      const body = nodeIn(node, 'body')
      return body !== undefined && nodesIn(body, 'body').every(isTypeOnly)
    }
    default:
      return false
  }
}

function isClass({ type }: SyntaxNode): boolean {
  return type === 'ClassDeclaration' || type === 'ClassExpression'
}

/** The end of a name or pattern, without the type behind it. */
function endOfName(node: SyntaxNode | undefined): number {
  if (!node) return 0
  const name = node['name']
  return typeof name === 'string' ? node.start + name.length : node.end
}
