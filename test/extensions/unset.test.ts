import { expect, test } from 'vitest'
import { built, compileWith } from './compile.ts'

const images = {
  db: {
    config: {
      user: 'db',
      env: ['PATH=/bin', 'PG_MAJOR=16', 'PG_VERSION=16.1', 'LANG=C'],
      volumes: ['/data', '/log'],
      exposedPorts: ['80/tcp', '81/tcp', '81/udp', '90/tcp'],
      labels: new Map([
        ['org.example.a', '1'],
        ['org.example.b', '2'],
        ['other', '3'],
      ]),
      entrypoint: ['/entry'],
      cmd: ['serve'],
      healthcheck: { test: ['CMD', 'true'] },
    },
  },
}
const config = async (text: string) => (await built('unset', `FROM db\n${text}\n`, { images })).image?.config

test('takes away what is named, and `*` stands for any text', async () => {
  expect(await config('UNSET VOLUME /data')).toMatchObject({ volumes: ['/log'] })
  expect(await config('UNSET ENV PG_* LANG')).toMatchObject({ env: ['PATH=/bin'] })
  expect((await config('UNSET LABEL org.*.a other'))?.labels).toEqual(new Map([['org.example.b', '2']]))
  expect(await config('ARG P=81\nUNSET EXPOSE 80 $P/UDP')).toMatchObject({
    exposedPorts: ['81/tcp', '90/tcp'],
  })
  expect(await config('UNSET EXPOSE 80-85')).toMatchObject({ exposedPorts: ['81/udp', '90/tcp'] })
})

test('takes away all of it where nothing is named', async () => {
  expect((await config('UNSET VOLUME'))?.volumes ?? []).toEqual([])
  expect((await config('UNSET EXPOSE'))?.exposedPorts ?? []).toEqual([])
  expect((await config('UNSET LABEL'))?.labels ?? new Map()).toEqual(new Map())
  expect((await config('UNSET ENTRYPOINT'))?.entrypoint ?? null).toBeNull()
  expect(await config('unset entrypoint')).toMatchObject({ cmd: ['serve'] })
  expect((await config('UNSET CMD'))?.cmd ?? null).toBeNull()
  expect((await config('UNSET HEALTHCHECK'))?.healthcheck).toBeUndefined()
  expect((await config('UNSET USER'))?.user ?? '').toBe('')
})

test('variables are gone for what follows, and the history tells of it', async () => {
  const { steps, image } = await built('unset', 'FROM db\nUNSET ENV LANG\nENV X=${LANG:-none}\nRUN x\n', {
    images,
  })
  expect(image?.config.env).toContain('X=none')
  expect(image?.history.map(({ createdBy }) => createdBy)).toContain('UNSET ENV LANG')
  expect(steps.at(-1)).toBe('[2/2] RUN x')
})

test.each([
  ['UNSET', 'UNSET requires at least one argument'],
  ['UNSET VOLUMES /data', 'UNSET cannot take away VOLUMES (did you mean VOLUME?)'],
  ['UNSET ENV', 'UNSET ENV requires at least one name'],
  ['UNSET USER db', 'UNSET USER takes no further arguments'],
  ['UNSET EXPOSE http', 'UNSET EXPOSE: http is no port'],
])('%s is refused', async (line, message) => {
  const { error, excerpt } = await compileWith('unset', `FROM db\n${line}\n`, { images })
  expect(error?.message).toContain(message)
  expect(excerpt).toContain(`>>> ${line}`)
})
