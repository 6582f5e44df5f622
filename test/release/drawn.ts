/**
 * Random small histories as a hostile utility would choose them: who joins and leaves when, tariffs, which cells reach
 * pages, which registers are the same quantity. [P-8.4]
 */
import type { Scheme, Tariff } from '../../schemas/types.ts';
import { EXPORT, IMPORT, schemeWith } from '../material.ts';
import type { Random } from '../simulation/random.ts';
import { FIRST, type Member } from './audited-area.ts';
import { type Quantities, independent } from './consumption.ts';

/** Import and export together: what a home without export draws stands in two registers. */
export const BOTH = '1-0:15.8.0';
const END = Number.MAX_SAFE_INTEGER;

export interface DrawnArea {
  readonly name: string;
  readonly members: readonly Member[];
  /** Whether nobody gets a cell of a meter to a page in time. */
  readonly isLost: (id: string, interval: number) => boolean;
}

export interface DrawnHistory {
  readonly scheme: Scheme;
  readonly intervals: number;
  readonly areas: readonly DrawnArea[];
  readonly quantitiesOf: Quantities;
}

/** What equal or dependent registers count. */
const DEPENDENCES: readonly Quantities[] = [
  independent,
  // Nobody exports: both together is what was imported.
  (_meter, register) => [[register === BOTH ? IMPORT : register, 1]],
  // Export equal to import, in every register.
  () => [[IMPORT, 1]],
  (_meter, register) =>
    register === BOTH
      ? [
          [IMPORT, 1],
          [EXPORT, 1],
        ]
      : [[register, 1]],
];

function drawTariffs(random: Random, windows: number, intervalCount: number, minIntervals: number): Tariff[] {
  const tariffs: Tariff[] = [];
  const isInterleaved = random.chance(0.4);
  for (let window = 0; window < windows && random.chance(0.6); window++) {
    const names = random.chance(0.2) ? ['c', 'a'] : ['a', 'b'];
    const first = random.integer(minIntervals, intervalCount - minIntervals);
    const split = random.integer(0, first);
    const counts = isInterleaved
      ? Array.from({ length: intervalCount }, () => 1)
      : [split, intervalCount - first, first - split];
    tariffs.push({
      id: `tariff-${window}`,
      from: FIRST + window * intervalCount,
      count: intervalCount,
      rates: names.map((name, at) => ({ name, microPerKwh: at + 1 })),
      runs: counts.map((count, at) => ({ rate: at % 2, count })).filter(({ count }) => count > 0),
    });
  }
  return tariffs;
}

function drawScheme(random: Random, windows: number, intervalCount: number): Scheme {
  const minIntervals = Math.min(random.pick([1, 2, 2, 2, 3, 4]), Math.floor(intervalCount / 2));
  const minCrowd = random.pick([2, 2, 3, 3, 4]);
  return schemeWith({
    registers: [
      { obis: IMPORT, direction: 'import', isLoad: true },
      { obis: EXPORT, direction: 'export', isLoad: random.chance(0.6) },
      { obis: BOTH, direction: 'import', isLoad: random.chance(0.6) },
    ],
    areas: ['area-1', 'area-2'],
    floors: {
      minMeters: random.integer(1, minCrowd),
      minIntervals,
      maxKnown: random.integer(0, minCrowd - 1),
      minCrowd,
    },
    billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount }] },
    tariffs: drawTariffs(random, windows, intervalCount, minIntervals),
  });
}

function drawMembers(random: Random, name: string, intervals: number, minCrowd: number): Member[] {
  const count = random.integer(Math.min(2, minCrowd), 7);
  const kinds = random.pick<readonly (readonly string[])[]>([
    [[IMPORT]],
    [[IMPORT]],
    [[IMPORT, EXPORT]],
    [[IMPORT], [IMPORT, EXPORT]],
    [[IMPORT, BOTH], [IMPORT]],
    [
      [IMPORT, BOTH],
      [IMPORT, EXPORT, BOTH],
    ],
  ]);
  const swapAt = random.chance(0.2) ? FIRST + random.integer(1, intervals - 1) : undefined;
  const members = Array.from({ length: count }, (_, at): Member => {
    let from = random.chance(0.12) ? FIRST + random.integer(1, intervals - 1) : FIRST;
    let until = random.chance(0.12) ? FIRST + random.integer(1, intervals) : END;
    // A fleet that is swapped but for one.
    if (swapAt !== undefined && at > 0) {
      from = at < count / 2 ? FIRST : swapAt;
      until = at < count / 2 ? swapAt : END;
    }
    return {
      id: `${name}/m${at}`,
      keyEpoch: 1,
      registers: random.pick(kinds),
      from,
      until: until > from ? until : END,
    };
  });
  // Some of those that left come back, or have new keys: one home under two indices.
  const again = members
    .filter(({ from, until }) => until !== END && until > from && until < FIRST + intervals && random.chance(0.5))
    .map((member) => ({
      ...member,
      keyEpoch: 2,
      from: random.integer(member.until, FIRST + intervals - 1),
      until: END,
    }));
  return [...members, ...again].toSorted((one, other) => one.from - other.from);
}

/** Cells lost at random, or all but a few of some meters: what who holds the network would choose. */
function drawLosses(random: Random, members: readonly Member[], intervals: number): DrawnArea['isLost'] {
  const share = random.pick([0, 0, 0.03, 0.1, 0.3]);
  const lost = new Set<string>();
  const ids = [...new Set(members.map(({ id }) => id))];
  for (let interval = FIRST; interval < FIRST + intervals; interval++)
    for (const id of ids) if (random.chance(share)) lost.add(`${id} ${interval}`);
  for (const id of ids.filter(() => random.chance(random.pick([0, 0.2, 0.5])))) {
    const start = FIRST + random.integer(0, intervals - 1);
    const end = start + random.integer(1, intervals);
    for (let interval = start; interval < end; interval++) if (!random.chance(0.1)) lost.add(`${id} ${interval}`);
  }
  // What holds two halves of a window together: a few cells of who stays while all others are swapped.
  const swapAt = members.find(({ until }) => members.filter((other) => other.from === until).length > 1)?.until;
  const stays = members.find(({ from, until }) => from === FIRST && until === END);
  if (swapAt !== undefined && stays !== undefined && random.chance(0.7))
    for (let interval = FIRST; interval < swapAt - random.integer(1, 2); interval++)
      lost.add(`${stays.id} ${interval}`);
  return (id, interval) => lost.has(`${id} ${interval}`);
}

export function drawHistory(random: Random): DrawnHistory {
  const intervalCount = random.pick([2, 4, 4, 4, 6, 8]);
  const windows = Math.max(1, Math.min(3, Math.floor(random.integer(6, 14) / intervalCount)));
  const intervals = intervalCount * windows;
  const scheme = drawScheme(random, windows, intervalCount);
  const names = random.chance(0.15) ? scheme.areas : scheme.areas.slice(0, 1);
  const areas = names.map((name): DrawnArea => {
    const members = drawMembers(random, name, intervals, scheme.floors.minCrowd);
    return { name, members, isLost: drawLosses(random, members, intervals) };
  });
  // Somebody who moves from one area into the other stays the same home.
  const [first, second] = areas;
  const mover = first?.members.find(
    ({ id, until }) => until < FIRST + intervals && first.members.filter((one) => one.id === id).length === 1,
  );
  if (second !== undefined && mover !== undefined) {
    const moved = { ...mover, keyEpoch: 3, from: mover.until, until: END };
    const members = [...second.members, moved].toSorted((one, other) => one.from - other.from);
    return { scheme, intervals, areas: [first!, { ...second, members }], quantitiesOf: random.pick(DEPENDENCES) };
  }
  return { scheme, intervals, areas, quantitiesOf: random.pick(DEPENDENCES) };
}
