// graphql-codegen: types, resolver types and typed documents, from the served schema.
import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = {
  SafeInt: 'number',
  Date: 'string',
  DateTime: 'string',
};

const config: CodegenConfig = {
  schema: 'src/__generated__/schema.graphql',
  documents: 'src/__generated__/operations.graphql',
  errorsOnly: true,
  importExtension: '.ts',
  generates: {
    'src/__generated__/graphql.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        scalars,
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        // A parent may bring only what its own resolvers need; the rest is answered by them.
        defaultMapper: 'Partial<{T}>',
      },
    },
    'src/__generated__/operations.ts': {
      plugins: [
        {
          add: {
            content:
              '/* The rows of every dataset, all columns that are to stay: see src/derive/row-operations.ts. */',
          },
        },
        'typescript-operations',
        'typed-document-node',
      ],
      config: {
        scalars,
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        importSchemaTypesFrom: './src/__generated__/graphql.ts',
      },
    },
  },
};

export default config;
