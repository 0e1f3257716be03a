import { defineEventHandler, getQuery, setResponseHeader, setResponseStatus } from 'h3';
import { shown } from '../../shared/dataset.ts';
import type { Overview } from '../../shared/overview.ts';
import { parseViewState, selectionOf } from '../../shared/view-state.ts';
import { answerOverview } from '../hub/answer-overview.ts';
import { hubOf } from '../hub/event-hub.ts';

/** Everything that the page of the same query shows. */
export default defineEventHandler(async (event): Promise<Overview> => {
  const { state } = parseViewState(
    getQuery(event),
    shown.figures.map((figure) => figure.name),
  );
  const { overview, status } = await answerOverview(hubOf(event), selectionOf(state));
  setResponseStatus(event, status);
  setResponseHeader(event, 'cache-control', 'no-store');
  return overview;
});
