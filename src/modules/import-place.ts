const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** The offset of a specifier in the text of a module that imports it; undefined where it is not written there. */
export function findImport(text: string, specifier: string): number | undefined {
  const written = `(?:from|import|require)\\s*\\(?\\s*['"]${escaped(specifier)}['"]`
  const match = new RegExp(written).exec(text)
  return match ? match.index + match[0].length - specifier.length - 1 : undefined
}

/** A name that a module imports from another. */
export interface ImportedName {
  readonly specifier: string
  readonly offset: number
}

/** Where a module imports a name, or exports it again, from another module. */
export function findImportedName(text: string, name: string): ImportedName | undefined {
  for (const match of text.matchAll(namedImport)) {
    const [, before = '', names = '', , specifier = ''] = match
    const at = new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`).exec(names)
    if (at) return { specifier, offset: match.index + before.length + at.index }
    if (name === 'default' && /^import\s+[\w$]/.test(before)) return { specifier, offset: match.index }
  }
  return undefined
}

const namedImport = /((?:import|export)\s*(?:[\w$]+\s*,?\s*)?\{?)([^}'"]*)\}?\s*from\s*(['"])([^'"\n]+)\3/g

/** Specifiers of files beside it that a module may import. */
export function relativeImports(text: string): readonly string[] {
  return [...text.matchAll(/(['"])(\.\.?\/[^'"\n]*\.[cm]?[jt]s)\1/g)].map(([, , specifier = '']) => specifier)
}

/** All specifiers that a module writes as such: of imports, exports and calls of `import` and `require`. */
export function importSpecifiers(text: string): readonly string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"])([^'"\n]+)\1/g)
  return [...new Set([...found].map(([, , specifier = '']) => specifier))]
}
