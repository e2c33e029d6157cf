/** The base name of a stage without files. */
export const scratchName = 'scratch'
