import type { OptionDefinitions } from './command.ts'

/** Options of every command that reads a Dockerfile. */
export const fileOptions: OptionDefinitions = {
  file: {
    type: 'string',
    short: 'f',
    value: 'PATH',
    help: 'The Dockerfile (default: DIR/Dockerfile; - reads standard input)',
  },
}

/** Options of every command that takes a Dockerfile through conversion. */
export const buildOptions: OptionDefinitions = {
  ...fileOptions,
  target: { type: 'string', value: 'STAGE', help: 'The stage to build (default: the last one)' },
  'build-arg': {
    type: 'string',
    multiple: true,
    value: 'NAME[=VALUE]',
    help: 'A build argument; without a value, that of the environment',
  },
  'build-context': {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    help: 'A named context: a directory, docker-image://NAME, or a URL',
  },
  platform: {
    type: 'string',
    value: 'LIST',
    help: 'What to build for, separated by commas (default: linux on this CPU)',
  },
  frontend: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    help: 'A module whose default export defines a frontend (docs/extending.md)',
  },
  image: {
    type: 'string',
    multiple: true,
    value: 'NAME=FILE',
    help: 'The config of an image, as JSON, which this prints:\ndocker buildx imagetools inspect --format "{{json .Image}}" NAME',
  },
  option: {
    type: 'string',
    multiple: true,
    value: 'KEY=VALUE',
    help: 'Any other option of a build, by the name that BuildKit gives it:\nno-cache=, label:NAME=VALUE, add-hosts=HOST=IP, shm-size=BYTES …',
  },
}

/** Options of commands that print either text or JSON. */
export const formatOptions: OptionDefinitions = {
  json: { type: 'boolean', help: 'Print JSON' },
  text: { type: 'boolean', help: 'Print text (default)' },
}
