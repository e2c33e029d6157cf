const standard =
  'AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt undefined unescape'

const web =
  'DOMException TextDecoder TextEncoder URL URLSearchParams atob btoa clearTimeout console queueMicrotask setTimeout structuredClone'

/** The globals that extensions have: those of ECMAScript, and what little of the web's needs nothing outside. */
export const extensionGlobals: ReadonlySet<string> = new Set([...standard.split(' '), ...web.split(' ')])
