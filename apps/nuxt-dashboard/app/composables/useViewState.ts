import { shown } from '#shared/dataset.ts';
import { parseViewState, selectionOf, serialiseViewState, type ViewState } from '#shared/view-state.ts';

const measures = shown.figures.map((figure) => figure.name);

/** What the address asks for, and addresses of other views. */
export function useViewState() {
  const route = useRoute();
  const parsed = computed(() => parseViewState(route.query, measures));
  const state = computed(() => parsed.value.state);
  const query = computed(() => serialiseViewState(state.value, measures));
  /** What is asked of the server, as a query string: what only says how figures are shown is not asked again. */
  const question = computed(() =>
    new URLSearchParams(
      serialiseViewState({ ...parseViewState({}, measures).state, ...selectionOf(state.value) }, measures),
    ).toString(),
  );
  /** The address of this view with something else chosen. */
  const linkTo = (change: Partial<ViewState>) => ({
    path: '/',
    query: serialiseViewState({ ...state.value, ...change }, measures),
  });
  return { state, ignored: computed(() => parsed.value.ignored), query, question, linkTo };
}

export type LinkTo = ReturnType<typeof useViewState>['linkTo'];
