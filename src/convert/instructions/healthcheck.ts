import type { HealthcheckInstruction } from '../../dockerfile/index.ts'
import { healthcheck as syntax } from '../../dockerfile/instructions/healthcheck.ts'
import { formatDuration, formatList } from '../../go/index.ts'
import type { InstructionDefinition } from '../definition/index.ts'

/** HEALTHCHECK: how to tell whether a container works. */
export const healthcheck: InstructionDefinition<HealthcheckInstruction> = {
  ...syntax,
  convert({ health }, stage) {
    stage.image.healthcheck = health
    const fields = [
      `Test:${formatList(health.test)}`,
      `Interval:${formatDuration(health.interval)}`,
      `Timeout:${formatDuration(health.timeout)}`,
      `StartPeriod:${formatDuration(health.startPeriod)}`,
      `StartInterval:${formatDuration(health.startInterval)}`,
      `Retries:${health.retries}`,
    ]
    stage.commit(`HEALTHCHECK {${fields.join(' ')}}`)
  },
}
