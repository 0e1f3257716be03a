import type { DerivedIr, MeasureIr } from '@datahub/contract';

/** How a measure is made of events, and how it rolls up over days, regions and kinds; a sentence or two. */
export function describeAggregation(column: MeasureIr | DerivedIr): string {
  if (column.role === 'derived') return `Computed as ${column.expr} after rolling up.`;
  const where = column.where ? `, where ${column.where}` : '';
  const of = column.of ?? 'events';
  switch (column.agg) {
    case 'COUNT':
      return column.of === null
        ? `Number of events${where}; days and regions add up.`
        : `Number of events that have ${of}${where}; days and regions add up.`;
    case 'SUM':
      return `Sum of ${of}${where}, in exact decimals; days and regions add up.`;
    case 'AVG':
      return `Mean of ${of}${where}. It is kept with its sum and its count, so that a mean over several days or regions is that of their events, not a mean of means.`;
    case 'MIN':
      return `Smallest ${of}${where}.`;
    case 'MAX':
      return `Largest ${of}${where}.`;
  }
}
