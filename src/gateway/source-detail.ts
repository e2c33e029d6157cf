import { encodeBase64 } from '../go/index.ts'
import type { ErrorDetail, Position, ShownPlace } from '../source/index.ts'

const encoder = new TextEncoder()

export const sourceType = 'github.com/moby/buildkit/errdefs.Source+json'

/**
 * The detail from which Docker prints the excerpt of a source file: `errdefs.Source` as Go writes it in JSON,
 * where zeros are left out.
 */
export function sourceDetail({ file, ranges, data }: ShownPlace): ErrorDetail {
  const source = {
    info: {
      ...(file.filename === '' ? {} : { filename: file.filename }),
      ...(data.length === 0 ? {} : { data: encodeBase64(data) }),
      ...(file.language === '' ? {} : { language: file.language }),
    },
    ...(ranges.length === 0
      ? {}
      : { ranges: ranges.map(({ start, end }) => ({ start: withoutZeros(start), end: withoutZeros(end) })) }),
  }
  return {
    typeUrl: sourceType,
    value: encoder.encode(JSON.stringify(source)),
  }
}

function withoutZeros({ line, character }: Position): Partial<Position> {
  return { ...(line === 0 ? {} : { line }), ...(character === 0 ? {} : { character }) }
}
