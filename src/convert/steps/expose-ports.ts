import { type NumberProblem, parseIp, quote, readInteger } from '../../go/index.ts'
import { BuildError } from '../../source/index.ts'

/** What a build check may say of a port specification. */
export type PortProblem = 'format' | 'protocol-casing'

/**
 * The ports of one EXPOSE argument, `[[ip:]hostPort:]port[-port][/protocol]`, as `port/protocol`.
 * @param report told of what is allowed but should not be
 * Throws BuildError (code `port-value`).
 */
export function parsePortSpecification(
  text: string,
  report: (problem: PortProblem) => void,
): readonly string[] {
  const { ip, hostPort, containerPort } = splitSpecification(text)
  const { ports, protocol } = splitProtocol(containerPort, text)
  if (protocol !== protocol.toLowerCase()) report('protocol-casing')
  if (ip !== '' || hostPort !== '') report('format')
  checkIp(ip)
  const range = parseRange(ports)
  if (!range) throw mistake(`invalid containerPort: ${ports}`)
  if (hostPort !== '') {
    const host = parseRange(hostPort)
    if (!host) throw mistake(`invalid hostPort: ${hostPort}`)
    const size = range.end - range.start
    // One port may be published on any of a range of the host's.
    if (size !== 0 && size !== host.end - host.start) {
      throw mistake(`invalid ranges specified for container and host Ports: ${ports} and ${hostPort}`)
    }
  }
  const suffix = `/${protocol.toLowerCase()}`
  return Array.from({ length: range.end - range.start + 1 }, (_, index) => `${range.start + index}${suffix}`)
}

function mistake(message: string): BuildError {
  return new BuildError('port-value', message)
}

function splitSpecification(text: string) {
  const parts = text.split(':')
  return {
    containerPort: parts.at(-1) ?? '',
    hostPort: parts.at(-2) ?? '',
    ip: parts.slice(0, -2).join(':'),
  }
}

function splitProtocol(text: string, whole: string): { readonly ports: string; readonly protocol: string } {
  const slash = text.indexOf('/')
  const ports = slash < 0 ? text : text.slice(0, slash)
  const protocol = slash < 0 ? '' : text.slice(slash + 1)
  if (ports === '') throw mistake(`invalid port: ${quote(whole)}: no port specified`)
  if (protocol === '') return { ports, protocol: 'tcp' }
  if (!['tcp', 'udp', 'sctp'].includes(protocol.toLowerCase())) {
    throw mistake(`invalid port: ${quote(whole)}: invalid proto: ${protocol}`)
  }
  return { ports, protocol }
}

function checkIp(ip: string): void {
  if (ip === '') return
  const address = ip.startsWith('[') ? withoutBrackets(ip) : ip
  if (address !== '' && !parseIp(address)) throw mistake(`invalid IP address: ${address}`)
}

function withoutBrackets(ip: string): string {
  const invalid = (problem: string) => mistake(`invalid IP address ${ip}: address ${ip}:: ${problem}`)
  const close = ip.indexOf(']')
  if (close < 0) throw invalid("missing ']' in address")
  const rest = ip.slice(close + 1)
  if (rest.startsWith(':')) throw invalid('too many colons in address')
  if (rest !== '') throw invalid('missing port in address')
  if (ip.indexOf('[', 1) >= 0) throw invalid("unexpected '[' in address")
  return ip.slice(1, close)
}

function parseRange(text: string): { readonly start: number; readonly end: number } | undefined {
  const dash = text.indexOf('-')
  const first = dash < 0 ? text : text.slice(0, dash)
  const last = dash < 0 ? first : text.slice(dash + 1)
  const start = portNumber(readInteger(first))
  const end = portNumber(readInteger(last))
  return start === undefined || end === undefined || end < start ? undefined : { start, end }
}

function portNumber(value: bigint | NumberProblem): number | undefined {
  return typeof value === 'bigint' && value >= 0n && value <= 65535n ? Number(value) : undefined
}
