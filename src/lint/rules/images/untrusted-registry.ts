import type { LintRule } from '../../event.ts'
import { ownRule } from '../../own-rule.ts'
import { eachBaseImage } from './base-image.ts'

/** @param trusted registries, or beginnings of image names; `*` stands for any text; none named, all are trusted */
export const untrustedRegistry = (trusted: readonly string[]): LintRule =>
  ownRule({
    name: 'UntrustedRegistry',
    aliases: ['DL3026'],
    description: 'Base images should come from registries that are trusted',
    severity: 'error',
    documentation: {
      what: '`FROM` names an image of a registry that `trustedRegistries` does not name. Where that names nothing, everything is trusted.',
      why: 'Whoever controls a base image controls what is made from it.',
      bad: '# trustedRegistries: [registry.example.com]\nFROM ghcr.io/someone/tool:1\n',
      good: '# trustedRegistries: [registry.example.com]\nFROM registry.example.com/tool:1\n',
    },
    create: () =>
      eachBaseImage(({ reference, report }) => {
        const { domain, path } = reference
        if (trusted.length === 0) return
        const names = [domain, `${domain}/${path}`]
        if (domain === 'docker.io')
          names.push('hub.docker.com', path, ...(path.startsWith('library/') ? ['library'] : []))
        if (trusted.some((entry) => names.some((name) => matches(name, entry)))) return
        report(`${domain} is none of the trusted registries`)
      }),
  })

function matches(name: string, entry: string): boolean {
  const pattern = entry
    .replace(/\/$/, '')
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${pattern}(?:/.*)?$`).test(name)
}
