import * as native from 'slipway:native'
import { readModuleUrl } from '../modules/module-url.ts'
import { BuildError, extensionFrames } from '../source/index.ts'
import { importedExtensions } from './module-host.ts'

/**
 * The error for what the host has stopped because an extension took too much, whatever it was called for; undefined
 * where nothing was.
 * @param failure what the engine says of it, which has the stack
 */
export function stoppedExtension(failure: unknown): BuildError | undefined {
  const stop = native.takeStop()
  if (!stop) return undefined
  const [frame] = extensionFrames(failure)
  const path = readModuleUrl(stop.module)?.path ?? frame?.path ?? importedExtensions()
  const place = frame ? ` (line ${frame.line}${frame.path === path ? '' : ` of ${frame.path}`})` : ''
  const reason = stop.memory
    ? `needs more than ${stop.limit / 2 ** 20} MiB of memory`
    : `did not end within ${stop.limit / 1000} s of computing`
  return new BuildError('extension', `extension ${path} ${reason}${place}`, { cause: failure })
}
