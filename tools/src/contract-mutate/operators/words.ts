import type { ASTNode } from 'graphql';
import { type Edit, insertAfter, insertBefore, replace } from '../mutation.ts';
import type { Target } from '../read-targets.ts';
import type { Draft } from './draft.ts';

/** What says something to people, and changes nothing: all of it is safe. */
export function mutateWords(target: Target): Draft[] {
  const drafts: Draft[] = [
    {
      operator: target.node.description ? 'change a description' : 'add a description',
      expected: 'safe',
      edits: [describe(target)],
    },
  ];
  // A required argument cannot be deprecated (GraphQL, 3.13.3), and types never.
  const mayGo =
    target.kind !== 'type' && !(target.kind === 'input' && target.node.type.kind === 'NonNullType');
  if (mayGo && !('deprecated' in target.element.directives)) {
    drafts.push({
      operator: 'deprecate',
      expected: 'safe',
      edits: [insertAfter(target.node, ' @deprecated(reason: "Ask for another.")')],
    });
  }
  // A sunset deprecates by itself, and what is deprecated already cannot have one.
  if (mayGo && !('sunset' in target.element.directives) && !('deprecated' in target.element.directives)) {
    drafts.push({
      operator: 'set a sunset',
      expected: 'safe',
      edits: [insertAfter(target.node, ' @sunset(after: "2099-01-01")')],
    });
  }
  if ((target.kind === 'field' || target.kind === 'value') && target.next) {
    drafts.push({ operator: 'swap with the next', expected: 'safe', edits: swap(target.node, target.next) });
  }
  return drafts;
}

function describe({ node }: Target): Edit {
  if (node.description) return replace(node.description, '"In other words."');
  return insertBefore(node, '"In other words." ');
}

function swap(a: ASTNode, b: ASTNode): Edit[] {
  return [replace(a, textOf(b)), replace(b, textOf(a))];
}

function textOf({ loc }: ASTNode): string {
  return loc ? loc.source.body.slice(loc.start, loc.end) : '';
}
