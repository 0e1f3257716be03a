import type { DatasetName } from '@datahub/contract';
import type { DatasetShape } from '@datahub/contract/gatsby';
import { rowDocuments } from '@datahub/contract/graphql';
import type { ResultOf, TypedDocumentNode } from '@graphql-typed-document-node/core';
import { pluginError } from '../errors.ts';
import type { AskHub } from './ask-hub.ts';
import { checkRow, type Row } from './check-answer.ts';
import { VersionMoved } from './version-moved.ts';

/** The question for rows of a dataset; all alike, but for the columns, which only the checks look at. */
export type RowDocument = TypedDocumentNode<ResultOf<(typeof rowDocuments)[DatasetName]>, RowVariables>;

/** What the row document of any dataset takes. */
interface RowVariables {
  readonly from?: string;
  readonly to?: string;
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly groupBy?: readonly string[];
  readonly first?: number;
  readonly after?: string;
}

/** The contract's question for rows of one of its datasets. */
export function rowDocumentOf(dataset: string): RowDocument {
  return rowDocuments[dataset as DatasetName] as unknown as RowDocument;
}

/** Which rows: a span of days, values of columns, and what to keep apart (null: as stored). */
export interface RowQuestion {
  readonly from?: string;
  readonly to?: string;
  readonly filter?: Readonly<Record<string, readonly string[]>>;
  readonly groupBy: readonly string[] | null;
}

/** Reads rows of one version of a dataset, page after page. */
export type ReadRows = (question: RowQuestion) => Promise<Row[]>;

/**
 * @param version the only version whose rows may be mixed into one answer
 * @throws VersionMoved where another version answers; DATAHUB_CONTRACT_MISMATCH, DATAHUB_ROWS_DIFFER
 */
export function rowReader(
  ask: AskHub,
  document: RowDocument,
  shape: DatasetShape,
  version: number,
  pageSize: number,
  url: string,
): ReadRows {
  return async ({ groupBy, ...span }) => {
    const by = groupBy ?? shape.keys.map((column) => column.name);
    const rows: Row[] = [];
    let after: string | undefined;
    do {
      const variables = { ...span, ...(groupBy && { groupBy }), ...(after && { after }), first: pageSize };
      const { page } = await ask(document, variables);
      if (page.version !== version) throw new VersionMoved();
      for (const row of page.rows) rows.push(checkRow(shape, row, by, url));
      if (after !== undefined && page.endCursor === after) {
        throw pluginError('DATAHUB_ROWS_DIFFER', {
          dataset: shape.name,
          reason: `page ${after} names itself as the next one`,
        });
      }
      after = page.endCursor ?? undefined;
      if (after === undefined && page.totalCount !== rows.length) {
        throw pluginError('DATAHUB_ROWS_DIFFER', {
          dataset: shape.name,
          reason: `${page.totalCount} rows were announced, ${rows.length} came`,
        });
      }
    } while (after !== undefined);
    return rows;
  };
}
