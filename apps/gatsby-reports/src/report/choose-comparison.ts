const MS_PER_DAY = 86_400_000;

/**
 * The day that a day is held against: the same weekday of the week before, for most days have the rhythm of the week;
 * where that one has no data, the newest day before that has. Null for the first day.
 *
 * @param dates days that have data, oldest first
 */
export function chooseComparison(dates: readonly string[], date: string): string | null {
  const weekBefore = addDays(date, -7);
  if (dates.includes(weekBefore)) return weekBefore;
  return dates.findLast((one) => one < date) ?? null;
}

/** A calendar day, some days later. Counted in UTC: no zone can shift it. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}
