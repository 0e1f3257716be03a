import type { ContractIr, DatasetIr, SourceIr } from '@datahub/contract';
import { pipelineError } from '../errors.ts';

/** @throws SOURCE_UNKNOWN */
export function chooseSource(contract: ContractIr, name: string): SourceIr {
  const source = contract.sources.find((candidate) => candidate.name === name);
  if (source) return source;
  const known = contract.sources.map((candidate) => candidate.name).join(', ');
  throw pipelineError('SOURCE_UNKNOWN', { source: name, known });
}

/**
 * The datasets of those names, or all that are made of the source's event.
 * @throws DATASET_UNKNOWN
 */
export function chooseDatasets(
  contract: ContractIr,
  source: SourceIr,
  names: readonly string[] = [],
): readonly DatasetIr[] {
  const made = contract.datasets.filter(({ event }) => event === source.event);
  if (names.length === 0) return made;
  return [...new Set(names)].map((name) => {
    const dataset = made.find((candidate) => candidate.name === name);
    if (dataset) return dataset;
    const known = made.map((candidate) => candidate.name).join(', ');
    throw pipelineError('DATASET_UNKNOWN', { dataset: name, source: source.name, known });
  });
}
