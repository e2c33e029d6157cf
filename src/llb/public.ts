// What `slipway/llb` exports: the module of LLB itself, whose constructors check what they are given. Within this
// program the compiler has done so, and nothing is checked again.
import * as checks from './checks/ops.ts'
import { listOf, recordOf, someText, text } from './checks/shape.ts'
import * as llb from './index.ts'

export * from './index.ts'

/** See `Exec`. Throws TypeError for a field that cannot be. */
export const exec: typeof llb.exec = (fields) => {
  checks.execFields(fields, 'exec')
  return llb.exec(fields)
}

/** File actions on top of an output. Throws TypeError for an action or option that cannot be. */
export const file: typeof llb.file = (base, actions, options = {}) => {
  checks.outputOrScratch(base, 'file: base')
  checks.actionsInDirectory(actions, 'file: actions')
  checks.fileOptions(options, 'file: options')
  return llb.file(base, actions, options)
}

/** Layers of all inputs on top of each other. Throws TypeError for an input that is none. */
export const merge: typeof llb.merge = (inputs, constraints = {}) => {
  checks.mergeInputs(inputs, 'merge: inputs')
  checks.constraints(constraints, 'merge: constraints')
  return llb.merge(inputs, constraints)
}

/** What `upper` adds to `lower`. Throws TypeError for what is no output. */
export const diff: typeof llb.diff = (lower, upper, constraints = {}) => {
  checks.outputOrScratch(lower, 'diff: lower')
  checks.outputOrScratch(upper, 'diff: upper')
  checks.constraints(constraints, 'diff: constraints')
  return llb.diff(lower, upper, constraints)
}

/** An image of a registry. Throws TypeError for arguments that cannot be, BuildError for a malformed reference. */
export const image: typeof llb.image = (ref, options) => {
  someText(ref, 'image: ref')
  checks.sourceOptions(options, 'image: options')
  return llb.image(ref, options)
}

/** An image in an OCI layout that the client serves. Throws TypeError for arguments that cannot be. */
export const ociLayout: typeof llb.ociLayout = (ref, options) => {
  someText(ref, 'ociLayout: ref')
  checks.sourceOptions(options, 'ociLayout: options')
  return llb.ociLayout(ref, options)
}

/** A git repository. Throws TypeError for arguments that cannot be. */
export const git: typeof llb.git = (url, options) => {
  if (typeof url === 'string') someText(url, 'git: url')
  else recordOf(text)(url, 'git: url')
  checks.sourceOptions(options, 'git: options')
  return llb.git(url, options)
}

/** What a URL answers, as a directory with one file. Throws TypeError for arguments that cannot be. */
export const http: typeof llb.http = (url, options) => {
  someText(url, 'http: url')
  checks.sourceOptions(options, 'http: options')
  return llb.http(url, options)
}

/** A directory of the client. Throws TypeError for arguments that cannot be. */
export const local: typeof llb.local = (name, options) => {
  someText(name, 'local: name')
  checks.sourceOptions(options, 'local: options')
  return llb.local(name, options)
}

/** A source of any kind. Throws TypeError for arguments that cannot be. */
export const source: typeof llb.source = (identifier, attrs, caps, constraints) => {
  someText(identifier, 'source: identifier')
  recordOf(text)(attrs, 'source: attrs')
  listOf(text)(caps, 'source: caps')
  checks.constraints(constraints, 'source: constraints')
  return llb.source(identifier, attrs, caps, constraints)
}
