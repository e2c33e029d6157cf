import { ownRule } from '../../own-rule.ts'
import { isArchive, isRemote } from './copy-source.ts'

export const addInsteadOfCopy = ownRule({
  name: 'AddInsteadOfCopy',
  aliases: ['DL3020'],
  description: 'COPY should copy files',
  severity: 'error',
  documentation: {
    what: '`ADD` takes files from the build context that are no archives.',
    why: '`ADD` looks into every file and unpacks it where it is an archive, whatever its name. `COPY` does what it says.',
    bad: 'FROM alpine:3\nADD app.conf /etc/\n',
    good: 'FROM alpine:3\nCOPY app.conf /etc/\n',
  },
  create: () => ({
    parsed({ instruction }, report) {
      if (instruction.kind !== 'add' || instruction.sources.length === 0) return
      const { sources, checksum, keepGitDir, unpack, keyword, span } = instruction
      if (checksum !== '' || keepGitDir !== undefined || unpack !== undefined) return
      if (
        sources.some(
          (source) =>
            isRemote(source) || isArchive(source) || source.includes('$') || /[*?[]/.test(lastPart(source)),
        )
      )
        return
      const place = { ...span, end: span.start + keyword.length }
      const written = span.file.text.slice(place.start, place.end) === keyword
      // What has no extension may be an archive all the same.
      const certain = sources.every(
        (source) => source === '.' || source.endsWith('/') || /\.\w+$/.test(source),
      )
      const text = keyword === keyword.toLowerCase() ? 'copy' : 'COPY'
      report('ADD also unpacks archives and fetches URLs: COPY copies', {
        span: written ? place : undefined,
        fix: written ? () => ({ safe: certain, edits: [{ span: place, text }] }) : undefined,
      })
    },
  }),
})

const lastPart = (source: string) => source.slice(source.lastIndexOf('/') + 1)
