/**
 * The release graph cell by cell, and its cuts by plain flows: slow, and without one line of what the audit uses. For
 * checks of small histories: the twin of the area log, the judge of the simulator. [P-8.4]
 */

/** A cell in a load total. `bill`: the bill total that it is in, if any. */
export interface SlowCell {
  readonly register: string;
  readonly meter: number;
  readonly interval: number;
  readonly bill: string | undefined;
  readonly isWaived: boolean;
}

export interface SlowFloors {
  readonly minMeters: number;
  readonly minIntervals: number;
}

interface SlowEdge {
  readonly meter: number;
  readonly ends: readonly [string, string];
}

const GROUND = 'ground';

function edgesOf(cells: readonly SlowCell[]): SlowEdge[] {
  return cells
    .filter(({ isWaived }) => !isWaived)
    .map(({ meter, interval, bill }) => ({ meter, ends: [`page ${interval}`, bill ?? GROUND] }));
}

/** Everything within reach of a vertex. */
function reach(edges: readonly SlowEdge[], start: string): Set<string> {
  const reached = new Set([start]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    for (const { ends } of edges) if (ends.some((end) => reached.has(end))) for (const end of ends) reached.add(end);
  }
  return reached;
}

/** Edges of a smallest cut between two vertices: paths are taken, with the right to go back on them, until none is left. */
export function leastCutBetween(edges: readonly SlowEdge[], from: string, to: string): number {
  const free = new Map<string, Map<string, number>>();
  const more = (a: string, b: string, by: number): void => {
    const row = free.get(a) ?? new Map<string, number>();
    row.set(b, (row.get(b) ?? 0) + by);
    free.set(a, row);
  };
  for (const { ends } of edges) {
    more(ends[0], ends[1], 1);
    more(ends[1], ends[0], 1);
  }
  for (let flow = 0; ; flow++) {
    const cameFrom = new Map([[from, from]]);
    const queue = [from];
    for (const at of queue) {
      for (const [next, left] of free.get(at) ?? []) {
        if (left === 0 || cameFrom.has(next)) continue;
        cameFrom.set(next, at);
        queue.push(next);
      }
    }
    if (!cameFrom.has(to)) return flow;
    for (let at = to; at !== from; at = cameFrom.get(at)!) {
      more(cameFrom.get(at)!, at, -1);
      more(at, cameFrom.get(at)!, 1);
    }
  }
}

/** The cells of all meters but one are no question: what they join becomes one vertex. */
function onlyOf(edges: readonly SlowEdge[], meter: number): { edges: SlowEdge[]; nameOf: (vertex: string) => string } {
  const others = edges.filter((edge) => edge.meter !== meter);
  const names = new Map<string, string>();
  for (const { ends } of others)
    for (const end of ends) if (!names.has(end)) for (const one of reach(others, end)) names.set(one, `with ${end}`);
  const nameOf = (vertex: string): string => names.get(vertex) ?? vertex;
  const own = edges.filter((edge) => edge.meter === meter);
  return {
    nameOf,
    edges: own
      .map(({ ends }): SlowEdge => ({ meter, ends: [nameOf(ends[0]), nameOf(ends[1])] }))
      .filter(({ ends }) => ends[0] !== ends[1]),
  };
}

function leastCut(edges: readonly SlowEdge[]): number {
  let least = Number.POSITIVE_INFINITY;
  const seen = new Set<string>();
  for (const { ends } of edges) {
    if (seen.has(ends[0])) continue;
    const component = reach(edges, ends[0]);
    for (const vertex of component) {
      seen.add(vertex);
      if (vertex !== ends[0]) least = Math.min(least, leastCutBetween(edges, ends[0], vertex));
    }
  }
  return least;
}

/** What is wrong with all that was released, in words; undefined if no cut is thin. */
export function thinnessOf(cells: readonly SlowCell[], floors: SlowFloors): string | undefined {
  const together = Math.min(floors.minMeters, floors.minIntervals);
  for (const register of new Set(cells.map((cell) => cell.register))) {
    const edges = edgesOf(cells.filter((cell) => cell.register === register));
    const least = together > 1 ? leastCut(edges) : together;
    if (least < together) return `${least} cells of ${register} can be told from all others, not ${together}`;
    if (floors.minIntervals <= 1) continue;
    for (const meter of new Set(edges.map((edge) => edge.meter))) {
      const alone = leastCut(onlyOf(edges, meter).edges);
      if (alone < floors.minIntervals)
        return `${alone} cells of meter ${meter} can be told from all others, not ${floors.minIntervals}`;
    }
  }
  return undefined;
}

/** A meter that a thin cut separates from the ground or, where nothing hangs together with that, from another new bill. */
function firstApart(
  edges: readonly SlowEdge[],
  bills: readonly { readonly rank: number; readonly vertex: string }[],
  anchors: ReadonlySet<string>,
  ground: string,
  least: number,
): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { rank, vertex } of bills) {
    if (rank >= first) continue;
    const component = reach(edges, vertex);
    if (component.has(ground)) {
      if (vertex !== ground && leastCutBetween(edges, vertex, ground) < least) first = rank;
      continue;
    }
    const isLowest = bills.every((other) => !component.has(other.vertex) || other.rank >= rank);
    const others = [...bills.map((other) => other.vertex), ...anchors].filter((other) => component.has(other));
    if (isLowest && others.some((other) => other !== vertex && leastCutBetween(edges, vertex, other) < least))
      first = rank;
  }
  return first;
}

/**
 * Who has to wait next: the rank of the first meter whose new bills a thin cut separates, Infinity if none is.
 * `newBills`: vertices by the rank of their meter, per register.
 */
export function slowExposure(
  cells: readonly SlowCell[],
  newBills: readonly { readonly register: string; readonly rank: number; readonly vertex: string }[],
  floors: SlowFloors,
): number {
  let first = Number.POSITIVE_INFINITY;
  for (const register of new Set(cells.map((cell) => cell.register))) {
    const own = cells.filter((cell) => cell.register === register);
    const edges = edgesOf(own);
    const bills = newBills.filter((bill) => bill.register === register);
    const anchors = new Set(own.filter(({ isWaived }) => isWaived).map(({ interval }) => `page ${interval}`));
    const together = Math.min(floors.minMeters, floors.minIntervals);
    first = Math.min(first, firstApart(edges, bills, anchors, GROUND, together));
    for (const meter of new Set(edges.map((edge) => edge.meter))) {
      const { edges: alone, nameOf } = onlyOf(edges, meter);
      const named = bills.map(({ rank, vertex }) => ({ rank, vertex: nameOf(vertex) }));
      const rank = firstApart(alone, named, new Set([...anchors].map(nameOf)), nameOf(GROUND), floors.minIntervals);
      first = Math.min(first, rank);
    }
  }
  return first;
}
