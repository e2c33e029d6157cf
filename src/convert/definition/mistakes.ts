import { atPlace, BuildError, type Span } from '../../source/index.ts'
import type { ConvertOptions } from './options.ts'

/**
 * Hands an error on to whoever wants all of them, so that conversion can go on; where nobody does, throws it, which
 * ends the build with the first.
 * @param place where it is, where it does not know it itself
 */
export function noteMistake(
  { onMistake }: Pick<ConvertOptions, 'onMistake'>,
  error: unknown,
  place?: Span,
): void {
  if (!onMistake || !(error instanceof BuildError)) throw error
  const placed = place && error.locations.length === 0 ? atPlace(place, error) : error
  if (placed instanceof BuildError) onMistake(placed)
}
