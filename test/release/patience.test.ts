/**
 * The release rules do not strangle the utility: with up to 2 % of the cells late or missing, in areas of 100 meters and
 * more, nearly all bills are released for their window, and the others with the next. Over the area log alone. [P-8.4]
 */
import { describe, expect, test } from 'vitest';
import { AreaLog } from '../../protocol/area-log.ts';
import { Bitmap } from '../../protocol/bitmap.ts';
import type { Entry } from '../../schemas/types.ts';
import { IMPORT, schemeWith } from '../material.ts';
import { Random } from '../simulation/random.ts';

const FIRST = 1_000;
const COUNT = 192;
const WINDOWS = 4;
const SEEDS = 12;
const LOSS = 0.02;

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;

interface Shape {
  readonly name: string;
  /** Whether a cell gets to no page, drawn for one history. */
  readonly losses: (random: Random, meters: number) => (meter: number, offset: number) => boolean;
  /** Meters whose cells come to too few aggregators before the bill, in each window. */
  readonly lateMeters?: (random: Random, meters: number) => readonly number[];
}

/** Each meter away once, for so long that 2 % of all cells are missing. */
function outages(random: Random, meters: number, length: number): (meter: number, offset: number) => boolean {
  const share = (LOSS * COUNT * WINDOWS) / length;
  const starts = Array.from({ length: meters }, () =>
    random.chance(share) ? random.integer(0, COUNT * WINDOWS - length) : Number.POSITIVE_INFINITY,
  );
  return (meter, offset) => offset >= starts[meter]! && offset < starts[meter]! + length;
}

const SHAPES: readonly Shape[] = [
  { name: '2 % of the cells missing, each by itself', losses: (random) => () => random.chance(LOSS) },
  { name: '2 % missing in outages of six hours', losses: (random, meters) => outages(random, meters, 24) },
  { name: '2 % missing in outages of a day', losses: (random, meters) => outages(random, meters, 96) },
  {
    name: '2 % missing where half the meters are cut off together',
    losses: (random, meters) => {
      const cut = new Set(Array.from({ length: COUNT * WINDOWS }, (_, at) => at).filter(() => random.chance(2 * LOSS)));
      return (meter, offset) => cut.has(offset) && meter < meters / 2;
    },
  },
  {
    name: '1 % missing, and 1 % of the meters late',
    losses: (random) => () => random.chance(LOSS / 2),
    lateMeters: (random, meters) =>
      Array.from({ length: Math.floor(meters / 100) }, () => random.integer(0, meters - 1)),
  },
];

interface Outcome {
  bills: number;
  onTime: number;
  /** Bills that came neither for their window nor with the next. */
  later: number;
  companions: number;
  waiting: number;
}

function append(log: AreaLog, body: Body<Entry>): void {
  const frame = {
    version: 1 as const,
    deployment: 'test',
    area: 'area-1',
    sequence: log.length,
    previous: log.headHash,
  };
  log.apply({ ...frame, ...body }, `hash ${log.length}`);
}

function areaOf(meters: number): AreaLog {
  const log = new AreaLog('area-1');
  const floors = { minMeters: 50, minIntervals: 96 };
  append(log, {
    kind: 'scheme',
    scheme: schemeWith({ floors, billing: { firstInterval: FIRST, intervalCount: COUNT } }),
  });
  const add = Array.from({ length: meters }, (_, at) => ({
    id: `m${at}`,
    keyEpoch: 1,
    registers: [IMPORT],
    identity: '',
    agreement: '',
  }));
  append(log, { kind: 'roster', from: FIRST, add, remove: [] });
  return log;
}

function played(seed: number, meters: number, { losses, lateMeters }: Omit<Shape, 'name'>): Outcome {
  const random = new Random(seed, meters);
  const log = areaOf(meters);
  const isLost = losses(random, meters);
  const all = Array.from({ length: meters }, (_, index) => index);
  const outcome: Outcome = { bills: 0, onTime: 0, later: 0, companions: 0, waiting: 0 };
  let waitedBefore = new Set<number>();
  for (let window = 0; window < WINDOWS; window++) {
    for (let offset = window * COUNT; offset < (window + 1) * COUNT; offset++) {
      const held = Bitmap.of(all.filter((meter) => !isLost(meter, offset)));
      const page = log.closePage(FIRST + offset, new Map([1, 2, 3].map((at) => [at, held])));
      append(log, { kind: 'close', pages: [page] });
    }
    // Nobody is late twice in a row: that would be its own doing.
    const late = new Set((lateMeters?.(random, meters) ?? []).filter((meter) => !waitedBefore.has(meter)));
    const held = [all, all.filter((meter) => !late.has(meter)), all.filter((meter) => !late.has(meter))];
    const content = log.billContent(log.nextWindow, new Map(held.map((members, at) => [at + 1, Bitmap.of(members)])));
    const released = Bitmap.decode(content.released)!;
    append(log, { kind: 'bill', ...log.nextWindow, ...content });
    outcome.bills += released.size + content.waiting.length;
    outcome.onTime += released.size;
    outcome.later += content.waiting.filter(({ index }) => waitedBefore.has(index)).length;
    outcome.companions += content.waiting.filter(({ reason }) => reason === 'companion').length;
    outcome.waiting += content.waiting.length;
    waitedBefore = new Set(content.waiting.map(({ index }) => index));
  }
  return outcome;
}

const SIZES = [100, 137, 300];

describe('[P-8.4] with up to 2 % of the cells late or missing', () => {
  test.each(SHAPES)('$name: at least 99 % of the bills for their window, the others with the next', (shape) => {
    for (const meters of SIZES) {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const { bills, onTime, later } = played(seed, meters, shape);
        expect(onTime / bills).toBeGreaterThanOrEqual(0.99);
        expect(later).toBe(0);
      }
    }
  });

  test('meters that die wait with one companion at most, another one in each window, and no bill is kept back longer', () => {
    for (const meters of SIZES) {
      for (let seed = 1; seed <= SEEDS; seed++) {
        const random = new Random(seed, 5);
        const dead = random.integer(1, 2);
        const diesAt = random.integer(COUNT, 2 * COUNT);
        const losses = () => (meter: number, offset: number) => meter < dead && offset >= diesAt;
        const { companions, waiting, bills, later } = played(seed, meters, { losses });
        // From the third window on the dead have nothing new, and still something old; nobody else waits twice.
        expect(later).toBeLessThanOrEqual(2 * dead);
        expect(companions).toBeLessThanOrEqual(WINDOWS - 1);
        expect(waiting - companions).toBeLessThanOrEqual(3 * dead);
        expect(bills).toBeGreaterThan(WINDOWS * (meters - dead) - 1);
      }
    }
  });

  test('control: a loss that leaves half the meters too few cells holds them up', () => {
    const losses = (random: Random) => (meter: number) => meter < 50 && random.chance(0.8);
    const { onTime, bills } = played(1, 100, { losses });
    expect(onTime / bills).toBeLessThan(0.9);
  });
});
