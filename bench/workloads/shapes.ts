import type { Build } from '../gateway/build.ts'

/** A way for a Dockerfile to be large. */
export interface Shape {
  readonly name: string
  /** What there are more and more of. */
  readonly unit: string
  /** The numbers that are measured; what costs less than the first of them is taken for the start alone. */
  readonly sizes: readonly number[]
  build(size: number): Build
}

const thousands = [10, 100, 1000, 3000, 10_000, 20_000, 50_000]
/** The daemon takes no message above 16 MiB, and that is how much this many steps are. */
const stepsOfOneMessage = [10, 100, 1000, 3000, 10_000, 20_000]
const stages = [1, 10, 100, 300, 1000, 2000, 5000]

function shape(
  name: string,
  unit: string,
  sizes: readonly number[],
  lines: (size: number) => Iterable<string>,
  options: (size: number) => Record<string, string> = () => ({}),
): Shape {
  return {
    name,
    unit,
    sizes,
    build: (size) => ({
      name: `${name} × ${size}`,
      dockerfile: `${[...lines(size)].join('\n')}\n`,
      options: options(size),
    }),
  }
}

function* repeat(size: number, line: (index: number) => string, ...before: string[]): Generator<string> {
  yield* before
  for (let index = 0; index < size; index++) yield line(index)
}

export const runInstructions = shape('RUN', 'instructions', [...stepsOfOneMessage, 25_000], (size) =>
  repeat(size, (index) => `RUN echo step ${index} && true`, 'FROM alpine'),
)

const mixture: readonly ((index: number) => string)[] = [
  (index) => `RUN --mount=type=cache,target=/cache make target-${index} && make install`,
  (index) => `COPY --chown=1000:1000 src/${index} lib/${index} /app/${index}/`,
  (index) => `ENV SETTING_${Math.floor(index / 10) % 50}="value ${index}"`,
  (index) => `RUN echo "$SETTING_0" > /etc/setting-${index}`,
  (index) => `WORKDIR /srv/\${SETTING_${Math.floor(index / 10) % 50}}/${index}`,
  (index) => `LABEL label.${index}=${index}`,
  (index) => `RUN <<EOF\nset -e\necho ${index}\nEOF`,
  (index) => `ARG ARGUMENT_${index % 50}=${index}`,
  (index) => `COPY --link file-${index} /data/`,
  (index) => `USER user-${index}`,
]

export const mixedInstructions = shape('many kinds', 'instructions', stepsOfOneMessage, (size) =>
  repeat(size, (index) => mixture[index % mixture.length]?.(index) ?? '', 'FROM alpine'),
)

const settings: readonly ((index: number) => string)[] = [
  (index) => `RUN echo step ${index}`,
  (index) => `ENV SETTING_${index % 20}="value ${index}"`,
  (index) => `LABEL label.${index}=${index}`,
  (index) => `ARG ARGUMENT_${index % 20}=${index}`,
  (index) => `EXPOSE ${1 + (index % 60_000)}`,
  (index) => `USER user-${index}`,
  (index) => `STOPSIGNAL ${1 + (index % 60)}`,
  () => '# A comment, which takes a line as well',
  (index) => `VOLUME /volume-${index % 1000}`,
  () => 'SHELL ["/bin/sh", "-e", "-c"]',
]

const fewSteps = shape('a RUN in ten', 'instructions', thousands, (size) =>
  repeat(size, (index) => settings[index % settings.length]?.(index) ?? '', 'FROM alpine'),
)

const environmentChain = shape('ENV, each from the one before', 'instructions', thousands, (size) =>
  repeat(size, (index) => `ENV V${index + 1}=\${V${index}}`, 'FROM alpine', 'ENV V0=value'),
)

const argumentChain = shape('ARG, each from the one before', 'instructions', thousands, (size) =>
  repeat(size, (index) => `ARG A${index + 1}=\${A${index}}`, 'FROM alpine', 'ARG A0=value'),
)

const continuedLines = shape('lines of one RUN', 'lines', [...thousands, 100_000], (size) => [
  'FROM alpine',
  ...repeat(size, (index) => `  echo line ${index} && \\`, 'RUN true && \\'),
  '  true',
])

const copySources = shape('sources of one COPY', 'sources', thousands, (size) => [
  'FROM alpine',
  ...repeat(size, (index) => `  src/${index} \\`, 'COPY \\'),
  '  /dst/',
])

const labels = shape('LABEL', 'instructions', thousands, (size) =>
  repeat(size, (index) => `LABEL label.${index}="value ${index}"`, 'FROM alpine'),
)

const stagesCopied = shape('stages, each copies from the one before', 'stages', stages, (size) =>
  repeat(
    size,
    (index) => `FROM alpine AS stage-${index + 1}\nCOPY --from=stage-${index} /out /out`,
    'FROM alpine AS stage-0',
  ),
)

const stagesChained = shape('stages, each FROM the one before', 'stages', stages, (size) =>
  repeat(
    size,
    (index) => `FROM stage-${index} AS stage-${index + 1}\nRUN echo ${index}`,
    'FROM alpine AS stage-0',
  ),
)

const stagesUnused = shape('stages that nothing uses', 'stages', stages, (size) => [
  ...repeat(size, (index) => `FROM image-${index} AS stage-${index}\nRUN echo ${index}`),
  'FROM alpine',
  'RUN true',
])

const stagesJoined = shape('stages that the last one copies from', 'stages', stages, (size) => [
  ...repeat(size, (index) => `FROM alpine AS stage-${index}\nRUN echo ${index} > /out`),
  'FROM alpine',
  ...repeat(size, (index) => `COPY --from=stage-${index} /out /out-${index}`),
])

const baseImages = shape('base images', 'images', [1, 10, 100, 300, 1000, 2000], (size) => [
  ...repeat(size, (index) => `FROM image-${index} AS stage-${index}`),
  'FROM scratch',
  ...repeat(size, (index) => `COPY --from=stage-${index} /out /out-${index}`),
])

const namedContexts = shape(
  'named contexts',
  'contexts',
  [1, 10, 100, 300, 1000, 2000],
  (size) => [
    ...repeat(size, (index) => `FROM name-${index} AS stage-${index}`),
    'FROM scratch',
    ...repeat(size, (index) => `COPY --from=stage-${index} /out /out-${index}`),
  ],
  (size) =>
    Object.fromEntries(
      [...Array(size).keys()].map((index) => [`context:name-${index}`, `docker-image://image-${index}`]),
    ),
)

const findings = shape('lint findings', 'instructions', [1, 10, 100, 1000, 3000, 10_000], (size) =>
  repeat(size, (index) => `label label.${index} ${index}`, 'FROM alpine'),
)

/** All shapes; the first is the one that the targets are about. */
export const shapes: readonly Shape[] = [
  runInstructions,
  mixedInstructions,
  fewSteps,
  environmentChain,
  argumentChain,
  labels,
  continuedLines,
  copySources,
  stagesCopied,
  stagesChained,
  stagesUnused,
  stagesJoined,
  baseImages,
  namedContexts,
  findings,
]
