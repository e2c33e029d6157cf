import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readElf, stripElf } from '../../scripts/image/elf.ts'

test('names the loader and the libraries of a program, also once it is stripped', () => {
  const node = readFileSync(process.execPath)
  const elf = readElf(node)
  expect(elf.interpreter).toMatch(/^\/lib.*\/ld-.*\.so\.\d$/)
  expect(elf.needed).toContain('libc.so.6')
  const stripped = stripElf(node)
  expect(stripped.length).toBe(elf.mappedSize)
  expect(stripped.length).toBeLessThanOrEqual(node.length)
  expect(readElf(stripped)).toEqual(elf)
})

test('refuses what is no ELF file', () => {
  expect(() => readElf(Buffer.from('#!/bin/sh\nexit 0\n'))).toThrow('not a 64-bit little-endian ELF file')
})
