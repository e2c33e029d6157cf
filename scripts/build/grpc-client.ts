/**
 * The part of @grpc/grpc-js that the frontend runs: its client and its metadata. The bundle takes it in place of
 * the whole package, whose resolvers, balancers, TLS and channelz would be loaded at every start for nothing.
 */
export { Client } from '@grpc/grpc-js/build/src/client.js'
export { Metadata } from '@grpc/grpc-js/build/src/metadata.js'

/** A channel that is given brings its own: credentials are never looked at. */
export const credentials = { createInsecure: () => undefined }
