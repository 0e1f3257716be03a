import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareContracts, readContract } from '@datahub/contract/compare';
import { execa } from 'execa';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { readWorkingTree, SCHEMA_FOLDER } from '../../contract-check/read-revision.ts';
import { findImpact } from '../find-impact.ts';
import { operationsIn, readLiterals } from '../operations/read-operations.ts';
import { type Place, positionAt } from '../place.ts';
import { type Consumer, findConsumers, isContract } from '../workspace/find-consumers.ts';
import {
  buildLibraries,
  runRealCodegen,
  runRealPublish,
  runRealTypecheck,
  type SeenPlace,
} from './run-reality.ts';

/** An edit of a text file: what stands there once, and what shall stand there. */
export interface Edit {
  /** From the root. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A change of the contract that breaks somebody. */
export interface BreakingChange {
  readonly name: string;
  /** Files below `libs/contract/schema`. */
  readonly edits: readonly Edit[];
  /** What a person would do to the operations that codegen refuses, so that the programs behind them are compiled. */
  readonly mends: readonly Edit[];
}

/** What the report foretold, and what really failed. */
export interface Comparison {
  readonly name: string;
  readonly foretold: readonly SeenPlace[];
  readonly seen: readonly SeenPlace[];
  /** Seen, and not foretold. */
  readonly missing: readonly SeenPlace[];
  /** Foretold, and not seen. */
  readonly surplus: readonly SeenPlace[];
}

/**
 * Applies each change to a copy of the workspace, runs the tools that the projects themselves run, and compares what
 * fails with the impact report that was made before. The copy is left as it was.
 *
 * Gatsby's page queries are not run here: their real check is a whole build of the site.
 */
export async function compareWithReality(
  copy: string,
  changes: readonly BreakingChange[],
  onCompared: (comparison: Comparison) => void = () => {},
): Promise<Comparison[]> {
  const consumers = await findConsumers(copy);
  const base = await readWorkingTree(copy);
  // What a copy complains of by itself: its packages lie elsewhere.
  const known = new Set(await tryOut(copy, consumers, { edits: [], mends: [] }));
  const comparisons: Comparison[] = [];
  for (const change of changes) {
    const head = base.map((file) => ({
      ...file,
      text: applyAll(
        file.text,
        change.edits.filter((edit) => edit.file === `${SCHEMA_FOLDER}/${file.path}`),
      ),
    }));
    const differing = compareContracts(readContract(base), readContract(head));
    const { places } = await findImpact({ root: copy, base, head, changes: differing });
    const foretold = unique(places.filter(({ breaks }) => breaks).map(nameOf));
    const seen = unique((await tryOut(copy, consumers, change)).filter((place) => !known.has(place)));
    const comparison = {
      name: change.name,
      foretold,
      seen,
      missing: seen.filter((place) => !foretold.includes(place)),
      surplus: foretold.filter((place) => !seen.includes(place)),
    };
    comparisons.push(comparison);
    onCompared(comparison);
  }
  return comparisons;
}

const SERVED = 'libs/contract/src/__generated__/schema.graphql';

/** Any records of the source: the SELECT is checked before the first is read. */
const RECORDS = 'libs/contract/fixtures/online-retail/mapping/input.csv';

/** The pipeline names the file of a SELECT, no line. */
function nameOf({ kind, file, line, column }: Place): SeenPlace {
  return kind === 'source sql' ? file : `${file}:${line}:${column}`;
}

async function tryOut(
  copy: string,
  consumers: readonly Consumer[],
  { edits, mends }: Pick<BreakingChange, 'edits' | 'mends'>,
): Promise<SeenPlace[]> {
  const contract = consumers.find(isContract) as Consumer;
  const generating = consumers.filter(({ codegen }) => codegen !== null && codegen !== contract.codegen);
  const before = await readAll(copy, [...edits, ...mends]);
  const schemaBefore = buildSchema(await readFile(join(copy, SERVED), 'utf8'));
  try {
    await edit(copy, edits);
    await runRealCodegen(copy, contract);
    const refused = await inTurn(generating, (consumer) => runRealCodegen(copy, consumer));
    const sent = await askServer(copy, consumers, schemaBefore);
    await edit(copy, mends);
    await inTurn(generating, (consumer) => runRealCodegen(copy, consumer));
    await buildLibraries(copy);
    const published = await runRealPublish(copy, 'online-retail', join(copy, RECORDS));
    const compiled = await inTurn(consumers, (consumer) => runRealTypecheck(copy, consumer));
    return [...refused, ...sent, ...published.map((file) => `${SCHEMA_FOLDER}/${file}`), ...compiled];
  } finally {
    for (const [file, text] of before) await writeFile(join(copy, file), text);
    await inTurn([contract, ...generating], (consumer) => runRealCodegen(copy, consumer));
  }
}

/** Operations that programs send are compiled by nobody: a server is sent them. */
async function askServer(
  copy: string,
  consumers: readonly Consumer[],
  before: GraphQLSchema,
): Promise<SeenPlace[]> {
  const literals = (await Promise.all(consumers.map((one) => readLiterals(copy, one)))).flat();
  const texts = operationsIn(literals, before).flatMap((group) => group.texts);
  const sdl = await readFile(join(copy, SERVED), 'utf8');
  const documents = texts.map(({ document }) => document.loc?.source.body ?? '');
  const { stdout } = await execa(
    process.execPath,
    [fileURLToPath(new URL('ask-server.mjs', import.meta.url))],
    { input: JSON.stringify({ root: copy, sdl, documents }) },
  );
  const answers = JSON.parse(stdout) as { line: number; column: number }[][];
  return answers.flatMap((locations, index) => {
    const text = texts[index];
    const source = text?.document.loc?.source;
    if (!text || !source) return [];
    return locations.map(({ line, column }) => {
      const lines = source.body.split('\n').slice(0, line - 1);
      const offset = lines.reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
      const at = positionAt(text.fileText, text.start + offset);
      return `${text.file}:${at.line}:${at.column}`;
    });
  });
}

function applyAll(text: string, edits: readonly Edit[]): string {
  return edits.reduce((sofar, { file, from, to }) => {
    if (sofar.split(from).length !== 2) throw new Error(`${file} does not hold this once: ${from}`);
    return sofar.replace(from, () => to);
  }, text);
}

async function edit(copy: string, edits: readonly Edit[]): Promise<void> {
  for (const one of edits) {
    const path = join(copy, one.file);
    await writeFile(path, applyAll(await readFile(path, 'utf8'), [one]));
  }
}

async function readAll(copy: string, edits: readonly Edit[]): Promise<Map<string, string>> {
  const files = [...new Set(edits.map(({ file }) => file))];
  return new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(copy, file), 'utf8')] as const)),
  );
}

async function inTurn(
  consumers: readonly Consumer[],
  run: (consumer: Consumer) => Promise<SeenPlace[]>,
): Promise<SeenPlace[]> {
  const seen: SeenPlace[] = [];
  for (const consumer of consumers) seen.push(...(await run(consumer)));
  return seen;
}

function unique(places: readonly SeenPlace[]): SeenPlace[] {
  return [...new Set(places)].toSorted();
}
