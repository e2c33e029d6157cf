import { describe, expect, test } from 'vitest'
import {
  isAbsolutePath,
  normalizePath,
  normalizeWorkdir,
  withoutDriveLetter,
} from '../../src/platform/index.ts'

describe('normalizePath', () => {
  test.each([
    ['/w', 'a', false, '/w/a'],
    ['w', 'a/../b/', false, '/w/b'],
    ['', '', false, '/'],
    ['/w', '', true, '/w'],
    ['/w', 'a/', true, '/w/a/'],
    ['/w', 'a/.', true, '/w/a/.'],
    ['/w', './', true, '/w/'],
    ['/', '.', true, '/'],
    ['/', 'a/b/.', true, '/a/b/.'],
    ['/', '/a//b/', false, '/a//b/'],
  ])('linux: %j, %j', (parent, path, keepSlash, result) => {
    expect(normalizePath(parent, path, 'linux', keepSlash)).toBe(result)
  })
  test.each([
    ['/w', 'a\\b', false, '/w/a/b'],
    ['/w', 'C:\\a\\..\\b\\', true, '/b/'],
    ['C:\\w', 'c:a', false, '/w/a'],
    ['/w', '\\x\\.', false, '/x'],
  ])('windows: %j, %j', (parent, path, keepSlash, result) => {
    expect(normalizePath(parent, path, 'windows', keepSlash)).toBe(result)
  })
  test.each([
    ['D:\\a', 'removing drive letter: The specified path is not on the system drive (C:)'],
    ['C:', 'removing drive letter: No relative path specified in "C:"'],
    ['\\\\server\\share', 'removing drive letter: UNC paths are not supported'],
  ])('windows: %j is refused', (path, message) => {
    expect(() => normalizePath('/', path, 'windows', false)).toThrow(message)
  })
})

test('normalizeWorkdir has the separators of the system', () => {
  expect(normalizeWorkdir('/a', 'b', 'linux')).toBe('/a/b')
  expect(normalizeWorkdir('\\a', 'b/c', 'windows')).toBe('\\a\\b\\c')
  expect(() => normalizeWorkdir('', 'D:\\', 'windows')).toThrow(
    'normalizing working directory: removing drive letter: The specified path is not on the system drive (C:)',
  )
})

test('drive letters exist on windows only', () => {
  expect(withoutDriveLetter('c:/a/', 'linux', true)).toBe('c:/a/')
  expect(isAbsolutePath('C:\\a', 'windows')).toBe(true)
  expect(isAbsolutePath('C:a', 'windows')).toBe(false)
  expect(isAbsolutePath('D:\\a', 'windows')).toBe(false)
  expect(isAbsolutePath('C:\\a', 'linux')).toBe(false)
})
