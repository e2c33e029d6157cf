/** The words of an instruction's arguments, as FROM splits them: at white space, line breaks aside. */
export function wordsOf(argumentText: string): readonly string[] {
  return argumentText.split(/[\t\v\f\r ]+/)
}
