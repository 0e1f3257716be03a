// Types of the plugin's own questions; the types they are made of come from the contract.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../contract/src/__generated__/schema.graphql',
  documents: 'src/read/*.graphql',
  errorsOnly: true,
  generates: {
    'src/__generated__/operations.ts': {
      plugins: ['typescript-operations', 'typed-document-node'],
      config: {
        scalars: { SafeInt: 'number', Date: 'string', DateTime: 'string' },
        strictScalars: true,
        enumsAsTypes: true,
        useTypeImports: true,
        skipTypename: true,
        importSchemaTypesFrom: '~@datahub/contract/graphql',
      },
    },
  },
};

export default config;
