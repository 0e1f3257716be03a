import { rename } from 'node:fs/promises';
import { quoteText } from '@datahub/contract/storage';
import { type AggregateDataset, aggregateDataset, type StagedFile } from '../../src/index.ts';

/** A producer that makes the right rows, and writes something else: `select` reads the right file. */
export function producer(
  select: string,
  tell: (file: StagedFile) => StagedFile = (file) => file,
): AggregateDataset {
  return async (options) => {
    const files = await aggregateDataset(options);
    for (const { localPath } of files) {
      const other = `${localPath}.other`;
      await options.connection.run(
        `COPY (SELECT ${select} FROM read_parquet(${quoteText(localPath)}, hive_partitioning = false))
         TO ${quoteText(other)} (FORMAT parquet)`,
      );
      await rename(other, localPath);
    }
    return files.map(tell);
  };
}
