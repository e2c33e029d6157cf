import { expect, test } from 'vitest'
import { defineFrontend, defineInstruction, defineRule, defineSubrequest } from '../../src/index.ts'
import { compileDockerfile } from '../../src/testing/index.ts'

const greet = defineInstruction({
  name: 'GREET',
  step: false,
  convert: ({ words: [who = ''] }, stage) => stage.outline.secret(who, true),
  rules: [
    defineRule({
      name: 'PoliteGreeting',
      description: 'Names are written in full',
      url: 'https://example.org/polite',
      create: () => ({
        instruction({ instruction }, report) {
          if (greet.is(instruction) && (instruction.value.words[0] ?? '').length < 2) report('Too short')
        },
      }),
    }),
  ],
})
const count = defineSubrequest({
  name: 'count',
  description: 'Count the stages',
  async handle(build) {
    const { stages } = await build.parse()
    const { image } = await build.convert()
    const found = await build.check()
    return {
      'result.txt': `${stages.length} ${image.config.user} ${found.findings.length} ${build.options.target}\n`,
    }
  },
})
const frontend = defineFrontend({ name: 'myorg', instructions: [greet], subrequests: [count] })

test('a rule that comes with an instruction runs as the built-in ones do', async () => {
  const text = 'FROM alpine\nGREET x\n# check=skip=PoliteGreeting\nGREET y\n'
  const { warnings } = await compileDockerfile(text, { frontend })
  expect(warnings).toEqual(['PoliteGreeting: Too short (line 2)'])
  const failed = await compileDockerfile(`# check=error=true\n${text}`, { frontend })
  expect(failed.error?.message).toBe('lint violation found for rules: PoliteGreeting')
})

test('an instruction has an entry in the outline', async () => {
  const { answer } = await compileDockerfile('FROM alpine\nGREET key\n', {
    frontend,
    options: { requestid: 'frontend.outline' },
  })
  expect(answer['result.txt']).toContain('SECRET   REQUIRED\nkey      true')
})

test('a subrequest answers, and is listed', async () => {
  const text = 'FROM alpine AS a\nFROM a AS b\nUSER me\nGREET x\n'
  const { answer } = await compileDockerfile(text, {
    frontend,
    target: 'b',
    options: { requestid: 'frontend.count' },
  })
  expect(answer['result.txt']).toBe('2 me 1 b\n')
  const listed = await compileDockerfile(text, {
    frontend,
    options: { requestid: 'frontend.subrequests.describe' },
  })
  expect(listed.answer['result.txt']).toContain('count                1.0.0   Count the stages')
})
