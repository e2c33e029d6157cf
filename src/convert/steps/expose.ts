import type { ExposeInstruction } from '../../dockerfile/index.ts'
import { BuildError } from '../../source/index.ts'
import type { StageBuilder } from '../definition/index.ts'
import { parsePortSpecification } from './expose-ports.ts'

/** So many ports, named once in the config and once in the history, fill the 16 MiB that BuildKit takes. */
const mostPorts = 1_600_000

/** EXPOSE: ports of the image. Throws BuildError for a malformed port. */
export function convertExpose(instruction: ExposeInstruction, stage: StageBuilder): void {
  const ports: string[] = []
  for (const written of instruction.ports.flatMap((port) => stage.expandWords(port))) {
    const report = (problem: 'format' | 'protocol-casing') =>
      stage.emit({ kind: 'port', instruction, port: written, problem })
    for (const port of parsePortSpecification(written, report)) ports.push(port)
    if (ports.length > mostPorts)
      throw new BuildError('conversion', `EXPOSE names more than ${mostPorts} ports`)
  }
  for (const port of ports) stage.image.exposedPorts.add(port)
  stage.commit(`EXPOSE ${ports.join(' ')}`)
}
