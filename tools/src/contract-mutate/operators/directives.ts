import { type ConstArgumentNode, type ConstDirectiveNode, print } from 'graphql';
import { type Edit, insertAfter, remove, replace } from '../mutation.ts';
import type { Target, Targets } from '../read-targets.ts';
import type { Draft } from './draft.ts';

/** Every argument of the contract's own directives: changed, taken away, put there. */
export function mutateDirectives(target: Target, targets: Targets): Draft[] {
  const directives = ('directives' in target.node ? target.node.directives : []) ?? [];
  return [
    ...directives.flatMap((directive) => mutateDirective(directive, target, targets)),
    ...addDirectives(target),
  ];
}

function mutateDirective(directive: ConstDirectiveNode, target: Target, targets: Targets): Draft[] {
  switch (directive.name.value) {
    case 'measure':
      return mutateMeasure(directive, targets, target);
    case 'dimension':
      return mutateDimension(directive);
    case 'derived':
      return [
        ...text(directive, 'expr', '1 + 1', 'change an expression', 'forbidden'),
        ...spaceOut(directive, 'expr', 'space out an expression'),
      ];
    case 'column':
      return mutateColumn(directive);
    case 'dataset':
      return mutateDataset(directive);
    case 'source':
      return mutateSource(directive);
    default:
      return [];
  }
}

const AGGREGATIONS = ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX'];

function mutateMeasure(directive: ConstDirectiveNode, { contract }: Targets, target: Target): Draft[] {
  const own = print(argument(directive, 'agg')?.value ?? directive.name);
  const dataset = contract.ir.datasets.find(
    ({ typeName }) => target.kind === 'field' && typeName === target.element.parent,
  );
  const event = contract.ir.events.find(({ typeName }) => typeName === dataset?.event);
  const of = argument(directive, 'of');
  const other = event?.fields.find(
    ({ name, type }) => type.kind === 'string' && `"${name}"` !== (of && print(of.value)),
  );
  return [
    ...AGGREGATIONS.filter((agg) => agg !== own).map((agg) =>
      change(directive, 'agg', agg, 'change an aggregation', 'forbidden', agg),
    ),
    ...(other ? [set(directive, 'of', `"${other.name}"`, 'measure another column', 'forbidden')] : []),
    ...(of && own === 'COUNT' ? [drop(directive, 'of', 'measure all events', 'forbidden')] : []),
    set(directive, 'where', '"region = \'x\'"', 'change a condition', 'forbidden'),
    ...(argument(directive, 'where') ? [drop(directive, 'where', 'drop a condition', 'forbidden')] : []),
    ...spaceOut(directive, 'where', 'space out a condition'),
  ];
}

function mutateDimension(directive: ConstDirectiveNode): Draft[] {
  return [
    set(directive, 'of', '"user_id"', 'group by another column', 'forbidden'),
    set(
      directive,
      'grain',
      print(argument(directive, 'grain')?.value ?? directive.name) === 'DAY' ? 'MONTH' : 'DAY',
      'change the grain',
      'forbidden',
    ),
    ...(argument(directive, 'grain') ? [drop(directive, 'grain', 'drop the grain', 'forbidden')] : []),
  ];
}

function mutateColumn(directive: ConstDirectiveNode): Draft[] {
  const number = (name: string) => Number(print(argument(directive, name)?.value ?? directive.name));
  const drafts: Draft[] = [];
  if (argument(directive, 'unit')) {
    drafts.push(
      set(directive, 'unit', '"furlong"', 'change a unit', 'forbidden'),
      drop(directive, 'unit', 'drop a unit', 'forbidden'),
    );
  } else {
    drafts.push(set(directive, 'unit', '"furlong"', 'add a unit', 'approval'));
  }
  if (argument(directive, 'precision')) {
    drafts.push(
      set(directive, 'precision', String(number('precision') + 2), 'more digits', 'approval'),
      set(directive, 'precision', String(number('precision') - 2), 'fewer digits', 'forbidden'),
      // As many digits in all, and so fewer before the point.
      set(
        directive,
        'scale',
        String(number('scale') + 2),
        'more digits behind the point, fewer before',
        'forbidden',
      ),
      set(directive, 'scale', String(number('scale') - 2), 'fewer digits behind the point', 'forbidden'),
    );
  }
  return drafts;
}

function mutateDataset(directive: ConstDirectiveNode): Draft[] {
  const partitions = argument(directive, 'partitionBy');
  const columns = partitions?.value.kind === 'ListValue' ? partitions.value.values.map(print) : [];
  return [
    ...text(directive, 'name', 'renamed_table', 'rename a table', 'forbidden'),
    ...text(directive, 'from', 'Nothing', 'take other events', 'forbidden'),
    ...(columns.length > 1
      ? [
          set(
            directive,
            'partitionBy',
            `[${columns.slice(0, -1).join(', ')}]`,
            'drop a partition column',
            'forbidden',
          ),
          set(
            directive,
            'partitionBy',
            `[${columns.toReversed().join(', ')}]`,
            'turn the partition columns round',
            'forbidden',
          ),
        ]
      : []),
    set(
      directive,
      'partitionBy',
      `[${[...columns.slice(0, 1), '"event_type"', ...columns.slice(1)].join(', ')}]`,
      'add a partition column',
      'forbidden',
    ),
    set(directive, 'zone', '"Asia/Kathmandu"', 'change the zone of the days', 'forbidden'),
  ];
}

function mutateSource(directive: ConstDirectiveNode): Draft[] {
  const format = print(argument(directive, 'format')?.value ?? directive.name);
  return [
    ...text(directive, 'name', 'renamed-source', 'rename a source', 'forbidden'),
    change(directive, 'format', format === 'CSV' ? 'NDJSON' : 'CSV', 'change a format', 'forbidden'),
    ...text(directive, 'to', 'Nothing', 'make another event of it', 'forbidden'),
  ];
}

/** White space around a sign means nothing in SQL. */
function spaceOut(directive: ConstDirectiveNode, name: string, operator: string): Draft[] {
  const value = argument(directive, name)?.value;
  if (value?.kind !== 'StringValue' || !/ [=<>/*+-] /.test(value.value)) return [];
  const spaced = value.value.replace(/ ([=<>/*+-]) /, '  $1   ');
  return [set(directive, name, JSON.stringify(spaced), operator, 'safe')];
}

/** What a directive says that was not there. */
function addDirectives(target: Target): Draft[] {
  if (target.kind !== 'field') return [];
  const { element, node } = target;
  const has = (name: string) => name in element.directives;
  const add = (words: string): readonly Edit[] => [insertAfter(node, ` ${words}`)];
  const drafts: Draft[] = [];
  if (element.column && !has('column')) {
    drafts.push({ operator: 'add a unit', expected: 'approval', edits: add('@column(unit: "furlong")') });
  }
  if (element.column?.role === 'dimension') {
    drafts.push({
      operator: 'make a measure of a dimension',
      expected: 'forbidden',
      edits: swapDirective(node, 'dimension', '@measure(agg: COUNT)'),
    });
  }
  if (element.column?.role === 'measure') {
    drafts.push({
      operator: 'make a dimension of a measure',
      expected: 'forbidden',
      edits: swapDirective(node, 'measure', '@dimension(of: "event_type")'),
    });
  }
  if (element.role === 'served' || element.role === 'dataset') {
    drafts.push({
      operator: 'restrict who may see it',
      expected: 'approval',
      edits: add('@access(roles: ["finance"])'),
    });
  }
  return drafts;
}

function swapDirective(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
  words: string,
): Edit[] {
  const directive = node.directives?.find((candidate) => candidate.name.value === name);
  return directive ? [replace(directive, words)] : [];
}

function argument(directive: ConstDirectiveNode, name: string): ConstArgumentNode | undefined {
  return directive.arguments?.find((candidate) => candidate.name.value === name);
}

function text(
  directive: ConstDirectiveNode,
  name: string,
  value: string,
  operator: string,
  expected: Draft['expected'],
): Draft[] {
  return argument(directive, name) ? [set(directive, name, `"${value}"`, operator, expected)] : [];
}

function change(
  directive: ConstDirectiveNode,
  name: string,
  value: string,
  operator: string,
  expected: Draft['expected'],
  detail?: string,
): Draft {
  return set(directive, name, value, detail ? `${operator} to ${detail}` : operator, expected);
}

/** Gives an argument a value, whether it is there or not. */
function set(
  directive: ConstDirectiveNode,
  name: string,
  value: string,
  operator: string,
  expected: Draft['expected'],
): Draft {
  const there = argument(directive, name);
  const first = directive.arguments?.[0];
  let edit: Edit;
  if (there) edit = replace(there.value, value);
  else if (first) edit = { ...replace(first, `${name}: ${value}, `), end: first.loc?.start ?? 0 };
  else edit = insertAfter(directive.name, `(${name}: ${value})`);
  return { operator, expected, edits: [edit] };
}

function drop(
  directive: ConstDirectiveNode,
  name: string,
  operator: string,
  expected: Draft['expected'],
): Draft {
  const left = (directive.arguments ?? []).filter((candidate) => candidate.name.value !== name).map(print);
  const edits =
    left.length > 0
      ? [replace(directive, `@${directive.name.value}(${left.join(', ')})`)]
      : [remove(directive)];
  return { operator, expected, edits };
}
