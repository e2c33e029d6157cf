import { describe, expect, it } from 'vitest'
import { builtinSyntaxes, findSyntax, type RunInstruction } from '../../../src/dockerfile/index.ts'
import { instructionOf, refusalOf, replacing } from '../parse.ts'

const run = (text: string) => instructionOf(`RUN ${text}`, 'run')

/** The mounts of a RUN once variables have values. */
function mounts(flags: string, values: Record<string, string> = {}) {
  const expanded = findSyntax(builtinSyntaxes, 'run')?.expand?.(run(`${flags} x`), replacing(values))
  return (expanded as RunInstruction).mounts
}

describe('RUN', () => {
  it('has a command for a shell, or arguments', () => {
    expect(run('a  "b" [c]').command).toEqual({ args: ['a  "b" [c]'], shell: true, files: [] })
    expect(run('["a", "b c"]').command).toEqual({ args: ['a', 'b c'], shell: false, files: [] })
    expect(run('[]').command).toEqual({ args: [], shell: false, files: [] })
    expect(run('["a" b]').command).toEqual({ args: ['["a" b]'], shell: true, files: [] })
  })

  it('has the here-documents as they were written', () => {
    const { command } = run('<<-A cat\n\tx\n\tA')
    expect(command.files).toEqual([{ name: 'A', content: '\tx\n', chomp: true }])
  })

  it('has a network and a security mode', () => {
    expect(run('x')).toMatchObject({ network: 'default', security: 'sandbox', flagsUsed: [] })
    const flags = '--security=insecure --network=none'
    expect(run(`${flags} x`)).toMatchObject({
      network: 'none',
      security: 'insecure',
      flagsUsed: ['network', 'security'],
    })
    expect(refusalOf('RUN --network=Host x')).toBe('invalid network mode "Host"')
    expect(refusalOf('RUN --security= x')).toBe('security "" is not valid')
  })

  it('has devices', () => {
    const devices = (value: string) => run(`--device=${value} x`).devices
    expect(devices('a.b/c=d')).toEqual([{ name: 'a.b/c=d', required: false }])
    expect(devices('a,required')).toEqual([{ name: 'a', required: true }])
    expect(devices('name=a,Required=0')).toEqual([{ name: 'a', required: false }])
    expect(refusalOf('RUN --device=a,b x')).toBe("invalid field 'b' must be a key=value pair")
    expect(refusalOf('RUN --device=a,name=b x')).toBe('device name already set to a')
    expect(refusalOf('RUN --device=a,required=x x')).toBe('invalid value for required: x')
    expect(refusalOf('RUN --device= x')).toBe('failed to parse csv devices: EOF')
    expect(refusalOf('RUN --device=a,nam=b x')).toBe("unexpected key 'nam' in 'nam=b' (did you mean name?)")
  })
})

describe('RUN --mount', () => {
  it('is checked for its source alone before variables have values', () => {
    const { mounts } = run('--mount=type=nope,from=a,size=x,wrong x')
    expect(mounts).toMatchObject([{ type: 'bind', from: 'a', readOnly: true }])
    expect(refusalOf('RUN --mount=from=$A x')).toBe(
      "'from' doesn't support variable expansion, define alias stage instead",
    )
    expect(refusalOf('RUN --mount=from=a$ x')).toBeUndefined()
    expect(refusalOf('RUN --mount=a"b x')).toBeUndefined()
    expect(refusalOf("RUN --mount='a\"b' x")).toBe(
      'failed to parse csv mounts: parse error on line 1, column 2: bare " in non-quoted-field',
    )
  })

  it('takes every option of every type', () => {
    const nothing = {
      from: '',
      source: '',
      target: '',
      sizeLimit: 0,
      cacheId: '',
      cacheSharing: '',
      required: false,
      env: undefined,
      mode: undefined,
      uid: undefined,
      gid: undefined,
    }
    expect(mounts('--mount=FROM=a,Src=/b,dst=/c,rw')).toEqual([
      { ...nothing, type: 'bind', readOnly: false, from: 'a', source: '/b', target: '/c' },
    ])
    expect(
      mounts('--mount=type=cache,target=/c,id=i,sharing=Locked,mode=0750,uid=1,gid=2,ro,from=a,source=s'),
    ).toEqual([
      {
        ...nothing,
        type: 'cache',
        readOnly: true,
        target: '/c',
        cacheId: 'i',
        cacheSharing: 'locked',
        mode: 0o750,
        uid: 1,
        gid: 2,
        from: 'a',
        source: 's',
      },
    ])
    expect(mounts('--mount=type=tmpfs,target=/t,size=1.5k')).toEqual([
      { ...nothing, type: 'tmpfs', readOnly: false, target: '/t', sizeLimit: 1536 },
    ])
    expect(mounts('--mount=type=secret,id=s,env=,required --mount=type=ssh,required=true')).toEqual([
      { ...nothing, type: 'secret', readOnly: true, cacheId: 's', env: '', required: true },
      { ...nothing, type: 'ssh', readOnly: true, required: true },
    ])
  })

  it('replaces variables in values', () => {
    const [mount] = mounts('--mount=type=$T,target=/$T/x,id=$X', { T: 'cache', X: 'y' })
    expect(mount).toMatchObject({ type: 'cache', target: '/cache/x', cacheId: 'y' })
  })

  it.each([
    ['type=chache', 'unsupported mount type "chache" (did you mean cache?)'],
    ['type=', 'unsupported mount type ""'],
    ['type=cache,sharing=lock', 'unsupported sharing value "lock" (did you mean locked?)'],
    ['ro=2', 'invalid value for ro: 2'],
    ['readwrite=y', 'invalid value for readwrite: y'],
    ['required', "unexpected key 'required' for mount type 'bind'"],
    ['type=ssh,required=x', 'invalid value for required: x'],
    ['size=1,type=tmpfs', "unexpected key 'size' for mount type 'bind'"],
    ['type=tmpfs,size=x', 'invalid value for size: x'],
    ['type=cache,mode=8', 'invalid value 8 for mode'],
    ['type=cache,uid=-1', 'invalid value -1 for uid'],
    ['type=cache,gid=4294967296', 'invalid value 4294967296 for gid'],
    ['targt=/a', "unexpected key 'targt' in 'targt=/a' (did you mean target?)"],
    ['target', "invalid field 'target' must be a key=value pair"],
    ['mode=0', 'mode not allowed for "bind" type mounts'],
    ['type=tmpfs,uid=0', 'uid not allowed for "tmpfs" type mounts'],
    ['sharing=shared', 'invalid cache sharing set for bind mount'],
    ['type=secret', 'invalid secret mount. one of source, target required'],
    ['type=secret,id=a,from=b', 'secret mount should not have a from'],
    ['type=secret,id=a,sharing=shared', 'secret mount should not define sharing'],
    ['type=secret,id=a,src=b', "both source and id can't be set"],
  ])('refuses %s', (value, message) => {
    expect(() => mounts(`--mount=${value}`)).toThrow(message)
  })
})
