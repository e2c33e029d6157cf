import { describe, expect, test } from 'vitest'
import { parseImageConfig, serializeImageConfig } from '../../src/convert/index.ts'

describe('parseImageConfig', () => {
  test('finds keys of any case and drops unknown ones', () => {
    const image = parseImageConfig('{"OS":"linux","config":{"env":["A=1"],"Unknown":1},"extra":{}}')
    expect(image.os).toBe('linux')
    expect(image.config.env).toEqual(['A=1'])
  })

  test('takes null for absence', () => {
    const image = parseImageConfig('{"config":null,"history":null,"rootfs":{"diff_ids":null}}')
    expect(image.history).toEqual([])
    expect(image.rootfs).toEqual({ type: '', diffIds: null })
  })

  test.each([
    ['2024-05-01T00:00:00.120000000Z', '2024-05-01T00:00:00.12Z'],
    ['2024-05-01T00:00:00.000Z', '2024-05-01T00:00:00Z'],
    ['2024-05-01T00:00:00+00:00', '2024-05-01T00:00:00Z'],
    ['2024-05-01T00:00:00+02:00', '2024-05-01T00:00:00+02:00'],
  ])('writes the time %s as %s', (written, expected) => {
    expect(parseImageConfig(JSON.stringify({ created: written })).created).toBe(expected)
  })

  test('merges what is there twice', () => {
    const image = parseImageConfig('{"config":{"WorkingDir":"/w","Env":["A=1"]},"config":{"User":"u"}}')
    expect(image.config).toMatchObject({ workingDir: '/w', env: ['A=1'], user: 'u' })
  })

  test('is as exact as the numbers', () => {
    const { healthcheck } = parseImageConfig(
      '{"config":{"Healthcheck":{"Interval":9223372036854775807,"Retries":3}}}',
    ).config
    expect([healthcheck?.interval, healthcheck?.retries]).toEqual([9223372036854775807n, 3])
  })

  test.each([
    ['{"created":"2024-02-30T00:00:00Z"}', 'parsing time "2024-02-30T00:00:00Z": day out of range'],
    [
      '{"config":{"Volumes":{"/a":1}}}',
      'Go struct field DockerOCIImageConfig.config.ImageConfig.Volumes of type struct {}',
    ],
    [
      '{"config":{"Healthcheck":{"Retries":1.0}}}',
      'number 1.0 into Go struct field HealthcheckConfig.config.DockerOCIImageConfigExt.Healthcheck.Retries of type int',
    ],
    ['{"history":[{"created_by":1}]}', 'Go struct field History.Image.history.created_by of type string'],
    ['{"os":1}', 'cannot unmarshal number'],
    ['[]', 'cannot unmarshal array'],
    ['{"config":{"Env":[1]}}', 'cannot unmarshal number'],
    ['{', 'unexpected end of JSON input'],
  ])('refuses %s', (json, message) => {
    expect(() => parseImageConfig(json)).toThrow(message)
  })
})

describe('serializeImageConfig', () => {
  test('writes keys in one order, sorts sets and leaves out what is empty', () => {
    const json =
      '{"created":"2024-05-01T00:00:00Z","author":"me","architecture":"arm64","os":"linux","os.version":"1","os.features":["f"],"variant":"v8",' +
      '"rootfs":{"type":"layers","diff_ids":["sha256:1"]},"history":[{"created_by":"x","comment":"c","empty_layer":true}],' +
      '"config":{"User":"u","ExposedPorts":{"80/tcp":{},"9/udp":{}},"Env":["A=1"],"Entrypoint":["e"],"Cmd":["c"],"Volumes":{"/v":{}},"WorkingDir":"/w",' +
      '"Labels":{"a":"\\u003c","b":""},"StopSignal":"TERM","ArgsEscaped":true,"Healthcheck":{"Test":["NONE"],"Interval":1,"Retries":2},"OnBuild":["RUN x"],"Shell":["sh"]}}'
    expect(serializeImageConfig(parseImageConfig(json))).toBe(json)
  })

  test('refuses times that Go does not write', () => {
    const image = parseImageConfig('{"created":"2024-05-01T00:00:00+24:00"}')
    expect(() => serializeImageConfig(image)).toThrow('timezone hour outside of range [0,23]')
  })

  test('an empty config keeps what is always there', () => {
    expect(serializeImageConfig(parseImageConfig('{}'))).toBe(
      '{"architecture":"","os":"","rootfs":{"type":"","diff_ids":null},"config":{}}',
    )
  })
})
