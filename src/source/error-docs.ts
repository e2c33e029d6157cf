import type { ErrorCode } from './error-code.ts'

/** What docs/errors.md says of a code. */
export interface ErrorDoc {
  readonly meaning: string
  /** A Dockerfile with this mistake and no other one; absent where no text alone makes it. */
  readonly example?: string
  /** What can be done. */
  readonly way: string
}

/** Codes that are about the same. */
export interface ErrorDocGroup {
  readonly title: string
  readonly codes: Readonly<Partial<Record<ErrorCode, ErrorDoc>>>
}

const groups = [
  {
    title: 'The text',
    codes: {
      encoding: {
        meaning: 'The file is not encoded in UTF-8: it is UTF-16, as some editors save files.',
        way: 'Save the file as UTF-8.',
      },
      'no-instructions': {
        meaning: 'The file is empty, or has nothing but comments.',
        example: '# to be written',
        way: 'Begin with `FROM`. Check the name that `--file` gives.',
      },
      'no-stages': {
        meaning: 'There is no `FROM`.',
        example: 'ARG VERSION=1',
        way: 'Begin a stage with `FROM`; `FROM scratch` begins with nothing.',
      },
      'line-too-long': {
        meaning: 'A line is longer than 65,535 bytes. The rest of the file is not read.',
        way: 'Break the line with the escape character, or put the text into a file that is copied.',
      },
      'directive-repeated': {
        meaning: 'A parser directive stands twice at the head of the file.',
        example: '# check=skip=all\n# check=error=true\nFROM scratch',
        way: 'Keep one; options of `check` are joined with `;`.',
      },
      'escape-value': {
        meaning: 'The escape character is neither a backslash nor a backtick.',
        example: '# escape=^\nFROM scratch',
        way: 'Write `# escape=\\` or ``# escape=` ``.',
      },
      'heredoc-unterminated': {
        meaning:
          'The line that ends a here-document is missing. It is the word behind `<<` and nothing else.',
        example: 'FROM scratch\nRUN <<EOF\necho one\n  EOF',
        way: 'Put the word on a line of its own, without quotes and without white space; behind `<<-` tabs may stand in front.',
      },
      'json-not-strings': {
        meaning: 'A JSON array holds something that is no string.',
        example: 'FROM scratch\nCMD ["sleep", 10]',
        way: 'Put every element in double quotes.',
      },
      'pair-without-value': {
        meaning: 'ENV or LABEL has a name and no value.',
        example: 'FROM scratch\nENV NAME',
        way: 'Write `NAME=value`, or `NAME=` for an empty one.',
      },
      'pair-without-equals': {
        meaning: 'One of several pairs has no `=`, often because a value with a blank has no quotes.',
        example: 'FROM scratch\nENV GREETING=hello world',
        way: 'Put the value in quotes: `GREETING="hello world"`.',
      },
    },
  },
  {
    title: 'Instructions',
    codes: {
      'unknown-instruction': {
        meaning: 'No instruction has that name.',
        example: 'FROM scratch\nRUNN make',
        way: 'Look for a slip of the pen, for a line above that should end with `\\`, and for the extension that the instruction comes from.',
      },
      'instruction-before-from': {
        meaning: 'An instruction other than ARG stands in front of the first `FROM`.',
        example: 'RUN make\nFROM scratch',
        way: 'Move it behind the `FROM` of the stage that it belongs to.',
      },
      'argument-missing': {
        meaning: 'An instruction has no argument and needs one.',
        example: 'FROM scratch\nEXPOSE',
        way: 'Add it, or remove the instruction.',
      },
      'argument-count': {
        meaning: 'An instruction takes exactly one argument.',
        example: 'FROM scratch\nWORKDIR',
        way: 'Give it one.',
      },
      'argument-excess': {
        meaning: 'An instruction takes no argument here.',
        example: 'FROM scratch\nHEALTHCHECK NONE now',
        way: 'Remove it.',
      },
      'destination-missing': {
        meaning: 'COPY or ADD has one argument: the destination, or the source, is missing.',
        example: 'FROM scratch\nCOPY app',
        way: 'Write `COPY app ./`.',
      },
      'destination-heredoc': {
        meaning: 'The last argument of COPY or ADD is a here-document, and no place to copy to.',
        example: 'FROM scratch\nCOPY app <<EOF\ntext\nEOF',
        way: 'Put the destination last: `COPY <<EOF /etc/app.conf`.',
      },
      'name-blank': {
        meaning: 'The name in front of `=` is missing.',
        example: 'FROM scratch\nENV =value',
        way: 'Write `NAME=value`, without blanks around `=`.',
      },
      'flag-unknown': {
        meaning: 'The instruction has no flag of that name.',
        example: 'FROM scratch\nCOPY --form=base a b',
        way: 'Look at the suggestion, and at the extension that the flag comes from.',
      },
      'flag-repeated': {
        meaning: 'A flag that may stand once stands twice.',
        example: 'FROM scratch\nCOPY --chown=1 --chown=2 a b',
        way: 'Keep one.',
      },
      'flag-without-value': {
        meaning: 'A flag has no value, often because there is a blank in the place of `=`.',
        example: 'FROM scratch\nCOPY --from base a b',
        way: 'Write `--from=base`.',
      },
      'flag-value': {
        meaning: 'The value of a flag is none of those that it takes.',
        example: 'FROM scratch\nRUN --network=bridge make',
        way: 'Use one that the flag takes; the message names the kind.',
      },
      'from-arguments': {
        meaning: 'FROM takes an image, or an image, `AS` and a name.',
        example: 'FROM alpine base',
        way: 'Write `FROM alpine AS base`. A comment behind an instruction is none.',
      },
      'stage-name': {
        meaning:
          'The name of a stage begins with a digit, or holds something but letters, digits, `-`, `_` and `.`.',
        example: 'FROM scratch AS 1st',
        way: 'Use another name.',
      },
      'shell-not-json': {
        meaning: 'SHELL takes a JSON array.',
        example: 'FROM scratch\nSHELL bash -c',
        way: 'Write `SHELL ["/bin/bash", "-c"]`.',
      },
      'volume-empty': {
        meaning: 'The path of a VOLUME is empty.',
        example: 'FROM scratch\nVOLUME [""]',
        way: 'Name a path.',
      },
      'port-value': {
        meaning: 'EXPOSE names something that is no port.',
        example: 'FROM scratch\nEXPOSE http',
        way: 'Write a number or a range, with `/tcp` or `/udp` behind it where that matters.',
      },
      'signal-value': {
        meaning: 'STOPSIGNAL names no signal.',
        example: 'FROM scratch\nSTOPSIGNAL SIGNOTHING',
        way: 'Write a name such as `SIGTERM`, or a number.',
      },
      'healthcheck-type': {
        meaning: 'HEALTHCHECK begins with neither CMD nor NONE.',
        example: 'FROM scratch\nHEALTHCHECK curl localhost',
        way: 'Write `HEALTHCHECK CMD curl localhost`.',
      },
      'chmod-value': {
        meaning: 'The value of `--chmod` is no mode.',
        example: 'FROM scratch\nCOPY --chmod=rwxr-xr-x a b',
        way: 'Write the mode in octal (`0755`) or as changes (`u=rwx,go=rx`).',
      },
      'chown-with-link': {
        meaning:
          'With `--link` the files of the image are not known, so that no name of a user can be looked up.',
        example: 'FROM alpine\nCOPY --link --chown=app:app a b',
        way: 'Use numbers, or do without `--link`.',
      },
      'copy-remote': {
        meaning: 'COPY takes files of the build context, of stages and of images, and no URL.',
        example: 'FROM scratch\nCOPY https://example.org/a /a',
        way: 'Use ADD.',
      },
      checksum: {
        meaning: '`--checksum` (or `--keep-git-dir`) does not fit the sources of an ADD.',
        example: `FROM scratch\nADD --checksum=sha256:${'0'.repeat(64)} a b`,
        way: 'Use it with one source that is a URL or a repository.',
      },
      'windows-path': {
        meaning: 'A path of a Windows image is on another drive, or is a network path.',
        way: 'Use a path on drive C.',
      },
      'trigger-forbidden': {
        meaning: 'An instruction may not be a trigger.',
        example: 'FROM scratch\nONBUILD FROM alpine',
        way: 'Write the instruction into the Dockerfile that uses the image.',
      },
      'trigger-malformed': {
        meaning: 'A trigger of a base image is no single instruction.',
        way: 'Build the base image anew.',
      },
    },
  },
  {
    title: 'Mounts and devices',
    codes: {
      'mount-option': {
        meaning: 'Something in `--mount` is no option.',
        example: 'FROM alpine\nRUN --mount=type=cache,path=/c make',
        way: 'Write `key=value` pairs with commas between them, without blanks. Options are `type`, `target`, `source`, `from`, `id`, `sharing`, `required`, `readonly`, `mode`, `uid`, `gid`, `size`, `env`.',
      },
      'mount-value': {
        meaning: 'An option of `--mount` has a value that it does not take.',
        example: 'FROM alpine\nRUN --mount=type=volume,target=/c make',
        way: 'Use one that it takes: types are `bind`, `cache`, `tmpfs`, `secret`, `ssh`.',
      },
      'mount-conflict': {
        meaning: 'Options of `--mount` do not go together, or one is missing.',
        example: 'FROM alpine\nRUN --mount=type=secret,from=base make',
        way: 'Remove the option that the type does not know; a secret needs an `id` or a `target`.',
      },
      'mount-variable': {
        meaning: 'Variables are not replaced in `from=` of a mount.',
        example: 'FROM alpine\nARG BASE=a\nRUN --mount=from=$BASE,target=/b make',
        way: 'Give the image a stage: `FROM $BASE AS base`, and write `from=base`.',
      },
      'mount-target': {
        meaning:
          'A mount covers the root directory, or has no target; `.` is the root directory where no WORKDIR is set.',
        example: 'FROM alpine\nRUN --mount=target=. make',
        way: 'Set WORKDIR first, or name a path: `target=/src`.',
      },
      'device-option': {
        meaning: 'The value of `--device` cannot be understood.',
        example: 'FROM alpine\nRUN --device=name=a,name=b make',
        way: 'Write `--device=NAME` or `--device=NAME,required`.',
      },
    },
  },
  {
    title: 'Variables',
    codes: {
      expansion: {
        meaning:
          'An expression such as `${NAME:-word}` is malformed, or has an operator that does not exist here; or quotes do not end.',
        example: 'FROM scratch\nWORKDIR /${NAME',
        way: 'Close the brace or the quote. A `$` that is none of a variable is written `\\$`.',
      },
      'variable-required': {
        meaning: '`${NAME:?message}` refuses: the variable has no value.',
        example: 'FROM scratch\nWORKDIR ${NAME:?set NAME}',
        way: 'Give the variable a value: `--build-arg NAME=VALUE`.',
      },
    },
  },
  {
    title: 'Stages and images',
    codes: {
      'target-unknown': {
        meaning: '`--target` names no stage.',
        way: 'Look at the names behind `AS`.',
      },
      'stage-index': {
        meaning: '`COPY --from=` has a number that no stage has. They count from 0.',
        example: 'FROM scratch\nCOPY --from=7 a b',
        way: 'Name the stage.',
      },
      'stage-order': {
        meaning:
          'A stage takes files from one that is not made by then: a trigger of its base image names a later stage.',
        way: 'Move the other stage up.',
      },
      'stage-cycle': {
        meaning: 'Stages need each other in a circle.',
        example: 'FROM scratch AS a\nCOPY --from=a x x',
        way: 'Split one of them.',
      },
      'copy-from-variable': {
        meaning: 'Variables are not replaced in `COPY --from=`.',
        example: 'FROM scratch\nARG BASE=a\nCOPY --from=$BASE x x',
        way: 'Give the image a stage: `FROM $BASE AS base`, and write `--from=base`.',
      },
      'epoch-stage': {
        meaning: 'The stage that SOURCE_DATE_EPOCH is taken from has more than one download.',
        way: 'Make it `FROM scratch` with one ADD.',
      },
      'image-blank': {
        meaning: 'The image of a FROM is empty: a variable in it has no value.',
        example: 'ARG BASE\nFROM $BASE',
        way: 'Give the ARG a default, or a value with `--build-arg`. Only ARGs in front of the first FROM are known there.',
      },
      'image-name': {
        meaning:
          'What names an image is no reference to one: `[registry/]repository[:tag][@digest]`, in lower case.',
        example: 'FROM Alpine',
        way: 'Correct the name. Text in braces is often the placeholder of a template that was not filled in.',
      },
      'image-digest': {
        meaning: 'A digest is malformed: an algorithm and so many hexadecimal digits (64 for sha256).',
        example: 'FROM scratch\nADD --checksum=sha256:12 https://example.org/a /a',
        way: 'Copy all of it.',
      },
      'platform-value': {
        meaning: '`--platform` is no platform, or a variable in it has no value.',
        example: 'FROM --platform=linux/$ARCH alpine',
        way: 'Write `linux/amd64`, or a variable that has a value, such as `$BUILDPLATFORM`.',
      },
    },
  },
  {
    title: 'Files',
    codes: {
      'ignore-pattern': {
        meaning: 'A pattern, of `.dockerignore` or of `--exclude`, is malformed.',
        way: 'Close its brackets; `!` alone is no pattern.',
      },
    },
  },
  {
    title: 'Whatever has no kind of its own',
    codes: {
      syntax: {
        meaning: 'The text is malformed in a way that an extension refuses.',
        way: 'The message says what it wants.',
      },
      'invalid-instruction': {
        meaning: 'An instruction, mostly one of an extension, does not take what it is given.',
        way: 'The message says what it takes.',
      },
      stage: {
        meaning: 'Something is wrong with how stages refer to each other.',
        way: 'The message names them.',
      },
      image: {
        meaning: 'An image, or its config, cannot be used.',
        way: 'Check the image; the message names it.',
      },
      context: {
        meaning: 'A file of the build context or of a named context is missing, or cannot be used.',
        way: 'Check the path, `.dockerignore`, and `--build-context`.',
      },
      option: { meaning: 'An option of the build has a bad value.', way: 'The message names the option.' },
      capability: {
        meaning:
          'The engine cannot do what the Dockerfile wants, or the client asks for what this frontend cannot do.',
        way: 'Update the engine; the message names what is missing.',
      },
      check: {
        meaning:
          'Build checks have found something, and are told to fail the build; or `# check=` is malformed.',
        example: '# check=error=true\nFROM scratch as a\nCOPY x x',
        way: 'Follow the findings (docs/checks.md), or skip their rules.',
      },
      conversion: { meaning: 'An instruction cannot be converted.', way: 'The message says why.' },
      definition: { meaning: 'A graph (LLB) is malformed.', way: 'Report it, with the Dockerfile.' },
      daemon: { meaning: 'The engine has answered with an error.', way: 'The message is the engine’s.' },
      extension: {
        meaning: 'An extension is malformed, failed, or is not there.',
        way: 'The message names it, and where it failed.',
      },
      policy: { meaning: 'A policy refuses the build.', way: 'The message says what the policy wants.' },
      internal: { meaning: 'A defect of Slipway.', way: 'Report it.' },
    },
  },
] as const satisfies readonly ErrorDocGroup[]

type CodesOf<Group> = Group extends { readonly codes: infer Codes } ? keyof Codes : never
/** No code is without its text: this is no type of `groups` where one is. */
type Complete = Exclude<ErrorCode, CodesOf<(typeof groups)[number]>> extends never ? typeof groups : never

/** All codes by what they are about, in the order of the page. */
export const errorDocs: readonly ErrorDocGroup[] = groups satisfies Complete

/** The text of docs/errors.md. */
export function formatErrorDocs(): string {
  return [
    '<!-- Made by scripts/generate-error-docs.ts from src/source/error-docs.ts; do not edit. -->',
    '',
    '# Errors',
    '',
    'Every error has a code, which stays the same; messages are those of `docker/dockerfile`. `slipway lint` and',
    '`slipway compile` show all errors of a file, with `--json` in a form for programs; a build ends with the first.',
    ...errorDocs.flatMap(({ title, codes }) => [
      '',
      `## ${title}`,
      ...Object.entries(codes).flatMap(([code, doc]) => ['', `### ${code}`, '', ...formatDoc(doc)]),
    ]),
    '',
  ].join('\n')
}

function formatDoc({ meaning, example, way }: ErrorDoc): readonly string[] {
  const shown = example === undefined ? [] : ['```dockerfile', example, '```', '']
  return [meaning, '', ...shown, `**The way out:** ${way}`]
}
