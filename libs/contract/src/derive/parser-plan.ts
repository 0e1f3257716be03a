import { readSqlNames } from '../compile/read-sql.ts';
import type { ContractIr, DatasetIr, EventIr, FieldIr, SourceFormat, SourceIr } from '../ir.ts';

/** What an event must fulfil, wherever it is checked. */
export interface EventRules {
  readonly event: EventIr;
  /** Text fields that are partition or dimension values: not empty, at most 128 bytes, no control character. */
  readonly labels: readonly string[];
  /** Fields that a dataset reads, and the one that names the event. */
  readonly used: readonly string[];
  /** IANA zones that the event's datasets cut the business day in. One run can serve one. */
  readonly zones: readonly string[];
}

/** A field of the raw record, and what is asked of it while it is parsed. */
export interface ParsedField extends Omit<FieldIr, 'checks'> {
  /** Held to the rules of a label. */
  readonly label: boolean;
  /** Something downstream reads it. It is checked in any case. */
  readonly staged: boolean;
}

/** What a strict parser does with the records of a source: plain data, the same for every engine. */
export interface ParserPlan {
  readonly source: string;
  readonly format: SourceFormat;
  readonly fields: readonly ParsedField[];
  /** Field whose instant must lie in the business day; null where only the mapped event tells, or nothing does. */
  readonly timeField: string | null;
  /**
   * The event is made of the parsed record by SQL, and held to its rules after that. Parquet is read by the engine,
   * so that its records take this way even where they are events already.
   */
  readonly mapped: boolean;
}

export function eventRules(contract: ContractIr, event: EventIr): EventRules {
  const datasets = contract.datasets.filter((dataset) => dataset.event === event.typeName);
  const fields = event.fields.filter((field) => datasets.some((dataset) => reads(dataset, field.name)));
  const texts = event.fields.filter((field) => field.type.kind === 'string');
  const labels = texts.filter((field) => datasets.some((dataset) => labelsOf(dataset).includes(field.name)));
  const used = new Set(fields.map((field) => field.name));
  if (event.idField !== null) used.add(event.idField);
  return {
    event,
    labels: labels.map((field) => field.name),
    used: event.fields.map((field) => field.name).filter((name) => used.has(name)),
    zones: [...new Set(datasets.map((dataset) => dataset.zone))],
  };
}

/** Without SQL the record is the event, and is held to the event's rules as it is parsed. */
export function parserPlan(source: SourceIr, rules: EventRules): ParserPlan {
  const mapped = source.sql !== null || source.format === 'PARQUET';
  return {
    source: source.name,
    format: source.format,
    fields: source.fields.map(({ checks: _, ...field }) => ({
      ...field,
      label: !mapped && rules.labels.includes(field.name),
      staged: mapped || rules.used.includes(field.name),
    })),
    timeField: mapped ? null : rules.event.timeField,
    mapped,
  };
}

function labelsOf(dataset: DatasetIr): string[] {
  const dimensions = dataset.columns.flatMap((column) => (column.role === 'dimension' ? [column.of] : []));
  return [...dataset.partitionBy.slice(1), ...dimensions];
}

function reads(dataset: DatasetIr, name: string): boolean {
  return (
    // SQL may read whatever there is.
    dataset.sql !== null ||
    labelsOf(dataset).includes(name) ||
    dataset.columns.some(
      (column) =>
        column.role === 'measure' &&
        (column.of === name || readSqlNames(column.where ?? '', new Set([name])).columns.length > 0),
    )
  );
}
