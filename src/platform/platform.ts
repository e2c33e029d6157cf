/**
 * What an image or an op is built for, as the OCI image spec names it.
 *
 * @example
 * const platform: Platform = { os: 'linux', architecture: 'arm', variant: 'v7' }
 */
export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
  readonly osVersion?: string
  readonly osFeatures?: readonly string[]
}
