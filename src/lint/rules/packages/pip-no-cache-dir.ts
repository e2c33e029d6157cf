import { hasOption } from '../../../shell/index.ts'
import { ownRule } from '../../own-rule.ts'
import { eachScript } from '../../scripts/each-script.ts'
import { mountsOf } from '../../scripts/mounts.ts'
import { hasCacheMount, pipCommand, removes } from './package-command.ts'

export const pipNoCacheDir = ownRule({
  name: 'PipNoCacheDir',
  aliases: ['DL3042'],
  description: 'The cache of pip should not be in the image',
  severity: 'warning',
  documentation: {
    what: '`pip install` without `--no-cache-dir`, where `PIP_NO_CACHE_DIR` is not set and no cache is mounted.',
    why: 'What pip has downloaded and built stays in the layer beside what it has installed.',
    bad: 'FROM python:3.12\nRUN pip install -r requirements.txt\n',
    good: 'FROM python:3.12\nRUN pip install --no-cache-dir -r requirements.txt\n',
  },
  create() {
    let off = false
    return eachScript(
      (script, report) => {
        if (
          off ||
          hasCacheMount(script, '/root/.cache', '/root/.cache/pip') ||
          mountsOf(script.instruction).some(
            ({ type, target }) => type === 'cache' && /\.cache|pip/.test(target),
          )
        )
          return
        if (removes(script, '/root/.cache', '~/.cache', '$HOME/.cache')) return
        for (const command of script.commands) {
          const pip = pipCommand(command)
          if (
            !pip ||
            (pip.verb !== 'install' && pip.verb !== 'wheel') ||
            command.assignments.includes('PIP_NO_CACHE_DIR')
          )
            continue
          if (hasOption(pip.args, 'no-cache-dir', 'cache-dir', 'help', 'dry-run')) continue
          report('The cache of pip stays in the image: pass --no-cache-dir, or mount a cache', {
            span: script.spanOf({ start: command.nameWord.start, end: pip.verbWord.end }),
            fix: script.fix(true, {
              start: pip.verbWord.end,
              end: pip.verbWord.end,
              text: ' --no-cache-dir',
            }),
          })
        }
      },
      (instruction) => {
        if (instruction.kind === 'from') off = false
        if (instruction.kind === 'env')
          off ||= instruction.pairs.some(({ key }) => key === 'PIP_NO_CACHE_DIR')
        if (instruction.kind === 'arg')
          off ||= instruction.args.some(({ key, value }) => key === 'PIP_NO_CACHE_DIR' && value !== undefined)
      },
    )
  },
})
