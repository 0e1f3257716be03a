import type { Overview, Problem } from '#shared/overview.ts';

type Answer = Exclude<Overview, { kind: 'problem' }>;

const UNREACHABLE: Problem = {
  code: 'DASHBOARD_SERVER_UNREACHABLE',
  message: 'The server of this page could not be reached.',
  next: 'This page asks again every few seconds and shows the figures as soon as they are there.',
};

/**
 * Everything the page shows, for the part of its address that figures depend on. When the API stops answering, the figures that are there
 * stay, and `problem` says why they are old.
 */
export async function useOverview(question: Ref<string>) {
  const { data, status, refresh } = await useAsyncData<Overview>(
    'overview',
    async (_app, { signal }) => {
      const options = { signal, ignoreResponseError: true, retry: 0 } as const;
      return $fetch<Overview>(`/api/overview?${question.value}`, options).catch((error: unknown) => {
        if (signal.aborted) throw error;
        return { kind: 'problem', askedAt: new Date().toISOString(), problem: UNREACHABLE };
      });
    },
    { watch: [question], dedupe: 'cancel' },
  );

  const kept = shallowRef<Answer | null>(null);
  watch(
    data,
    (overview) => {
      if (overview && overview.kind !== 'problem') kept.value = overview;
    },
    { immediate: true },
  );
  const problem = computed(() => (data.value?.kind === 'problem' ? data.value.problem : null));
  return {
    overview: data,
    answer: kept,
    problem,
    pending: computed(() => status.value === 'pending'),
    refresh,
  };
}
