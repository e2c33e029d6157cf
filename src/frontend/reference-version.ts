/** The release of `docker/dockerfile` that builds are held to; docs/reference.md tells what it brought. */
export const REFERENCE_VERSION = '1.29.0'
