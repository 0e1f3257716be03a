import { readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileContract } from '../src/compile/index.ts';
import { odcsYaml } from '../src/derive/odcs.ts';
import { filesWith, shippedFiles } from './schema-files.ts';

const officialSchema = JSON.parse(
  readFileSync(new URL('../fixtures/odcs/odcs-3.2.0.schema.json', import.meta.url), 'utf8'),
);
// Formats (uri, date) are in no document of ours.
const ajv = new Ajv2019({ strict: false, validateFormats: false });
const valid = ajv.compile(officialSchema);

const documentOf = (files = shippedFiles()) => parse(odcsYaml(compileContract(files)));
// biome-ignore lint/suspicious/noExplicitAny: tests look into a document that the schema describes
const propertyOf = (document: any, table: string, name: string) =>
  document.schema
    .find((one: { name: string }) => one.name === table)
    .properties.find((one: { name: string }) => one.name === name);

const CHECKED = filesWith({
  'datasets/checked.graphql': `
    "Everything that can be checked."
    type Checked @dataset(name: "checked", from: "Event", partitionBy: ["run_date"])
      @check(unique: ["kind", "day"]) @check(rowCount: { weeks: 4, min: 0.5, max: 2 }, severity: WARN) {
      kind: String! @dimension(of: "event_type") @check(pattern: "[a-z]+") @check(values: ["a", "b"])
      day: DateTime @dimension(of: "event_time", grain: DAY) @check(notNull: true)
      longest: Int @measure(agg: MAX, of: "session_duration_sec") @check(min: 0) @check(max: 86400, severity: WARN)
    }`,
});

describe('the Open Data Contract Standard document', () => {
  it('is valid by the official schema', () => {
    expect([valid(documentOf()), valid.errors]).toEqual([true, null]);
    expect([valid(documentOf(CHECKED)), valid.errors]).toEqual([true, null]);
  });

  it.each([
    ['without an id', (document: { id?: string }) => delete document.id],
    ['of an unknown version', (document: { apiVersion: string }) => (document.apiVersion = 'v9.0.0')],
    [
      'with a type that is none',
      (document) => (propertyOf(document, 'daily_metrics', 'region').logicalType = 'text'),
    ],
    ['with a key of its own', (document) => (propertyOf(document, 'daily_metrics', 'region').unit = 'USD')],
    // biome-ignore lint/suspicious/noExplicitAny: as above
  ] as [string, (document: any) => unknown][])('would not be valid %s', (_, spoil) => {
    const document = documentOf();
    spoil(document);
    expect(valid(document)).toBe(false);
  });

  it('tells types, partitions, units and how figures roll up', () => {
    const document = documentOf();
    expect(propertyOf(document, 'daily_metrics', 'region')).toEqual({
      name: 'region',
      logicalType: 'string',
      physicalType: 'string',
      required: true,
      partitioned: true,
      partitionKeyPosition: 2,
      semanticType: 'dimension',
    });
    expect(propertyOf(document, 'daily_metrics', 'total_revenue')).toEqual({
      name: 'total_revenue',
      logicalType: 'number',
      physicalType: 'decimal(28,4)',
      description: 'Money taken, less money given back.',
      required: false,
      semanticType: 'measure',
      transformDescription: 'Sum of revenue_usd, in exact decimals; adds up over days and groups.',
      transformLogic: 'SUM(revenue_usd)',
      customProperties: [
        { property: 'aggregation', value: 'SUM' },
        { property: 'unit', value: 'USD' },
      ],
    });
    expect(propertyOf(document, 'hourly_traffic', 'purchases').transformLogic).toBe(
      "COUNT(*) FILTER (WHERE event_type = 'purchase')",
    );
    expect(propertyOf(document, 'hourly_traffic', 'hour')).toMatchObject({
      logicalType: 'timestamp',
      required: false,
      customProperties: [{ property: 'grain', value: 'HOUR' }],
    });
  });

  it('has each check as the standard says it', () => {
    const document = documentOf(CHECKED);
    const table = document.schema.find((one: { name: string }) => one.name === 'checked');
    expect(table.quality).toMatchObject([
      { metric: 'duplicateValues', arguments: { properties: ['kind', 'day'] }, mustBe: 0, severity: 'error' },
      {
        type: 'text',
        description:
          'the rows of a day are at least 0.5 and at most 2 times the median of that weekday in the 4 weeks before (declared, not enforced)',
        severity: 'warning',
      },
    ]);
    expect(propertyOf(document, 'checked', 'kind').quality).toMatchObject([
      { metric: 'invalidValues', arguments: { pattern: '^(?:[a-z]+)$' }, mustBe: 0 },
      { metric: 'invalidValues', arguments: { validValues: ['a', 'b'] }, mustBe: 0 },
    ]);
    expect(propertyOf(document, 'checked', 'day').quality).toMatchObject([
      { metric: 'nullValues', mustBe: 0 },
    ]);
    expect(propertyOf(document, 'checked', 'longest').quality).toMatchObject([
      { type: 'sql', query: `SELECT COUNT(*) FROM \${object} WHERE \${property} < 0`, severity: 'error' },
      {
        type: 'sql',
        query: `SELECT COUNT(*) FROM \${object} WHERE \${property} > 86400`,
        severity: 'warning',
      },
    ]);
  });

  it('is of another version whenever what is stored or served changes', () => {
    const { version } = documentOf();
    expect(documentOf(shippedFiles().toReversed()).version).toBe(version);
    expect(documentOf(CHECKED).version).not.toBe(version);
  });
});
