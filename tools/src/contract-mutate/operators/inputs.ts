import { print } from 'graphql';
import { insertAfter, insertBefore, remove, replace } from '../mutation.ts';
import type { TargetOf } from '../read-targets.ts';
import type { Draft } from './draft.ts';
import { namedType } from './fields.ts';

type Input = TargetOf<'input'>;

/** Arguments, and fields of inputs. */
export function mutateInputs(input: Input): Draft[] {
  const { node, element } = input;
  return [
    { operator: 'remove an argument', expected: 'forbidden', edits: [removeInput(input)] },
    {
      operator: 'rename an argument',
      expected: 'forbidden',
      edits: [replace(node.name, `${element.name}Renamed`)],
    },
    {
      operator: 'change the type of an argument',
      expected: 'forbidden',
      edits: [replace(namedType(node.type), 'Boolean')],
    },
    ...widths(input),
    ...nullability(input),
    ...defaults(input),
  ];
}

/** The last argument takes its parentheses along. */
function removeInput({ node, isArgument }: Input) {
  const edit = remove(node);
  if (!isArgument || !node.loc) return edit;
  const { body } = node.loc.source;
  const before = body.slice(0, edit.start).search(/\(\s*$/);
  const after = /^\s*\)/.exec(body.slice(edit.end));
  return before >= 0 && after ? { ...edit, start: before, end: edit.end + after[0].length } : edit;
}

function widths({ node }: Input): Draft[] {
  const name = namedType(node.type);
  if (name.value === 'Int') {
    return [
      { operator: 'widen the type of an argument', expected: 'approval', edits: [replace(name, 'SafeInt')] },
    ];
  }
  if (name.value !== 'SafeInt') return [];
  return [
    { operator: 'narrow the type of an argument', expected: 'forbidden', edits: [replace(name, 'Int')] },
  ];
}

function nullability({ node }: Input): Draft[] {
  if (node.type.kind === 'NonNullType') {
    return [
      {
        operator: 'let an argument be left out',
        expected: 'approval',
        edits: [replace(node.type, print(node.type.type))],
      },
    ];
  }
  return [
    {
      operator: 'require an argument',
      expected: 'forbidden',
      edits: [replace(node.type, `${print(node.type)}!`)],
    },
  ];
}

const VALUES: Readonly<Record<string, readonly [string, string]>> = {
  Int: ['7', '8'],
  SafeInt: ['7', '8'],
  Float: ['7.5', '8.5'],
  String: ['"a"', '"b"'],
  Date: ['"2024-01-01"', '"2024-01-02"'],
};

function defaults({ node }: Input): Draft[] {
  const values =
    node.type.kind === 'ListType' ? (['[]', 'null'] as const) : VALUES[namedType(node.type).value];
  if (node.defaultValue) {
    const equals = remove(node.defaultValue);
    const { body } = node.defaultValue.loc?.source ?? { body: '' };
    return [
      ...(values
        ? [
            {
              operator: 'change a default',
              expected: 'approval' as const,
              edits: [replace(node.defaultValue, other(values, print(node.defaultValue)))],
            },
          ]
        : []),
      {
        operator: 'remove a default',
        // Without it, a required argument must be given.
        expected: node.type.kind === 'NonNullType' ? 'forbidden' : 'approval',
        edits: [{ ...equals, start: body.lastIndexOf('=', equals.start) }],
      },
    ];
  }
  return values
    ? [
        {
          operator: 'add a default',
          expected: 'approval',
          edits: [insertAfter(node.type, ` = ${values[0]}`)],
        },
      ]
    : [];
}

function other(values: readonly [string, string], than: string): string {
  return values[0] === than ? values[1] : values[0];
}

/** A new argument of a field that clients ask for. */
export function addArguments({ node, element }: TargetOf<'field'>): Draft[] {
  if (element.role !== 'served') return [];
  const first = node.arguments?.[0];
  const add = (argument: string) =>
    first ? [insertBefore(first, `${argument}, `)] : [insertAfter(node.name, `(${argument})`)];
  const coordinate = `${element.coordinate}(extra:)`;
  return [
    { operator: 'add an optional argument', coordinate, expected: 'approval', edits: add('extra: Int') },
    {
      operator: 'add an argument with a default',
      coordinate,
      expected: 'approval',
      edits: add('extra: Int! = 1'),
    },
    { operator: 'add a required argument', coordinate, expected: 'forbidden', edits: add('extra: Int!') },
  ];
}
