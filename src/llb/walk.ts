import { BuildError } from '../source/index.ts'

/**
 * Visits every node that `root` depends on, and `root` itself: inputs before their users, each once. Works on
 * a stack of its own, so that a chain may be of any length.
 * @param inputsOf what a node depends on; null, which is scratch, is passed over
 * Throws BuildError (`internal`) where a node depends on itself.
 */
export function walkInputsFirst<Node extends object>(
  root: Node,
  inputsOf: (node: Node) => readonly (Node | null)[],
  visit: (node: Node) => void,
): void {
  const done = new Map<Node, boolean>([[root, false]])
  const stack = [{ node: root, inputs: inputsOf(root), next: 0 }]
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const input = frame.inputs[frame.next++]
    if (input === undefined) {
      visit(frame.node)
      done.set(frame.node, true)
      stack.pop()
      continue
    }
    if (input === null) continue
    const state = done.get(input)
    if (state === false) throw new BuildError('internal', 'an op depends on itself')
    if (state === true) continue
    done.set(input, false)
    stack.push({ node: input, inputs: inputsOf(input), next: 0 })
  }
}
