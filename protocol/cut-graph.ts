/**
 * A multigraph that is contracted where no cut of fewer than so many edges can go, until what is left is small enough to
 * look for one by flows. Exact: nothing is contracted that such a cut might separate. [P-8.4]
 * Nagamochi and Ibaraki 1992: in a maximum-adjacency order the attachments bound how well two ends are connected.
 */
import { Heap } from './heap.ts';

/** A vertex that a thin cut must not separate from the ground; the one of the lowest rank gives way. */
export interface Ranked {
  readonly vertex: number;
  readonly rank: number;
}

/** One side of a cut of too few edges, and who gives way. */
export interface ThinCut {
  readonly rank: number;
  readonly isInside: (vertex: number) => boolean;
}

/** Disjoint sets. */
export class Classes {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, at) => at);
  }

  copy(): Classes {
    const copy = new Classes(0);
    return Object.assign(copy, { parent: this.parent.slice() });
  }

  find(vertex: number): number {
    const { parent } = this;
    let at = vertex;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up;
      at = parent[at] ?? at;
    }
    return at;
  }

  /** Whether they were apart. */
  union(one: number, other: number): boolean {
    const [a, b] = [this.find(one), this.find(other)];
    if (a === b) return false;
    this.parent[b] = a;
    return true;
  }
}

/** The classes with an edge, numbered from 0, and their edges as pairs of arcs: arc and arc ^ 1 are one edge. */
interface Contracted {
  /** By class representative. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly classes: readonly number[];
  readonly arcsOf: readonly number[][];
  readonly heads: readonly number[];
  readonly weights: readonly number[];
}

export class CutGraph {
  readonly classes: Classes;
  private readonly size: number;
  /** Weights by `from * size + to` of an edge's ends. */
  private edges = new Map<number, number>();

  constructor(size: number) {
    this.size = size;
    this.classes = new Classes(size);
  }

  addEdges(one: number, other: number, count = 1): void {
    if (count === 0) return;
    const key = Math.min(one, other) * this.size + Math.max(one, other);
    this.edges.set(key, (this.edges.get(key) ?? 0) + count);
  }

  /** Vertices that no cut of fewer than `least` edges separates, as the caller knows. */
  merge(one: number, other: number): void {
    this.classes.union(one, other);
  }

  /** Which vertices hang together at all. */
  components(): Classes {
    const components = this.classes.copy();
    for (const key of this.edges.keys()) components.union(Math.floor(key / this.size), key % this.size);
    return components;
  }

  private contracted(): Contracted {
    const { classes, size } = this;
    const edges = new Map<number, number>();
    for (const [key, weight] of this.edges) {
      const [one, other] = [classes.find(Math.floor(key / size)), classes.find(key % size)];
      if (one === other) continue;
      const merged = Math.min(one, other) * size + Math.max(one, other);
      edges.set(merged, (edges.get(merged) ?? 0) + weight);
    }
    this.edges = edges;
    const numbers = new Map<number, number>();
    const numberOf = (representative: number): number => {
      const known = numbers.get(representative) ?? numbers.size;
      numbers.set(representative, known);
      return known;
    };
    const arcsOf: number[][] = [];
    const heads: number[] = [];
    const weights: number[] = [];
    for (const [key, weight] of edges) {
      const [one, other] = [numberOf(Math.floor(key / size)), numberOf(key % size)];
      (arcsOf[one] ??= []).push(heads.length);
      (arcsOf[other] ??= []).push(heads.length + 1);
      heads.push(other, one);
      weights.push(weight, weight);
    }
    return { numbers, classes: [...numbers.keys()], arcsOf, heads, weights };
  }

  /** Contracts until a whole round finds nothing that at least `least` edges hold together. */
  private strengthen(least: number): Contracted {
    for (;;) {
      const graph = this.contracted();
      if (!this.contractRound(graph, least)) return graph;
    }
  }

  private contractRound({ classes, arcsOf, heads, weights }: Contracted, least: number): boolean {
    const attached = new Float64Array(classes.length);
    const isScanned = new Uint8Array(classes.length);
    const heap = new Heap();
    let hasMerged = false;
    const scan = (vertex: number): void => {
      isScanned[vertex] = 1;
      for (const arc of arcsOf[vertex] ?? []) {
        const head = heads[arc] ?? 0;
        if (isScanned[head] === 1) continue;
        const bound = (attached[head] ?? 0) + (weights[arc] ?? 0);
        attached[head] = bound;
        if (bound >= least && this.classes.union(classes[vertex] ?? 0, classes[head] ?? 0)) hasMerged = true;
        heap.push(bound, head);
      }
    };
    for (let start = 0; start < classes.length; start++) {
      if (isScanned[start] === 1) continue;
      scan(start);
      for (let next = heap.pop(); next !== undefined; next = heap.pop()) if (isScanned[next] === 0) scan(next);
    }
    return hasMerged;
  }

  /**
   * A cut of fewer than `least` edges that separates a bill from the ground, or in a component without it from another
   * bill or an anchor. Of all that are so separated, the bill of the lowest rank gives way: it does not depend on which
   * cut is found.
   */
  thinCut(ground: number, bills: readonly Ranked[], anchors: readonly number[], least: number): ThinCut | undefined {
    const graph = this.strengthen(least);
    const components = this.components();
    const groundComponent = components.find(ground);
    const seen = new Set<number>();
    const parts = new Map<number, Ranked[]>();
    for (const bill of bills.toSorted((a, b) => a.rank - b.rank)) {
      // Of one class all are separated, or none.
      const one = this.classes.find(bill.vertex);
      if (seen.has(one)) continue;
      seen.add(one);
      const component = components.find(bill.vertex);
      const part = parts.get(component) ?? [];
      part.push(bill);
      parts.set(component, part);
    }
    let thinnest: ThinCut | undefined;
    for (const [component, part] of parts) {
      const found =
        component === groundComponent
          ? this.firstApart(graph, ground, part, least)
          : this.divided(graph, part, anchorsIn(components, component, anchors), least);
      if (found !== undefined && (thinnest === undefined || found.rank < thinnest.rank)) thinnest = found;
    }
    return thinnest;
  }

  /** In a component without ground the first bill gives way, whoever is separated from it: then it has a ground. */
  private divided(
    graph: Contracted,
    part: readonly Ranked[],
    anchors: readonly number[],
    least: number,
  ): ThinCut | undefined {
    const [first, ...rest] = part;
    if (first === undefined) return undefined;
    const { rank } = first;
    const others = [...rest.map(({ vertex }) => vertex), ...anchors].map((vertex) => ({ vertex, rank }));
    return this.firstApart(graph, first.vertex, others, least);
  }

  private firstApart(graph: Contracted, root: number, others: readonly Ranked[], least: number): ThinCut | undefined {
    const start = graph.numbers.get(this.classes.find(root));
    for (const { vertex, rank } of others) {
      const end = graph.numbers.get(this.classes.find(vertex));
      if (start === undefined || end === undefined || start === end) continue;
      // From the far end, so that the side found is the small one around it.
      const reached = reachedBelow(graph, end, start, least);
      if (reached === undefined) continue;
      const isInside = (other: number): boolean => {
        const number = graph.numbers.get(this.classes.find(other));
        return number !== undefined && reached[number] === 1;
      };
      return { rank, isInside };
    }
    return undefined;
  }
}

function anchorsIn(components: Classes, component: number, anchors: readonly number[]): number[] {
  return anchors.filter((vertex) => components.find(vertex) === component);
}

/** The vertices on the side of `from` of a cut of fewer than `least` edges between two; undefined if there is none. */
function reachedBelow(graph: Contracted, from: number, to: number, least: number): Uint8Array | undefined {
  const { arcsOf, heads } = graph;
  const rest = graph.weights.slice();
  let flow = 0;
  for (;;) {
    const cameBy = new Int32Array(arcsOf.length).fill(-1);
    const reached = new Uint8Array(arcsOf.length);
    reached[from] = 1;
    const queue = [from];
    for (const vertex of queue) {
      for (const arc of arcsOf[vertex] ?? []) {
        const head = heads[arc] ?? 0;
        if (reached[head] === 1 || (rest[arc] ?? 0) === 0) continue;
        reached[head] = 1;
        cameBy[head] = arc;
        queue.push(head);
      }
    }
    if (reached[to] === 0) return reached;
    let width = least;
    const path: number[] = [];
    for (let at = to; at !== from; at = heads[(cameBy[at] ?? 0) ^ 1] ?? from) path.push(cameBy[at] ?? 0);
    for (const arc of path) width = Math.min(width, rest[arc] ?? 0);
    for (const arc of path) {
      rest[arc] = (rest[arc] ?? 0) - width;
      rest[arc ^ 1] = (rest[arc ^ 1] ?? 0) + width;
    }
    flow += width;
    if (flow >= least) return undefined;
  }
}
