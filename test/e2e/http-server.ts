import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterAll } from 'vitest'

/** A web server on loopback. */
export interface HttpServer {
  /** Without a slash at the end. */
  readonly url: string
}

/** Serves `files` by path, and the git repositories below `gitRoot`, until the test file has ended. */
export async function startHttpServer(
  files: Readonly<Record<string, string | Uint8Array>>,
  gitRoot?: string,
): Promise<HttpServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = files[path.slice(1)]
    if (file !== undefined) {
      response.setHeader('last-modified', new Date(1_700_000_000_000).toUTCString())
      response.end(request.method === 'HEAD' ? undefined : file)
    } else if (gitRoot !== undefined && path.includes('.git/')) {
      serveGit(gitRoot, request, response)
    } else {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the web server has no port')
  return { url: `http://127.0.0.1:${address.port}` }
}

/** git's own smart HTTP program, over CGI. */
function serveGit(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      GIT_PROTOCOL: request.headers['git-protocol']?.toString(),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  request.pipe(backend.stdin)
  backend.stdin.on('error', () => {})
  const chunks: Buffer[] = []
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  backend.on('close', () => {
    const answer = Buffer.concat(chunks)
    const end = answer.indexOf('\r\n\r\n')
    for (const line of answer.subarray(0, end).toString().split('\r\n')) {
      const [name = '', ...value] = line.split(': ')
      if (name === 'Status') response.statusCode = Number.parseInt(value.join(': '), 10)
      else response.setHeader(name, value.join(': '))
    }
    response.end(answer.subarray(end + 4))
  })
}
