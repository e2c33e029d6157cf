import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { eraseTypes, findSyntaxError, type ModuleSyntaxError } from '../../src/typescript/erase-types.ts'

function errorOf(text: string): Pick<ModuleSyntaxError, 'name' | 'message' | 'line' | 'column'> {
  try {
    eraseTypes(text)
  } catch (error) {
    const { name, message, line, column } = error as ModuleSyntaxError
    return { name, message, line, column }
  }
  throw new Error('nothing was thrown')
}

/** What is left, with runs of blanks as one. */
const erased = (text: string) => eraseTypes(text).replace(/ +/g, ' ').trim()

describe('erasing types', () => {
  test('leaves every other character where it was', () => {
    const text =
      'const a: number = 1\r\ninterface B {\r\n  c: 1\r\n}\r\nlet d = "\ud83d\ude00" as string, e = 2\n'
    const result = eraseTypes(text)
    expect(result).toBe(
      'const a         = 1\r\n;            \r\n      \r\n \r\nlet d = "\ud83d\ude00"          , e = 2\n',
    )
    expect(result).toHaveLength(text.length)
  })

  test.each([
    ['annotations', 'function f(this: X, a?: T, ...b: U[]): a is T {}', 'function f( a , ...b ) {}'],
    ['this alone', 'function f(this: X) {}', 'function f( ) {}'],
    ['generics', 'const f = async <const T,>(a: T) => new Map<T, 1>()', 'const f = async (a ) => new Map ()'],
    ['assertions', 'x as A as B satisfies C; y!.z![0]!()', 'x ; y .z [0] ()'],
    ['definite variables', 'let x!: number, {a, b}: C = d', 'let x , {a, b} = d'],
    [
      'type imports',
      'import type A from "a"\nimport B, { type C, d } from "b"',
      ';\nimport B, { d } from "b"',
    ],
    ['imports of types alone stay for their effect', 'import { type A } from "a"', 'import { } from "a"'],
    [
      'type exports',
      'export type { A } from "a"\nexport { type B, c } from "b"\nexport type * from "d"',
      '; \nexport { c } from "b"\n;',
    ],
    [
      'names that only look like it',
      'import type from "a"\ntype.as = satisfies',
      'import type from "a"\ntype.as = satisfies',
    ],
    ['declarations', 'declare const a: 1\ndeclare class Q {}\ndeclare module "x" {}\nb', '; \n; \n; \nb'],
    ['overloads', 'export function f(a: 1): void\nexport function f() {}', '; \nexport function f() {}'],
    ['namespaces of types', 'namespace N { export type A = 1 }\nb', '; \nb'],
    [
      'class heads',
      'export default abstract class A<T> extends B<T> implements C, D<E> {}',
      'export default class A extends B {}',
    ],
    [
      'class members',
      'class A { private readonly x?: 1 = 1; [k: string]: 1; f(): void; f() {} declare y: 1; static z!: 2; #p?: 3 }',
      'class A { ; x = 1; ; ; f() {} ; static z ; #p ; }',
    ],
    ['a comment that looks like a type', 'const a /* : b */: c = 1', 'const a /* : b */ = 1'],
  ])('%s', (_name, text, expected) => {
    expect(erased(text).replace(/\s+/g, ' ')).toBe(expected.replace(/\s+/g, ' '))
  })

  test.each([
    ['a call', 'let x = y as any\n(z)', 'let x = y ;     \n(z)'],
    ['an index', 'let x = y as any // c\n[z]', 'let x = y ;      // c\n[z]'],
    ['no call, in parentheses', 'let x = (y as any)\n+ z', 'let x = (y       )\n+ z'],
    ['a call of what is in front of a type', 'a\ntype B = 1\n(c)', 'a\n;         \n(c)'],
    ['a getter', 'class A { get: T\n f() {} }', 'class A { get;  \n f() {} }'],
    [
      'an index of a member',
      'class A { a = 1\n private ["b"] = 2 }',
      'class A { a = 1\n ;       ["b"] = 2 }',
    ],
    ['a line in front of =>', 'const f = (a): {\n b: 1 } => a', 'const f = (a    \n      ) => a'],
    ['a line behind async', 'const f = async <\nT>(a) => a', 'const f = async (\n   a) => a'],
  ])('makes no program that means something else: %s', (_name, text, expected) => {
    const result = eraseTypes(text)
    expect(result).toBe(expected)
    expect(findSyntaxError(result)).toBeUndefined()
  })

  test.each([
    [
      '\n  enum A { X }',
      'an enum is no type that can be erased; use an object: const A = { x: 1 } as const',
      2,
      3,
    ],
    [
      'const enum A { X }',
      'an enum is no type that can be erased; use an object: const A = { x: 1 } as const',
      1,
      1,
    ],
    [
      'namespace N { export const a = 1 }',
      'a namespace with values in it cannot be erased; use a module',
      1,
      1,
    ],
    [
      'class A { constructor(private x: 1) {} }',
      'a parameter property cannot be erased; declare the property, and assign to it',
      1,
      23,
    ],
    ['import fs = require("fs")', 'import … = require() cannot be erased; write import … from', 1, 1],
    ['const a = 1\nexport = a', 'export = cannot be erased; write export default', 2, 1],
    ['const a = <number>b', '<Type>value cannot be erased; write value as Type', 1, 11],
    ['\n@a class B {}', 'decorators are no part of JavaScript yet', 2, 1],
    ['class A { accessor x: 1 }', 'this syntax is no part of JavaScript yet', 1, 20],
    ['const a: = 1', 'Unexpected token', 1, 10],
    ['const a = "x\n"', 'Unterminated string constant.', 1, 11],
  ])('refuses %j with its place', (text, message, line, column) => {
    expect(errorOf(text)).toEqual({ name: 'SyntaxError', message, line, column })
  })

  test('is what Node makes of all files of this project', { timeout: 120_000 }, () => {
    const files = globSync('{src,test,scripts,bench,examples,starter}/**/*.ts')
    expect(files.length).toBeGreaterThan(300)
    const minified = (text: string) => transformSync(text, { loader: 'js', minify: true }).code
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
      const result = eraseTypes(text)
      const expected = stripTypeScriptTypes(text)
      // They differ in where an empty statement stands, if at all.
      if (result.replaceAll(';', ' ') === expected.replaceAll(';', ' ')) continue
      expect(minified(result), file).toBe(minified(expected))
    }
  })
})

test('a module without an error has none, types are one', () => {
  expect(findSyntaxError('export const a = await b')).toBeUndefined()
  expect(findSyntaxError('a\nlet b: 1')).toMatchObject({ line: 2, column: 6 })
})
