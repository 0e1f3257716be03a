import { buildASTSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { shapeOf } from '../derive/gatsby/dataset-shape.ts';
import { findNodeNameClashes } from '../derive/gatsby/node-types.ts';
import { servedDocument } from '../derive/served-schema.ts';
import type { ContractIr } from '../ir.ts';
import { hashOf } from './canonical.ts';
import { checkDefinitions, checkExtensions } from './check-definitions.ts';
import { checkDirectives } from './check-directives.ts';
import { contractError } from './errors.ts';
import { readDataset } from './read-dataset.ts';
import { readLifecycle } from './read-lifecycle.ts';
import {
  collectObjectTypes,
  directiveArguments,
  Problems,
  parseSchemaFiles,
  type SchemaFile,
} from './read-sdl.ts';
import { readEvent, readSources } from './read-source.ts';

/**
 * Compiles the files below `schema/` (SDL and the SQL of sources) to the canonical form. Does no I/O.
 *
 * @throws CONTRACT_INVALID with every problem as `file:line:column what`.
 */
export function compileContract(files: readonly SchemaFile[]): ContractIr {
  const problems = new Problems();
  const document = parseSchemaFiles(files, problems);
  if (problems.list.length === 0) checkDefinitions(document, problems);
  if (problems.list.length === 0) checkDirectives(document, problems);
  refuse(problems);
  const types = collectObjectTypes(document);

  const datasetTypes = types.filter((type) => directiveArguments(type.node, 'dataset'));
  const eventNames = new Set(
    datasetTypes.map((type) => String(directiveArguments(type.node, 'dataset')?.from)),
  );
  const events = types.filter((type) => eventNames.has(type.name)).map((type) => readEvent(type, problems));
  const datasets = datasetTypes
    .map((type) => readDataset(type, events, files, problems))
    .filter((dataset) => dataset !== null)
    .toSorted(byName);
  const sources = types.flatMap((type) => readSources(type, eventNames, files, problems)).toSorted(byName);

  checkExtensions(
    document,
    new Set([
      ...eventNames,
      ...types.flatMap(({ name, node }) => (directiveArguments(node, 'source') ? [name] : [])),
    ]),
    problems,
  );
  const lifecycle = readLifecycle(document, problems);
  refuseSameNames('dataset', datasets, problems);
  refuseSameNames('source', sources, problems);
  for (const clash of findNodeNameClashes(datasets.map(shapeOf))) problems.add(undefined, `${clash}.`);
  let wireHash = '';
  if (problems.list.length === 0) {
    try {
      const served = buildASTSchema(servedDocument(document, { datasets, events }));
      wireHash = hashOf(withoutDescriptions(printSchema(lexicographicSortSchema(served))));
    } catch (error) {
      problems.add(undefined, error instanceof Error ? error.message : String(error));
    }
  }
  refuse(problems);
  return { irVersion: 1, wireHash, sources, events, datasets, ...lifecycle };
}

function refuse({ list }: Problems): void {
  if (list.length === 0) return;
  throw contractError('CONTRACT_INVALID', {
    count: list.length,
    problems: list.map(({ at, problem }) => `  ${at} ${problem}`).join('\n'),
    list,
  });
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function refuseSameNames(what: string, list: readonly { name: string }[], problems: Problems): void {
  for (const [index, { name }] of list.entries()) {
    if (list[index + 1]?.name === name) problems.add(undefined, `Two ${what}s are named ${name}.`);
  }
}

function withoutDescriptions(sdl: string): string {
  return sdl.replaceAll(/^\s*"""[\s\S]*?"""\n/gm, '');
}
