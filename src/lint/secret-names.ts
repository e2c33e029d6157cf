const secretWord =
  /(?:_|^)(?:apikey|auth|credential|credentials|key|password|psw|pword|passwd|secret|token)(?:_|$)/iu
const harmlessWord = /(?:_|^)(?:public|file|version)(?:_|$)/iu

/**
 * Whether the name of a variable sounds as if its value were a secret.
 *
 * @example
 * soundsSecret('NPM_TOKEN') // true
 * soundsSecret('TOKEN_FILE') // false
 */
export function soundsSecret(name: string): boolean {
  return secretWord.test(name) && !harmlessWord.test(name)
}
