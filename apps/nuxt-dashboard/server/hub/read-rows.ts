import type { Row, RowsVariables } from '../../shared/dataset.ts';
import type { Hub } from './connect-hub.ts';

/** The largest page that the API gives. */
const PAGE = 10_000;

/** Rows of one version of the table. */
export interface VersionedRows {
  readonly rows: readonly Row[];
  /** Every version that a page was read from: more than one where the table changed in between. */
  readonly versions: readonly (number | null)[];
}

/** Reads every page. */
export async function readRows(hub: Hub, variables: RowsVariables): Promise<VersionedRows> {
  const rows: Row[] = [];
  const versions = new Set<number | null>();
  let after: string | null = null;
  do {
    const page = await hub.rows({ ...variables, first: PAGE, after });
    rows.push(...page.rows);
    versions.add(page.version);
    after = page.endCursor;
  } while (after !== null);
  return { rows, versions: [...versions] };
}
