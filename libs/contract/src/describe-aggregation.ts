import type { DerivedIr, MeasureIr } from './ir.ts';

/** How a figure is made of events, and how it rolls up over days and whatever else rows are kept apart by; a sentence or two. */
export function describeAggregation(column: MeasureIr | DerivedIr): string {
  if (column.role === 'derived') return `Computed as ${column.expr} after rolling up.`;
  const where = column.where ? `, where ${column.where}` : '';
  const of = column.of ?? 'events';
  switch (column.agg) {
    case 'COUNT':
      return column.of === null
        ? `Number of events${where}; adds up over days and groups.`
        : `Number of events that have ${of}${where}; adds up over days and groups.`;
    case 'SUM':
      return `Sum of ${of}${where}${column.type.kind === 'decimal' ? ', in exact decimals' : ''}; adds up over days and groups.`;
    case 'AVG':
      return `Mean of ${of}${where}. It is kept with its sum and its count, so that a mean over several groups is that of their events, not a mean of means.`;
    case 'MIN':
      return `Smallest ${of}${where}.`;
    case 'MAX':
      return `Largest ${of}${where}.`;
    case 'NONE':
      return 'Cannot be rolled up: it is there only where rows are asked for as they are stored.';
  }
}
