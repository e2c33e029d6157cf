type Sha256 = (bytes: Uint8Array) => string

let nativeHash: Sha256 | undefined

function loadNativeHash(): Sha256 {
  const { hash } = process.getBuiltinModule('node:crypto')
  return (message) => hash('sha256', message)
}

/** See `ComputingHost.sha256`. */
export function sha256(bytes: Uint8Array): string {
  nativeHash ??= loadNativeHash()
  return nativeHash(bytes)
}

/** Loads Node's crypto as soon as there is nothing else to do: while the daemon thinks about the first call. */
export function prepareHashing(): void {
  setImmediate(() => {
    nativeHash ??= loadNativeHash()
  })
}
