import { expect, test } from 'vitest'
import { built, compileWith, digestsOf } from './compile.ts'

test('mounts of MOUNT are as those of RUN --mount, for all RUNs that follow', async () => {
  const mounts = ['type=cache,target=/c', 'type=secret,id=s,target=/s', 'type=ssh', 'from=b,target=/m,rw']
  const flags = mounts.map((mount) => `--mount=${mount}`).join(' ')
  const head = 'FROM alpine AS b\nRUN make\nFROM alpine\nRUN 0\n'
  const long = await built('', `${head}RUN ${flags} 1\nWORKDIR /w\nRUN ${flags} 2\n`)
  const short = await built('mount', `${head}MOUNT ${mounts.join(' ')}\nRUN 1\nWORKDIR /w\nRUN 2\n`)
  expect(digestsOf(short)).toEqual(digestsOf(long))
  expect(short.image?.history).toEqual(long.image?.history)
  expect(short.steps.at(-1)).toBe('[stage-1 5/5] RUN 2')
})

test('a stage that is made from it starts without them', async () => {
  const { ops } = await built('mount', 'FROM alpine AS a\nMOUNT type=cache,target=/c\nRUN 1\nFROM a\nRUN 2\n')
  const execs = ops.map(({ op }) => JSON.stringify(op)).filter((op) => op.includes('"exec"'))
  expect(execs.map((op) => op.includes('"/c"'))).toEqual([true, false])
})

test('a mount of RUN, and a later MOUNT, go before one at the same place', async () => {
  const text =
    'FROM alpine\nMOUNT type=cache,target=/c,id=one\nMOUNT type=cache,target=/c,id=two\nRUN 1\nRUN --mount=type=tmpfs,target=/c 2\n'
  const { ops } = await built('mount', text)
  const execs = ops.map(({ op }) => JSON.stringify(op)).filter((op) => op.includes('"exec"'))
  expect(execs[0]).toContain('two')
  expect(execs[0]).not.toContain('one')
  expect(execs[1]).not.toContain('two')
})

test('variables are replaced where the MOUNT stands', async () => {
  const text = 'FROM alpine\nARG D=/one\nMOUNT type=cache,target=$D/x\nENV D=/two\nRUN 1\n'
  expect(JSON.stringify((await built('mount', text)).ops)).toContain('"/one/x"')
})

test('its secrets are in the outline, and a variable of it is masked in the steps', async () => {
  const text = 'FROM alpine\nMOUNT type=secret,id=token,env=TOKEN,required\nRUN use $TOKEN\n'
  const { answer } = await compileWith('mount', text, { options: { requestid: 'frontend.outline' } })
  expect(answer['result.txt']).toMatch(/token +true/)
  const { steps, ops } = await built('mount', text)
  expect(steps.at(-1)).toBe('[stage-0 2/2] RUN use $TOKEN')
  expect(JSON.stringify(ops)).toContain('"name":"TOKEN"')
})

test.each([
  ['MOUNT', 'MOUNT requires at least one argument'],
  ['MOUNT type=cash,target=/c', 'unsupported mount type "cash" (did you mean cache?)'],
  ['MOUNT type=cache', 'invalid mount target'],
])('%s is refused', async (line, message) => {
  const { error, excerpt } = await compileWith('mount', `FROM alpine\n${line}\nRUN x\n`)
  expect(error?.message).toContain(message)
  expect(excerpt).toContain(`>>> ${line}`)
})
