import { createHash } from 'node:crypto';
import { type DatasetIr, type SourceIr, sqlTypeName } from '@datahub/contract';

/**
 * What a day of a dataset was made of: SHA-256, lower-case hex, over four lines: the SHA-256 of the content of the
 * day's files, the declared fields of the source, its SQL, and the storage hash. Equal fingerprints give equal rows.
 */
export function fingerprintOf(contentSha256: string, source: SourceIr, dataset: DatasetIr): string {
  const fields = source.fields.map(({ name, type, nullable }) => [name, sqlTypeName(type), nullable]);
  const lines = [contentSha256, JSON.stringify(fields), JSON.stringify(source.sql), dataset.storageHash];
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
