import { ownRule } from '../../own-rule.ts'
import { fromContext, isFileInstruction } from './copy-source.ts'

const secret =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist|defaults?)[\w-]+)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.npmrc|\.pypirc|\.netrc|\.git-credentials|\.htpasswd|\.aws(?:\/credentials)?|\.kube(?:\/config)?|\.docker\/config\.json|\.ssh|[^/]*\.(?:p12|pfx|jks|keystore)|[^/]*(?:private|secret)[^/]*\.(?:pem|key))$/i

export const secretFileCopied = ownRule({
  name: 'SecretFileCopied',
  description: 'Files that hold secrets should be mounted, not copied',
  severity: 'warning',
  documentation: {
    what: '`COPY` or `ADD` takes a file that usually holds secrets: `.env`, `.npmrc`, `id_rsa`, `.aws/credentials` …',
    why: 'Whoever has the image has the file, also where a later instruction removes it. `RUN --mount=type=secret` shows it to one command and keeps it nowhere.',
    bad: 'FROM node:22\nWORKDIR /app\nCOPY .npmrc package.json ./\n',
    good: 'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ping\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (!isFileInstruction(instruction) || !fromContext(instruction)) return
      const found = instruction.sources.find((source) => secret.test(source.replace(/\/+$/, '')))
      if (found !== undefined)
        report(`${found} may hold secrets, which are then in the image: mount it instead`)
    },
  }),
})
