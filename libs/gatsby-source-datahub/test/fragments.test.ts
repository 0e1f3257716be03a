import { contract } from '@datahub/contract';
import { nodeTypeDefs, shapeOf } from '@datahub/contract/gatsby';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { fragmentsSource } from '../src/derive/fragments.ts';
import { dailyTotals } from './fixture-dataset.ts';

const shapes = [...contract.datasets, dailyTotals].map(shapeOf);

/** What Gatsby adds around the types of a plugin. */
const schema = buildSchema(`
  directive @dontInfer on OBJECT
  directive @link on FIELD_DEFINITION
  interface Node { id: ID! }
  type Query { node: DataHubTotal }
  ${nodeTypeDefs(shapes).replaceAll(/implements Node @dontInfer \{/g, 'implements Node @dontInfer {\n  id: ID!')}
`);

it('has a fragment of every column, for rows and for roll-ups, valid on its type', () => {
  const fragments = [...fragmentsSource(shapes).matchAll(/graphql`(.*?)`/gs)].map(
    ([, text]) => text as string,
  );
  expect(fragments).toHaveLength(2 * shapes.length);
  const document = parse(`${fragments.join('\n')} query Q { node { ...DataHubTotalColumns } }`);
  const problems = validate(schema, document).filter((problem) => !problem.message.includes('is never used'));
  expect(problems).toEqual([]);
});
