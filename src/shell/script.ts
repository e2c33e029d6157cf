/** A word of a command. Offsets count UTF-16 units of the script's text. */
export interface ShellWord {
  /** As it was written. */
  readonly text: string
  /** What it means; undefined where a variable, a substitution or a pattern decides. */
  readonly literal: string | undefined
  readonly start: number
  readonly end: number
}

/** A redirection that is no here-document. */
export interface ShellRedirect {
  readonly operator: string
  readonly target: ShellWord | undefined
}

/** A simple command. */
export interface ShellCommand {
  /** The program, without its directory; '' where only running the script tells it. */
  readonly name: string
  readonly nameWord: ShellWord
  readonly args: readonly ShellWord[]
  /** Names of variables that are set for this command alone. */
  readonly assignments: readonly string[]
  readonly redirects: readonly ShellRedirect[]
  /** The program that runs it, where that is no shell: `sudo`, `env` … */
  readonly runBy: ShellCommand | undefined
  /** Which part of the script it is in. */
  readonly place: ShellPlace
  readonly start: number
  readonly end: number
}

/** What a command is a part of. */
export interface ShellPlace {
  /** It runs in a subshell or a substitution: what it does to the shell is gone behind it. */
  readonly subshell: boolean
  /** What it returns is asked for: `if`, `while`, `!`, left of `||`. */
  readonly tested: boolean
  /** It is in a loop, a function or a branch. */
  readonly nested: boolean
}

/** Commands of which one reads what the other writes. */
export interface ShellPipeline {
  /** By their place in the pipeline; compound commands have all that are in them. */
  readonly stages: readonly (readonly ShellCommand[])[]
  readonly place: ShellPlace
  readonly start: number
  readonly end: number
}

/** Something that only some shells understand. */
export interface ShellFeature {
  /** ShellCheck's code for it. */
  readonly code: string
  /** What it is called: `[[ ]]`. */
  readonly name: string
  readonly start: number
  readonly end: number
}

/** One of the commands that run one after the other, separated by `;` or line breaks. */
export interface ShellStatement {
  readonly background: boolean
  /** The commands whose failure it would show: those of an `&&` list, of one simple command. */
  readonly commands: readonly ShellCommand[]
  readonly start: number
  readonly end: number
}

/** A script of a POSIX shell, or of bash. */
export interface ShellScript {
  readonly text: string
  /** All simple commands, in the order of the text, those in substitutions and below `sudo` included. */
  readonly commands: readonly ShellCommand[]
  readonly pipelines: readonly ShellPipeline[]
  readonly statements: readonly ShellStatement[]
  readonly bashFeatures: readonly ShellFeature[]
  /** What keeps it from being run; the rest is what can be made of it. */
  readonly errors: readonly { readonly message: string; readonly start: number }[]
}
