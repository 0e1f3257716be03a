import type { DatasetIr } from '@datahub/contract';
import { dayColumn } from './publish-record.ts';

/** Columns that no two rows share. */
export interface UniqueKey {
  /** Partition columns and columns of the files. */
  readonly columns: readonly string[];
  /** In words, as the contract means it. */
  readonly expected: string;
  /** Nulls are the same; else a row that has one shares nothing. */
  readonly nullsAgree: boolean;
}

/** What the contract implies, one row for each group in a partition, and what `@check(unique:)` says of a business day. */
export function uniqueKeys(dataset: DatasetIr): UniqueKey[] {
  const day = dayColumn(dataset);
  const declared = dataset.checks.flatMap((check) =>
    check.kind === 'unique' && check.severity === 'ERROR'
      ? [
          {
            columns: [...new Set([day, ...check.columns])],
            expected: 'no two rows of a business day that share them',
            nullsAgree: false,
          },
        ]
      : [],
  );
  return [
    { columns: groupColumns(dataset), expected: 'one row for each group', nullsAgree: true },
    ...declared,
  ];
}

function groupColumns({ partitionBy, columns }: DatasetIr): string[] {
  return [...partitionBy, ...columns.filter(({ role }) => role === 'dimension').map(({ name }) => name)];
}
