import { isOneOf, type LintSettings, type RuleLevel, severities } from './settings.ts'

const comment = /^[ \t]*#[ \t]*slipway[ \t]+severity[ \t]*=[ \t]*([\w:,. \t-]+)/gim

/**
 * The settings with what comments of a Dockerfile say of severities: `# slipway severity=LatestTag:error,DL3019:off`.
 * They hold for the whole file, wherever they stand.
 */
export function withSeverityComments(settings: LintSettings, text: string): LintSettings {
  if (!settings.ignoreComments) return settings
  const rules: Record<string, RuleLevel> = {}
  for (const [, list = ''] of text.matchAll(comment)) {
    for (const entry of list.split(',')) {
      const [name = '', level = ''] = entry.trim().split(/\s/, 1)[0]?.split(':') ?? []
      if (isOneOf([...severities, 'off'] as const, level)) rules[name] = level
    }
  }
  return Object.keys(rules).length === 0 ? settings : { ...settings, rules: { ...settings.rules, ...rules } }
}
