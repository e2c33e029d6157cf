/** What a command sees of the process that it runs in. */
export interface CommandIo {
  /** Text for standard output and standard error; line breaks are part of it. */
  out(text: string): void
  err(text: string): void
  /** Bytes for standard output. */
  outBytes(bytes: Uint8Array): void
  /** All of standard input. */
  readInput(): Promise<Uint8Array>
  /** Environment variables: the values of build args that are given by name alone. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** What relative paths start from. */
  readonly directory: string
  /** Whether standard output may be coloured. */
  readonly colors?: boolean
  /** Whether standard error may be coloured. */
  readonly errorColors?: boolean
  /** The CPU that the process runs on, as OCI names it. */
  readonly architecture: string
}
