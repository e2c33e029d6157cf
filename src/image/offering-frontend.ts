import { createFrontend, defineFrontend, type FrontendDefinition } from '../extension/index.ts'
import { offeredExtensions } from '../extensions/index.ts'
import type { Frontend } from '../frontend/index.ts'
import type { Host } from '../host/index.ts'

/** The language with some extensions, and those in the box for Dockerfiles that ask for them. */
export function offeringFrontend(use: readonly FrontendDefinition[], host: Host): Frontend {
  return createFrontend(defineFrontend({ name: 'slipway', use, offers: offeredExtensions }), host)
}
