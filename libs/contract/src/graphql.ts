// What GraphQL servers and clients need: the served SDL, its types, and the operations over whole rows.
export type * from './__generated__/graphql.ts';
export * as rowOperations from './__generated__/operations.ts';
export { rowDocuments } from './__generated__/row-documents.ts';
export { typeDefs } from './__generated__/schema.ts';
export { filterColumns, genericNames, groupColumns, rangeColumns } from './derive/served-schema.ts';
