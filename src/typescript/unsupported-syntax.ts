/** Syntax that cannot be erased, and where it stands. */
export class UnsupportedSyntax extends Error {
  override readonly name = 'UnsupportedSyntax'
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}
