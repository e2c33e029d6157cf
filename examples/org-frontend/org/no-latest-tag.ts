import { defineRule } from 'slipway'

/** Reports a FROM without a tag or digest, or with the tag `latest`. */
export const noLatestTag = defineRule({
  name: 'NoLatestTag',
  description: 'A base image without a version may be another one tomorrow',
  url: 'https://example.org/dockerfiles/no-latest-tag',
  create() {
    const stages = new Set(['scratch'])
    return {
      stage({ stage: { from } }, report) {
        const last = from.baseName.slice(from.baseName.lastIndexOf('/') + 1)
        const versioned = /[@$]|:(?!latest$)/.test(last)
        if (!versioned && !stages.has(from.baseName.toLowerCase())) {
          report(`${from.baseName} has no version`)
        }
        if (from.stageName !== '') stages.add(from.stageName)
      },
    }
  },
})
