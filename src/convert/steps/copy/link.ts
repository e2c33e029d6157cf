import { caps, type FileAction, file, merge } from '../../../llb/index.ts'
import type { StageBuilder, Step } from '../../definition/index.ts'

/**
 * Changes the files of a stage by actions, as one step.
 * @param request `separate` makes a layer that does not depend on the files below (`--link`), where the daemon
 *   can merge layers; the two ops of it are one line of the progress output
 */
export function applyToStage(
  stage: StageBuilder,
  actions: readonly FileAction[],
  request: { readonly text: string; readonly step: Step; readonly separate: boolean },
): void {
  const { text, step } = request
  const changes = stage.revise(actions)
  const constraints = {
    customName: step.title(text),
    locations: stage.locations,
    ...(stage.ignoreCache ? { ignoreCache: true } : {}),
  }
  if (!request.separate || stage.options.llbCaps.missing(caps.mergeOp) !== undefined) {
    stage.output = file(stage.output, changes, constraints)
    return
  }
  const group = { id: stage.options.randomId(), name: constraints.customName }
  const layer = file(null, changes, {
    ...constraints,
    platform: stage.platform,
    progressGroup: { ...group, weak: true },
  })
  stage.output = merge([stage.output, layer], {
    ...constraints,
    customName: step.title(`LINK ${text}`),
    progressGroup: { ...group, weak: false },
  })
}
