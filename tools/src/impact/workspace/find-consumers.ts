import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { glob } from 'tinyglobby';

/** A project of the workspace that needs the contract; the contract itself is one, too. */
export interface Consumer {
  /** As Nx names it. */
  readonly name: string;
  readonly packageName: string;
  /** From the root, with slashes. */
  readonly folder: string;
  /** Config of graphql-codegen, from the folder. Null where the project has none. */
  readonly codegen: string | null;
  /** Names of the packages that it depends on. */
  readonly needs: readonly string[];
}

interface PackageJson {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly nx?: { readonly name?: string };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const CONTRACT = '@datahub/contract';

/** Everybody whom a change of the contract can reach, by the dependencies of their package.json. */
export async function findConsumers(root: string): Promise<Consumer[]> {
  const projects = await readProjects(root);
  const reached = new Set([CONTRACT]);
  // As often as it takes to reach who needs somebody who needs the contract.
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { packageName, needs } of projects) {
      if (needs.some((name) => reached.has(name))) reached.add(packageName);
    }
  }
  return projects.filter(({ packageName }) => reached.has(packageName));
}

export function isContract({ packageName }: Consumer): boolean {
  return packageName === CONTRACT;
}

async function readProjects(root: string): Promise<Consumer[]> {
  const { workspaces = [] } = await readPackage(join(root, 'package.json'));
  const files = await glob(
    workspaces.map((pattern) => `${pattern}/package.json`),
    { cwd: root, ignore: ['**/node_modules/**'] },
  );
  const projects = await Promise.all(
    files.map(async (file): Promise<Consumer> => {
      const { name, nx, scripts, dependencies, devDependencies } = await readPackage(join(root, file));
      return {
        name: nx?.name ?? name,
        packageName: name,
        folder: dirname(file).replaceAll('\\', '/'),
        codegen: /graphql-codegen --config (\S+)/.exec(scripts?.codegen ?? '')?.[1] ?? null,
        needs: Object.keys({ ...dependencies, ...devDependencies }),
      };
    }),
  );
  return projects.toSorted((a, b) => (a.folder < b.folder ? -1 : 1));
}

async function readPackage(file: string): Promise<PackageJson> {
  return JSON.parse(await readFile(file, 'utf8')) as PackageJson;
}
