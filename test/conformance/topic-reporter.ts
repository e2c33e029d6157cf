import { DefaultReporter, type TestSuite } from 'vitest/node'

/** Prints a line for each topic of the corpus when its last case has run. */
export default class TopicReporter extends DefaultReporter {
  override onTestSuiteResult(suite: TestSuite): void {
    const cases = [...suite.children.allTests()]
    const passed = cases.filter((test) => test.ok() && test.result().state !== 'pending').length
    this.log(
      ` ${suite.ok() ? '✓' : '✗'} ${suite.module.relativeModuleId} ${suite.name} ${passed}/${cases.length}`,
    )
  }
}
