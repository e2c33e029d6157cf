/** Names of gRPC's status codes, as Go prints them. */
const NAMES = [
  'OK',
  'Canceled',
  'Unknown',
  'InvalidArgument',
  'DeadlineExceeded',
  'NotFound',
  'AlreadyExists',
  'PermissionDenied',
  'ResourceExhausted',
  'FailedPrecondition',
  'Aborted',
  'OutOfRange',
  'Unimplemented',
  'Internal',
  'Unavailable',
  'DataLoss',
  'Unauthenticated',
]

/** The name of a gRPC status code: `NotFound`; `Code(99)` for one that has none. */
export function statusCodeName(code: number): string {
  return NAMES[code] ?? `Code(${code})`
}
