export { convertStages, UsedContext } from './convert-stages.ts'
export { convertedStages } from './converted-stages.ts'
export { formatTime } from './history.ts'
