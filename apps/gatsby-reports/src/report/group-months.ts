/** Items of one calendar month. */
export interface Month<Item> {
  /** `2011-12`. */
  readonly month: string;
  /** `December 2011`. */
  readonly label: string;
  /** Newest first. */
  readonly items: readonly Item[];
}

/** Splits dated rows into months, newest first. */
export function groupMonths<Item extends { readonly date: string }>(rows: readonly Item[]): Month<Item>[] {
  const months = new Map<string, Item[]>();
  for (const row of [...rows].sort((a, b) => (a.date < b.date ? 1 : -1))) {
    const month = row.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), row]);
  }
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' });
  return [...months].map(([month, items]) => ({
    month,
    label: format.format(new Date(`${month}-01T00:00:00Z`)),
    items,
  }));
}
