import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { clientError, invalidArgument } from '../errors.ts';

/** Integers that JSON carries exactly. A wider one is refused by name: never a wrong number. */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  serialize: (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    throw clientError('NUMBER_TOO_LARGE', { value: String(value) });
  },
  parseValue: readSafeInt,
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT) throw refusal('SafeInt', 'it is not a whole number');
    return readSafeInt(Number(node.value));
  },
});

/** `YYYY-MM-DD`, and a day that is in the calendar. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  serialize: (value) => String(value),
  parseValue: readDate,
  parseLiteral: (node) => readDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant as text, RFC 3339. What is asked for is written as what is answered: in UTC, six digits of a second. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: (value) => String(value),
  parseValue: readDateTime,
  parseLiteral: (node) => readDateTime(node.kind === Kind.STRING ? node.value : undefined),
});

/** True for `YYYY-MM-DD` where the day exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function readDate(value: unknown): string {
  if (typeof value === 'string' && isDate(value)) return value;
  throw refusal('Date', `${JSON.stringify(value)} is not a day in the calendar, written YYYY-MM-DD`);
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}:\d{2})$/;

function readDateTime(value: unknown): string {
  const [, day = '', time, fraction = '', offset] = (typeof value === 'string' && INSTANT.exec(value)) || [];
  const seconds = isDate(day) ? Date.parse(`${day}T${time}${offset}`) : Number.NaN;
  if (Number.isNaN(seconds)) {
    throw refusal('DateTime', `${JSON.stringify(value)} is not an instant, written 2023-10-27T10:00:00Z`);
  }
  return `${new Date(seconds).toISOString().slice(0, 19)}.${fraction.padEnd(6, '0')}Z`;
}

function readSafeInt(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw refusal('SafeInt', `${JSON.stringify(value)} is not a whole number up to 2^53 - 1`);
}

/** A GraphQLError, because validation keeps the code of no other. */
function refusal(argument: string, reason: string): GraphQLError {
  const error = invalidArgument(argument, reason);
  return new GraphQLError(error.message, { originalError: error, extensions: { code: error.code } });
}
