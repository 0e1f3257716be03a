import {
  type DocumentNode,
  type GraphQLEnumType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  separateOperations,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What an operation uses of the schema, whoever asks it. */
export interface OperationUse {
  /**
   * Schema coordinates (GraphQL RFC "Schema Coordinates"), each once: `Metric`, `Metric.total_revenue`,
   * `Query.dailyMetrics(first:)`, `DailyMetricsFilter.region`, `DailyMetricsDimension.region`.
   */
  readonly coordinates: readonly string[];
  /** Variables whose values use more of it: enums, inputs, and lists of them. */
  readonly variables: readonly { readonly name: string; readonly type: GraphQLInputType }[];
}

/**
 * What a valid operation uses. Of an enum that is answered all values count, as each may come; introspection is no use.
 *
 * @param operationName needed where the document has several operations
 */
export function findCoordinates(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | undefined,
): OperationUse {
  const operations = separateOperations(document); // with the fragments that each needs
  const executed = operations[operationName ?? ''] ?? Object.values(operations)[0] ?? document;
  const found = new Set<string>();
  const variables: OperationUse['variables'][number][] = [];
  const info = new TypeInfo(schema);
  const isIntrospection = (name: string | undefined) => name === undefined || name.startsWith('__');

  visit(
    executed,
    visitWithTypeInfo(info, {
      Field: () => {
        const [type, field] = [info.getParentType()?.name, info.getFieldDef()];
        if (!field || isIntrospection(type) || isIntrospection(field.name)) return undefined;
        found.add(`${type}`).add(`${type}.${field.name}`);
        const answered = getNamedType(field.type);
        if (isEnumType(answered))
          for (const { name } of answered.getValues()) addValue(found, answered, name);
        return undefined;
      },
      Argument: () => {
        const [type, field, argument] = [info.getParentType()?.name, info.getFieldDef(), info.getArgument()];
        if (info.getDirective() || !field || !argument || isIntrospection(type)) return;
        found.add(`${type}.${field.name}(${argument.name}:)`);
      },
      ObjectField: (node) => {
        const type = getNamedType(info.getParentInputType());
        if (isInputObjectType(type)) found.add(type.name).add(`${type.name}.${node.name.value}`);
      },
      EnumValue: (node) => {
        const type = getNamedType(info.getInputType());
        if (isEnumType(type)) addValue(found, type, node.value);
      },
      VariableDefinition: ({ variable, type: node }) => {
        const type = typeFromAST(schema, node as never) as GraphQLInputType | undefined;
        const named = getNamedType(type);
        if (type && (isEnumType(named) || isInputObjectType(named))) {
          found.add(named.name);
          variables.push({ name: variable.name.value, type });
        }
      },
    }),
  );
  return { coordinates: [...found].sort(), variables };
}

/** What the values of an operation's variables use: fields of inputs, values of enums. */
export function findVariableCoordinates(
  { variables }: OperationUse,
  values: Readonly<Record<string, unknown>> | undefined,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name, type } of variables) addInput(found, type, values?.[name]);
  return found;
}

function addInput(found: Set<string>, type: GraphQLInputType, value: unknown): void {
  const inner = getNullableType(type);
  if (value === null || value === undefined) return;
  if (isListType(inner)) {
    // A value that is no list stands for a list of one.
    for (const item of Array.isArray(value) ? value : [value]) addInput(found, inner.ofType, item);
  } else if (isEnumType(inner)) {
    if (typeof value === 'string' && inner.getValue(value)) addValue(found, inner, value);
  } else if (isInputObjectType(inner)) {
    for (const [name, field] of Object.entries(inner.getFields())) {
      if (!Object.hasOwn(value as object, name)) continue;
      found.add(inner.name).add(`${inner.name}.${name}`);
      addInput(found, field.type, (value as Record<string, unknown>)[name]);
    }
  }
}

function addValue(found: Set<string>, { name }: GraphQLEnumType, value: string): void {
  found.add(name).add(`${name}.${value}`);
}
