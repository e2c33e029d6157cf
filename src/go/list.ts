import { quote } from './quote.ts'

/** A list as Go's `%v` writes it: `[a b c]`. */
export function formatList(items: readonly (string | number | bigint)[]): string {
  return `[${items.join(' ')}]`
}

/** A list of texts as Go's `%q` writes it: `["a" "b"]`. */
export function formatQuotedList(items: readonly string[]): string {
  return `[${items.map(quote).join(' ')}]`
}
