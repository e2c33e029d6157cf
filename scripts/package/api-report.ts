/**
 * Writes docs/api: what each entry point of the package exports, with its types, so that a change of the public
 * surface shows in review. `--check` compares instead, and fails where a report is not what the code exports.
 * The declarations in dist are what is read: `npm run build:library` first.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'

const root = fileURLToPath(new URL('../..', import.meta.url))
const check = process.argv.includes('--check')

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string }>>
}

const { exports } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as Manifest

/** Declarations by the names of reports: `slipway-llb` for `slipway/llb`. */
const entries = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === 'string'
    ? []
    : [{ report: `slipway${name.slice(1).replace('/', '-')}`, types: target.types }],
)

const silent = { default: { logLevel: ExtractorLogLevel.None } }

function extract(report: string, types: string): boolean {
  const entry = `${root}/${types}`
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: root,
      mainEntryPointFilePath: entry,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'es2023',
            module: 'nodenext',
            moduleResolution: 'nodenext',
            types: ['node'],
            skipLibCheck: true,
          },
          files: [entry],
        },
      },
      apiReport: {
        enabled: true,
        reportFolder: `${root}/docs/api`,
        reportTempFolder: `${root}/dist/api-report`,
        reportFileName: report,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: silent,
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: `${root}/package.json`,
  })
  return !Extractor.invoke(config, {
    localBuild: !check,
    showVerboseMessages: false,
    messageCallback: (message) => {
      message.handled = true
    },
  }).apiReportChanged
}

// The tool writes into no folder that is missing, and does not say so.
mkdirSync(`${root}/docs/api`, { recursive: true })
const changed = entries.filter(({ report, types }) => !extract(report, types)).map(({ report }) => report)
if (entries.length === 0) throw new Error('the package has no entry points')
if (changed.length > 0) {
  console.log(`api report: ${changed.map((report) => `docs/api/${report}.api.md`).join(', ')} changed`)
  if (check) {
    console.error('`npm run api` writes what the code exports; commit it with the change')
    process.exitCode = 1
  }
}
