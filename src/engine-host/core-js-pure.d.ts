declare module 'core-js-pure/actual/structured-clone' {
  const value: typeof structuredClone
  export default value
}
declare module 'core-js-pure/actual/url' {
  const value: typeof URL
  export default value
}
declare module 'core-js-pure/actual/url-search-params' {
  const value: typeof URLSearchParams
  export default value
}
