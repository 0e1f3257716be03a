// graphql-codegen: types of this program's own operations. The schema's types come from the contract.
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../libs/contract/src/__generated__/schema.graphql',
  documents: 'server/graphql/*.graphql',
  errorsOnly: true,
  importExtension: '.ts',
  generates: {
    'server/graphql/__generated__/operations.ts': {
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
