import { lakeError } from '../errors.ts';
import type { AddAction, MetaData, Protocol } from './actions.ts';

// What each version brought, for tables that name no features: PROTOCOL.md, "Requirements for Readers/Writers".
const READER_FEATURES: Readonly<Record<number, string>> = { 2: 'columnMapping' };
const WRITER_FEATURES: Readonly<Record<number, string>> = {
  3: 'checkConstraints',
  4: 'changeDataFeed and generatedColumns',
  5: 'columnMapping',
  6: 'identityColumns',
};

/** @throws LAKE_FEATURE_UNSUPPORTED naming what a reader of version 1 would get wrong. */
export function checkReadable(table: string, protocol: Protocol): void {
  const { minReaderVersion: version, readerFeatures = [] } = protocol;
  if (version <= 1) return;
  refuse(table, 'read', readerFeatures, READER_FEATURES[version] ?? `reader version ${version}`);
}

/** @throws LAKE_FEATURE_UNSUPPORTED naming what a writer of version 2 would break. */
export function checkWritable(table: string, protocol: Protocol, metadata: MetaData): void {
  checkReadable(table, protocol);
  const { minWriterVersion: version, writerFeatures = [] } = protocol;
  if (version > 2)
    refuse(table, 'write', writerFeatures, WRITER_FEATURES[version] ?? `writer version ${version}`);
  if (metadata.configuration['delta.appendOnly'] === 'true') refuse(table, 'write', ['appendOnly']);
  if (metadata.schemaString.includes('"delta.invariants"')) refuse(table, 'write', ['invariants']);
}

/** @throws LAKE_FEATURE_UNSUPPORTED */
export function checkMetadata(table: string, metadata: MetaData): void {
  if (metadata.format.provider !== 'parquet') refuse(table, 'read', [`format ${metadata.format.provider}`]);
}

/** @throws LAKE_FEATURE_UNSUPPORTED */
export function checkAdd(table: string, add: AddAction): void {
  if (add.deletionVector !== undefined && add.deletionVector !== null)
    refuse(table, 'read', ['deletionVectors']);
}

function refuse(table: string, verb: string, features: readonly string[], otherwise = ''): never {
  const feature = features.length > 0 ? features.join(', ') : otherwise;
  throw lakeError('LAKE_FEATURE_UNSUPPORTED', { table, feature, verb });
}
