import type { ColumnType, DatasetIr } from '../ir.ts';
import {
  type ContractLock,
  type LockEntry,
  type LockedColumn,
  type LockedDataset,
  makeLockEntry,
} from '../lock/index.ts';
import type { ContractChange } from './change.ts';
import { judgeByRule } from './judge-by-rule.ts';
import { plainSql } from './plain-sql.ts';
import type { ReadContract } from './read-contract.ts';
import type { RuleName } from './rules.ts';
import { servedCoordinates } from './served-coordinates.ts';
import { relateColumns } from './type-relation.ts';

/**
 * What one other revision cannot tell: names that were used before, and data of earlier contracts that may still lie in a
 * lake. Only what `changes` speak of is looked at: what was there already was decided when it came.
 *
 * @param lock of the revision that `changes` start from: it may only be added to.
 */
export function compareHistory(
  after: ReadContract,
  changes: readonly ContractChange[],
  lock: ContractLock,
): ContractChange[] {
  const touched = new Set(changes.map(({ coordinate }) => coordinate));
  const now = makeLockEntry(after.ir, after.document);
  return [
    ...changes.flatMap((change) => usedAgain(change, after, lock.dropped)),
    ...after.ir.datasets.flatMap((dataset) =>
      clashes(dataset, after, now.datasets[dataset.name], touched, lock.entries),
    ),
  ];
}

/** Names that come back. */
function usedAgain(
  change: ContractChange,
  after: ReadContract,
  dropped: readonly string[],
): ContractChange[] {
  if (!/-added(-required)?$/.test(change.rule)) return [];
  const element = after.elements.get(change.coordinate);
  if (!element) return [];
  const dataset = after.ir.datasets.find(
    ({ typeName }) => typeName === element.coordinate || ('parent' in element && element.parent === typeName),
  );
  const names = [
    ...servedCoordinates(element, after.ir),
    ...(element.element === 'source' ? [element.coordinate] : []),
    ...(dataset ? storedNames(dataset, element.element === 'type' ? null : element.name) : []),
  ];
  const again = names.filter((name) => dropped.includes(name));
  if (again.length === 0) return [];
  const message = `${again.join(', ')} was used before, and dropped.`;
  return [judgeByRule('name-used-again', { ...change, message })];
}

function storedNames({ name, columns }: DatasetIr, column: string | null): string[] {
  if (column === null) return [name];
  const measure = columns.find((candidate) => candidate.name === column);
  const parts =
    measure?.role === 'measure' && measure.parts ? [measure.parts.sum.name, measure.parts.count.name] : [];
  return [column, ...parts].map((stored) => `${name}.${stored}`);
}

/** Data that were published under earlier contracts, and do not fit. */
function clashes(
  dataset: DatasetIr,
  after: ReadContract,
  now: LockedDataset | undefined,
  touched: ReadonlySet<string>,
  entries: readonly LockEntry[],
): ContractChange[] {
  if (!now) return [];
  const found = new Map<string, ContractChange>();
  for (const { datasets } of entries) {
    const then = datasets[dataset.name];
    if (!then || then.storageHash === now.storageHash) continue;
    for (const change of datasetClashes(dataset, after, now, then)) {
      if (touched.has(change.coordinate)) found.set(`${change.rule} ${change.coordinate}`, change);
    }
  }
  return [...found.values()];
}

function datasetClashes(
  dataset: DatasetIr,
  after: ReadContract,
  now: LockedDataset,
  then: LockedDataset,
): ContractChange[] {
  const changes: ContractChange[] = [];
  const clash = (rule: RuleName, coordinate: string, message: string) => {
    const element = after.elements.get(coordinate);
    if (!element) return;
    const served = servedCoordinates(element, after.ir);
    changes.push(judgeByRule(rule, { coordinate, served, message, place: element.place }));
  };
  if (String(now.partitionBy) !== String(then.partitionBy)) {
    clash(
      'history-partition-clash',
      dataset.typeName,
      `${dataset.name} was once partitioned by ${then.partitionBy.join(', ')}.`,
    );
  }
  for (const { name, type } of now.stored) {
    const old = then.stored.find((column) => column.name === name);
    if (old && ['narrowed', 'changed'].includes(relateColumns(columnTypeOf(old.type), columnTypeOf(type)))) {
      clash(
        'history-type-clash',
        `${dataset.typeName}.${ownerOf(dataset, name)}`,
        `${dataset.name}.${name} was once ${old.type}, and is ${type}.`,
      );
    }
  }
  for (const column of now.columns) {
    const old = then.columns.find(({ name }) => name === column.name);
    if (old && meaningOf(old) !== meaningOf(column)) {
      clash(
        'history-meaning-clash',
        `${dataset.typeName}.${column.name}`,
        `${dataset.name}.${column.name} once meant ${meaningOf(old)}.`,
      );
    }
  }
  return changes;
}

/** The column whose part a stored one is, or itself. */
function ownerOf({ columns }: DatasetIr, stored: string): string {
  const owner = columns.find(
    (column) =>
      column.role === 'measure' && [column.parts?.sum.name, column.parts?.count.name].includes(stored),
  );
  return owner?.name ?? stored;
}

/** `measure, agg SUM, of revenue_usd, unit USD` */
function meaningOf({ name: _, role, ...meaning }: LockedColumn): string {
  return [
    role,
    ...Object.entries(meaning)
      .toSorted()
      .map(([key, value]) => `${key} ${plainSql(String(value))}`),
  ].join(', ');
}

function columnTypeOf(type: string): ColumnType {
  const decimal = /^decimal\((\d+),(\d+)\)$/.exec(type);
  if (decimal) return { kind: 'decimal', precision: Number(decimal[1]), scale: Number(decimal[2]) };
  return { kind: type as Exclude<ColumnType['kind'], 'decimal'> };
}

/** True where nothing that a lock tells of the past was changed or taken away: it may only be added to. */
export function isAddedTo(before: ContractLock, after: ContractLock): boolean {
  return before.entries.every(
    (entry, index) => JSON.stringify(entry) === JSON.stringify(after.entries[index]),
  );
}
