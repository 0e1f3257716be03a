import { sqlTypeName } from '../column-type.ts';
import { describeAggregation } from '../describe-aggregation.ts';
import type { ContractIr, DatasetColumn, DatasetIr, EventIr, FieldIr, SourceIr, SunsetIr } from '../ir.ts';
import { describeCheck } from './describe-check.ts';
import { genericNames } from './generic-field.ts';

/** What people look up: every dataset with its columns, then the events they are made of, then what arrives. Markdown. */
export function referenceMarkdown(contract: ContractIr): string {
  return [
    '# Reference\n',
    'Storage types are in words of Spark SQL. Business days (`run_date`) and all other partition columns are text.\n',
    '## Datasets\n',
    ...contract.datasets.map((dataset) => describeDataset(contract, dataset)),
    '## Events\n',
    ...contract.events.map(describeEvent),
    '## Sources\n',
    ...contract.sources.map(describeSource),
    ...describeSunsets(contract.sunsets),
  ].join('\n');
}

/** Everything that goes, columns and whatever else clients ask for. */
function describeSunsets(sunsets: readonly SunsetIr[]): string[] {
  if (sunsets.length === 0) return [];
  const rows = sunsets.map(({ coordinate, after, replacement }) => [
    `\`${coordinate}\``,
    after,
    replacement === null ? '' : `\`${replacement}\``,
  ]);
  return ['## What goes\n', table(['what', 'may be gone after', 'instead'], rows)];
}

function describeDataset(contract: ContractIr, dataset: DatasetIr): string {
  const { name, typeName, fieldName, partitionBy, zone, event, columns, stored } = dataset;
  const rows = [
    ...partitionBy.map((column, index) => [
      `\`${column}\``,
      'string',
      'no',
      '',
      index === 0 ? `Business day, \`YYYY-MM-DD\`, in ${zone}. Partition column.` : 'Partition column.',
      '',
    ]),
    ...columns.map((column) => columnRow(contract, dataset, column)),
  ];
  const parts = stored.filter((one) => !columns.some((column) => column.name === one.name));
  return [
    `### ${name}\n`,
    ...(dataset.description === null ? [] : [`${dataset.description}\n`]),
    `Made of \`${event}\`${dataset.sqlFile === null ? '' : `, by \`schema/${dataset.sqlFile}\``}. A row has the GraphQL type \`${typeName}\`, rolled up \`${genericNames(dataset).row}\`; \`Query.${fieldName}\` answers them.\n`,
    table(['column', 'type', 'null', 'unit', 'what it is', 'how it is made and rolls up'], rows),
    ...(parts.length === 0
      ? []
      : [
          `Stored beside them: ${parts.map((part) => `\`${part.name}\` (${sqlTypeName(part.type)})`).join(', ')}.\n`,
        ]),
    ...(dataset.checks.length === 0
      ? []
      : [`Checks: ${dataset.checks.map((check) => describeCheck(check, 'dataset')).join('; ')}.\n`]),
    ...lifecycle(contract, typeName).map((note) => `${note}\n`),
  ].join('\n');
}

function columnRow(contract: ContractIr, dataset: DatasetIr, column: DatasetColumn): string[] {
  return [
    `\`${column.name}\``,
    sqlTypeName(column.type),
    column.nullable ? 'yes' : 'no',
    column.unit ?? '',
    [
      column.description ?? '',
      ...column.checks.map((check) => `Check: ${describeCheck(check, 'dataset')}.`),
      ...lifecycle(contract, `${dataset.typeName}.${column.name}`),
    ]
      .filter((text) => text !== '')
      .join(' '),
    column.role === 'dimension' ? describeDimension(column, dataset) : describeAggregation(column),
  ];
}

function describeDimension(
  { of, grain }: Extract<DatasetColumn, { role: 'dimension' }>,
  { sql }: DatasetIr,
): string {
  if (sql !== null) return 'Dimension.';
  return grain === null
    ? `Dimension: \`${of}\`.`
    : `Dimension: \`${of}\`, cut to the ${grain.toLowerCase()}.`;
}

function lifecycle({ access, sunsets }: ContractIr, coordinate: string): string[] {
  const roles = access.find((one) => one.coordinate === coordinate)?.roles;
  const sunset = sunsets.find((one) => one.coordinate === coordinate);
  const instead = sunset?.replacement ? ` Use \`${sunset.replacement}\`.` : '';
  return [
    ...(roles ? [`Only for ${roles.join(', ')}.`] : []),
    ...(sunset ? [`**May be gone after ${sunset.after}.**${instead}`] : []),
  ];
}

function describeEvent({ typeName, description, fields, idField, timeField }: EventIr): string {
  const roles = [
    ...(idField === null ? [] : [`\`${idField}\` names an event once a day`]),
    ...(timeField === null ? [] : [`\`${timeField}\` gives the business day`]),
  ];
  return [
    `### ${typeName}\n`,
    ...(description === null ? [] : [`${description}\n`]),
    ...(roles.length === 0 ? [] : [`${roles.join('; ')}.\n`]),
    fieldTable(fields),
  ].join('\n');
}

function describeSource({ name, format, event, sqlFile, description, fields }: SourceIr): string {
  return [
    `### ${name}\n`,
    ...(description === null ? [] : [`${description}\n`]),
    sqlFile === null
      ? `${format}; the record is the event (\`${event}\`).\n`
      : `${format}; \`schema/${sqlFile}\` makes an event (\`${event}\`) of each record.\n`,
    fieldTable(fields),
  ].join('\n');
}

function fieldTable(fields: readonly FieldIr[]): string {
  return table(
    ['field', 'type', 'null', 'unit', 'what it is'],
    fields.map((field) => [
      `\`${field.name}\``,
      sqlTypeName(field.type),
      field.nullable ? 'yes' : 'no',
      field.unit ?? '',
      [field.description ?? '', ...field.checks.map((check) => `Check: ${describeCheck(check, 'event')}.`)]
        .filter((text) => text !== '')
        .join(' '),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
