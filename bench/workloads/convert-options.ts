import type { ConvertOptions } from '../../src/convert/options.ts'
import { offlineSources } from '../../src/offline/index.ts'
import type { SourceFile } from '../../src/source/index.ts'

/** The options of a conversion for linux/amd64, without a daemon and with nobody who listens for lint events. */
export function convertOptions(file: SourceFile): ConvertOptions {
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
    llbCaps: { missing: () => undefined },
    sources: offlineSources(),
    randomId: () => 'benchmark',
  }
}
