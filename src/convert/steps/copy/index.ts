export { convertAdd, convertCopy, copySources } from './copy.ts'
