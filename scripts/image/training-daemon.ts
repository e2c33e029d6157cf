import http2 from 'node:http2'
import type { Duplex } from 'node:stream'
import {
  type APICap,
  llbBridge,
  PongResponse,
  ReadFileRequest,
  ReadFileResponse,
  ResolveSourceMetaRequest,
  ResolveSourceMetaResponse,
  SolveResponse,
} from '../../src/gateway/generated/messages.ts'
import { knownGatewayCaps, knownLlbCaps } from '../../src/gateway/known-caps.ts'

const encoder = new TextEncoder()

/** A Dockerfile with what most have, so that the code for it is in the cache. */
const trainingDockerfile = `# syntax = myorg/frontend
ARG VERSION=1
FROM --platform=$BUILDPLATFORM golang:\${VERSION:-1} AS build
ARG TARGETOS TARGETARCH
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY --exclude=*.md . .
RUN --mount=type=cache,target=/root/.cache --mount=type=bind,source=conf,target=/conf \\
    --mount=type=secret,id=token,env=TOKEN --mount=type=ssh \\
    GOOS=$TARGETOS GOARCH=$TARGETARCH go build -o /out/app ./cmd/app
RUN <<EOF
set -e
echo "built $VERSION"
EOF

FROM alpine AS base
RUN apk add --no-cache ca-certificates && adduser -D app
ENV PATH=/opt/app/bin:$PATH LANG="C.UTF-8"

FROM base
LABEL org.opencontainers.image.title="app" \\
      org.opencontainers.image.version=$VERSION
COPY --from=build --chown=app:app --chmod=755 --link /out/app /opt/app/bin/
ADD https://example.com/data.tar /data/
COPY <<conf /etc/app.conf
key = \${LANG}
conf
WORKDIR /opt/app
EXPOSE 8080/tcp
VOLUME /data
USER app
SHELL ["/bin/sh", "-ec"]
HEALTHCHECK --interval=5s CMD wget -q localhost:8080
STOPSIGNAL SIGINT
ENTRYPOINT ["app"]
CMD ["--serve"]
`

const config = {
  architecture: 'amd64',
  os: 'linux',
  config: { Env: ['PATH=/usr/bin:/bin'], Cmd: ['/bin/sh'] },
  rootfs: { type: 'layers', diff_ids: [`sha256:${'0'.repeat(64)}`] },
  history: [{ created: '2024-01-01T00:00:00Z', created_by: 'ADD file:0 in / ' }],
}

const announced = (ids: readonly string[]) =>
  ids.map((ID) => ({ ID, Enabled: true }) satisfies Partial<APICap>)

/** The answer to a call; undefined where there is nothing of that name. */
function answer(path: string, request: Uint8Array): Uint8Array | undefined {
  switch (path) {
    case llbBridge.Ping.path:
      return PongResponse.encode({
        FrontendAPICaps: announced(Object.keys(knownGatewayCaps)),
        LLBCaps: announced(Object.keys(knownLlbCaps)),
      })
    case llbBridge.Solve.path:
      return SolveResponse.encode({ result: { ref: { id: 'ref' } } })
    case llbBridge.ReadFile.path: {
      const { FilePath } = ReadFileRequest.decode(request)
      if (FilePath === 'Dockerfile')
        return ReadFileResponse.encode({ Data: encoder.encode(trainingDockerfile) })
      return FilePath === '.dockerignore'
        ? ReadFileResponse.encode({ Data: encoder.encode('*.log\n') })
        : undefined
    }
    case llbBridge.ResolveSourceMeta.path: {
      const { Source } = ResolveSourceMetaRequest.decode(request)
      return ResolveSourceMetaResponse.encode({
        Source,
        Image: { Digest: `sha256:${'1'.repeat(64)}`, Config: encoder.encode(JSON.stringify(config)) },
      })
    }
    default:
      return new Uint8Array()
  }
}

/** Answers a frontend at the other end of a pipe as a daemon would, without doing anything. */
export function serveTraining(pipe: Duplex): void {
  const session = http2.performServerHandshake(pipe)
  session.on('error', () => {})
  session.on('stream', (stream, headers) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      const message = answer(String(headers[':path']), Buffer.concat(chunks).subarray(5))
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true })
      stream.on('wantTrailers', () =>
        stream.sendTrailers(
          message ? { 'grpc-status': '0' } : { 'grpc-status': '5', 'grpc-message': 'not found' },
        ),
      )
      if (!message) {
        stream.end()
        return
      }
      const body = Buffer.concat([Buffer.alloc(5), message])
      body.writeUInt32BE(message.length, 1)
      stream.end(body)
    })
  })
}
