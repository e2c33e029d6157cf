import type { LintRule } from './event.ts'
import type { RuleSettings } from './rule-settings.ts'
import { commentBehindArgument } from './rules/configuration/comment-behind-argument.ts'
import { debianFrontendInEnv } from './rules/configuration/debian-frontend-in-env.ts'
import { emptyExpose } from './rules/configuration/empty-expose.ts'
import { envSelfReference } from './rules/configuration/env-self-reference.ts'
import { globalArgInStage } from './rules/configuration/global-arg-in-stage.ts'
import { healthcheckMissing } from './rules/configuration/healthcheck-missing.ts'
import { jsonLikeShellForm } from './rules/configuration/json-like-shell-form.ts'
import { labelKey } from './rules/configuration/label-key.ts'
import {
  labelEmpty,
  labelFormats,
  labelMissing,
  labelSuperfluous,
} from './rules/configuration/label-schema.ts'
import { lastUserRoot } from './rules/configuration/last-user-root.ts'
import { numericUser } from './rules/configuration/numeric-user.ts'
import { pathOverwritten } from './rules/configuration/path-overwritten.ts'
import { shellEntrypointIgnoresCmd } from './rules/configuration/shell-entrypoint-ignores-cmd.ts'
import { ungracefulStopsignal } from './rules/configuration/ungraceful-stopsignal.ts'
import { userNotUsed } from './rules/configuration/user-not-used.ts'
import { variableInExecForm } from './rules/configuration/variable-in-exec-form.ts'
import { addInsteadOfCopy } from './rules/files/add-instead-of-copy.ts'
import { chownInOwnLayer } from './rules/files/chown-in-own-layer.ts'
import { copyAfterUser } from './rules/files/copy-after-user.ts'
import { copyAllBeforeDependencies } from './rules/files/copy-all-before-dependencies.ts'
import { copyExcludedFile } from './rules/files/copy-excluded-file.ts'
import { copyManyWithoutSlash } from './rules/files/copy-many-without-slash.ts'
import { copyRelativeDestination } from './rules/files/copy-relative-destination.ts'
import { copyThenExtract } from './rules/files/copy-then-extract.ts'
import { excludeMatchesNothing } from './rules/files/exclude-matches-nothing.ts'
import { heredocCrlf } from './rules/files/heredoc-crlf.ts'
import { remoteAddWithoutChecksum } from './rules/files/remote-add-without-checksum.ts'
import { secretFileCopied } from './rules/files/secret-file-copied.ts'
import { latestTag } from './rules/images/latest-tag.ts'
import { pinImageDigest } from './rules/images/pin-image-digest.ts'
import { platformArgDefault } from './rules/images/platform-arg-default.ts'
import { shellInScratch } from './rules/images/shell-in-scratch.ts'
import { unknownStage } from './rules/images/unknown-stage.ts'
import { untaggedImage } from './rules/images/untagged-image.ts'
import { untrustedRegistry } from './rules/images/untrusted-registry.ts'
import { unusedNamedContext } from './rules/images/unused-named-context.ts'
import { unusedStage } from './rules/images/unused-stage.ts'
import { builtinRules } from './rules/index.ts'
import { apkNoCache } from './rules/packages/apk-no-cache.ts'
import { apkUpgrade } from './rules/packages/apk-upgrade.ts'
import { aptDistUpgrade } from './rules/packages/apt-dist-upgrade.ts'
import { aptGetAssumeYes } from './rules/packages/apt-get-assume-yes.ts'
import { aptGetNoInstallRecommends } from './rules/packages/apt-get-no-install-recommends.ts'
import { aptInsteadOfAptGet } from './rules/packages/apt-instead-of-apt-get.ts'
import { aptKeyDeprecated } from './rules/packages/apt-key-deprecated.ts'
import { aptListsNotRemoved } from './rules/packages/apt-lists-not-removed.ts'
import { aptUpdateAlone } from './rules/packages/apt-update-alone.ts'
import { dnfAssumeYes } from './rules/packages/dnf-assume-yes.ts'
import { dnfCleanAll } from './rules/packages/dnf-clean-all.ts'
import { pinApkVersions } from './rules/packages/pin-apk-versions.ts'
import { pinAptVersions } from './rules/packages/pin-apt-versions.ts'
import { pinCargoVersions } from './rules/packages/pin-cargo-versions.ts'
import { pinDnfVersions } from './rules/packages/pin-dnf-versions.ts'
import { pinGemVersions } from './rules/packages/pin-gem-versions.ts'
import { pinGoVersions } from './rules/packages/pin-go-versions.ts'
import { pinNpmVersions } from './rules/packages/pin-npm-versions.ts'
import { pinPipVersions } from './rules/packages/pin-pip-versions.ts'
import { pinYumVersions } from './rules/packages/pin-yum-versions.ts'
import { pinZypperVersions } from './rules/packages/pin-zypper-versions.ts'
import { pipNoCacheDir } from './rules/packages/pip-no-cache-dir.ts'
import { yarnCacheClean } from './rules/packages/yarn-cache-clean.ts'
import { yumAssumeYes } from './rules/packages/yum-assume-yes.ts'
import { yumCleanAll } from './rules/packages/yum-clean-all.ts'
import { yumUpgrade } from './rules/packages/yum-upgrade.ts'
import { zypperClean } from './rules/packages/zypper-clean.ts'
import { zypperDistUpgrade } from './rules/packages/zypper-dist-upgrade.ts'
import { zypperNonInteractive } from './rules/packages/zypper-non-interactive.ts'
import { backgroundProcess } from './rules/shell/background-command.ts'
import { bashism } from './rules/shell/bashism.ts'
import { cdInsteadOfWorkdir } from './rules/shell/cd-instead-of-workdir.ts'
import { cleanupInOwnLayer } from './rules/shell/cleanup-in-own-layer.ts'
import { consecutiveRuns } from './rules/shell/consecutive-runs.ts'
import { curlWithoutFail } from './rules/shell/curl-without-fail.ts'
import { failureIgnored } from './rules/shell/failure-ignored.ts'
import { lostShellState } from './rules/shell/lost-shell-state.ts'
import { noSudo } from './rules/shell/no-sudo.ts'
import { pipeToShell } from './rules/shell/pipe-to-shell.ts'
import { pipeWithoutPipefail } from './rules/shell/pipe-without-pipefail.ts'
import { shellSymlink } from './rules/shell/shell-symlink.ts'
import { shellSyntax } from './rules/shell/shell-syntax.ts'
import { tlsVerificationOff } from './rules/shell/tls-verification-off.ts'
import { uselessCommand } from './rules/shell/useless-command.ts'
import { useraddNoLogInit } from './rules/shell/useradd-no-log-init.ts'
import { wgetAndCurl } from './rules/shell/wget-and-curl.ts'
import { wgetProgress } from './rules/shell/wget-progress.ts'
import { worldWritable } from './rules/shell/world-writable.ts'
import { hardcodedSecret } from './rules/text/hardcoded-secret.ts'
import { ignoreComment } from './rules/text/ignore-comment.ts'
import { misplacedDirective } from './rules/text/misplaced-directive.ts'
import { unknownCheck } from './rules/text/unknown-check.ts'

const noSettings: RuleSettings = { trustedRegistries: [], labels: {}, strictLabels: false }

/**
 * The rules that Slipway has beyond those of the reference. Builds leave them out; `slipway lint` runs them, but
 * for those that are optional.
 * @param settings what some of them have to be told; nothing by default
 */
export function ownRules(settings: RuleSettings = noSettings): readonly LintRule[] {
  const { labels, strictLabels, namedContexts = [], otherRules = [] } = settings
  const rules: readonly LintRule[] = [
    apkNoCache,
    apkUpgrade,
    aptDistUpgrade,
    aptGetAssumeYes,
    aptGetNoInstallRecommends,
    aptInsteadOfAptGet,
    aptKeyDeprecated,
    aptListsNotRemoved,
    aptUpdateAlone,
    dnfAssumeYes,
    dnfCleanAll,
    pinApkVersions,
    pinAptVersions,
    pinCargoVersions,
    pinDnfVersions,
    pinGemVersions,
    pinGoVersions,
    pinNpmVersions,
    pinPipVersions,
    pinYumVersions,
    pinZypperVersions,
    pipNoCacheDir,
    yarnCacheClean,
    yumAssumeYes,
    yumCleanAll,
    yumUpgrade,
    zypperClean,
    zypperDistUpgrade,
    zypperNonInteractive,
    backgroundProcess,
    bashism,
    cdInsteadOfWorkdir,
    cleanupInOwnLayer,
    consecutiveRuns,
    curlWithoutFail,
    failureIgnored,
    lostShellState,
    noSudo,
    pipeToShell,
    pipeWithoutPipefail,
    shellSymlink,
    shellSyntax,
    tlsVerificationOff,
    uselessCommand,
    useraddNoLogInit,
    wgetAndCurl,
    wgetProgress,
    worldWritable,
    latestTag,
    pinImageDigest,
    platformArgDefault,
    shellInScratch,
    unknownStage(namedContexts),
    untaggedImage,
    untrustedRegistry(settings.trustedRegistries),
    unusedNamedContext(namedContexts),
    unusedStage,
    addInsteadOfCopy,
    chownInOwnLayer,
    copyAfterUser,
    copyAllBeforeDependencies,
    copyExcludedFile,
    copyManyWithoutSlash,
    copyRelativeDestination,
    copyThenExtract,
    excludeMatchesNothing(settings.contextPaths),
    heredocCrlf,
    remoteAddWithoutChecksum,
    secretFileCopied,
    commentBehindArgument,
    debianFrontendInEnv,
    emptyExpose,
    envSelfReference,
    globalArgInStage,
    healthcheckMissing,
    jsonLikeShellForm,
    labelKey,
    lastUserRoot,
    numericUser,
    pathOverwritten,
    shellEntrypointIgnoresCmd,
    ungracefulStopsignal,
    userNotUsed,
    variableInExecForm,
    hardcodedSecret,
    ignoreComment,
    misplacedDirective,
    ...labelFormats(labels),
    labelMissing(labels),
    labelSuperfluous(labels, strictLabels),
    labelEmpty(labels),
  ]
  const known = [...builtinRules, ...rules]
  const aliases = new Map(
    known.flatMap(({ name, aliases: codes = [] }) => codes.map((code) => [code, name] as const)),
  )
  const names = [...known.map(({ name }) => name), 'UnknownCheck', ...otherRules]
  return [...rules, unknownCheck(names, aliases)]
}
