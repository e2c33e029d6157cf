import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CompileOptions, compileDockerfile } from 'slipway/testing'
import frontend from './frontend.ts'

const compile = (text: string, options: CompileOptions = {}) =>
  compileDockerfile(text, { frontend, ...options })

test('SERVICE_USER adds a user and switches to it', async () => {
  const { ops, steps, image } = await compile('FROM alpine:3\nARG N=app\nSERVICE_USER --uid=900 $N\nRUN id\n')
  assert.deepEqual(steps.slice(1), ['[2/3] SERVICE_USER --uid=900 app', '[3/3] RUN id'])
  assert.match(JSON.stringify(ops[1]?.op), /app:x:900:900:/)
  assert.match(JSON.stringify(ops[2]?.op), /"user":"900"/)
  assert.equal(image?.config.user, '900')
})

test('SERVICE_USER refuses root', async () => {
  const { error } = await compile('FROM alpine:3\nSERVICE_USER --uid=0 app\n')
  assert.match(error?.message ?? '', /SERVICE_USER cannot have the uid 0/)
})

test('RELEASE labels the image', async () => {
  const files = { 'NOTES.md': 'Faster\n\nAnd smaller.\n' }
  const { image } = await compile('FROM alpine:3\nRELEASE --notes=NOTES.md 1.4.2\nUSER 1\n', { files })
  assert.equal(image?.config.labels?.get('org.opencontainers.image.version'), '1.4.2')
  assert.equal(image?.config.labels?.get('org.example.release-notes'), 'Faster')
})

test('RELEASE refuses what is no version, with its place', async () => {
  const { error, excerpt } = await compile('FROM alpine:3\nRELEASE next\n')
  assert.equal(error?.message, 'RELEASE needs a version such as 1.4.2, and next is none')
  assert.match(excerpt, />>> RELEASE next/)
})

test('NoLatestTag reports images without a version', async () => {
  const { warnings } = await compile('FROM alpine AS a\nFROM alpine:3\nFROM a\nUSER 1\n')
  assert.deepEqual(warnings, ['NoLatestTag: alpine has no version (line 1)'])
})

test('no-root refuses images that run as root', async () => {
  const { error, excerpt } = await compile('FROM alpine:3\nUSER 1\nUSER root\nRUN x\n')
  assert.equal(error?.message, 'policy no-root: the image runs as root')
  assert.match(excerpt, />>> USER root/)
})

test('bases lists the images', async () => {
  const { answer } = await compile('FROM golang:1 AS b\nFROM b\nCOPY --from=alpine:3 / /\n', {
    options: { requestid: 'frontend.bases' },
  })
  assert.equal(answer['result.txt'], 'b\tdocker.io/library/golang:1\n')
})
