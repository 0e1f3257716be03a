import type { DatasetIr } from '@datahub/contract';
import type { DuckDBConnection } from '@duckdb/node-api';
import { fileUnfit, serverError } from '../errors.ts';
import { checkValues } from './check-values.ts';
import { groupBy } from './group-by.ts';
import type { Judgement, Misfit } from './judge-columns.ts';
import { type FetchedFile, pathList, readFooters } from './read-footers.ts';
import { selectColumns } from './select-columns.ts';
import { OWN, type ServingNames } from './serving-names.ts';

/** What became of a file. */
export interface ReadFile {
  readonly rows: number;
  /** In what it differs from the contract, and was read all the same. */
  readonly misfits: readonly Misfit[];
}

/**
 * Adds the rows of fetched files to the serving table, by an explicit list of files and of columns. Partition values
 * stay with the file, never with its path.
 *
 * @param judge judges the columns of a file, as its footer declares them
 * @returns by the number of the file
 * @throws API_FILE_UNFIT, API_FILE_CORRUPT
 */
export async function readFiles(
  connection: DuckDBConnection,
  dataset: DatasetIr,
  names: ServingNames,
  scratch: string,
  version: number,
  files: readonly FetchedFile[],
  judge: (entry: FetchedFile, columns: ReadonlyMap<string, string>) => Promise<Judgement>,
): Promise<ReadonlyMap<number, ReadFile>> {
  const first = files[0]?.id ?? 0;
  const footers = await readFooters(connection, scratch, files);
  const misfits = new Map<number, readonly Misfit[]>();
  for (const entry of files) {
    const judgement = await judge(entry, footers.get(entry.id) ?? new Map());
    if (judgement.compatibility === 'INCOMPATIBLE') {
      throw fileUnfit(dataset.name, version, entry.file.path, judgement.misfits);
    }
    misfits.set(entry.id, judgement.misfits);
  }
  // One SELECT for each set of columns that occurs: with `union_by_name` a clash of types would become text in silence.
  const signatures = groupBy(files, ({ id }) => JSON.stringify([...(footers.get(id) ?? [])].sort()));
  for (const group of signatures.values()) {
    const select = selectColumns(dataset, footers.get(group[0]?.id ?? -1) ?? new Map());
    await connection.run(
      `INSERT INTO ${names.rows} SELECT list_extract([${group.map(({ id }) => id).join(', ')}], CAST(file_index AS BIGINT) + 1), ${select.join(', ')}
FROM read_parquet(${pathList(scratch, group)}, hive_partitioning = false)`,
    );
  }
  const rows = await countRows(connection, names, first);
  for (const { id, file } of files) {
    const found = rows.get(id) ?? 0;
    if (file.rows !== null && file.rows !== found) {
      const reason = `it has ${found} rows instead of ${file.rows}`;
      throw serverError('API_FILE_CORRUPT', { dataset: dataset.name, file: file.path, version, reason });
    }
  }
  const defect = await checkValues(connection, dataset, names, first);
  if (defect !== null) {
    const path = files.find(({ id }) => id === defect.id)?.file.path ?? '';
    throw fileUnfit(dataset.name, version, path, [defect.misfit]);
  }
  return new Map(
    files.map(({ id }) => [id, { rows: rows.get(id) ?? 0, misfits: misfits.get(id) ?? [] }] as const),
  );
}

async function countRows(connection: DuckDBConnection, names: ServingNames, first: number) {
  const reader = await connection.runAndReadAll(
    `SELECT ${OWN.file}, CAST(COUNT(*) AS DOUBLE) FROM ${names.rows} WHERE ${OWN.file} >= ${first} GROUP BY ${OWN.file}`,
  );
  return new Map(reader.getRows() as [number, number][]);
}
