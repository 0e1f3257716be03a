import type { ColumnType, ContractIr, FieldIr, StoredColumn } from '../ir.ts';

/** What a column is in TypeScript at the storage edge. Nothing loses a digit: wide integers are bigint, decimals text. */
function rowType({ type, nullable }: Pick<StoredColumn, 'type' | 'nullable'>): string {
  const words: Record<ColumnType['kind'], string> = {
    string: 'string',
    boolean: 'boolean',
    int: 'number',
    bigint: 'bigint',
    double: 'number',
    decimal: 'string',
    timestamp: 'string',
    date: 'string',
  };
  return nullable ? `${words[type.kind]} | null` : words[type.kind];
}

function interfaceOf(
  name: string,
  doc: string,
  fields: readonly (StoredColumn & Partial<FieldIr>)[],
): string {
  const lines = fields.map((field) => {
    const description = field.description ? `  /** ${field.description.replaceAll('*/', '* /')} */\n` : '';
    return `${description}  readonly ${field.name}: ${rowType(field)};`;
  });
  return `/** ${doc} */\nexport interface ${name} {\n${lines.join('\n')}\n}\n`;
}

/** TypeScript source of the row types: raw records, events, and stored rows. */
export function rowTypesSource(contract: ContractIr): string {
  const events = contract.events.map((event) =>
    interfaceOf(`${event.typeName}Record`, `An event of type \`${event.typeName}\`.`, event.fields),
  );
  const eventNames = new Set(contract.events.map((event) => event.typeName));
  const sources = contract.sources
    .filter((source) => !eventNames.has(source.typeName))
    .map((source) =>
      interfaceOf(
        `${source.typeName}Record`,
        `A raw record of the source \`${source.name}\`.`,
        source.fields,
      ),
    );
  const datasets = contract.datasets.map((dataset) => {
    const partitions = dataset.partitionBy.map((name) => ({
      name,
      type: { kind: 'string' } as const,
      nullable: false,
    }));
    const described = dataset.stored.map((column) => ({
      ...column,
      description: dataset.columns.find((candidate) => candidate.name === column.name)?.description ?? null,
    }));
    return interfaceOf(
      `${dataset.typeName}StoredRow`,
      `A row of \`${dataset.name}\` as it is stored: 64-bit integers as bigint, decimals as text.`,
      [...partitions, ...described],
    );
  });
  return [...events, ...sources, ...datasets].join('\n');
}
