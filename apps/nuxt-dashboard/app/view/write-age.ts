const STEPS: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'day'],
  [3600, 'h'],
  [60, 'min'],
];

/** How long ago an instant was: `just now`, `12 min ago`, `3 h ago`, `1 day ago`. Both as RFC 3339. */
export function writeAge(then: string, now: string): string {
  const seconds = Math.max(0, (Date.parse(now) - Date.parse(then)) / 1000);
  for (const [size, unit] of STEPS) {
    const count = Math.floor(seconds / size);
    if (count >= 1) return `${count} ${unit === 'day' && count > 1 ? 'days' : unit} ago`;
  }
  return 'just now';
}
