import { defineEventHandler, setResponseHeader, setResponseStatus } from 'h3';
import { DATASET } from '../../shared/dataset.ts';
import type { Freshness, Problem } from '../../shared/overview.ts';
import { hubOf } from '../hub/event-hub.ts';
import { explainProblem } from '../hub/explain-problem.ts';

/** The version that the API serves now; with status 503 why it is not known. */
export default defineEventHandler(async (event): Promise<Freshness | Problem> => {
  setResponseHeader(event, 'cache-control', 'no-store');
  try {
    const { hub } = await hubOf(event).version();
    const status = hub.datasets.find((dataset) => dataset.name === DATASET);
    return { version: status?.version ?? null, state: status?.state ?? 'EMPTY' };
  } catch (error) {
    const problem = explainProblem(error);
    if (problem === null) throw error;
    setResponseStatus(event, 503);
    return problem;
  }
});
