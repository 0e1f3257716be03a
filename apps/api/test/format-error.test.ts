import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { clientError } from '../src/errors.ts';
import { formatError } from '../src/http/format-error.ts';

function report() {
  const logged: unknown[] = [];
  const log = { error: (facts: unknown) => void logged.push(facts) } as unknown as FastifyBaseLogger;
  return { logged, report: { requestId: 'req-7', log } };
}

it('tells a client nothing of an unexpected error but where to find it, and logs it whole', () => {
  const { logged, report: told } = report();
  const cause = new Error("Binder Error: SELECT * FROM '/srv/secret'");
  const error = new GraphQLError(cause.message, { originalError: cause, path: ['hub'] });
  expect(formatError(error, told)).toEqual({
    message: 'The server failed to answer. Its log tells why, under request req-7.',
    path: ['hub'],
    extensions: { code: 'INTERNAL', requestId: 'req-7' },
  });
  expect(logged).toEqual([{ err: cause, requestId: 'req-7' }]);
});

it('takes an error of another program for unexpected, though it has a code', () => {
  const { report: told } = report();
  const foreign = Object.assign(new Error('at /srv/lake'), {
    name: 'CodedError',
    code: 'LAKE_BUSY',
    details: {},
  });
  expect(formatError(foreign, told).extensions?.code).toBe('INTERNAL');
});

it('tells what an error of the catalogue says, and its details', () => {
  const { logged, report: told } = report();
  const error = clientError('DATA_NOT_FOUND', { date: '2024-01-01' });
  expect(formatError(error, told)).toEqual({
    message: 'No data was published for 2024-01-01.',
    extensions: { code: 'DATA_NOT_FOUND', date: '2024-01-01' },
  });
  expect(logged).toEqual([]);
});
