/** The instant, RFC 3339: first the server's, so that server and browser write the same; then the browser's, twice a minute. */
export function useNow(first: () => string) {
  const now = ref(first());
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    timer = setInterval(() => {
      now.value = new Date().toISOString();
    }, 30_000);
  });
  onBeforeUnmount(() => clearInterval(timer));
  return now;
}
