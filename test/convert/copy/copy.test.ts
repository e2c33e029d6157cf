import { describe, expect, test } from 'vitest'
import { convertAdd, convertCopy, copySources } from '../../../src/convert/steps/copy/index.ts'
import type { FileAction, FileOp, MergeOp, Output, SourceOp } from '../../../src/llb/index.ts'
import { parseTransfer, recordingStage } from './recording-stage.ts'

function convert(text: string, fields: Parameters<typeof recordingStage>[0] = {}) {
  const instruction = parseTransfer(text)
  const recording = recordingStage(fields)
  if (instruction.kind === 'add') convertAdd(instruction, recording.stage)
  else convertCopy(instruction, recording.stage)
  const op = recording.stage.output?.op as FileOp | MergeOp
  return { ...recording, op, actions: op.kind === 'file' ? op.actions : [] }
}

function sourceOf(action: FileAction | undefined): SourceOp {
  if (action?.type !== 'copy') throw new Error('not a copy')
  return (action.from as Output).op as SourceOp
}

describe('COPY', () => {
  test('copies paths of the build context in one op', () => {
    const { op, actions, used, history, contextPaths } = convert('COPY a ./b/ /dst/', { workdir: '/w' })
    expect(op.constraints).toMatchObject({ customName: '[1/9] COPY a ./b/ /dst/' })
    expect(actions).toMatchObject([
      {
        source: '/a',
        destination: '/dst/',
        followSymlinks: true,
        copyDirContentsOnly: true,
        attemptUnpack: false,
        createDestPath: true,
        allowWildcard: true,
        allowEmptyWildcard: true,
      },
      { source: '/b' },
    ])
    expect(used).toEqual(['/a', '/b'])
    expect(contextPaths).toEqual(['a', './b/'])
    expect(history).toEqual(['COPY a ./b/ /dst/ # buildkit'])
  })
  test('takes the destination from the working directory', () => {
    for (const [written, path] of [
      ['.', '/w/'],
      ['x', '/w/x'],
      ['x/', '/w/x/'],
      ['../y/.', '/y/.'],
      ['/abs', '/abs'],
    ]) {
      expect(convert(`COPY a ${written}`, { workdir: '/w' }).actions).toMatchObject([{ destination: path }])
    }
  })
  test.each([
    ['COPY --link --chown=web a /', '--chown=web: '],
    ['COPY --link --chmod=640 --chown=5:staff a /', '--chown=5:staff: '],
    ['ADD --link --chown=web:5 https://example.com/a /', '--chown=web:5: '],
    ['COPY --link --chmod=x --chown=+0 <<E /\nE', '--chown=+0: '],
  ])('refuses names that a layer of its own cannot look up: %s', (text, start) => {
    const rest = "user and group names can't be resolved when used with --link, use numeric uid[:gid] instead"
    expect(() => convert(text)).toThrow(start + rest)
  })
  test.each(['root:root', '5', '5:', ':7', '4294967295:0'])('takes --link --chown=%s', (chown) => {
    expect(convert(`COPY --link --chown=${chown} a /`).op.kind).toBe('merge')
  })
  test('looks names up where the layer is not one of its own', () => {
    expect(convert('COPY --link=false --chown=web a /').op.kind).toBe('file')
  })
  test('passes owner, mode and patterns on', () => {
    const { actions, history } = convert(
      'COPY --chown=app:0 --chmod=u=rwX,go-w --exclude=*.md --exclude=x a /',
    )
    expect(actions).toMatchObject([
      {
        ownership: { user: { name: 'app' }, group: { id: 0 } },
        modeString: 'u=rwX,go-w',
        excludePatterns: ['*.md', 'x'],
      },
    ])
    expect(history).toEqual(['COPY --chown=app:0 --chmod=u=rwX,go-w a / # buildkit'])
    expect(convert('COPY --chmod=0755 a /').actions).toMatchObject([{ mode: 0o755 }])
  })
  test.each([
    ['99', "invalid chmod parameter: '99'. it should be octal string and between 0 and 07777"],
    ['10000', "invalid chmod parameter: '10000'. it should be octal string and between 0 and 07777"],
    ['7x', "invalid chmod parameter: '7x'. it should be octal string and between 0 and 07777"],
    ['u+q', 'invalid syntax'],
    ['ug', 'invalid syntax'],
    ['u+x,', 'invalid syntax'],
  ])('refuses --chmod=%s', (mode, message) => {
    expect(() => convert(`COPY --chmod=${mode} a /`)).toThrow(message)
  })
  test('keeps parents', () => {
    const { actions, history } = convert('COPY --parents a/b /x/./y/z c/*/d /e*/./f /dst/')
    expect(actions).toMatchObject([
      { source: '/', includePatterns: ['a/b'], requiredPaths: ['/a/b'] },
      { source: '/x', includePatterns: ['y/z'], requiredPaths: ['/x/y/z'] },
      { source: '/', includePatterns: ['c/*/d'] },
      { source: '/e*', includePatterns: ['f'] },
    ])
    expect(actions[2]).not.toHaveProperty('requiredPaths')
    expect(actions[3]).not.toHaveProperty('requiredPaths')
    expect(history[0]).toMatch(/^COPY --parents a\/b /)
  })
  test('makes files of here-documents', () => {
    const { actions, history, used } = convert('COPY <<one <<two /dst/\nhello\none\nbye\ntwo')
    expect(actions).toMatchObject([{ source: 'one', destination: '/dst/' }, { source: 'two' }])
    const made = sourceOf(actions[0]) as unknown as FileOp
    expect(made.constraints.customName).toBe('[internal] preparing inline document')
    expect(made.actions).toMatchObject([
      { type: 'mkfile', mode: 0o644, data: new TextEncoder().encode('hello\n') },
    ])
    expect(history).toEqual(['COPY <<one <<two /dst/ # buildkit'])
    expect(used).toEqual([])
  })
  test('copies from a stage', () => {
    const { actions, used, contextPaths } = convert('COPY --from=build /out/ /')
    expect(sourceOf(actions[0]).identifier).toBe('local://other')
    expect(used).toEqual(['other:/out'])
    expect(contextPaths).toEqual([])
    expect(() => convert('COPY --from=late a /', { ready: false })).toThrow(
      'cannot copy from stage "late", it needs to be defined before current stage "app"',
    )
  })
  test('names its source, without variables', () => {
    const sources = (text: string) => {
      const instruction = parseTransfer(text)
      return instruction.kind === 'copy' ? copySources(instruction) : undefined
    }
    expect(sources('COPY a /')).toEqual([])
    expect(sources('COPY --from=0 a /')).toEqual([{ name: '0', byIndex: true, located: true }])
    expect(() => sources('COPY --from=$stage a /')).toThrow('variable expansion is not supported for --from')
  })
  test('takes no remote sources', () => {
    expect(() => convert('COPY https://example.com/x /')).toThrow("source can't be a URL for COPY")
    expect(() => convert('COPY git@example.com:x/y /')).toThrow("source can't be a git ref for COPY")
    expect(convert('COPY github.com/x/y /').actions).toMatchObject([{ source: '/github.com/x/y' }])
  })
  test('understands paths of Windows', () => {
    expect(convert('COPY a d:x').actions).toMatchObject([{ destination: '/d:x' }])
    expect(() => convert('COPY a D:/x', { os: 'windows' })).toThrow(
      'removing drive letter: The specified path is not on the system drive (C:)',
    )
    expect(() => convert('COPY D:/a /', { os: 'windows' })).toThrow(
      'removing drive letter: removing drive letter: The specified path is not on the system drive (C:)',
    )
    expect(convert('COPY C:/a c:/b/', { os: 'windows' }).actions).toMatchObject([
      { source: '/a', destination: '/b/' },
    ])
  })
})

describe('--link', () => {
  test('makes a layer of its own, merged on top', () => {
    const { op } = convert('COPY --link a /')
    if (op.kind !== 'merge') throw new Error('no merge')
    expect(op.inputs).toHaveLength(2)
    const text = 'COPY --link a /'
    const group = { id: 'group-1', name: `[1/9] ${text}` }
    expect(op.constraints).toMatchObject({
      customName: `[1/9] LINK ${text}`,
      progressGroup: { ...group, weak: false },
    })
    const layer = op.inputs[1]?.op as FileOp
    expect(layer.base).toBeNull()
    expect(layer.constraints).toMatchObject({
      customName: `[1/9] ${text}`,
      progressGroup: { ...group, weak: true },
    })
  })
  test('is a plain copy with --chmod, or where layers cannot be merged', () => {
    expect(convert('COPY --link --chmod=644 a /').op.kind).toBe('file')
    expect(convert('COPY --link a /', { mergeOp: false }).op.kind).toBe('file')
  })
})

describe('ADD', () => {
  test('unpacks what is local, and downloads only if told to', () => {
    expect(convert('ADD a.tar /').actions).toMatchObject([{ attemptUnpack: true }])
    expect(convert('ADD --unpack=false a.tar /').actions).toMatchObject([{ attemptUnpack: false }])
    expect(convert('ADD https://example.com/a.tar /').actions).toMatchObject([{ attemptUnpack: false }])
    expect(convert('ADD --unpack https://example.com/a.tar /').actions).toMatchObject([
      { attemptUnpack: true },
    ])
  })
  test('downloads under the last part of the URL', () => {
    const digest = `sha256:${'0'.repeat(64)}`
    const { actions, used, contextPaths } = convert(
      `ADD --checksum=${digest} https://example.com/a/b%20c?x=1 /`,
    )
    expect(actions).toMatchObject([{ source: 'b c' }])
    expect(sourceOf(actions[0])).toMatchObject({
      identifier: 'https://example.com/a/b%20c?x=1',
      attrs: { 'http.checksum': digest, 'http.filename': 'b c' },
      constraints: { customName: expect.stringMatching(/^\[1\/9\] ADD /) },
    })
    expect([...used, ...contextPaths]).toEqual([])
    expect(convert('ADD https://example.com/ /').actions).toMatchObject([{ source: '__unnamed__' }])
  })
  test('fetches git repositories', () => {
    const { actions } = convert(
      'ADD --keep-git-dir=true https://example.com/r.git?submodules=false#v1:sub git@example.com:o/p.git /',
    )
    expect(actions).toMatchObject([{ source: '/' }, { source: '/' }])
    expect(sourceOf(actions[0])).toMatchObject({
      identifier: 'git://example.com/r.git#v1:sub',
      attrs: { 'git.keepgitdir': 'true', 'git.skipsubmodules': 'true' },
    })
    expect(sourceOf(actions[1]).attrs).toMatchObject({ 'git.fullurl': 'git@example.com:o/p.git' })
  })
  test.each([
    ['--checksum=abc a b /', "checksum can't be specified for multiple sources"],
    ['--checksum=abc a /', 'checksum requires HTTP(S) or Git sources'],
    ['--checksum=abc https://example.com/x /', 'invalid checksum digest format'],
    ['--checksum=abc https://example.com/x.git?checksum=def /', 'checksum mismatch "abc" != "def"'],
    [
      '--keep-git-dir=true https://example.com/x.git?keep-git-dir=false /',
      'inconsistent keep-git-dir configuration',
    ],
    ['https://example.com/x.git?what=1 /', 'unexpected query "what"'],
  ])('refuses %s', (text, message) => {
    expect(() => convert(`ADD ${text}`)).toThrow(message)
  })
})
