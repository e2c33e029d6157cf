import type { ConvertOptions } from '../convert/definition/options.ts'
import type { SourceFile } from '../source/index.ts'
import { offlineSources } from './offline-sources.ts'

/**
 * The options of a conversion for linux/amd64 without a daemon, to which nobody listens.
 * @param given in place of what is made up
 */
export function offlineConversion(file: SourceFile, given: Partial<ConvertOptions> = {}): ConvertOptions {
  return {
    file,
    lint: { emit: () => {} },
    target: '',
    allStages: false,
    buildArgs: new Map(),
    labels: new Map(),
    targetPlatform: undefined,
    buildPlatforms: [{ os: 'linux', architecture: 'amd64' }],
    multiPlatform: false,
    resolveMode: 'default',
    noCache: [],
    cacheIdNamespace: '',
    hostname: '',
    network: 'default',
    extraHosts: [],
    shmSize: 0,
    ulimits: [],
    devices: [],
    cgroupParent: '',
    linuxResources: undefined,
    git: {},
    fetchQueries: false,
    lazyIgnoreFile: false,
    runsTriggers: true,
    llbCaps: { missing: () => undefined },
    sources: given.sources ?? offlineSources(),
    randomId: () => 'random',
    ...given,
  }
}
