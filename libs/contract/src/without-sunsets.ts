import type { DatasetIr, SunsetIr } from './ir.ts';

/**
 * A dataset without the figures that carry `@sunset`, as the contract's row operations ask for it: a consumer that takes a
 * dataset whole would else use for ever what nobody needs, and it could never go. Dimensions stay, for rows are told apart
 * by them.
 */
export function withoutSunsets(dataset: DatasetIr, sunsets: readonly SunsetIr[]): DatasetIr {
  const going = new Set(sunsets.map(({ coordinate }) => coordinate));
  const columns = dataset.columns.filter(
    ({ name, role }) => role === 'dimension' || !going.has(`${dataset.typeName}.${name}`),
  );
  return { ...dataset, columns };
}
