import { type Overview, statusOf } from '../../shared/overview.ts';
import type { Selection } from '../../shared/view-state.ts';
import { askOverview } from './ask-overview.ts';
import type { Hub } from './connect-hub.ts';
import { explainProblem } from './explain-problem.ts';

/** The overview, or in its place why there is none; with the HTTP status that says so. */
export async function answerOverview(
  hub: Hub,
  chosen: Selection,
): Promise<{ readonly overview: Overview; readonly status: number }> {
  const overview = await askOverview(hub, chosen, () => new Date()).catch((error: unknown): Overview => {
    const problem = explainProblem(error);
    if (problem === null) throw error;
    return { kind: 'problem', askedAt: new Date().toISOString(), problem };
  });
  return { overview, status: statusOf(overview) };
}
