import type { DatasetIr } from '@datahub/contract';
import type { Snapshot } from '@datahub/lake';
import { fromSpark } from './found-type.ts';
import {
  type Compatibility,
  compatibilityOf,
  type FoundColumns,
  type Judgement,
  judgeColumns,
  type Misfit,
} from './judge-columns.ts';

/** How a version of a dataset fits the contract, as `VersionVerdict` of the schema says it. */
export interface VersionVerdict {
  readonly version: number;
  readonly compatibility: Compatibility;
  readonly reasons: readonly VersionReason[];
}

export interface VersionReason extends Misfit {
  /** First data file, by its path, in which it was found; null where it is the schema of the table. */
  readonly file: string | null;
  /** Data files in which it was found. */
  readonly files: number;
}

/** What was found out about a data file. */
export interface JudgedFile {
  readonly path: string;
  readonly misfits: readonly Misfit[];
}

/**
 * Judges the schema that the table's log declares. Data files are judged for themselves, so that a rename is found
 * there: what the schema says of a column that no file has is no loss.
 */
export function judgeSchema(dataset: DatasetIr, { metadata }: Snapshot): Judgement {
  const expected = dataset.partitionBy.join(', ');
  const partitionedBy = metadata.partitionColumns.join(', ');
  if (partitionedBy !== expected) {
    const found = `partitioned by ${partitionedBy || 'nothing'}`;
    return refusal({ column: expected, expected: `partitioned by ${expected}`, found });
  }
  const columns = readSchema(metadata.schemaString);
  if (columns === null) {
    return refusal({ column: 'all', expected: 'a StructType as JSON', found: 'no schema' });
  }
  return judgeColumns(dataset.stored, columns, { suspectRenames: false });
}

/** The same difference is told once, with its first file and how many have it. */
export function judgeVersion(
  version: number,
  schema: Judgement,
  files: readonly JudgedFile[],
): VersionVerdict {
  const reasons = new Map<string, VersionReason>();
  const add = (misfit: Misfit, file: string | null) => {
    const key = JSON.stringify([misfit.column, misfit.found]);
    const known = reasons.get(key);
    const isFile = file === null ? 0 : 1;
    reasons.set(key, { ...misfit, file: known?.file ?? file, files: (known?.files ?? 0) + isFile });
  };
  for (const misfit of schema.misfits) add(misfit, null);
  const differing = files.filter(({ misfits }) => misfits.length > 0);
  for (const { path, misfits } of differing.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    for (const misfit of misfits) add(misfit, path);
  }
  const all = [...reasons.values()];
  return { version, compatibility: compatibilityOf(all), reasons: all };
}

function refusal(misfit: Omit<Misfit, 'adaptation'>): Judgement {
  return { compatibility: 'INCOMPATIBLE', misfits: [{ ...misfit, adaptation: null }] };
}

function readSchema(text: string): FoundColumns | null {
  try {
    const { fields } = JSON.parse(text) as { fields: { name: string; type: unknown }[] };
    return new Map(fields.map(({ name, type }) => [name, fromSpark(type)]));
  } catch {
    return null; // told as a schema that is none
  }
}
