import type { DatasetIr, SourceIr } from '@datahub/contract';
import type { EventRules } from '@datahub/contract/storage';
import { pipelineError } from '../errors.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isMadeOf, type PublishedDay } from './publish-record.ts';

export interface PublishRequest {
  readonly source: SourceIr;
  /** What the source's records are held to. */
  readonly rules: EventRules;
  readonly datasets: readonly DatasetIr[];
  /** Days that have input, oldest first. */
  readonly days: readonly { readonly day: string; readonly sha256: string }[];
  /** Takes days over that another source has published. */
  readonly replaceSource: boolean;
  /** Publishes days whose input has not changed all the same. */
  readonly force: boolean;
}

/** Of each dataset by name: the days that its table has, and who published them (null: nobody knows). */
export type PublishedTables = ReadonlyMap<string, ReadonlyMap<string, PublishedDay | null>>;

/** What a publish is going to do. Plain data. */
export interface PublishPlan {
  /** Days whose input has to be read, oldest first. */
  readonly days: readonly string[];
  readonly datasets: readonly DatasetPlan[];
}

export interface DatasetPlan {
  readonly dataset: DatasetIr;
  /** Days that are replaced as a whole. */
  readonly publish: readonly { readonly day: string; readonly fingerprint: string }[];
  /** Days that the table already holds, made from the same. */
  readonly unchanged: readonly string[];
}

/**
 * Decides what has to be published. Pure.
 * @throws DAY_OF_OTHER_SOURCE
 */
export function planPublish(request: PublishRequest, tables: PublishedTables): PublishPlan {
  const datasets = request.datasets.map((dataset) => planDataset(dataset, request, tables.get(dataset.name)));
  const wanted = new Set(datasets.flatMap(({ publish }) => publish.map(({ day }) => day)));
  return { days: request.days.map(({ day }) => day).filter((day) => wanted.has(day)), datasets };
}

function planDataset(
  dataset: DatasetIr,
  { source, rules, days, replaceSource, force }: PublishRequest,
  published: ReadonlyMap<string, PublishedDay | null> = new Map(),
): DatasetPlan {
  const fingerprints = days.map(({ day, sha256 }) => ({
    day,
    fingerprint: fingerprintOf(sha256, source, rules, dataset),
  }));
  if (!replaceSource) refuseOtherSources(dataset, source, days, published);
  const isSame = ({ day, fingerprint }: { day: string; fingerprint: string }) => {
    const known = published.get(day);
    return known ? isMadeOf(known, source.name, fingerprint) : false;
  };
  return {
    dataset,
    publish: fingerprints.filter((day) => force || !isSame(day)),
    unchanged: force ? [] : fingerprints.filter(isSame).map(({ day }) => day),
  };
}

function refuseOtherSources(
  dataset: DatasetIr,
  source: SourceIr,
  days: PublishRequest['days'],
  published: ReadonlyMap<string, PublishedDay | null>,
): void {
  const foreign = days.filter(
    ({ day }) => published.has(day) && published.get(day)?.record.source !== source.name,
  );
  const first = foreign[0];
  if (first === undefined) return;
  const owners = new Set(foreign.map(({ day }) => published.get(day)?.record.source ?? 'another writer'));
  throw pipelineError('DAY_OF_OTHER_SOURCE', {
    dataset: dataset.name,
    days: foreign.length === 1 ? first.day : `${first.day} and ${foreign.length - 1} more`,
    owner: [...owners].join(', '),
    source: source.name,
  });
}
