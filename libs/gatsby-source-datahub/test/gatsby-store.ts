import { createHash } from 'node:crypto';
import type { NodeInput } from 'gatsby';
import type { NodeApi } from '../src/nodes/node-store.ts';

type AnyNode = ReturnType<NodeApi['getNodesByType']>[number];

/** What Gatsby does with nodes: keeps them from build to build, and collects those that nobody made or touched. */
export class GatsbyStore {
  readonly nodes = new Map<string, AnyNode>();
  /** What was done since the last build began. */
  created: string[] = [];
  private alive = new Set<string>();

  readonly api: NodeApi = {
    createNodeId: (input) => createHash('md5').update(String(input)).digest('hex'),
    createContentDigest: (input) => createHash('md5').update(JSON.stringify(input)).digest('hex'),
    getNode: (id) => this.nodes.get(id),
    getNodesByType: (type) => [...this.nodes.values()].filter((node) => node.internal.type === type),
    actions: {
      createNode: async (node: NodeInput) => {
        this.alive.add(node.id);
        const before = this.nodes.get(node.id);
        if (before?.internal.contentDigest === node.internal.contentDigest) return;
        this.created.push(`${node.internal.type} ${node.id}`);
        this.nodes.set(node.id, structuredClone(node) as unknown as AnyNode);
      },
      deleteNode: (node) => {
        if (node) this.nodes.delete(node.id);
      },
      touchNode: (node) => {
        this.alive.add(node.id);
      },
    },
  };

  /** One build: Gatsby's `sourceNodes`, and the collection after it. */
  async build<Result>(source: (api: NodeApi) => Promise<Result>): Promise<Result> {
    this.created = [];
    this.alive = new Set();
    const result = await source(this.api);
    for (const id of this.nodes.keys()) if (!this.alive.has(id)) this.nodes.delete(id);
    return result;
  }

  ofType<Node = AnyNode>(type: string): Node[] {
    return this.api.getNodesByType(type) as unknown as Node[];
  }

  /** All nodes, in an order that does not depend on when they were made. */
  snapshot(): AnyNode[] {
    return [...this.nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
