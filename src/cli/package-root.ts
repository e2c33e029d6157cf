/** The directory of the package: files of the command line lie two levels below it, as sources and as built. */
export const packageRoot = new URL('../../', import.meta.url)
