import { SaxesParser } from 'saxes';

/** An element of a parsed drawing. */
export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** Parses strictly as XML 1.0; anything that is not well-formed throws. */
export function readXml(markup: string): Node {
  const top: Node = { name: '#document', attributes: {}, children: [], text: '' };
  const open = [top];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const node: Node = {
      name: tag.name,
      attributes: tag.attributes as Record<string, string>,
      children: [],
      text: '',
    };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (text) => {
    for (const node of open) node.text += text;
  });
  parser.write(markup).close();
  return top.children[0]!;
}

/** The node and all below it, in document order. */
export function everyNode(node: Node): Node[] {
  return [node, ...node.children.flatMap(everyNode)];
}

/** Nodes that have the class. */
export function byClass(node: Node, name: string): Node[] {
  return everyNode(node).filter((one) => (one.attributes.class ?? '').split(' ').includes(name));
}

/** Every place a drawing touches: ends of path segments, corners of rectangles, circles with their radius, starts of texts. */
export function coordinates(root: Node): { x: number; y: number }[] {
  return everyNode(root).flatMap(({ name, attributes }) => {
    const at = (key: string) => Number(attributes[key]);
    if (name === 'circle') {
      const [x, y, r] = [at('cx'), at('cy'), at('r')];
      return [
        { x: x - r, y: y - r },
        { x: x + r, y: y + r },
      ];
    }
    if (name === 'rect') {
      return [
        { x: at('x'), y: at('y') },
        { x: at('x') + at('width'), y: at('y') + at('height') },
      ];
    }
    if (name === 'text') return [{ x: at('x'), y: at('y') }];
    return name === 'path' ? pathEnds(attributes.d!) : [];
  });
}

/** Ends of the segments of a path of straight lines. */
export function pathEnds(d: string): { x: number; y: number }[] {
  const ends: { x: number; y: number }[] = [];
  let [x, y] = [0, 0];
  for (const [, command, list] of d.matchAll(/([MLHVZmlhvz])([^A-Za-z]*)/g)) {
    const numbers = list!.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
    const relative = command === command!.toLowerCase();
    const pairs = 'HVhv'.includes(command!) ? numbers.map((n) => [n]) : chunk(numbers);
    for (const pair of pairs) {
      if ('Hh'.includes(command!)) x = pair[0]! + (relative ? x : 0);
      else if ('Vv'.includes(command!)) y = pair[0]! + (relative ? y : 0);
      else [x, y] = [pair[0]! + (relative ? x : 0), pair[1]! + (relative ? y : 0)];
      ends.push({ x, y });
    }
  }
  return ends;
}

function chunk(numbers: readonly number[]): number[][] {
  return Array.from({ length: numbers.length / 2 }, (_, index) => numbers.slice(index * 2, index * 2 + 2));
}
