import { expect, test } from 'vitest'
import { type PortProblem, parsePortSpecification } from '../../src/convert/steps/expose-ports.ts'

function parse(text: string) {
  const problems: PortProblem[] = []
  return { ports: parsePortSpecification(text, (problem) => problems.push(problem)), problems }
}

test.each([
  ['80', ['80/tcp'], []],
  ['80/', ['80/tcp'], []],
  ['0053/UDP', ['53/udp'], ['protocol-casing']],
  ['8000-8002/sctp', ['8000/sctp', '8001/sctp', '8002/sctp'], []],
  ['5-5', ['5/tcp'], []],
  ['8080:80', ['80/tcp'], ['format']],
  ['1-9:80', ['80/tcp'], ['format']],
  ['127.0.0.1::80/Tcp', ['80/tcp'], ['protocol-casing', 'format']],
  ['[::1]:1-2:3-4', ['3/tcp', '4/tcp'], ['format']],
  ['::1:80:80', ['80/tcp'], ['format']],
])('%s', (text, ports, problems) => {
  expect(parse(text)).toEqual({ ports, problems })
})

test.each([
  ['', 'invalid port: "": no port specified'],
  ['80/icmp', 'invalid port: "80/icmp": invalid proto: icmp'],
  ['http', 'invalid containerPort: http'],
  ['65536', 'invalid containerPort: 65536'],
  ['-1', 'invalid containerPort: -1'],
  ['9-8', 'invalid containerPort: 9-8'],
  ['9-', 'invalid containerPort: 9-'],
  ['x:80', 'invalid hostPort: x'],
  ['1-2:3-5', 'invalid ranges specified for container and host Ports: 3-5 and 1-2'],
  ['256.0.0.1:1:2', 'invalid IP address: 256.0.0.1'],
  ['[::1:1:2', "invalid IP address [::1: address [::1:: missing ']' in address"],
  ['[::1]x:1:2', 'invalid IP address [::1]x: address [::1]x:: missing port in address'],
  ['[[::1]:1:2', "invalid IP address [[::1]: address [[::1]:: unexpected '[' in address"],
])('%j is refused', (text, message) => {
  expect(() => parse(text)).toThrow(message)
})
