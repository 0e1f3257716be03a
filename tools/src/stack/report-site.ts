import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from '../process/start-program.ts';
import { UserError } from '../process/user-error.ts';
import { copyApp } from '../workspace/copy-app.ts';
import { inRoot } from '../workspace/root.ts';

/** The reports, built in a copy of their source. */
export interface ReportSite {
  /**
   * Builds what the API tells now.
   *
   * @returns The folder of the finished site. It stays as it is: the next build makes another.
   */
  build(): Promise<string>;
}

const keptVersions = 2;

/** Copies the source of the reports under `folder`, which has to lie inside the workspace. */
export async function prepareReportSite(options: {
  readonly folder: string;
  readonly apiUrl: string;
  readonly logFile?: string;
}): Promise<ReportSite> {
  const { folder, apiUrl, logFile } = options;
  const source = await copyApp('gatsby-reports', folder);
  const sites = join(folder, 'sites');
  await rm(sites, { recursive: true, force: true });
  await mkdir(sites, { recursive: true });
  let version = 0;
  return {
    build: async () => {
      const gatsby = inRoot('node_modules', 'gatsby', 'cli.js');
      const exit = await runProgram('gatsby build', process.execPath, [gatsby, 'build'], {
        cwd: source,
        env: { ...process.env, DATA_HUB_API_URL: apiUrl, GATSBY_TELEMETRY_DISABLED: '1' },
        logFile,
      });
      if (exit.code !== 0) throw new UserError(`The reports could not be built:\n${exit.tail}`);
      version++;
      const site = join(sites, String(version));
      await cp(join(source, 'public'), site, { recursive: true });
      // Somebody may still be loading the version before.
      await rm(join(sites, String(version - keptVersions)), { recursive: true, force: true });
      return site;
    },
  };
}
