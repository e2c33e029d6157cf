/** Imports a module as Node does, which has hooks, and not as a bundler or a test runner would. */
export function importUrl(url: string): Promise<object> {
  return import(url)
}
