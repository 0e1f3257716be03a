import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { datasetIr } from './dataset.ts';
import { type Download, dayDownload, regionDownload, rowsDownload, totalsDownload } from './downloads.ts';
import { makeSlugs } from './make-slugs.ts';
import { type DataTable, toCsv, toJson } from './write-table.ts';

type Row = Readonly<Record<string, unknown>>;
type Node = Row & { readonly id: string };

/**
 * Writes what pages offer for download, as CSV and as JSON. All files are written at each build, for they cost little, and
 * those of days and regions that are gone go with the folder.
 *
 * @param folder the site's folder
 */
export async function writeDownloads(
  folder: string,
  getNodesByType: (type: string) => readonly Node[],
): Promise<void> {
  await rm(join(folder, 'data'), { recursive: true, force: true });
  for (const [download, table] of planDownloads(getNodesByType)) {
    const base = join(folder, download.path);
    await mkdir(dirname(base), { recursive: true });
    await writeFile(`${base}.csv`, toCsv(table));
    await writeFile(`${base}.json`, toJson(table));
  }
}

/** Every file to write, and what stands in it. */
export function planDownloads(getNodesByType: (type: string) => readonly Node[]): [Download, DataTable][] {
  const { typeName, partitionBy, columns } = datasetIr();
  const type = `DataHub${typeName}`;
  const figures = columns.filter((column) => column.role !== 'dimension').map((column) => column.name);
  const all = [...partitionBy, ...columns.map((column) => column.name)];
  const rows = sortRows(all, getNodesByType(type) as readonly Row[]);
  const days = getNodesByType(`${type}Day`);
  const regions = getNodesByType(`${type}Region`).map((node) => String(node.name));
  const slugs = makeSlugs(regions);

  const byDate = groupRows(rows, 'date');
  const byRegion = groupRows(rows, 'region');
  const totals = sortRows(
    ['run_date'],
    days.map((day) => day.total as Row),
  );
  return [
    [totalsDownload(), { columns: ['run_date', ...figures], rows: totals }],
    [rowsDownload(), { columns: all, rows }],
    ...[...byDate].map(([date, own]): [Download, DataTable] => [
      dayDownload(date),
      { columns: all, rows: own },
    ]),
    ...[...byRegion].map(([name, own]): [Download, DataTable] => [
      regionDownload(slugs.get(name) as string),
      { columns: all, rows: own },
    ]),
  ];
}

function groupRows(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[column]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function sortRows(columns: readonly string[], rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => {
    const column = columns.find((one) => a[one] !== b[one]);
    return column === undefined ? 0 : String(a[column]) < String(b[column]) ? -1 : 1;
  });
}
