import type { ExposeInstruction } from '../dockerfile/index.ts'
import { parsePortSpecification } from './expose-ports.ts'
import type { StageBuilder } from './stage-builder.ts'

/** EXPOSE: ports of the image. Throws BuildError for a malformed port. */
export function convertExpose(instruction: ExposeInstruction, stage: StageBuilder): void {
  const ports: string[] = []
  for (const written of instruction.ports.flatMap((port) => stage.expandWords(port))) {
    const report = (problem: 'format' | 'protocol-casing') =>
      stage.emit({ kind: 'port', instruction, port: written, problem })
    for (const port of parsePortSpecification(written, report)) ports.push(port)
  }
  for (const port of ports) stage.image.exposedPorts.add(port)
  stage.commit(`EXPOSE ${ports.join(' ')}`)
}
