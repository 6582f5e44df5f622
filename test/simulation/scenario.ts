/** What one seed plays: the grid, what homes use, and how often what goes wrong. Drawn anew for every seed. */
import type { LocalFloor, Scheme, Tariff } from '../../schemas/types.ts';
import type { MeterPlan } from './cast.ts';
import type { LinkFaults } from './network.ts';
import type { Random } from './random.ts';

export const IMPORT = '1-0:1.8.0';
export const EXPORT = '1-0:2.8.0';
export const FIRST_INTERVAL = 1_000;
const INTERVAL_SECONDS = 24;
/** Fingerprints are 4^1 to 4^15: the fuse limit leaves room for what is booked again on top. */
const MAX_READING_WH = 4_294_967_295;
const FINGERPRINTS = 15;

/** Chance per interval that the monkey does something, by what it does. */
export interface Chaos {
  readonly kill: number;
  /** How long a killed process stays down at most, in intervals. */
  readonly downIntervals: number;
  readonly cut: number;
  readonly cutIntervals: number;
  readonly wipe: number;
  readonly clockStep: number;
  readonly clockStepMs: number;
  readonly fullDisk: number;
  readonly rotateKey: number;
  /** One aggregator that is away for whole billing windows. */
  readonly longAbsence: 'nobody' | 'aggregator' | 'fleet';
  /** An aggregator whose ledger goes: for good, or for a backup, which it is told of (`restored`) or not (`copied`). */
  readonly lostLedger: { readonly index: number; readonly how: 'lost' | 'restored' | 'copied' } | undefined;
  readonly isArchiveLost: boolean;
  /** An aggregator whose disk gives back another cell than was written; its ledger is given up when everything heals. */
  readonly rottenLedger: number | undefined;
  /** Chance that a call of a port is a process's last. */
  readonly deathRate: number;
}

/** One aggregator that deviates: it adds to every total, or calls cells void that are not. */
export interface LiarPlan {
  readonly index: number;
  readonly lieWh: number;
  readonly callsVoid: boolean;
}

export interface Scenario {
  readonly scheme: Scheme;
  readonly floor: LocalFloor;
  /** Meters by fleet process. */
  readonly fleets: readonly (readonly MeterPlan[])[];
  readonly chaosIntervals: number;
  readonly chaos: Chaos;
  readonly link: LinkFaults;
  readonly skewMs: number;
  readonly tickMs: number;
  readonly commitDelayMs: number;
  readonly liar: LiarPlan | undefined;
  /** Cells that a meter never reads: the chance, per cell. */
  readonly gaps: number;
  readonly readingWh: (meter: number, register: number, interval: number) => number;
}

interface Shape {
  readonly n: number;
  readonly k: number;
  readonly trust: Scheme['trust'];
}

/** The small ones more often: they find the most in a second. */
const SHAPES: readonly (Shape & { readonly weights: readonly [elsewhere: number, large: number] })[] = [
  { n: 3, k: 2, trust: 'covert', weights: [12, 3] },
  { n: 2, k: 2, trust: 'covert', weights: [3, 1] },
  { n: 4, k: 2, trust: 'active', weights: [1, 2] },
  { n: 5, k: 3, trust: 'active', weights: [0, 2] },
];

/** Prices that come back: what is void at the dear rate finds a cheap interval in every window. */
function tariffs(random: Random, intervalCount: number, windows: number): Tariff[] {
  if (!random.chance(0.4)) return [];
  const half = Math.floor(intervalCount / 2);
  return Array.from({ length: windows }, (_, at) => ({
    id: `tariff-${at}`,
    from: FIRST_INTERVAL + at * intervalCount,
    count: intervalCount,
    rates: [
      { name: 'day', microPerKwh: 300_000 },
      { name: 'night', microPerKwh: 200_000 },
    ],
    runs: [
      { rate: 0, count: intervalCount - half },
      { rate: 1, count: half },
    ],
  }));
}

function chaosOf(random: Random, { n, k }: Shape): Chaos {
  const sometimes = (chance: number, most: number): number => (random.chance(chance) ? random.between(0, most) : 0);
  const lostLedger = random.chance(0.25)
    ? { index: random.integer(1, n), how: random.pick(['lost', 'restored', 'copied'] as const) }
    : undefined;
  return {
    lostLedger,
    // The sums of a lost ledger are in the archive only: where everybody's are needed, one of both has to stay.
    rottenLedger: lostLedger === undefined && random.chance(0.15) ? random.integer(1, n) : undefined,
    isArchiveLost: random.chance(0.15) && (lostLedger === undefined || n > k),
    kill: sometimes(0.7, 0.5),
    downIntervals: random.pick([0.1, 0.5, 2]),
    cut: sometimes(0.5, 0.4),
    cutIntervals: random.pick([0.2, 1, 3]),
    wipe: sometimes(0.3, 0.2),
    clockStep: sometimes(0.3, 0.3),
    clockStepMs: random.pick([1_000, 10_000, 60_000]),
    fullDisk: sometimes(0.2, 0.2),
    rotateKey: 2.5 * sometimes(0.3, 0.2),
    longAbsence: random.pick(['nobody', 'nobody', 'aggregator', 'fleet'] as const),
    deathRate: sometimes(0.6, 0.01),
  };
}

export function drawScenario(random: Random): Scenario {
  // Small grids find as much in a tenth of the time; what needs size comes more rarely.
  const size = random.fraction();
  const isLarge = size < 0.03;
  const isSmall = size > 0.15;
  const shape = random.pick(SHAPES.flatMap((one) => Array.from({ length: one.weights[isLarge ? 1 : 0] }, () => one)));
  const { n, k, trust } = shape;
  const intervalCount = isLarge ? random.pick([4, 5, 6]) : isSmall ? 2 : 4;
  const windows = isLarge ? random.pick([1, 2, 3]) : isSmall ? 2 : 1;
  const minMeters = random.pick([1, 2, 2, isLarge ? 3 : 2]);
  const minIntervals = isSmall ? 1 : random.pick([1, 2, 2]);
  const areas = isLarge && random.chance(0.4) ? ['area-1', 'area-2'] : ['area-1'];
  // Fewer meters than the floor would never be billed; nor a lone one, whose page is one of its own cells. [P-8.4]
  const leastMeters = minIntervals > 1 ? Math.max(2, minMeters) : minMeters;
  const meterCount = Math.max(isLarge ? random.pick([3, 4, 5]) : 2, leastMeters * areas.length);
  const priced = tariffs(random, intervalCount, windows + 12);
  // What was given away at a good price would wait for that price: export comes without prices here.
  const hasExport = priced.length === 0 && random.chance(0.4);
  const late = random.chance(0.2);
  const plans = Array.from({ length: meterCount }, (_, at): MeterPlan => ({
    id: `meter-${at + 1}`,
    area: areas[at % areas.length]!,
    registers: hasExport && at % 2 === 0 ? [IMPORT, EXPORT] : [IMPORT],
    from: FIRST_INTERVAL + (late && at === meterCount - 1 ? random.integer(1, intervalCount) : 0),
  }));
  const firstFleet = random.integer(1, meterCount);
  const fleets = [plans.slice(0, firstFleet), plans.slice(firstFleet)].filter((fleet) => fleet.length > 0);
  const scheme: Scheme = {
    version: 1,
    deployment: 'simulated',
    threshold: k,
    trust,
    field: 'Field128',
    suite: 'DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM',
    operators: Array.from({ length: n }, (_, at) => `operator-${at + 1}`),
    intervalSeconds: INTERVAL_SECONDS,
    maxReadingWh: MAX_READING_WH,
    registers: [
      { obis: IMPORT, direction: 'import', isLoad: true },
      { obis: EXPORT, direction: 'export', isLoad: false },
    ],
    areas,
    maxMeters: 16,
    floors: { minMeters, minIntervals },
    closeAfterSeconds: random.integer(3, 9),
    graceSeconds: random.integer(3, 9),
    billing: { firstInterval: FIRST_INTERVAL, intervalCount },
    tariffs: priced,
    // Rides on the number of aggregators, so that no seed draws anything else because of it.
    ...(n === 4 ? { sharesTopic: 'meter' as const } : {}),
  };
  const isLying = random.chance(0.2) && n >= 2 * k - 1;
  const isCalm = random.chance(0.1);
  const gapSeed = random.next();
  return {
    scheme,
    floor: { minThreshold: k, trust, minMeters, minIntervals },
    fleets,
    chaosIntervals: windows * intervalCount,
    chaos: chaosOf(random, shape),
    link: {
      drop: isCalm ? 0 : random.pick([0, 0.01, 0.1, 0.25]),
      double: isCalm ? 0 : random.pick([0, 0.05, 0.25]),
      delayMs: random.pick([5, 200, 2_000]),
      straggle: isCalm ? 0 : random.pick([0, 0.05]),
    },
    skewMs: random.pick([0, 200, 2_000]),
    tickMs: random.pick([1_000, 2_000, 3_000]),
    commitDelayMs: random.pick([0, 0, 100, 1_000]),
    liar: isLying
      ? {
          index: random.integer(1, n),
          lieWh: random.pick([0, random.integer(1, 1_000_000)]),
          callsVoid: random.chance(0.5),
        }
      : undefined,
    gaps: random.chance(0.3) ? 0.1 : 0,
    // No two of a page, and no two of a meter's window, are alike: a wrong total tells which reading it is about.
    readingWh: (meter, register, interval) =>
      4 ** (1 + ((interval + meter * 3 + register * 7 + (gapSeed % FINGERPRINTS)) % FINGERPRINTS)),
  };
}
