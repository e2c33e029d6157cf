import { type Random, randomOf } from './random.ts'

/** A Dockerfile as people write them. */
export interface CorpusFile {
  readonly name: string
  readonly text: string
}

/** So many files, put together from what real ones have: languages, habits of writing, features and their misuse. */
export function corpus(count = 600): readonly CorpusFile[] {
  return Array.from({ length: count }, (_, index) => {
    const random = randomOf(index + 1)
    const { name, write } = random.pick(kinds)
    return { name: `${String(index).padStart(3, '0')}-${name}`, text: finish(write(random), random) }
  })
}

interface Kind {
  readonly name: string
  write(random: Random): string
}

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`

/** How a writer joins the commands of a RUN. */
function run(random: Random, commands: readonly string[], flags = ''): string {
  const indent = random.pick(['    ', '  ', '\t', ' && ', '      '])
  switch (random.below(6)) {
    case 0:
      return commands.map((command) => `RUN ${flags}${command}`).join('\n')
    case 1:
      return `RUN ${flags}<<EOF\n${commands.join('\n')}\nEOF`
    case 2:
      return `RUN ${flags}<<-"SCRIPT"\n\tset -eu\n${commands.map((command) => `\t${command}`).join('\n')}\n\tSCRIPT`
    case 3:
      return `RUN ${flags}set -eux; \\\n${commands.map((command) => `${indent.replace('&&', '')}${command}`).join('; \\\n')}`
    case 4:
      return `RUN ${flags}${commands.join(` \\\n# the next step\n${indent.includes('&&') ? ' && ' : `${indent}&& `}`)}`
    default:
      return `RUN ${flags}${commands.join(' && \\\n    ')}`
  }
}

function packages(random: Random): string {
  const names = [
    'curl',
    'git',
    'ca-certificates',
    'build-essential',
    'libpq-dev',
    'tzdata',
    'openssl',
    'unzip',
  ]
  const some = names.filter(() => random.oneIn(2))
  const list = some.length > 0 ? some : ['curl']
  const separator = random.pick([' ', ' \\\n      ', ' \\\n\t'])
  return run(
    random,
    random.pick([
      [
        `apt-get update`,
        `apt-get install -y --no-install-recommends ${list.join(separator)}`,
        'rm -rf /var/lib/apt/lists/*',
      ],
      [`apk add --no-cache ${list.join(separator)}`],
      [`dnf -y install ${list.join(separator)}`, 'dnf clean all'],
      [`apt-get update -qq`, `apt-get -y install ${list.join(' ')}`],
    ]),
    random.oneIn(5) ? '--mount=type=cache,target=/var/cache/apt,sharing=locked ' : '',
  )
}

function labels(random: Random): string {
  return random.pick([
    'LABEL maintainer="Platform Team <platform@example.org>"',
    'LABEL org.opencontainers.image.title="app" \\\n      org.opencontainers.image.version="$VERSION" \\\n      org.opencontainers.image.licenses=Apache-2.0',
    'LABEL description=\'An application, with "quotes" in its label\'',
    'LABEL version 1.0',
    'LABEL multi.line="first \\\nsecond"',
  ])
}

function environment(random: Random): string {
  return random.pick([
    'ENV NODE_ENV=production PORT=8080',
    'ENV PATH=/opt/app/bin:$PATH \\\n    LANG=C.UTF-8 \\\n    # the default of the image\n    HOME=/home/app',
    'ENV DEBIAN_FRONTEND noninteractive',
    'ENV GREETING="hello world" ESCAPED=two\\ words EMPTY=',
    "ENV JAVA_OPTS='-Xmx512m -Dfile.encoding=UTF-8' APP_HOME=${APP_HOME:-/srv/app}",
    'ENV VERSION=${VERSION:+v$VERSION}',
  ])
}

function end(random: Random): string {
  return random.pick([
    'EXPOSE 8080\nCMD ["node", "server.js"]',
    'EXPOSE 80/tcp 443/tcp 53/udp\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["nginx", "-g", "daemon off;"]',
    'CMD npm start',
    'ENTRYPOINT [ "/usr/bin/tini", "--", "/app" ]',
    'HEALTHCHECK --interval=30s --timeout=3s --retries=3 \\\n  CMD curl -f http://localhost:${PORT:-8080}/health || exit 1\nCMD ["./app"]',
    'USER 1000:1000\nSTOPSIGNAL SIGTERM\nENTRYPOINT ["java", "-jar", "/app.jar"]',
    'VOLUME ["/data", "/var/log"]\nUSER app\nCMD ["app", "--config", "/etc/app.yml"]',
    'VOLUME /data\nONBUILD COPY . /srv\nONBUILD RUN make -C /srv',
    'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -s https://example.org/x | sh\nCMD [""]',
  ])
}

function copies(random: Random): string {
  return random.pick([
    'COPY . .',
    'COPY package.json package-lock.json ./\nRUN npm ci',
    'COPY --chown=app:app --chmod=0755 docker-entrypoint.sh /\nCOPY [ "with space.txt", "/srv/with space.txt" ]',
    'ADD https://example.org/releases/tool.tar.gz /tmp/\nRUN tar -xzf /tmp/tool.tar.gz -C /usr/local',
    'COPY <<EOF /etc/app.conf\nlisten = $PORT\nhome = ${HOME}\nEOF',
    'COPY <<-\'A\' <<"B" /etc/conf.d/\n\tfirst $not\n\tA\nsecond\nB',
    `ADD --checksum=${digest} \\\n    https://example.org/model.bin \\\n    /models/`,
    'COPY --link --exclude=*.md src/ /srv/src/\nCOPY --parents */package.json ./',
  ])
}

const head = [
  '# syntax=docker/dockerfile:1\n',
  '#syntax = docker/dockerfile:1.7-labs\n# check=skip=JSONArgsRecommended;error=true\n',
  '# Copyright the authors.\n#\n# Licensed as the rest.\n\n',
  '',
  '',
  '# escape=\\\n',
]

function prologue(random: Random): string {
  const parts = [random.pick(head)]
  if (random.oneIn(3)) parts.push('# VERSION is what is built\nARG VERSION=1.2.3\n')
  if (random.oneIn(5)) parts.push('ARG REGISTRY=registry.example.org:5000\nARG UNUSED\n')
  return parts.join('')
}

const body = [packages, labels, environment, copies]

function stage(random: Random, from: string): string {
  const parts = [from]
  if (random.oneIn(2))
    parts.push(`WORKDIR ${random.pick(['/app', '/usr/src/app', '/srv/${VERSION}', '"/with space"', 'rel'])}`)
  if (random.oneIn(3)) parts.push('ARG VERSION\nARG TARGETARCH BUILD_ID=dev')
  for (let left = 1 + random.below(5); left > 0; left--) parts.push(random.pick(body)(random))
  return parts.join(random.pick(['\n', '\n\n', '\n\n']))
}

const one = (name: string, images: readonly string[]): Kind => ({
  name,
  write: (random) =>
    [prologue(random), stage(random, `FROM ${random.pick(images)}`), '\n', end(random), '\n'].join(''),
})

const several = (name: string, builder: string, final: string, build: readonly string[]): Kind => ({
  name,
  write: (random) => {
    const as = random.pick(['AS', 'as', 'AS'])
    const platform = random.oneIn(3) ? '--platform=$BUILDPLATFORM ' : ''
    const cache = random.oneIn(2)
      ? '--mount=type=cache,target=/root/.cache \\\n    --mount=type=bind,from=deps,source=/deps,target=/deps '
      : ''
    return [
      prologue(random),
      stage(random, `FROM ${builder} ${as} deps`),
      '\n\n# build compiles it\n',
      stage(random, `FROM ${platform}deps ${as} build`),
      '\n',
      run(random, build, cache),
      '\n\n',
      random.oneIn(2) ? `FROM build ${as} test\nRUN --network=none make test\n\n` : '',
      `FROM ${final}\n`,
      `COPY --from=build ${random.oneIn(3) ? '--chown=1000:1000 ' : ''}/out/app /app\n`,
      random.oneIn(3) ? 'COPY --from=docker.io/library/busybox:1.36 /bin/sh /bin/sh\n' : '',
      random.oneIn(3)
        ? `RUN --mount=type=secret,id=token,required \\\n    --mount=type=ssh \\\n  ./fetch.sh\n`
        : '',
      end(random),
      '\n',
    ].join('')
  },
})

const kinds: readonly Kind[] = [
  one('node', ['node:20', 'node:20-alpine3.19 AS app', `node:20@${digest}`, 'node:${NODE_VERSION:-20}']),
  one('python', [
    'python:3.12-slim',
    '${REGISTRY:-docker.io}/library/python:3',
    'python:3.12-slim-bookworm as base',
  ]),
  one('php', ['php:8.3-fpm-alpine', 'ghcr.io/acme/php:8.3']),
  one('ruby', ['ruby:3.3', '"ruby:3.3"']),
  one('nginx', ['nginx', 'nginx:1.25-alpine', 'registry.example.org:5000/team/nginx:1.25']),
  one('postgres', ['postgres:16', 'postgres:16-bookworm']),
  one('ubuntu', ['ubuntu:24.04', '--platform=linux/amd64 ubuntu:24.04']),
  several('go', 'golang:1.22', 'scratch', ['CGO_ENABLED=0 go build -ldflags="-s -w" -o /out/app ./cmd/app']),
  several('rust', 'rust:1.77', 'debian:bookworm-slim', [
    'cargo build --release',
    'mkdir /out',
    'cp target/release/app /out/app',
  ]),
  several('java', 'maven:3.9-eclipse-temurin-21', 'eclipse-temurin:21-jre', [
    "mvn -B package -DskipTests -Drevision='$VERSION'",
    'mv target/*.jar /out/app',
  ]),
  several('dotnet', 'mcr.microsoft.com/dotnet/sdk:8.0', 'mcr.microsoft.com/dotnet/aspnet:8.0', [
    'dotnet restore',
    'dotnet publish -c Release -o /out',
  ]),
  several('web', 'node:20 ', 'nginx:1.25-alpine', ['npm run build', 'mv dist /out']),
  several('c', `gcc@${digest}`, 'alpine', ['make CC="$CC" -j"$(nproc)"', "awk '{ print $1 }' < list"]),
]

/** What editors and habits do to any file. */
function finish(text: string, random: Random): string {
  let file = text
  if (random.oneIn(12)) file = file.replace(/^(FROM|RUN|COPY|ENV|CMD|ARG)\b/gm, (word) => word.toLowerCase())
  if (random.oneIn(12)) file = file.replace(/\n/g, '\r\n')
  if (random.oneIn(25)) file = `\uFEFF${file}`
  if (random.oneIn(15)) file = file.trimEnd()
  if (random.oneIn(15)) file = file.replace(/ \\\n/g, ' \\  \n')
  if (random.oneIn(15)) file = file.replace(/^(RUN|COPY|ENV)/gm, '  $1')
  if (random.oneIn(20)) file = file.replace(/ \\\n/, ' \\\n\n')
  if (random.oneIn(10)) file = file.replace(/^WORKDIR/m, '# wörk — ça va\nWORKDIR')
  return file
}
