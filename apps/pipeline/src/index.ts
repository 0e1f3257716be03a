// What programs need that publish without a command line.
export { pipelineError } from './errors.ts';
export { exitCodes } from './exit-codes.ts';
export { type Generated, type GenerateOptions, generateEvents } from './generate/generate-events.ts';
export {
  type AggregateDataset,
  type AggregateOptions,
  aggregateDataset,
  type StagedFile,
} from './publish/aggregate-dataset.ts';
export type { PublishEffects } from './publish/execute-plan.ts';
export { manifestPath, manifestsOf, serializeManifest } from './publish/make-manifest.ts';
export type { Progress } from './publish/progress.ts';
export { type PublishOptions, publish } from './publish/publish.ts';
export {
  type DayRecord,
  dayColumn,
  type PublishedDay,
  type PublishRecord,
  readPublishedDays,
} from './publish/publish-record.ts';
export type { DatasetResult, PublishResult } from './publish/publish-result.ts';
export { restoreManifests } from './publish/restore-manifests.ts';
export { type QuarantinedRecord, quarantineKey } from './publish/write-quarantine.ts';
export type { DayCounts } from './read/day-counts.ts';
