import { writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { help, readArguments, type SectionName } from './arguments.ts'
import { imageCommands } from './engine/image-command.ts'
import { parseFrontendCommand } from './gateway/frontend-command.ts'
import { ownFrontend } from './gateway/own-frontend.ts'
import type { Section } from './report/section.ts'
import { formatTable } from './report/table.ts'

const sections: Readonly<Record<SectionName, () => Promise<Section>>> = {
  process: async () => (await import('./sections/process.ts')).processSection,
  crowd: async () => (await import('./sections/crowd.ts')).crowdSection,
  scale: async () => (await import('./sections/scale.ts')).scaleSection,
  library: async () => (await import('./sections/library.ts')).librarySection,
  extensions: async () => (await import('./sections/extensions.ts')).extensionsSection,
  e2e: async () => (await import('./sections/end-to-end.ts')).endToEndSection,
  image: async () => (await import('./sections/image.ts')).imageSection,
}

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(help)
    return 0
  }
  const machine = {
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    architecture: process.arch,
    node: process.version,
  }
  const compares = options.only.some((name) => ['process', 'crowd', 'scale'].includes(name))
  const starts = compares || options.only.includes('extensions')
  const frontends = [
    ...(starts ? [ownFrontend()] : []),
    ...options.frontends.map(parseFrontendCommand),
    ...(compares ? await imageCommands(options.images) : []),
  ]
  const data: Record<string, unknown> = {}
  const failures: string[] = []
  console.log(
    `${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.architecture}, Node ${machine.node}\n`,
  )
  for (const name of options.only) {
    const run = await sections[name]()
    const report = await run({
      smoke: options.smoke,
      runs: options.runs,
      frontends,
      reference: frontends.length > 1 ? frontends.at(-1)?.name : undefined,
      images: options.images,
      progress: (text) => console.error(text),
    })
    for (const table of report.tables) console.log(`${formatTable(table)}\n`)
    data[name] = report.data
    failures.push(...report.failures)
  }
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ machine, ...data }, undefined, 2)}\n`)
  }
  for (const failure of failures) console.error(`bench: ${failure}`)
  return failures.length > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
