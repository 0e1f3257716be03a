import type { DatasetShape } from '@datahub/contract/gatsby';
import type { NodeInput } from 'gatsby';
import type { NodeApi } from './node-store.ts';

/** Types of a dataset's nodes that come and go. */
function dataTypes({ types }: DatasetShape): string[] {
  return [types.row, types.day, ...Object.values(types.group), types.overview];
}

/**
 * Makes the store hold what a sync found: creates what is new or changed, deletes what is gone, and touches the rest, or
 * Gatsby would collect it as garbage.
 *
 * @param isKept whether a node that was not made again stays
 * @returns what was done, for the log
 */
export async function applyNodes(
  { actions, getNodesByType }: NodeApi,
  shape: DatasetShape,
  nodes: readonly NodeInput[],
  isKept: (node: { readonly id: string }) => boolean,
): Promise<{ created: number; deleted: number; kept: number }> {
  const made = new Set(nodes.map((node) => node.id));
  const others = dataTypes(shape).flatMap((type) =>
    getNodesByType(type).filter((node) => !made.has(node.id)),
  );
  for (const node of nodes) await actions.createNode(node);
  let kept = 0;
  for (const node of others) {
    if (isKept(node)) {
      actions.touchNode(node);
      kept++;
    } else {
      actions.deleteNode(node);
    }
  }
  return { created: nodes.length, deleted: others.length - kept, kept };
}

/** Keeps all nodes of a dataset as they are. */
export function touchAll({ actions, getNodesByType }: NodeApi, shape: DatasetShape): void {
  for (const type of dataTypes(shape)) for (const node of getNodesByType(type)) actions.touchNode(node);
}
