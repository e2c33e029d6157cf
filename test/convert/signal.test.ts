import { expect, test } from 'vitest'
import { checkSignal } from '../../src/convert/steps/signal.ts'

test('checkSignal knows names and numbers', () => {
  for (const signal of ['9', '-1', 'TERM', 'SIGTERM', 'sigusr1', 'RTMIN+15', 'SIGRTMAX-14'])
    checkSignal(signal)
  for (const signal of ['0', '', 'SIG', 'NOPE', 'RTMIN+16', 'RTMAX-15', 'RTMIN-1', '99999999999999999999']) {
    expect(() => checkSignal(signal)).toThrow(`invalid signal: ${signal}`)
  }
})
