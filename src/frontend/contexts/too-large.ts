import { BuildError } from '../../source/index.ts'

/** The error of an archive that holds more than anybody waits for. */
export class TooLarge extends BuildError {
  /** @param most how many bytes it may hold */
  constructor(most: number) {
    super(
      'context',
      `the archive holds more than ${most} bytes, too much to find its newest file for SOURCE_DATE_EPOCH=context`,
    )
  }
}
