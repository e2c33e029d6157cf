import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { ProcessUsage } from './process-usage.ts'

/** Milliseconds from starting Node for an empty program to its exit. */
export async function runBareNode(): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, ['-e', '0'], { env: {}, stdio: ['pipe', 'pipe', 'pipe'] })
  await once(child, 'exit')
  return performance.now() - start
}

const tellUsage = `
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
process.stdout.write(JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e3, peakRss: maxRSS / 1024 }))
`

/** What Node has used by the time that a program starts. */
export async function usageOfBareNode(): Promise<ProcessUsage> {
  const child = spawn(process.execPath, ['-e', tellUsage], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk
  })
  await once(child, 'close')
  return JSON.parse(text) as ProcessUsage
}
