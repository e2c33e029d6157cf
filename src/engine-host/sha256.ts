/** Takes the place of src/llb/sha256.ts in the executable, which has nothing slower. */
export { sha256 } from 'slipway:native'
