/** What a comment above says of a name (`# NAME description`), '' where none does. */
export function descriptionOf(name: string, comments: readonly string[]): string {
  if (name === '') return ''
  const prefix = `${name} `
  return comments.find((comment) => comment.startsWith(prefix))?.slice(prefix.length) ?? ''
}
