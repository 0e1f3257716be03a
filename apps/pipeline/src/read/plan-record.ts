import type { ContractIr, DatasetIr, EventIr, FieldIr, SourceIr } from '@datahub/contract';
import { pipelineError } from '../errors.ts';

/** A field of the raw record, and what is asked of it while it is parsed. */
export interface PlannedField extends FieldIr {
  /** Checked as a label: a partition or dimension value. */
  readonly label: boolean;
  /** Written to the staged files: something downstream reads it. */
  readonly staged: boolean;
}

/** What the parsers do with a source's records: plain data, so that it can be handed to another thread. */
export interface RecordPlan {
  readonly format: SourceIr['format'];
  readonly fields: readonly PlannedField[];
  /** Field whose instant must lie in the business day; null where only the mapped event tells. */
  readonly timeField: string | null;
  /**
   * The event is made by SQL, which may still refuse the record: its place is staged too. Parquet has no text that
   * could be held to the event's rules, so that its records are mapped even where they are events already.
   */
  readonly mapped: boolean;
}

/** What the event must fulfil, wherever it is checked. */
export interface EventPlan {
  readonly event: EventIr;
  /** Fields that are partition or dimension values, and text. */
  readonly labels: ReadonlySet<string>;
  /** Fields that a dataset reads, and the one that names the event. */
  readonly used: ReadonlySet<string>;
  /** IANA zone of the business day. */
  readonly zone: string;
}

export function planEvent(contract: ContractIr, source: SourceIr): EventPlan {
  const event = contract.events.find((candidate) => candidate.typeName === source.event);
  if (!event)
    throw new Error(`The contract has no event ${source.event}: it was not compiled by the compiler.`);
  const datasets = contract.datasets.filter((dataset) => dataset.event === event.typeName);
  const zones = [...new Set(datasets.map((dataset) => dataset.zone))];
  if (zones.length > 1 && event.timeField !== null) {
    throw pipelineError('SOURCE_ZONES_DIFFER', { event: event.typeName, zones: zones.join(', ') });
  }
  const texts = new Set(event.fields.flatMap((field) => (field.type.kind === 'string' ? [field.name] : [])));
  const labels = new Set(datasets.flatMap(labelsOf).filter((name) => texts.has(name)));
  const used = new Set(event.fields.map((field) => field.name).filter((name) => isUsed(name, datasets)));
  if (event.idField !== null) used.add(event.idField);
  return { event, labels, used, zone: zones[0] ?? 'UTC' };
}

function labelsOf(dataset: DatasetIr): string[] {
  const dimensions = dataset.columns.flatMap((column) => (column.role === 'dimension' ? [column.of] : []));
  return [...dataset.partitionBy.slice(1), ...dimensions];
}

function isUsed(name: string, datasets: readonly DatasetIr[]): boolean {
  return datasets.some(
    (dataset) =>
      labelsOf(dataset).includes(name) ||
      // A condition is SQL: whatever it may mention counts as read.
      dataset.columns.some(
        (column) => column.role === 'measure' && (column.of === name || column.where?.includes(name)),
      ),
  );
}

/** Without SQL the record is the event, and is held to the event's rules as it is parsed. */
export function planRecord(source: SourceIr, event: EventPlan): RecordPlan {
  const direct = source.sql === null && source.format !== 'PARQUET';
  return {
    format: source.format,
    fields: source.fields.map((field) => ({
      ...field,
      label: direct && event.labels.has(field.name),
      staged: !direct || event.used.has(field.name),
    })),
    timeField: direct ? event.event.timeField : null,
    mapped: !direct,
  };
}
