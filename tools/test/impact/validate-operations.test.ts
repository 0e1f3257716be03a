import { buildSchema, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { OperationText } from '../../src/impact/operations/operation-text.ts';
import { validateOperations } from '../../src/impact/operations/validate-operations.ts';

const SHOP = `
  type Query { shop(name: String, sort: Sort = UP): Shop  orders: [Order!]! }
  type Shop { name: String!  open: Boolean  state: State! }
  type Order { id: ID!  shop: Shop! }
  enum State { OPEN CLOSED }
  enum Sort { UP DOWN }
`;

/** A file with something in front of its GraphQL, as a program has. */
function text(graphql: string, before = ''): OperationText {
  return {
    file: 'apps/till/query.graphql',
    project: 'till',
    kind: 'operation',
    fileText: `${before}${graphql}`,
    start: before.length,
    document: parse(graphql),
  };
}

function change(from: string | RegExp, to: string, ...texts: readonly OperationText[]) {
  const head = SHOP.replace(from, to);
  expect(head).not.toBe(SHOP);
  const { findings, mended, uses } = validateOperations(
    texts,
    { schema: buildSchema(SHOP), fragments: [] },
    { schema: buildSchema(head), fragments: [] },
  );
  return {
    findings: findings.map(({ line, column, message, touches }) => [`${line}:${column}`, message, touches]),
    mended: mended.map((document) => print(document).replaceAll(/\s+/g, ' ')).join(' '),
    uses,
  };
}

describe('what a new schema refuses', () => {
  it('is a field that is gone, at its line and column in the file', () => {
    const result = change(
      'open: Boolean',
      '',
      text('query A {\n  shop {\n    name\n    open\n  }\n}', 'const q =\n`'),
    );
    expect(result.findings).toEqual([['5:5', 'Cannot query field "open" on type "Shop".', ['Shop.open']]]);
    expect(result.mended).toBe('query A { shop { name } }');
  });

  it('is nothing where the operation was wrong before', () => {
    const result = change('open: Boolean', '', text('{ shop { name nowhere } }'));
    expect(result.findings).toEqual([]);
  });

  it('is an exact field, and not one whose name begins the same', () => {
    const result = change('shop: Shop!', '', text('{ shop { name } }'));
    expect(result.findings).toEqual([]);
  });

  it('is an argument that is wanted now: its author will declare a variable', () => {
    const result = change('orders:', 'orders(of: ID!):', text('query A { orders { id } }'));
    expect(result.findings).toEqual([
      [
        '1:11',
        'Field "orders" argument "of" of type "ID!" is required, but it was not provided.',
        ['Query.orders'],
      ],
    ]);
    expect(result.mended).toBe('query A($of: ID!) { orders(of: $of) { id } }');
  });

  it('is a variable of another type, where it is declared and where it is given', () => {
    const result = change(
      'name: String,',
      'name: Int,',
      text('query A($n: String) { shop(name: $n) { name } }'),
    );
    expect(result.findings).toEqual([
      ['1:9', 'Variable "$n" of type "String" used in position expecting type "Int".', ['Query.shop(name:)']],
      [
        '1:34',
        'Variable "$n" of type "String" used in position expecting type "Int".',
        ['Query.shop(name:)'],
      ],
    ]);
    expect(result.mended).toBe('query A($n: Int) { shop(name: $n) { name } }');
  });

  it('is an argument under another name; what it was for goes with its variable', () => {
    const result = change(
      'name: String,',
      'title: String,',
      text('query A($n: String) { shop(name: $n) { name } }'),
    );
    expect(result.findings).toEqual([
      ['1:28', 'Unknown argument "name" on field "Query.shop".', ['Query.shop(name:)']],
    ]);
    expect(result.mended).toBe('query A { shop { name } }');
  });

  it('is a value of an enum', () => {
    const result = change('UP DOWN', 'UP', text('{ shop(sort: DOWN) { name } }'));
    expect(result.findings).toEqual([['1:14', 'Value "DOWN" does not exist in "Sort" enum.', ['Sort.DOWN']]]);
    expect(result.mended).toBe('{ shop { name } }');
  });

  it('takes away with a field what asked for nothing else', () => {
    const result = change('shop: Shop!', '', text('{ orders { shop { name } } }'));
    expect(result.mended).toBe('');
  });

  it('is told in the file that uses a fragment of another', () => {
    const result = change('open: Boolean', '', text('query A { shop { ...Hours } }'), {
      ...text('fragment Hours on Shop {\n  open\n}'),
      file: 'apps/till/hours.graphql',
    });
    expect(result.findings).toEqual([['2:3', 'Cannot query field "open" on type "Shop".', ['Shop.open']]]);
  });
});

describe('what an operation asks for', () => {
  const { uses } = change('open: Boolean', '', text('query A($n: String) { shop(name: $n) { state } }'));

  it('is known by exact coordinate, once', () => {
    expect(uses.flatMap(({ use }) => use.coordinates)).toEqual([
      'String',
      'Query.shop',
      'Query.shop(name:)',
      'Shop.state',
    ]);
  });

  it('counts what it leaves to the default, and the enums that it gets', () => {
    expect(uses.flatMap(({ use }) => use.omitted)).toEqual(['Query.shop(sort:)']);
    expect(uses.flatMap(({ use }) => use.answers ?? [])).toEqual(['State']);
  });
});
