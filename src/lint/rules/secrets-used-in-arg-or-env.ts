import { quote } from '../../go/index.ts'
import { locationOf } from '../../source/index.ts'
import type { LintRule } from '../event.ts'
import { soundsSecret } from '../secret-names.ts'

export const secretsUsedInArgOrEnv: LintRule = {
  name: 'SecretsUsedInArgOrEnv',
  description: 'Sensitive data should not be used in the ARG or ENV commands',
  url: 'https://docs.docker.com/go/dockerfile/rule/secrets-used-in-arg-or-env/',
  documentation: {
    what: 'The name of an `ARG` or `ENV` sounds like a secret: one of its words (words are separated by `_`) is `apikey`, `auth`, `credential`, `credentials`, `key`, `password`, `psw`, `pword`, `passwd`, `secret` or `token`, and none is `public`, `file` or `version`.',
    why: 'Values of both are kept in the image: in its config, its history, and in provenance attestations. Everybody who can pull the image can read them. A secret mount leaves no trace.',
    bad: 'FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n',
    good: 'FROM node:22\nRUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci\n',
  },
  create: () => {
    const message = (instruction: string, name: string) =>
      `Do not use ARG or ENV instructions for sensitive data (${instruction} ${quote(name)})`
    return {
      variable({ instruction, name, at }, report) {
        if (!soundsSecret(name)) return
        report(message(instruction.keyword.toUpperCase(), name), at && locationOf(at()))
      },
      arg({ declaration: { key } }, report) {
        if (soundsSecret(key)) report(message('ARG', key))
      },
    }
  },
}
