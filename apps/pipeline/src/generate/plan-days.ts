/** A day that is to be generated. */
export interface DayShape {
  readonly day: string;
  /** Lines of the day, dirt among them. */
  readonly rows: number;
  readonly phase: 'ordinary' | 'launch' | 'outage';
}

/** Of an ordinary week, from Sunday. */
const WEEK = [0.74, 1.08, 1.13, 1.12, 1.07, 1.02, 0.84];
/** The day of the launch, and the days after it. */
const LAUNCH = [2.4, 1.75, 1.3];
const OUTAGE = 0.07;
/** The business grows by so much a day. */
const GROWTH = 0.004;

/**
 * How many events each day has: a weekly rhythm, growth, and, from a week on, a launch after three fifths of the time
 * and an outage after five sixths. Together they have `rowsPerDay * days.length` rows exactly, each day at least one.
 */
export function planDays(days: readonly string[], rowsPerDay: number): DayShape[] {
  const eventful = days.length >= 7;
  const launch = eventful ? Math.floor(days.length * 0.6) : -1;
  const outage = eventful ? Math.floor((days.length * 5) / 6) : -1;
  const shapes = days.map((day, index) => {
    const sinceLaunch = launch >= 0 ? (LAUNCH[index - launch] ?? 1) : 1;
    const weekday = WEEK[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 1;
    const isOutage = index === outage;
    const phase = isOutage ? 'outage' : sinceLaunch > 1 ? 'launch' : 'ordinary';
    const weight = weekday * (1 + GROWTH * index) * sinceLaunch * (isOutage ? OUTAGE : 1);
    return { day, phase, weight } as const;
  });
  const rows = share(
    shapes.map(({ weight }) => weight),
    rowsPerDay * days.length,
  );
  return shapes.map(({ day, phase }, index) => ({ day, phase, rows: rows[index] as number }));
}

/** Shares a whole number out by weight: each gets one, what rounding leaves goes to the largest remainders. */
function share(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const spare = total - weights.length;
  const exact = weights.map((weight) => (weight / sum) * spare);
  const shares = exact.map((value) => 1 + Math.floor(value));
  const left = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] as number) + 1;
  return shares;
}
