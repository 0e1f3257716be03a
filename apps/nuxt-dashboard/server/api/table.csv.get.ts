import { defineEventHandler, getQuery, setResponseHeaders, setResponseStatus } from 'h3';
import { chooseRows } from '../../shared/choose-rows.ts';
import { figureNamed, shown } from '../../shared/dataset.ts';
import { parseViewState, selectionOf } from '../../shared/view-state.ts';
import { writeCsv } from '../../shared/write-csv.ts';
import { answerOverview } from '../hub/answer-overview.ts';
import { hubOf } from '../hub/event-hub.ts';

/** The table that the page of the same query shows, as a file. */
export default defineEventHandler(async (event) => {
  const { state } = parseViewState(
    getQuery(event),
    shown.figures.map((figure) => figure.name),
  );
  const { overview, status } = await answerOverview(hubOf(event), selectionOf(state));
  setResponseStatus(event, status);
  if (overview.kind === 'problem') {
    setResponseHeaders(event, { 'content-type': 'text/plain; charset=utf-8' });
    return `${overview.problem.message} ${overview.problem.next}\n`;
  }
  if (overview.kind !== 'figures') {
    setResponseHeaders(event, { 'content-type': 'text/plain; charset=utf-8' });
    return 'There is no such table.\n';
  }
  const chosen = chooseRows(overview.figures, state, figureNamed(state.measure));
  const name = `${shown.ir.name}-by-${chosen.column}-${overview.figures.date}.csv`;
  setResponseHeaders(event, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
  return writeCsv(chosen, shown.figures);
});
