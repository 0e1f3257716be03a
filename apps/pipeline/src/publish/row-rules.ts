import type { DatasetIr, MeasureIr } from '@datahub/contract';
import { derivedSql, meanSql, quoteName } from '@datahub/contract/storage';
import { eventCounter } from './check-counts.ts';
import type { ValueRule } from './value-rules.ts';

/**
 * What the contract implies of the columns of one row, each held against the others: a part of the events is not more
 * than all of them, a mean is its sum by its count, a derived figure is what its expression gives. A row does not tell
 * which values its events had: a SUM, MIN or MAX that is another than theirs, or null although there were some, is not
 * seen here.
 */
export function rowRules(dataset: DatasetIr): ValueRule[] {
  return [...eventCounts(dataset), ...means(dataset), ...derivedFigures(dataset)];
}

/** A row stands for at least one event. Nothing is known of it where the dataset does not count them all. */
function eventCounts(dataset: DatasetIr): ValueRule[] {
  const counter = eventCounter(dataset);
  if (counter === null) return [];
  const all = quoteName(counter);
  const parts = dataset.columns.flatMap((column) => {
    if (column.role !== 'measure' || column.name === counter) return [];
    if (column.parts !== null) return [column.parts.count.name];
    return column.agg === 'COUNT' ? [column.name] : [];
  });
  return [
    { column: counter, expected: 'a count, 1 or more', broken: `${all} < 1` },
    ...parts.map((name) => ({
      column: name,
      expected: `at most ${counter}`,
      broken: `${quoteName(name)} > ${all}`,
    })),
  ];
}

function means({ columns }: DatasetIr): ValueRule[] {
  return columns.flatMap((column) => (column.role === 'measure' ? meanRules(column) : []));
}

function meanRules({ name, parts }: MeasureIr): ValueRule[] {
  if (parts === null) return [];
  const { sum, count } = parts;
  const empty = `${quoteName(count.name)} = 0`;
  // The aggregation has the sum of whole numbers as HUGEINT, whose cast to DOUBLE rounds past 2^53 as no BIGINT does.
  const added = sum.type.kind === 'bigint' ? `CAST(${quoteName(sum.name)} AS HUGEINT)` : quoteName(sum.name);
  return [
    {
      column: sum.name,
      expected: `null where ${count.name} is 0, and a value elsewhere`,
      broken: `(${quoteName(sum.name)} IS NULL) <> (${empty})`,
    },
    {
      column: name,
      expected: `${sum.name} / ${count.name}, null where that is 0`,
      broken: `${quoteName(name)} IS DISTINCT FROM ${meanSql(added, quoteName(count.name))}`,
    },
  ];
}

/** Compared exactly: what is written comes from the same expression. One that fails for a row gives no value. */
function derivedFigures({ columns }: DatasetIr): ValueRule[] {
  return columns.flatMap((column) =>
    column.role === 'derived'
      ? [
          {
            column: column.name,
            expected: column.expr,
            broken: `${quoteName(column.name)} IS DISTINCT FROM TRY(${derivedSql(column)})`,
          },
        ]
      : [],
  );
}
