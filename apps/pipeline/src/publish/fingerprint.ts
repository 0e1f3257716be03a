import { createHash } from 'node:crypto';
import { type DatasetIr, type FieldIr, type SourceIr, sqlTypeName } from '@datahub/contract';
import type { EventRules } from '@datahub/contract/storage';

/**
 * How records are parsed and events are held to their rules. Raise it with every change of the program after which
 * the same content gives other events, or refuses other records: neither the contract nor the input tells of that,
 * and days that were published before would be left as they are.
 */
export const PARSER_VERSION = 1;

/**
 * What a day of a dataset was made of: SHA-256, lower-case hex, over six lines: the version of the parser, the SHA-256
 * of the content of the day's files, the declared fields of the source, its SQL, the rules of the event (its fields,
 * the one that names it, the one that gives its time, its labels), and the storage hash. Equal fingerprints give equal rows.
 *
 * The rules decide what is refused, and they are not the dataset's own: another dataset of the same event can make a
 * field a label.
 */
export function fingerprintOf(
  contentSha256: string,
  source: SourceIr,
  { event, labels }: EventRules,
  dataset: DatasetIr,
): string {
  const lines = [
    String(PARSER_VERSION),
    contentSha256,
    JSON.stringify(rulesOf(source.fields)),
    JSON.stringify(source.sql),
    JSON.stringify([rulesOf(event.fields), event.idField, event.timeField, labels]),
    dataset.storageHash,
  ];
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

function rulesOf(fields: readonly FieldIr[]) {
  return fields.map(({ name, type, nullable }) => [name, sqlTypeName(type), nullable]);
}
