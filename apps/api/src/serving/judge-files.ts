import { type DatasetIr, isCodedError } from '@datahub/contract';
import { publisherInfo, type Table } from '@datahub/lake';
import { type FoundColumns, type Judgement, judgeColumns } from './judge-columns.ts';
import type { FetchedFile } from './read-footers.ts';

/** Judges one data file after another by its columns, and by the values of its partition. */
export type JudgeFile = (entry: FetchedFile, columns: FoundColumns) => Promise<Judgement>;

/**
 * A column that is missing beside an unknown one is a rename, unless the commit that brought the file says that it was
 * published under another contract: that one may have had the unknown column, and not yet the missing one. Commits are
 * read only where there is such a doubt.
 */
export function judgeFiles(table: Table, dataset: DatasetIr): JudgeFile {
  const answers = new Map<number, Promise<boolean>>();
  const isOfOther = (version: number) => {
    const known = answers.get(version) ?? isOfOtherContract(table, dataset, version);
    answers.set(version, known);
    return known;
  };
  return async ({ file }, columns) => {
    for (const column of dataset.partitionBy) {
      if (file.partitionValues[column] != null) continue;
      const misfit = { column, expected: 'string, never null', found: 'null', adaptation: null };
      return { compatibility: 'INCOMPATIBLE', misfits: [misfit] };
    }
    const strict = judgeColumns(dataset.stored, columns, { suspectRenames: true });
    if (strict.compatibility !== 'INCOMPATIBLE') return strict;
    const lenient = judgeColumns(dataset.stored, columns, { suspectRenames: false });
    if (lenient.compatibility === 'INCOMPATIBLE') return strict;
    return (await isOfOther(file.addedIn)) ? lenient : strict;
  };
}

async function isOfOtherContract(table: Table, dataset: DatasetIr, version: number): Promise<boolean> {
  try {
    const info = publisherInfo(await table.readCommitInfo(version));
    const hash = (info?.contract as { readonly storage_hash?: unknown } | undefined)?.storage_hash;
    return typeof hash === 'string' && hash !== dataset.storageHash;
  } catch (cause) {
    // The log is cleaned of commits that are older than the history it keeps: so is the file.
    if (isCodedError(cause) && cause.code === 'LAKE_VERSION_MISSING') return true;
    throw cause;
  }
}
