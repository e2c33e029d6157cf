export type * from './instruction.ts'
export type * from './instruction-syntax.ts'
export type * from './syntax-tree.ts'
