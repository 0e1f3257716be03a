import { insertAfter, remove, replace } from '../mutation.ts';
import type { TargetOf } from '../read-targets.ts';
import type { Draft } from './draft.ts';

/** Types as a whole. */
export function mutateTypes({ node, element }: TargetOf<'type'>): Draft[] {
  const drafts: Draft[] = [
    {
      operator: 'remove a type',
      // With the record of a source, the source goes.
      expected: element.role === 'source' ? 'approval' : 'forbidden',
      edits: [remove(node)],
    },
    {
      operator: 'rename a type',
      expected: 'forbidden',
      edits: [replace(node.name, `${element.name}Renamed`)],
    },
    {
      operator: 'add a type',
      coordinate: 'BrandNew',
      expected: 'safe',
      edits: [insertAfter(node, '\n\ntype BrandNew { a: Int }\n')],
    },
  ];
  if (node.kind === 'ObjectTypeDefinition') {
    drafts.push({
      operator: 'make an input of a type',
      expected: 'forbidden',
      edits: [kindOf(node, 'type', 'input')],
    });
  }
  if (node.kind === 'EnumTypeDefinition') {
    const text = `scalar ${element.name}`;
    const start = node.name.loc?.start ?? 0;
    const edit = replace(node, text);
    drafts.push({
      operator: 'make a scalar of an enum',
      expected: 'forbidden',
      edits: [{ ...edit, start: (node.loc?.source.body ?? '').lastIndexOf('enum', start) }],
    });
    const last = node.values?.at(-1);
    if (last) {
      drafts.push({
        operator: 'add an enum value',
        coordinate: `${element.name}.BRAND_NEW`,
        expected: 'approval',
        edits: [insertAfter(last, '\n  BRAND_NEW')],
      });
    }
  }
  if (node.kind === 'ScalarTypeDefinition') {
    drafts.push({
      operator: 'change what a scalar follows',
      expected: 'forbidden',
      edits: [insertAfter(node.name, ' @specifiedBy(url: "https://example.org/other")')],
    });
  }
  return drafts;
}

function kindOf(node: TargetOf<'type'>['node'], from: string, to: string) {
  const start = node.name.loc?.start ?? 0;
  const at = (node.loc?.source.body ?? '').lastIndexOf(from, start - 1);
  return { ...replace(node, to), start: at, end: at + from.length };
}

/** Values of enums. */
export function mutateValues({ node, element }: TargetOf<'value'>): Draft[] {
  return [
    { operator: 'remove an enum value', expected: 'forbidden', edits: [remove(node)] },
    {
      operator: 'rename an enum value',
      expected: 'forbidden',
      edits: [replace(node.name, `${element.name}_RENAMED`)],
    },
  ];
}
