// Writes everything that is derived from the SDL, but for what graphql-codegen makes (graphql.ts beside this file).
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileContract, Problems, parseSchemaFiles, type SchemaFile } from '../src/compile/index.ts';
import { deriveFiles } from '../src/derive/derive-files.ts';
import { isCodedError } from '../src/errors.ts';
import { makeLockEntry, planLock, printLock } from '../src/lock/index.ts';
import { LOCK_FILE, readHistory } from './read-history.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const schemaRoot = join(root, 'schema');
const generatedRoot = join(root, 'src/__generated__');
const lockPath = join(root, LOCK_FILE);

async function readSchemaFiles(): Promise<SchemaFile[]> {
  const entries = await readdir(schemaRoot, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(graphql|sql)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.map(async (path) => ({
      path: relative(schemaRoot, path).replaceAll('\\', '/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}

try {
  const schemaFiles = await readSchemaFiles();
  const contract = compileContract(schemaFiles);
  const document = parseSchemaFiles(schemaFiles, new Problems());
  const derived = deriveFiles(contract, document);
  const entry = makeLockEntry(contract, document);
  const lock = planLock(await readHistory(root), entry);
  // Whatever is no longer derived goes: a stale file would be read as if it were the contract.
  await rm(generatedRoot, { recursive: true, force: true });
  for (const [path, text] of Object.entries(derived)) {
    const target = join(generatedRoot, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  await writeFile(lockPath, printLock(lock));
} catch (error) {
  if (!isCodedError(error)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exit(error.exitCode);
}
