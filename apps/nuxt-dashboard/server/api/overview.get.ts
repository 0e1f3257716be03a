import { defineEventHandler, getQuery, setResponseHeader, setResponseStatus } from 'h3';
import { shown } from '../../shared/dataset.ts';
import { type Overview, statusOf } from '../../shared/overview.ts';
import { parseViewState } from '../../shared/view-state.ts';
import { askOverview } from '../hub/ask-overview.ts';
import { hubOf } from '../hub/event-hub.ts';
import { explainProblem } from '../hub/explain-problem.ts';

/** Everything that the page of the same query shows. */
export default defineEventHandler(async (event): Promise<Overview> => {
  setResponseHeader(event, 'cache-control', 'no-store');
  const measures = shown.figures.map((figure) => figure.name);
  const { state } = parseViewState(getQuery(event), measures);
  const overview = await askOverview(hubOf(event), state, () => new Date()).catch((error): Overview => {
    const problem = explainProblem(error);
    if (problem === null) throw error;
    return { kind: 'problem', askedAt: new Date().toISOString(), problem };
  });
  setResponseStatus(event, statusOf(overview));
  return overview;
});
