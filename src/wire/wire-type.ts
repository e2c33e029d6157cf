// The wire types of protobuf: how the value of a field is laid out.

export const VARINT = 0
export const FIXED64 = 1
export const LENGTH_DELIMITED = 2
export const FIXED32 = 5
