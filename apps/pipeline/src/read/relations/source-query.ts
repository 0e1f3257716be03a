import { type ColumnType, duckdbType, type FieldIr, type SourceIr } from '@datahub/contract';
import { quoteName, quoteText } from '@datahub/contract/storage';
import type { DuckDBConnection } from '@duckdb/node-api';
import { pipelineError } from '../../errors.ts';
import { STAGED } from '../staging/staged-names.ts';

/** The staged records: the declared fields, typed, and the columns of `IDENTITY`. */
export const INPUT = '#input';

/** What tells a record from all others, and says where it came from. */
export const IDENTITY = {
  [STAGED.runDate]: 'VARCHAR',
  [STAGED.task]: 'INTEGER',
  [STAGED.row]: 'BIGINT',
  [STAGED.line]: 'BIGINT',
  [STAGED.offset]: 'BIGINT',
  [STAGED.length]: 'BIGINT',
} as const;

/** A node of DuckDB's syntax tree, as `json_serialize_sql` gives it. */
interface Node {
  class?: string;
  type?: string;
  alias?: string;
  function_name?: string;
  column_names?: string[];
  value?: { is_null?: boolean };
  [key: string]: unknown;
}

/**
 * Turns the SELECT of a source into one that keeps the identity of each record beside its event: from `#input`, the
 * columns of `IDENTITY`, and for each field of the event a `STRUCT(v <type>)` that is null where computing the value
 * failed. Nothing is read; all that can be known of the SQL beforehand is checked.
 *
 * The syntax tree proves that the SELECT is a list of expressions over one record and no more. So the identity can
 * stand in the same list, and what belongs to a record stays beside it whatever order DuckDB works in.
 *
 * @throws SOURCE_SQL_INVALID, naming the file of the SQL.
 */
export async function sourceQuery(
  connection: DuckDBConnection,
  source: SourceIr,
  event: readonly FieldIr[],
): Promise<string> {
  const refuse = (reason: string, cause?: unknown) =>
    pipelineError(
      'SOURCE_SQL_INVALID',
      { sqlFile: source.sqlFile, source: source.name, event: source.event, reason },
      cause,
    );
  const sql =
    source.sql ?? `SELECT ${source.fields.map((field) => quoteName(field.name)).join(', ')} FROM input`;
  const statement = await parse(connection, sql, refuse);
  const select = statement.node as Node;
  const reason = await notRowForRow(connection, select);
  if (reason !== null) throw refuse(reason);
  (select.from_table as Node).table_name = INPUT;

  const columns = [
    ...source.fields.map((field) => `${quoteName(field.name)} ${duckdbType(field.type)}`),
    ...Object.entries(IDENTITY).map(([name, type]) => `${quoteName(name)} ${type}`),
  ];
  await connection.run(`CREATE TEMP TABLE ${quoteName(INPUT)} (${columns.join(', ')})`);
  try {
    const found = await describe(connection, statement, refuse);
    const items = select.select_list as Node[];
    const problems = compareColumns(found, items, event);
    if (problems.length > 0) throw refuse(problems.join('; '));
    const expressions = found.map(
      ({ name, type }, index) => [name, { type, item: items[index] as Node }] as const,
    );
    return await withIdentity(connection, event, new Map(expressions));
  } finally {
    await connection.run(`DROP TABLE ${quoteName(INPUT)}`);
  }
}

type Refuse = (reason: string, cause?: unknown) => Error;

async function parse(connection: DuckDBConnection, sql: string, refuse: Refuse): Promise<Node> {
  const tree = parseTree(await scalar(connection, `json_serialize_sql(${quoteText(sql)})`)) as {
    error: boolean;
    error_message?: string;
    statements?: Node[];
  };
  if (tree.error) throw refuse(tree.error_message ?? 'it is not a SELECT');
  const [statement, ...more] = tree.statements ?? [];
  if (statement === undefined || more.length > 0) throw refuse('it is not one SELECT');
  return statement;
}

/** Why the SELECT may give more or fewer rows than it takes, or another result each time; null where it cannot. */
async function notRowForRow(connection: DuckDBConnection, select: Node): Promise<string | null> {
  const from = select.from_table as Node;
  const plain =
    select.type === 'SELECT_NODE' &&
    from.type === 'BASE_TABLE' &&
    from.table_name === 'input' &&
    from.schema_name === '' &&
    from.sample === null &&
    select.where_clause === null &&
    select.having === null &&
    select.qualify === null &&
    select.sample === null &&
    isEmpty(select.modifiers) &&
    isEmpty(select.group_expressions) &&
    isEmpty((select.cte_map as Node).map);
  if (!plain) {
    return 'it makes one event of each record: SELECT … FROM input, with no WHERE, JOIN, GROUP BY, ORDER BY, LIMIT, DISTINCT or WITH';
  }
  const nodes = [...walk(select.select_list)];
  if (nodes.some((node) => node.class === 'STAR')) return 'list the columns instead of *';
  if (nodes.some((node) => node.class === 'SUBQUERY')) return 'a sub-query looks at more than one record';
  if (nodes.some((node) => node.class === 'WINDOW')) return 'a window looks at more than one record';
  const called = new Set(nodes.flatMap((node) => node.function_name ?? []));
  const { unstable, aggregates } = await functionKinds(connection);
  for (const name of called) {
    if (name === 'unnest' || aggregates.has(name)) return `${name}() does not give one value for each record`;
    if (unstable.has(name)) return `${name}() gives another value each time`;
  }
  return null;
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* walk(item);
  } else if (value !== null && typeof value === 'object') {
    yield value as Node;
    for (const inner of Object.values(value)) yield* walk(inner);
  }
}

async function functionKinds(connection: DuckDBConnection) {
  const rows = await connection.runAndReadAll(
    "SELECT DISTINCT function_name, function_type = 'aggregate' FROM duckdb_functions() WHERE function_type = 'aggregate' OR stability <> 'CONSISTENT'",
  );
  const kinds = rows.getRowsJson() as [string, boolean][];
  return {
    aggregates: new Set(kinds.filter(([, aggregate]) => aggregate).map(([name]) => name)),
    unstable: new Set(kinds.filter(([, aggregate]) => !aggregate).map(([name]) => name)),
  };
}

interface FoundColumn {
  readonly name: string;
  readonly type: string;
}

async function describe(
  connection: DuckDBConnection,
  statement: Node,
  refuse: Refuse,
): Promise<FoundColumn[]> {
  const select = await print(connection, statement);
  try {
    const rows = await connection.runAndReadAll(`DESCRIBE ${select}`);
    return rows.getRowsJson().map(([name, type]) => ({ name: String(name), type: String(type) }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw refuse(message.split('\n')[0]?.replace(`"${INPUT}"`, 'input') ?? message, error);
  }
}

function compareColumns(
  found: readonly FoundColumn[],
  items: readonly Node[],
  event: readonly FieldIr[],
): string[] {
  const names = found.map(({ name }) => name);
  const declared = event.map(({ name }) => name);
  const missing = declared.filter((name) => !names.includes(name));
  const extra = names.filter((name) => !declared.includes(name));
  const twice = declared.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  const types = event.flatMap(({ name, type }) => {
    const index = names.indexOf(name);
    const column = found[index];
    if (!column || items[index]?.value?.is_null || widensTo(column.type, type)) return [];
    return [`${name} is ${column.type}, not ${duckdbType(type)}`];
  });
  return [
    ...(missing.length > 0 ? [`there is no ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`${extra.join(', ')} is not of the event`] : []),
    ...(twice.length > 0 ? [`${twice.join(', ')} stands there more than once`] : []),
    ...types,
  ];
}

const WHOLE: Readonly<Record<string, number>> = {
  TINYINT: 8,
  UTINYINT: 9,
  SMALLINT: 16,
  USMALLINT: 17,
  INTEGER: 32,
  UINTEGER: 33,
  BIGINT: 64,
};

/** True where a cast changes no value: what narrows has to be said in the SQL itself. */
export function widensTo(found: string, type: ColumnType): boolean {
  const bits = WHOLE[found];
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(found);
  switch (type.kind) {
    case 'int':
      return bits !== undefined && bits <= 32;
    case 'bigint':
      return bits !== undefined && bits <= 64;
    case 'double':
      return bits !== undefined || decimal !== null || found === 'FLOAT' || found === 'DOUBLE';
    case 'decimal':
      // Too many digits before the point are found in the record that has them.
      return bits !== undefined || (decimal !== null && Number(decimal[2]) <= type.scale);
    case 'timestamp':
      return found === 'TIMESTAMP WITH TIME ZONE' || found === 'TIMESTAMP';
    default:
      return found === duckdbType(type);
  }
}

/** `expression` as the type of the contract. A TIMESTAMP without a zone is in UTC, as in Spark's session. */
function castTo(expression: string, type: ColumnType, found: string): string {
  if (found === 'TIMESTAMP') return `timezone('UTC', ${expression})`;
  return `CAST(${expression} AS ${duckdbType(type)})`;
}

/** DuckDB writes the frame around the expressions itself, so that nothing here depends on the shape of its tree. */
async function withIdentity(
  connection: DuckDBConnection,
  event: readonly FieldIr[],
  expressions: ReadonlyMap<string, { readonly type: string; readonly item: Node }>,
): Promise<string> {
  const values = event.map(({ name, type }) => {
    const value = castTo(quoteName(`#${name}`), type, expressions.get(name)?.type ?? '');
    return `TRY(struct_pack(v := ${value})) AS ${quoteName(name)}`;
  });
  const frame = `SELECT ${[...Object.keys(IDENTITY).map(quoteName), ...values].join(', ')} FROM ${quoteName(INPUT)}`;
  const tree = parseTree(await scalar(connection, `json_serialize_sql(${quoteText(frame)})`)) as {
    statements: Node[];
  };
  for (const node of walk(tree)) {
    const column = node.column_names?.length === 1 ? node.column_names[0] : undefined;
    const item = column?.startsWith('#') ? expressions.get(column.slice(1))?.item : undefined;
    if (!item) continue;
    const { alias } = node;
    for (const key of Object.keys(node)) delete node[key];
    Object.assign(node, item, { alias });
  }
  return print(connection, tree.statements[0] as Node);
}

async function print(connection: DuckDBConnection, statement: Node): Promise<string> {
  const tree = printTree({ error: false, statements: [statement] });
  return scalar(connection, `json_deserialize_sql(CAST(${quoteText(tree)} AS JSON))`);
}

async function scalar(connection: DuckDBConnection, expression: string): Promise<string> {
  const rows = await connection.runAndReadAll(`SELECT ${expression}`);
  return String(rows.getRowsJson()[0]?.[0]);
}

/** Constants of the SQL may have more digits than a double keeps: long numbers pass through as marked strings. */
function parseTree(json: string): unknown {
  return JSON.parse(
    json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\d{16,}/g, (token) =>
      token.startsWith('"') ? token : `"\\u0000${token}"`,
    ),
  );
}

function printTree(tree: unknown): string {
  return JSON.stringify(tree).replaceAll(/"\\u0000(-?\d+)"/g, '$1');
}
