import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { glob } from 'tinyglobby';

const SITE_TYPES = 'apps/gatsby-reports/src/gatsby-types.d.ts';

/**
 * A copy of the last commit, with the packages that are installed here: its own projects see each other, and nothing of
 * it is built, but for the types that Gatsby writes.
 *
 * @returns the copy's folder, absolute; whoever asked for it takes it away
 */
export async function copyWorkspace(root: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'datahub-copy-'));
  const archive = join(copy, 'commit.tar');
  await execa('git', ['archive', '--output', archive, 'HEAD'], { cwd: root });
  await execa('tar', ['-xf', archive], { cwd: copy });
  await rm(archive);
  // A build of the site writes them, and its type check wants them.
  await cp(join(root, SITE_TYPES), join(copy, SITE_TYPES));
  const packages = await glob(['package.json', 'tools/package.json', '{apps,libs}/*/package.json'], {
    cwd: copy,
  });
  for (const folder of packages.map((file) => dirname(file))) {
    await linkModules(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'));
  }
  return copy;
}

/** Links to packages; a link among them is a project of the workspace, and leads to the copy's. */
async function linkModules(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(() => []);
  if (entries.length === 0) return;
  await mkdir(to, { recursive: true });
  for (const entry of entries) {
    const source = join(from, entry.name);
    // What tools cache there is the copy's own.
    if (entry.name.startsWith('.') && entry.name !== '.bin') continue;
    if (entry.isSymbolicLink()) await cp(source, join(to, entry.name), { verbatimSymlinks: true });
    else if (entry.name === '@datahub') await linkModules(source, join(to, entry.name));
    else await symlink(source, join(to, entry.name));
  }
}
