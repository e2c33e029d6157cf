/** Tells whether a name is one of a list, `*` standing for any text there; case does not matter. */
export function namePattern(patterns: readonly string[]): (name: string) => boolean {
  const expressions = patterns.map((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[$()+.?[\\\]^{|}]/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`, 'is')
  })
  return (name) => expressions.some((expression) => expression.test(name))
}
