import { BuildError } from '../source/index.ts'
import type { FrontendDefinition } from './define-frontend.ts'

/**
 * A definition that may be called for another one of its kind: as it is, it has the default options.
 *
 * @example
 * use: [noSecrets] // or
 * use: [noSecrets({ allow: ['KMS_KEY_ALIAS'] })]
 */
export interface ConfigurableFrontend<Options extends object> extends FrontendDefinition {
  (options: Options): FrontendDefinition
}

/**
 * Makes a definition that has options. It is used as it is, or called with options.
 * @param defaults what holds where an option is not named
 * @param make the definition for options; its name does not depend on them
 *
 * @example
 * export const limits = configurable({ most: 10 }, ({ most }) =>
 *   defineFrontend({ name: 'limits', policies: [fewerThan(most)] }),
 * )
 * export default defineFrontend({ name: 'myorg', use: [limits({ most: 20 })] })
 */
export function configurable<Options extends object>(
  defaults: Options,
  make: (options: Options) => FrontendDefinition,
): ConfigurableFrontend<Partial<Options>> {
  const plain = make(defaults)
  const withOptions = (options: Partial<Options>): FrontendDefinition => {
    for (const key of Object.keys(options)) {
      if (Object.hasOwn(defaults, key)) continue
      throw new BuildError(
        'extension',
        `extension ${plain.name}: there is no option ${key}; there are ${Object.keys(defaults).join(', ')}`,
      )
    }
    return make({ ...defaults, ...options })
  }
  // A function has a name of its own, which cannot be assigned.
  for (const [key, value] of Object.entries(plain)) {
    Object.defineProperty(withOptions, key, { value, enumerable: true })
  }
  return Object.freeze(withOptions) as ConfigurableFrontend<Partial<Options>>
}
