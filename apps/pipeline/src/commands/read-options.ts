import type { ContractIr, DatasetIr } from '@datahub/contract';
import type { Config } from '../config.ts';
import { countDays, daysBetween, LONGEST_RANGE, parseDay } from '../dates/business-day.ts';
import { pipelineError } from '../errors.ts';

/** @throws DATE_INVALID */
export function readDay(option: string, text: string): string {
  const day = parseDay(text);
  if (day === null) throw pipelineError('DATE_INVALID', { option, text });
  return day;
}

/**
 * The days that `--date`, or `--from` and `--to`, name.
 * @throws USAGE, DATE_INVALID, RANGE_INVALID, RANGE_TOO_LONG
 */
export function readDays({ date, from, to }: { date?: string; from?: string; to?: string }): string[] {
  if (date !== undefined) {
    if (from !== undefined || to !== undefined) {
      throw pipelineError('USAGE', { problem: 'Give either --date or --from and --to, not both.' });
    }
    return [readDay('--date', date)];
  }
  if (from === undefined || to === undefined) {
    throw pipelineError('USAGE', { problem: 'Say which days: --date YYYY-MM-DD, or --from and --to.' });
  }
  const [first, last] = [readDay('--from', from), readDay('--to', to)];
  return readRange(first, last);
}

/**
 * All days of a range, both ends included.
 * @throws RANGE_INVALID, RANGE_TOO_LONG
 */
export function readRange(first: string, last: string): string[] {
  if (first > last) throw pipelineError('RANGE_INVALID', { from: first, to: last });
  refuseTooMany(countDays(first, last));
  return daysBetween(first, last);
}

/** @throws RANGE_TOO_LONG */
export function refuseTooMany(days: number): void {
  if (days > LONGEST_RANGE) throw pipelineError('RANGE_TOO_LONG', { days, limit: LONGEST_RANGE });
}

/** @throws USAGE */
export function readLake(option: string | undefined, config: Config): string {
  const address = option ?? config.lake;
  if (address !== null) return address;
  throw pipelineError('USAGE', { problem: 'Say where the lake lies: --lake ADDRESS, or HUB_LAKE.' });
}

/** @throws USAGE */
export function readCount(option: string, text: string, least = 1): number {
  const count = Number(text.replaceAll('_', ''));
  if (/^[\d_]+$/.test(text) && Number.isSafeInteger(count) && count >= least) return count;
  throw pipelineError('USAGE', { problem: `${option} "${text}" is not a whole number from ${least} on.` });
}

/**
 * The datasets of those names, or all.
 * @throws USAGE
 */
export function readDatasets(contract: ContractIr, names: readonly string[] = []): readonly DatasetIr[] {
  if (names.length === 0) return contract.datasets;
  return names.map((name) => {
    const dataset = contract.datasets.find((candidate) => candidate.name === name);
    if (dataset) return dataset;
    const known = contract.datasets.map((candidate) => candidate.name).join(', ');
    throw pipelineError('USAGE', { problem: `There is no dataset "${name}". There are: ${known}.` });
  });
}
