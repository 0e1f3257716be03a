import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** What a node of an operation stands for in the schema. */
export interface Use {
  /** Exact schema coordinates: of the field, the argument, the value, the type. */
  readonly coordinates: readonly string[];
  /** Arguments that the field has and the operation does not give: their default counts. */
  readonly omitted: readonly string[];
  /** The enum whose values a field answers. */
  readonly answers: string | null;
}

/** For every node that names something of the schema: what. */
export function findUses(schema: GraphQLSchema, document: DocumentNode): Map<ASTNode, Use> {
  const uses = new Map<ASTNode, Use>();
  const info = new TypeInfo(schema);
  const variables = new Map<string, ASTNode>();
  const use = (node: ASTNode, coordinates: readonly string[], more: Partial<Use> = {}) => {
    const before = uses.get(node)?.coordinates ?? [];
    uses.set(node, {
      coordinates: [...new Set([...before, ...coordinates])],
      omitted: [],
      answers: null,
      ...more,
    });
  };
  const fieldAt = () => {
    const parent = info.getParentType();
    const field = info.getFieldDef();
    return parent && field ? { field, coordinate: `${parent.name}.${field.name}` } : null;
  };
  const inputAt = (): string | null => {
    const argument = info.getArgument();
    const owner = info.getDirective() ? null : fieldAt();
    return argument && owner ? `${owner.coordinate}(${argument.name}:)` : null;
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      OperationDefinition: () => variables.clear(),
      Field: (node) => {
        const found = fieldAt();
        if (!found) return;
        const given = new Set(node.arguments?.map(({ name }) => name.value));
        const type = getNamedType(found.field.type);
        use(node, [found.coordinate], {
          omitted: found.field.args
            .filter(({ name }) => !given.has(name))
            .map(({ name }) => `${found.coordinate}(${name}:)`),
          answers: isEnumType(type) ? type.name : null,
        });
      },
      Argument: (node) => {
        const coordinate = inputAt();
        if (coordinate) use(node, [coordinate]);
      },
      ObjectField: (node) => {
        const parent = getNamedType(info.getParentInputType());
        if (parent) use(node, [`${parent.name}.${node.name.value}`]);
      },
      EnumValue: (node) => {
        const type = getNamedType(info.getInputType());
        if (type) use(node, [`${type.name}.${node.value}`]);
      },
      VariableDefinition: (node) => {
        variables.set(node.variable.name.value, node);
      },
      Variable: (node) => {
        const definition = variables.get(node.name.value);
        const coordinate = inputAt();
        // What a variable's declaration has to fit is where the variable is used.
        if (coordinate) {
          use(node, [coordinate]);
          if (definition) use(definition, [coordinate]);
        }
      },
      NamedType: (node) => use(node, [node.name.value]),
    }),
  );
  return uses;
}
