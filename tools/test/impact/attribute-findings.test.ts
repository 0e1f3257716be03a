import type { ContractChange } from '@datahub/contract/compare';
import { describe, expect, it } from 'vitest';
import { attributeFindings } from '../../src/impact/attribute-findings.ts';

function change(coordinate: string, served: readonly string[] = [coordinate]): ContractChange {
  return {
    rule: 'field-removed',
    coordinate,
    served,
    message: '',
    place: null,
    verdicts: { code: 'forbidden', wire: 'forbidden', storage: 'safe' },
    verdict: 'forbidden',
    why: '',
  };
}

function causes(touches: readonly string[], ...changes: readonly ContractChange[]) {
  const finding = {
    file: 'a.ts',
    line: 1,
    column: 1,
    project: 'a',
    kind: 'typescript',
    message: '',
  } as const;
  return attributeFindings([{ ...finding, breaks: true, reason: null, touches }], changes)[0]?.coordinates;
}

describe('which change a place belongs to', () => {
  it('is the only one there is', () => {
    expect(causes([], change('Hub.rows'))).toEqual(['Hub.rows']);
  });

  it('is the one whose coordinate it names, also where the change is served elsewhere', () => {
    const column = change('Metric.rows', ['Metric.rows', 'MetricRow.rows']);
    expect(causes(['MetricRow.rows', 'rows'], column, change('Hub.rows'))).toEqual(['Metric.rows']);
  });

  it('are all that share the name of its member, where no more is known', () => {
    const changes = [change('Metric.rows'), change('Hub.rows'), change('Hub.days')];
    expect(causes(['rows'], ...changes)).toEqual(['Metric.rows', 'Hub.rows']);
  });

  it('is not one whose name only begins the same', () => {
    expect(causes(['rows'], change('Hub.rows'), change('Hub.rowsPerDay'))).toEqual(['Hub.rows']);
  });

  it('is that of an argument, where the field is named that wants it', () => {
    expect(causes(['Query.changes'], change('Query.changes(dataset:)'), change('Hub.rows'))).toEqual([
      'Query.changes(dataset:)',
    ]);
  });

  it('is found by an argument as well', () => {
    expect(causes(['dataset'], change('Query.changes(dataset:)'), change('Hub.rows'))).toEqual([
      'Query.changes(dataset:)',
    ]);
  });
});
