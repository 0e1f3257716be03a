import { defineErrors } from '@datahub/contract';

/** Everything that can go wrong between a landed manifest and a build. */
export const hookError = defineErrors({
  HOOK_CONFIG_INVALID: {
    message: 'The configuration does not hold:\n{problems}',
    exitCode: 2,
  },
  HOOK_EVENT_INVALID: {
    message: 'This is no S3 event: {reason}. Let the bucket notify the function itself (s3:ObjectCreated:*).',
  },
  HOOK_MANIFEST_INVALID: {
    message: 'The manifest {key} cannot be used: {reason}. Make it again from the log: datahub repair.',
  },
  HOOK_REFUSED: {
    message: 'The build hook at {origin} refused {dataset} version {version}: HTTP {status}. {answer}',
  },
  HOOK_FAILED: {
    message: 'The build hook at {origin} could not be called for {dataset} version {version}: {reason}.',
  },
});
