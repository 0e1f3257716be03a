import type { Random } from './random.ts';

/** A clean event, ready to be written, or to be spoilt. */
export interface EventText {
  readonly id: string;
  readonly time: string;
  /** Of the day before. */
  readonly otherDay: string;
  readonly user: string | null;
  readonly kind: string;
  readonly region: string;
  readonly seconds: number | null;
  /** A decimal, as text. */
  readonly revenue: string | null;
}

export type Dirt = { readonly name: string; readonly line: (event: EventText, random: Random) => string };

/** As the applications write it; null where nothing is known. */
export function cleanLine({ id, time, user, kind, region, seconds, revenue }: EventText): string {
  const who = user === null ? 'null' : `"${user}"`;
  return `{"event_id":"${id}","event_time":"${time}","user_id":${who},"event_type":"${kind}","region":"${region}","session_duration_sec":${seconds},"revenue_usd":${revenue}}`;
}

const spoil =
  (change: Partial<Record<keyof EventText, unknown>>) =>
  (event: EventText): string =>
    cleanLine({ ...event, ...(change as Partial<EventText>) });

/** Records that must be refused, each for one reason. */
export const REFUSED: readonly Dirt[] = [
  { name: 'truncated', line: (event, random) => cleanLine(event).slice(0, 20 + random.below(60)) },
  { name: 'nan', line: spoil({ revenue: 'NaN' }) },
  { name: 'infinity', line: spoil({ revenue: '-Infinity' }) },
  { name: 'trailing_comma', line: (event) => `${cleanLine(event).slice(0, -1)},}` },
  { name: 'single_quotes', line: (event) => cleanLine(event).replaceAll('"', "'") },
  { name: 'two_records', line: (event) => `${cleanLine(event)} ${cleanLine(event)}` },
  { name: 'not_an_object', line: (event) => `["${event.id}","${event.kind}"]` },
  { name: 'stack_trace', line: () => '\tat com.example.shop.EventLog.write(EventLog.java:211)' },
  { name: 'fraction_for_int', line: spoil({ seconds: '10.7' }) },
  { name: 'text_for_int', line: spoil({ seconds: '"15"' }) },
  { name: 'text_for_decimal', line: spoil({ revenue: '"12.50 USD"' }) },
  { name: 'no_such_time', line: (event) => spoil({ time: `2023-02-30${event.time.slice(10)}` })(event) },
  { name: 'missing_region', line: (event) => cleanLine(event).replace(/"region":"[^"]*",/, '') },
  {
    name: 'null_event_type',
    line: (event) => cleanLine(event).replace(/"event_type":"[^"]*"/, '"event_type":null'),
  },
  { name: 'empty_region', line: spoil({ region: '' }) },
  { name: 'control_character', line: spoil({ region: 'us\\u0007west' }) },
  { name: 'long_event_type', line: spoil({ kind: 'x'.repeat(129) }) },
  { name: 'field_twice', line: (event) => cleanLine(event).replace('{', '{"region":"elsewhere",') },
  { name: 'other_day', line: (event) => spoil({ time: event.otherDay })(event) },
];

/** Records that look odd, and must be taken. */
export const ODD: readonly Dirt[] = [
  {
    name: 'unknown_field',
    line: (event) => cleanLine(event).replace('{', '{"sdk":{"name":"web","v":[3,1]},'),
  },
  { name: 'spaces', line: (event) => cleanLine(event).replaceAll(',"', ' , "').replaceAll('":', '" : ') },
  { name: 'escapes', line: spoil({ user: 'zo\\u00eb\\u2028\\ud83d\\ude80' }) },
  { name: 'unicode', line: spoil({ user: '利用者-07 🚀' }) },
  {
    name: 'left_out',
    line: (event) =>
      cleanLine(event)
        .replace(/"user_id":[^,]*,/, '')
        .replace(/,"revenue_usd":null/, ''),
  },
  { name: 'exponent', line: spoil({ revenue: '1.25e1' }) },
  { name: 'surplus_digits', line: spoil({ revenue: '19.994999' }) },
  { name: 'zone_offset', line: (event) => spoil({ time: event.time.replace('Z', '+00:00') })(event) },
  { name: 'no_fraction', line: (event) => spoil({ time: event.time.replace(/\.\d+Z/, 'Z') })(event) },
  { name: 'zero_seconds', line: spoil({ seconds: 0 }) },
];
