import { resolve } from 'node:path';
import type { ContractChange } from '@datahub/contract/compare';
import type { SchemaFile } from '@datahub/contract/compile';
import { print } from 'graphql';
import { attributeFindings } from './attribute-findings.ts';
import { type DerivedContract, deriveContract } from './contract/derive-contract.ts';
import { runCodegen } from './contract/run-codegen.ts';
import { type CheckedSite, checkSite, isSite } from './gatsby/check-site.ts';
import { findDoubtfulUses } from './operations/find-doubtful-uses.ts';
import {
  operationsIn,
  type ProgramLiterals,
  readDocuments,
  readLiterals,
} from './operations/read-operations.ts';
import { type Validated, validateOperations } from './operations/validate-operations.ts';
import type { Finding, Impact, Overlay, Place } from './place.ts';
import { checkSourceSql } from './sources/check-source-sql.ts';
import { findDoubtfulSql } from './sources/find-doubtful-sql.ts';
import { findPythonMentions } from './sources/find-python-mentions.ts';
import { checkProjects } from './typescript/check-projects.ts';
import { prepareNuxt } from './typescript/prepare-nuxt.ts';
import { type Consumer, findConsumers, isContract } from './workspace/find-consumers.ts';

/** What is asked of {@link findImpact}. */
export interface ImpactOptions {
  /** Of the workspace: its consumers are looked at as they are there now. Absolute. */
  readonly root: string;
  /** The contract that the consumers were written for: every file below `schema/`. */
  readonly base: readonly SchemaFile[];
  /** The contract that they would get. */
  readonly head: readonly SchemaFile[];
  /** What differs between the two. */
  readonly changes: readonly ContractChange[];
  /** Told how long each step took, for whoever wonders where the time goes. */
  readonly onStep?: (step: string, milliseconds: number) => void;
}

/**
 * Finds every place that a change of the contract breaks, or may break, by carrying it out in memory: the contract is
 * compiled and derived, the consumers' operations are validated, their types generated, their programs type-checked
 * against it. Nothing is looked for by name. Needs installed packages, and nothing built.
 *
 * @throws CONTRACT_INVALID where one of the two does not compile
 */
export async function findImpact({
  base,
  head,
  changes,
  onStep,
  ...options
}: ImpactOptions): Promise<Impact> {
  const root = resolve(options.root);
  const step = async <Result>(name: string, work: Promise<Result>): Promise<Result> => {
    const started = performance.now();
    const result = await work;
    onStep?.(name, performance.now() - started);
    return result;
  };
  const consumers = await findConsumers(root);
  const contract = consumers.find(isContract);
  if (!contract) return { places: [] };
  const contracts = await step('contract', deriveBoth(root, contract, base, head));
  const sqlTexts = new Map(head.map(({ path, text }) => [path, text]));
  const schemaFolder = `${contract.folder}/schema`;
  const literals = (
    await step('literals', Promise.all(consumers.map((one) => readLiterals(root, one))))
  ).flat();

  const [own, sites, sql] = await Promise.all([
    step('operations', checkDocuments(root, consumers, contracts)),
    step('gatsby', checkSites(root, consumers, literals, contracts)),
    step(
      'source sql',
      checkSourceSql(contracts.base.ir, contracts.head.ir, sqlTexts, schemaFolder, contract.name),
    ),
    step('nuxt prepare', prepareNuxt(root, consumers)),
  ]);
  const sent = operationsIn(literals, contracts.base.schema).map(({ texts }) =>
    validateOperations(
      texts,
      { schema: contracts.base.schema, fragments: [] },
      { schema: contracts.head.schema, fragments: [] },
    ),
  );
  const overlays = {
    base: merge(contracts.base.files, own.types.base, ...sites.map(({ types }) => types.base)),
    head: merge(contracts.head.files, own.types.head, ...sites.map(({ types }) => types.head)),
  };
  const typed = await step(
    'types',
    checkProjects(consumers, { root, packages: consumers, overlays }, (name, took) => onStep?.(name, took)),
  );

  const findingsOf = (list: readonly Validated[]) => list.flatMap(({ findings }) => findings);
  const asked = attributeFindings(
    findingsOf([...own.validated, ...sites.map((site) => site.validated)]),
    changes,
  );
  const broken = [
    ...asked,
    ...attributeFindings(findingsOf(sent), changes),
    ...attributeFindings([...contracts.head.findings, ...own.findings, ...sql], changes),
    ...attributeFindings(typed, changes).map((place) => explain(place, asked)),
  ];
  const doubtful = [
    ...findDoubtfulUses(
      [...own.validated, ...sent].flatMap(({ uses }) => uses),
      changes,
      contracts.base.schema,
    ),
    ...findDoubtfulSql(contracts.base.ir, changes, sqlTexts, schemaFolder, contract.name),
    ...(await findPythonMentions(root, changes)),
  ].filter((place) => !broken.some((other) => speaksFor(other, place)));
  return { places: sortPlaces(mergePlaces([...broken, ...doubtful])) };
}

interface Contracts {
  readonly base: DerivedContract;
  readonly head: DerivedContract;
}

async function deriveBoth(
  root: string,
  contract: Consumer,
  base: readonly SchemaFile[],
  head: readonly SchemaFile[],
): Promise<Contracts> {
  return {
    base: await deriveContract(root, contract, base),
    head: await deriveContract(root, contract, head),
  };
}

/** Operations in files, and the types that codegen makes of them. */
async function checkDocuments(root: string, consumers: readonly Consumer[], { base, head }: Contracts) {
  const validated: Validated[] = [];
  const types = { base: new Map<string, string>(), head: new Map<string, string>() };
  const findings: Finding[] = [];
  for (const consumer of consumers) {
    const texts = await readDocuments(root, consumer);
    if (texts.length === 0) continue;
    const result = validateOperations(
      texts,
      { schema: base.schema, fragments: [] },
      { schema: head.schema, fragments: [] },
    );
    validated.push(result);
    const written = texts.map(({ document }) => print(document));
    const before = await runCodegen(root, consumer, base.sdl, written);
    const after = await runCodegen(root, consumer, head.sdl, result.mended.map(print));
    for (const [path, text] of before.files) types.base.set(path, text);
    for (const [path, text] of after.files) types.head.set(path, text);
    if (before.findings.length === 0) findings.push(...after.findings);
  }
  return { validated, types, findings };
}

async function checkSites(
  root: string,
  consumers: readonly Consumer[],
  literals: readonly ProgramLiterals[],
  { base, head }: Contracts,
): Promise<CheckedSite[]> {
  const sites: CheckedSite[] = [];
  for (const site of consumers) {
    if (!(await isSite(root, site))) continue;
    const plugins = consumers.filter(({ packageName }) => site.needs.includes(packageName));
    const own = literals.filter(({ project }) => project === site.name);
    sites.push(await checkSite(root, site, plugins, own, { base: base.files, head: head.files }));
  }
  return sites;
}

/** A program that reads what an operation asked for fails only when that operation is mended. */
function explain(place: Place, asked: readonly Place[]): Place {
  const first = asked.find(
    (other) =>
      other.project === place.project &&
      other.coordinates.some((coordinate) => place.coordinates.includes(coordinate)),
  );
  return first
    ? { ...place, reason: `reads what ${first.file}:${first.line}:${first.column} asked for` }
    : place;
}

function merge(...overlays: readonly Overlay[]): Overlay {
  return new Map(overlays.flatMap((overlay) => [...overlay]));
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.file === other.file && one.line === other.line && one.column === other.column;
}

/** Who has to mend a file for a change comes by what is doubtful in it anyway. */
function speaksFor(broken: Place, { file, coordinates }: Place): boolean {
  return broken.file === file && broken.coordinates.some((coordinate) => coordinates.includes(coordinate));
}

/** One place that several changes touch in the same way is one place. */
function mergePlaces(places: readonly Place[]): Place[] {
  const merged: Place[] = [];
  for (const place of places) {
    const at = merged.findIndex((other) => isSamePlace(place, other) && place.message === other.message);
    const other = merged[at];
    if (other === undefined) merged.push(place);
    else
      merged[at] = {
        ...other,
        coordinates: [...new Set([...other.coordinates, ...place.coordinates])],
      };
  }
  return merged;
}

function sortPlaces(places: readonly Place[]): Place[] {
  return places.toSorted(
    (a, b) =>
      compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
