import structuredClone from 'core-js-pure/actual/structured-clone'
import URL from 'core-js-pure/actual/url'
import URLSearchParams from 'core-js-pure/actual/url-search-params'
import { defineGlobals } from './extension-globals.ts'

/** What extensions may use of the web, and this engine does not have: read only where one of them does. */
defineGlobals({ URL, URLSearchParams, structuredClone })
