import type { DocumentNode } from 'graphql';
import { canonicalJson } from '../compile/canonical.ts';
import type { ContractIr, SourceIr } from '../ir.ts';
import { withoutSunsets } from '../without-sunsets.ts';
import { dataFrameTypes } from './data-frame-types.ts';
import { aggregateSql } from './duckdb-aggregate.ts';
import { refusedEventsSql } from './duckdb-event-rules.ts';
import { shapeOf } from './gatsby/dataset-shape.ts';
import { datasetNodeTypes, SHARED_NODE_TYPES } from './gatsby/node-types.ts';
import { genericNames } from './generic-field.ts';
import { manifestSchema } from './manifest-schema.ts';
import { odcsYaml } from './odcs.ts';
import { eventRules, parserPlan } from './parser-plan.ts';
import { referenceMarkdown } from './reference.ts';
import { rowOperationsSource } from './row-operations.ts';
import { rowTypesSource } from './row-types.ts';
import { printServedSchema } from './served-schema.ts';
import { tableSchema } from './spark-schema.ts';

const NOTICE = 'Generated from libs/contract/schema by `npm run codegen`. Do not edit.';

/**
 * Everything that our own generators make: path below `src/__generated__` to text.
 * The same contract gives the same texts.
 */
export function deriveFiles(contract: ContractIr, document: DocumentNode): Readonly<Record<string, string>> {
  const sdl = printServedSchema(document, contract);
  const perDataset = contract.datasets.map((dataset) => ({
    [`duckdb/${dataset.name}.sql`]: `-- ${NOTICE}\n${aggregateSql(dataset)}\n`,
    [`spark/${dataset.name}.schema.json`]: pretty(tableSchema(dataset)),
    [`manifests/${dataset.name}.schema.json`]: pretty(manifestSchema(dataset)),
    [`pandas/${dataset.name}.json`]: pretty(dataFrameTypes(dataset)),
    [`gatsby/${dataset.name}.graphql`]: `# ${NOTICE}\n${datasetNodeTypes(shapeOf(withoutSunsets(dataset, contract.sunsets)))}`,
  }));
  const perSource = contract.sources.map((source) => sourceFiles(contract, source));
  return Object.assign(
    {
      'contract.ir.json': `${JSON.stringify(JSON.parse(canonicalJson(contract)), null, 2)}\n`,
      'contract.ts': contractSource(contract),
      'schema.graphql': `# ${NOTICE}\n\n${sdl}\n`,
      'schema.ts': `// ${NOTICE}\n/** What clients can ask, as SDL. */\nexport const typeDefs = ${templateLiteral(sdl)};\n`,
      'rows.ts': `// ${NOTICE}\n\n${rowTypesSource(contract)}`,
      'operations.graphql': `# ${NOTICE}\n\n${rowOperationsSource(contract)}`,
      'row-documents.ts': rowDocumentsSource(contract),
      'reference.md': `<!-- ${NOTICE} -->\n\n${referenceMarkdown(contract)}`,
      'datahub.odcs.yaml': `# ${NOTICE}\n${odcsYaml(contract)}`,
      'gatsby/hub.graphql': `# ${NOTICE}\n${SHARED_NODE_TYPES}`,
    },
    ...perDataset,
    ...perSource,
  );
}

/** How a source is parsed, for every engine; and the rules of events that SQL makes, for DuckDB. */
function sourceFiles(contract: ContractIr, source: SourceIr): Record<string, string> {
  const event = contract.events.find((candidate) => candidate.typeName === source.event);
  if (!event) return {};
  const rules = eventRules(contract, event);
  const plan = parserPlan(source, rules);
  const parser = { [`parsers/${source.name}.json`]: pretty(plan) };
  if (!plan.mapped) return parser;
  return {
    ...parser,
    [`duckdb/sources/${source.name}.sql`]: `-- ${NOTICE}\n${refusedEventsSql(rules, 'mapped', 'run_date')}\n`,
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function templateLiteral(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

function union(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(' | ') || 'never';
}

function contractSource(contract: ContractIr): string {
  return `// ${NOTICE}
import type { ContractIr } from '../ir.ts';

/** Names of the datasets that are published. */
export type DatasetName = ${union(contract.datasets.map((dataset) => dataset.name))};

/** Names of the sources that \`datahub publish --source\` takes. */
export type SourceName = ${union(contract.sources.map((source) => source.name))};

/** The contract, compiled. */
export const contract: ContractIr = ${JSON.stringify(JSON.parse(canonicalJson(contract)), null, 2)};
`;
}

function rowDocumentsSource(contract: ContractIr): string {
  const names = contract.datasets.map((dataset) => `${genericNames(dataset).row}sDocument`);
  const entries = contract.datasets.map((dataset, index) => `  ${dataset.name}: ${names[index]},`);
  return `// ${NOTICE}
import { ${names.join(', ')} } from './operations.ts';

/** For each dataset, the operation that asks for every column of its rows, figures with @sunset left out. */
export const rowDocuments = {
${entries.join('\n')}
} as const;
`;
}
