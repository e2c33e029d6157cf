/** What the value of a label must look like. */
export type LabelType = 'text' | 'rfc3339' | 'semver' | 'url' | 'hash' | 'spdx' | 'email'

/** What rules can be told. */
export interface RuleSettings {
  /** Registries that base images may come from, `*` stands for any text; none named, all may. */
  readonly trustedRegistries: readonly string[]
  /** Labels that images must have. */
  readonly labels: Readonly<Record<string, LabelType>>
  /** Whether images may have no other labels. */
  readonly strictLabels: boolean
  /** Names that the build is given with `--build-context`. */
  readonly namedContexts?: readonly string[]
  /** Files and directories of the build context, as paths from it; undefined where nobody knows them. */
  readonly contextPaths?: () => readonly string[] | undefined
  /** Names of rules that extensions bring. */
  readonly otherRules?: readonly string[]
}
