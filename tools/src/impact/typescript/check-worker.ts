// Type checks in a process of their own, one for each core. Started by check-projects.ts.
import { join } from 'node:path';
import type { Consumer } from '../workspace/find-consumers.ts';
import { checkProject, type Overlays } from './check-project.ts';
import type { Shared } from './create-program.ts';
import { resolveWorkspace } from './resolve-workspace.ts';

/** What a process is told first; then come the projects, one after the other. */
export interface CheckWork {
  readonly root: string;
  readonly packages: readonly Consumer[];
  readonly overlays: Overlays;
}

let work: CheckWork;
let shared: Shared;

process.on('message', (message: CheckWork | Consumer) => {
  if ('overlays' in message) {
    work = message;
    shared = {
      root: work.root,
      resolve: resolveWorkspace(work.root, work.packages),
      declarations: new Map(),
      texts: new Map([...work.overlays.head].map(([path, text]) => [join(work.root, path), text])),
    };
    return;
  }
  const started = performance.now();
  const findings = checkProject(shared, message, work.overlays);
  process.send?.({ findings, took: performance.now() - started });
});
