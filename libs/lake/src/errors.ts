import { defineErrors } from '@datahub/contract';

/** Everything that can go wrong in a lake, in words that say what to do. */
export const lakeError = defineErrors({
  LAKE_ADDRESS_INVALID: {
    message:
      'The lake address "{address}" is not understood ({reason}). Use file:./lake, file:///data/lake, or a path.',
    exitCode: 2,
  },
  LAKE_STORE_UNSUPPORTED: {
    message: 'This version has no driver for {scheme}:// ("{address}"). Use a file: address.',
    exitCode: 2,
  },
  LAKE_KEY_INVALID: {
    message: 'The key {key} cannot name an object: {reason}.',
  },
  LAKE_STORE_FAILED: {
    message: 'The store {url} could not {operation} {key}: {reason}.',
  },
  LAKE_NO_ATOMIC_CREATE: {
    message:
      'The file system of {url} has no hard links ({reason}), and without them two publishers could both win. Put the lake on another file system.',
  },
  LAKE_LOG_BROKEN: {
    message:
      '{table}: commit {version} cannot be read ({reason}, line {line}). Restore the file {file} from a backup.',
  },
  LAKE_LOG_GAP: {
    message:
      '{table}: commit {missing} is missing though {next} exists. Restore the file from a backup; nothing newer can be trusted.',
  },
  LAKE_CHECKPOINT_NEEDED: {
    message:
      '{table}: the log begins at version {first}; older commits were removed after a checkpoint, and this version reads none. Set delta.logRetentionDuration on the table to keep its commits.',
  },
  LAKE_VERSION_MISSING: {
    message: '{table}: there is no version {version}; the newest is {latest}.',
  },
  LAKE_FEATURE_UNSUPPORTED: {
    message:
      '{table}: needs {feature}, which the hub does not {verb}. Drop the feature from the table, or write it with reader version 1 and writer version 2.',
  },
  LAKE_SCHEMA_CONFLICT: {
    message: '{table}: the columns do not fit the table: {reason}.',
  },
  LAKE_PLAN_INVALID: {
    message: '{table}: {reason}.',
  },
  LAKE_CONFLICT: {
    message:
      '{table}: version {version} was committed meanwhile and touches {partitions} too. Read the new version and publish again if it is still wanted.',
  },
  LAKE_BUSY: {
    message:
      '{table}: {attempts} attempts to commit were overtaken by other writers. Try again when fewer of them run.',
  },
});
