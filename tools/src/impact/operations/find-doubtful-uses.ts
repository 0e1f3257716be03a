import type { ContractChange } from '@datahub/contract/compare';
import type { GraphQLSchema } from 'graphql';
import type { Place } from '../place.ts';
import type { UsePlace } from './validate-operations.ts';

/**
 * Where an operation still fits, and asks for what changes: the answer may be null, may mean something else, may bring a
 * value that nobody expected.
 */
export function findDoubtfulUses(
  uses: readonly UsePlace[],
  changes: readonly ContractChange[],
  base: GraphQLSchema,
): Place[] {
  return changes
    .filter(({ verdict }) => verdict !== 'safe')
    .flatMap((change) => {
      const touched = new Set([change.coordinate, ...change.served]);
      const newValueOf = enumOfNewValue(change.coordinate, base);
      return uses
        .filter(
          ({ use }) =>
            use.coordinates.some((coordinate) => touched.has(coordinate)) ||
            use.omitted.some((coordinate) => touched.has(coordinate) && isKnown(coordinate, base)) ||
            (use.answers !== null && use.answers === newValueOf),
        )
        .map(({ finding }) => ({
          ...finding,
          coordinates: [change.coordinate],
          breaks: false,
          reason: 'It still compiles; what it gets, or gets with, changes.',
          message: change.message,
        }));
    });
}

/** The enum that a value comes to, where the old schema has the enum and not the value. */
function enumOfNewValue(coordinate: string, base: GraphQLSchema): string | null {
  const [name = '', value = ''] = coordinate.split('.');
  const type = base.getType(name);
  return type && 'getValue' in type && !type.getValue(value) ? name : null;
}

/** An argument that is new cannot have been left out. */
function isKnown(coordinate: string, base: GraphQLSchema): boolean {
  const [, typeName = '', fieldName = '', argument = ''] = /^(\w+)\.(\w+)\((\w+):\)$/.exec(coordinate) ?? [];
  const type = base.getType(typeName);
  if (!type || !('getFields' in type)) return false;
  const field = type.getFields()[fieldName];
  return field !== undefined && 'args' in field && field.args.some(({ name }) => name === argument);
}
