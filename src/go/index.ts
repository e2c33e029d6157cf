export { type Base64Problem, decodeBase64, encodeBase64 } from './base64.ts'
export { parseByteSize } from './byte-size.ts'
export { csvFields } from './csv.ts'
export { formatDuration, parseDuration } from './duration.ts'
export { formatIp, type IpAddress, parseIp } from './ip-address.ts'
export {
  type JsonOptions,
  type JsonValue,
  jsonString,
  marshalJson,
  PlainJson,
  type PlainValue,
} from './json.ts'
export { formatList, formatQuotedList } from './list.ts'
export {
  type NumberProblem,
  parseBool,
  parseFloatingPoint,
  parseInteger,
  parseUnsigned,
  readBool,
  readInteger,
  readUnsigned,
} from './number.ts'
export { type ParsedJson, parseJson } from './parse-json.ts'
export { base, clean, dir, isAbs, join } from './path.ts'
export { percentEncode, unescapePath, unescapeQuery } from './percent.ts'
export { quote } from './quote.ts'
export { isSpace, trimSpace, trimSpaceEnd, trimSpaceStart } from './space.ts'
export { compareBytes, sortByBytes, utf8Length } from './text-bytes.ts'
export { type GoRecord, type GoType, goStruct, unmarshalJson } from './unmarshal.ts'
export { formatUrl, formatUser, parseUrl, parseUrlQuery, type Url, type UrlQuery } from './url.ts'
