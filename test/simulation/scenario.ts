/** What one seed plays: the grid, what homes use, and how often what goes wrong. Drawn anew for every seed. */
import type { LocalFloor, Scheme, Tariff } from '../../schemas/types.ts';
import { GAS } from '../material.ts';
import type { MeterPlan } from './cast.ts';
import type { LinkFaults } from './network.ts';
import { quorumOf } from '../../protocol/grid/scheme.ts';
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
  readonly lostLedger: { readonly index: number; readonly how: LossKind } | undefined;
  readonly isArchiveLost: boolean;
  /** An aggregator whose disk gives back another cell than was written; its ledger is given up when everything heals. */
  readonly rottenLedger: number | undefined;
  /** Chance that a call of a port is a process's last. */
  readonly deathRate: number;
  /** Of one fleet, each aggregator in turn gets no readings of every n-th interval: nobody holds them wholly. */
  readonly isDeaf: boolean;
}

/** One aggregator that deviates: it adds to every total, calls cells void that are not, or signs two entries for one. */
export interface LiarPlan {
  readonly index: number;
  readonly lieWh: number;
  readonly callsVoid: boolean;
  readonly equivocates: boolean;
}

/** A meter that sends one aggregator shares which fit none of the others', though their tag is right. */
export interface ThiefPlan {
  readonly meter: string;
  readonly aggregator: number;
}

/** A utility that shows one aggregator another closing, from this page on, and the aggregator that signs both. */
export interface ForgerPlan {
  readonly liar: number;
  readonly deceived: number;
  readonly from: number;
}

/** Chances are per home, or per fleet. */
export interface RegistersPlan {
  /** So often a source is looked at, at most. */
  readonly everyMs: number;
  /** The smallest step that a register shows. */
  readonly stepMilli: bigint;
  readonly exchanges: number;
  readonly rollOvers: number;
  readonly silences: number;
  /** A source that is looked at so rarely that not every boundary is seen. */
  readonly stale: number;
  readonly nonsense: number;
  /** A fleet that is stopped in order. */
  readonly stops: number;
  /** A fleet whose clock is wrong for a while, and put right again. */
  readonly wrongClocks: number;
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
  readonly thief?: ThiefPlan;
  readonly forger?: ForgerPlan;
  /** Sources show registers, of which the meters make intervals themselves; if undefined, they have finished ones. */
  readonly registers?: RegistersPlan;
  /** Interval in which the scheme's list of windows is made longer, and what it is then. */
  readonly prolonged?: { readonly at: number; readonly windows: Scheme['billing']['windows'] };
  /** Cells that a meter never reads: the chance, per cell. */
  readonly gaps: number;
  readonly readingWh: (meter: number, register: number, interval: number) => number;
}

/** The counter is on another medium, and stays, unless the whole machine is `gone`. */
const LOSSES_ANYWHERE = ['lost', 'restored', 'copied', 'gone'] as const;
/** `snapshot`: ledger and counter are put back together, and nobody says so. */
const LOSSES = [...LOSSES_ANYWHERE, 'snapshot'] as const;
export type LossKind = (typeof LOSSES)[number];

interface Shape {
  readonly n: number;
  readonly k: number;
  readonly trust: Scheme['trust'];
}

const FIVE: Shape = { n: 5, k: 3, trust: 'active' };

/** The small ones more often: they find the most in a second. */
const SHAPES: readonly (Shape & { readonly weights: readonly [elsewhere: number, large: number] })[] = [
  { n: 3, k: 2, trust: 'covert', weights: [12, 3] },
  { n: 2, k: 2, trust: 'covert', weights: [3, 1] },
  { n: 4, k: 2, trust: 'active', weights: [1, 2] },
  { n: 5, k: 3, trust: 'active', weights: [0, 2] },
];

/** Prices that come back: what is void at the dear rate finds a cheap interval in every window. */
function tariffs(intervalCount: number, windows: number): Tariff[] {
  return tariffsOf(Array.from({ length: windows }, () => intervalCount));
}

/** For windows of these lengths, from the first on. */
function tariffsOf(lengths: readonly number[]): Tariff[] {
  let from = FIRST_INTERVAL;
  return lengths.map((count, at) => {
    const half = Math.floor(count / 2);
    const tariff: Tariff = {
      id: `tariff-${at}`,
      from,
      count,
      rates: [
        { name: 'day', microPerKwh: 300_000 },
        { name: 'night', microPerKwh: 200_000 },
      ],
      runs: [
        { rate: 0, count: count - half },
        { rate: 1, count: half },
      ],
    };
    from += count;
    return tariff;
  });
}

/** Where answers can prove what an aggregator without its counter may sign; elsewhere it is founded anew. [P-7.4.5] */
function canAnswersProve({ n, k, trust }: Shape): boolean {
  const quorum = quorumOf(n, k, trust);
  return quorum < n && n - quorum + k < n;
}

/** Who lost ledger and counter where all operators have to found it anew. [P-7.4.7] */
export function unprovable({ scheme, chaos }: Pick<Scenario, 'scheme' | 'chaos'>): number | undefined {
  const shape = { n: scheme.operators.length, k: scheme.threshold, trust: scheme.trust };
  return chaos.lostLedger?.how === 'gone' && !canAnswersProve(shape) ? chaos.lostLedger.index : undefined;
}

function chaosOf(random: Random, shape: Shape): Chaos {
  const { n, k } = shape;
  const sometimes = (chance: number, most: number): number => (random.chance(chance) ? random.between(0, most) : 0);
  const lostLedger = random.chance(0.25)
    ? { index: random.integer(1, n), how: random.pick(canAnswersProve(shape) ? LOSSES : LOSSES_ANYWHERE) }
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
    isDeaf: false,
  };
}

/** What becomes of meters while chaos lasts: they die, leave, or are the only ones with their load registers. */
function crowdOf(random: Random, scheme: Scheme, chaosIntervals: number): MeterPlan[] {
  const { floors, areas } = scheme;
  const least = Math.max(floors.minMeters, floors.minCrowd);
  const isMixed = scheme.registers[1]?.isLoad === true;
  // Where two cells are few, somebody has two, and enough others are left to give two each.
  const isWide = floors.minIntervals > 2;
  const { intervalCount } = scheme.billing.windows[0]!;
  const kinds = isMixed
    ? [
        { registers: [IMPORT], count: least + random.integer(0, 1) },
        { registers: [IMPORT, EXPORT], count: random.pick([least, least - 1]) },
      ]
    : [{ registers: [IMPORT], count: isWide ? 2 * least : random.pick([least + 1, 2 * least]) }];
  return areas.flatMap((area) =>
    kinds.flatMap(({ registers, count }, kind) => {
      // One of a kind at most, so that a crowd is left.
      const odds = isWide
        ? (['dead', 'leaves', 'late'] as const)
        : (['dead', 'leaves', 'late', 'late', 'nothing'] as const);
      const odd = count > least ? random.pick(odds) : 'nothing';
      const few = isWide && random.chance(0.7) ? 2 : random.integer(1, 2);
      return Array.from({ length: count }, (_, at): MeterPlan => {
        const isOdd = at === count - 1;
        // Near the start or the end of a window it has few cells of it.
        const window = FIRST_INTERVAL + intervalCount * random.integer(0, chaosIntervals / intervalCount - 1);
        const when = window + (odd === 'late' ? intervalCount - few : few);
        return {
          id: `meter-${areas.indexOf(area) + 1}-${kind + 1}-${at + 1}`,
          area,
          registers,
          from: isOdd && odd === 'late' ? when : FIRST_INTERVAL,
          ...(isOdd && odd === 'dead' ? { deadFrom: when } : {}),
          ...(isOdd && odd === 'leaves' ? { leavesAt: when } : {}),
          ...(count < least ? { isApart: true } : {}),
        };
      });
    }),
  );
}

/** Floors above the least, and meters that come, go and fall silent: remnants and their company. */
function crowded(random: Random, scenario: Scenario): Scenario {
  const minCrowd = random.pick([2, 2, 2, 3]);
  const maxKnown = random.integer(0, minCrowd - 1);
  // Two cells of one meter need companions that give two each, and keep three of six.
  const isWide = random.chance(0.3);
  const minIntervals = isWide ? 3 : 2;
  const isDeaf = random.chance(0.3);
  // Two rates, each of twice minIntervals. [P-8.5]
  const isPriced = !isWide && random.chance(0.4);
  const intervalCount = isWide ? 6 : isPriced ? 8 : 4;
  const windows = isDeaf ? 3 : 1;
  const [first, second] = scenario.scheme.registers;
  const scheme: Scheme = {
    ...scenario.scheme,
    areas: ['area-1'],
    registers: [first!, { ...second!, isLoad: !isWide && random.chance(0.3) }],
    floors: { minMeters: random.pick([1, 2]), minIntervals, maxKnown, minCrowd },
    billing: { firstInterval: FIRST_INTERVAL, windows: [{ count: 1, intervalCount }] },
    tariffs: isPriced ? tariffs(intervalCount, windows + 12) : [],
  };
  const chaosIntervals = windows * intervalCount;
  const plans = crowdOf(random, scheme, chaosIntervals);
  const firstFleet = random.integer(1, plans.length);
  return {
    ...scenario,
    scheme,
    floor: { ...scenario.floor, ...scheme.floors },
    fleets: [plans.slice(0, firstFleet), plans.slice(firstFleet)].filter((fleet) => fleet.length > 0),
    chaosIntervals,
    chaos: { ...scenario.chaos, isDeaf },
    gaps: isWide ? 0 : random.pick([0, 0, 0.05]),
  };
}

/** One household more, which bends its meter. All aggregators are honest, and every one answers. */
function withThief(random: Random, scenario: Scenario): Scenario {
  const { scheme, fleets } = scenario;
  const plan: MeterPlan = { id: 'meter-thief', area: scheme.areas[0]!, registers: [IMPORT], from: FIRST_INTERVAL };
  return {
    ...scenario,
    fleets: [...fleets.slice(0, -1), [...(fleets.at(-1) ?? []), plan]],
    chaos: { ...scenario.chaos, lostLedger: undefined, rottenLedger: undefined },
    thief: { meter: plan.id, aggregator: random.integer(1, scheme.operators.length) },
  };
}

/** One aggregator signs contradictions: all others are there to say so, and go on without it. */
function withEquivocator(random: Random, scenario: Scenario): Scenario {
  return {
    ...scenario,
    chaos: { ...scenario.chaos, lostLedger: undefined, rottenLedger: undefined },
    liar: {
      index: random.integer(1, scenario.scheme.operators.length),
      lieWh: 0,
      callsVoid: false,
      equivocates: true,
    },
  };
}

/** How long nobody opens anything that a silent one has not signed: longer than a run. [P-7.5.7] */
const PATIENT_SECONDS = 36_000;

/** The utility and one aggregator have two logs certified, and all others find it out. */
function withForger(random: Random, scenario: Scenario): Scenario {
  const { scheme, chaosIntervals } = scenario;
  const liar = random.integer(1, scheme.operators.length);
  const others = scheme.operators.map((_, at) => at + 1).filter((index) => index !== liar);
  return {
    ...scenario,
    scheme: { ...scheme, patienceSeconds: PATIENT_SECONDS },
    chaos: { ...scenario.chaos, lostLedger: undefined, rottenLedger: undefined, isArchiveLost: false },
    forger: {
      liar,
      deceived: random.pick(others),
      from: FIRST_INTERVAL + random.integer(0, chaosIntervals - 1),
    },
  };
}

const THIEVES = 0.05;
const EQUIVOCATORS = 0.05;
/** Of those that may: three aggregators, of which two certify. */
const FORGERS = 0.06;

/** Of those without a liar: one of five is one. */
const OUTVOTED = 0.02;

/** How many scenarios are about crowds. */
const CROWDED = 0.25;

export function drawScenario(random: Random): Scenario {
  const scenario = drawPlain(random);
  const { operators, threshold } = scenario.scheme;
  // One that deviates leaves enough others.
  const isVerifiable = scenario.liar === undefined && operators.length >= 2 * threshold - 1;
  if (isVerifiable && random.chance(THIEVES)) return withThief(random, scenario);
  if (isVerifiable && random.chance(EQUIVOCATORS)) return withEquivocator(random, scenario);
  const drawn = random.chance(CROWDED) && scenario.scheme.areas.length === 1 ? crowded(random, scenario) : scenario;
  // Drawn last: no other seed draws anything else because of it.
  const isForgeable = isVerifiable && operators.length === 3 && scenario.scheme.trust === 'covert';
  if (isForgeable && random.chance(FORGERS)) return withForger(random, drawn);
  return scenario.liar === undefined && random.chance(OUTVOTED) ? withOutvoted(random) : drawn;
}

/** Of those that may: what a thief sends is another reading, and a fork is about readings that are known. */
const METERED = 0.25;

/** In some of the runs intervals are made of samples. Drawn apart: no other seed is another run because of it. */
export function withRegisters(scenario: Scenario, random: Random): Scenario {
  if ((scenario.thief ?? scenario.forger) !== undefined || !random.chance(METERED)) return scenario;
  return {
    ...scenario,
    registers: {
      everyMs: random.pick([2_000, 4_000, 8_000]),
      stepMilli: random.pick([1n, 10n, 1_000n]),
      exchanges: random.pick([0, 0.4, 0.8]),
      rollOvers: 0.2,
      silences: random.pick([0, 0.5]),
      nonsense: 0.3,
      stops: 0.3,
      wrongClocks: random.pick([0, 0.9]),
      stale: 0.2,
    },
  };
}

/** How many have windows of different lengths, and how many of those learn of the later ones on the way. */
const IRREGULAR = 0.3;
const PROLONGED = 0.5;
/** So many windows are listed at first where more are to come. */
const LISTED = 2;
const DRAWN_WINDOWS = 8;

/** In some of the runs windows are of different lengths. Drawn apart: no other seed is another run because of it. */
export function withWindows(scenario: Scenario, random: Random): Scenario {
  const { scheme, forger } = scenario;
  if (forger !== undefined || !random.chance(IRREGULAR)) return scenario;
  const [{ intervalCount } = { intervalCount: 2 }] = scheme.billing.windows;
  const isPriced = scheme.tariffs.length > 0;
  // Two rates of a window have twice minIntervals each. [P-8.5]
  const least = scheme.floors.minIntervals * (isPriced ? 4 : 2);
  const lengths = Array.from({ length: DRAWN_WINDOWS }, () =>
    random.integer(least, Math.max(least, intervalCount) + 2),
  );
  const windows = lengths.map((length) => ({ count: 1, intervalCount: length }));
  const isProlonged = !isPriced && scheme.areas.length === 1 && random.chance(PROLONGED);
  const listed = isProlonged ? windows.slice(0, LISTED) : windows;
  const end = listed.reduce((sum, run) => sum + run.intervalCount, 0);
  return {
    ...scenario,
    scheme: {
      ...scheme,
      billing: { firstInterval: FIRST_INTERVAL, windows: listed },
      // What follows the last that is listed is as long as that.
      tariffs: isPriced ? tariffsOf([...lengths, ...lengths.map(() => lengths.at(-1)!)]) : [],
    },
    ...(isProlonged ? { prolonged: { at: FIRST_INTERVAL + random.integer(0, end - 1), windows } } : {}),
  };
}

/** So many of those that may have a second area, and a meter that moves there. */
const MOVING = 0.08;

/** In some of the runs a meter moves to another area. Drawn apart: no other seed is another run because of it. */
export function withMoves(scenario: Scenario, random: Random): Scenario {
  const { scheme, liar, thief, forger, registers, chaosIntervals } = scenario;
  const isPlain = (liar ?? thief ?? forger ?? registers) === undefined && scheme.floors.minCrowd === 1;
  if (!isPlain || !random.chance(MOVING)) return scenario;
  const areas = ['area-1', 'area-2'];
  // Both are wide enough without it.
  const count = Math.max(scheme.floors.minMeters, 2) + 1;
  const at = FIRST_INTERVAL + random.integer(1, chaosIntervals);
  const plans = areas.flatMap((area, number) =>
    Array.from({ length: count }, (_, place): MeterPlan => {
      const isMover = number === 0 && place === 0;
      return {
        id: `meter-${number + 1}-${place + 1}`,
        area,
        registers: [IMPORT],
        from: FIRST_INTERVAL,
        ...(isMover ? { moves: { area: 'area-2', at } } : {}),
      };
    }),
  );
  const firstFleet = random.integer(1, plans.length - 1);
  return { ...scenario, scheme: { ...scheme, areas }, fleets: [plans.slice(0, firstFleet), plans.slice(firstFleet)] };
}

/** One of five lies about every total and is named by the bills: loads are corrected without it. [P-7.6.5] */
function withOutvoted(random: Random): Scenario {
  const scenario = drawPlain(random, FIVE);
  return {
    ...scenario,
    chaos: { ...scenario.chaos, lostLedger: undefined, rottenLedger: undefined, isArchiveLost: false },
    liar: { index: random.integer(1, 5), lieWh: random.integer(1, 1_000_000), callsVoid: false, equivocates: false },
  };
}

/** A third have intervals that begin beside the multiples. Rides on a fraction, so that no seed draws anything else. */
function offsetOf(fraction: number): number {
  const bits = fraction * 4294967296;
  return bits % 3 === 0 ? Math.floor(bits / 3) % INTERVAL_SECONDS : 0;
}

/** A quarter publish shares by area, and one by meter. Rides on a fraction, so that no seed draws anything else. */
function sharesTopicOf(fraction: number): Pick<Scheme, 'sharesTopic'> {
  const forms = [undefined, 'area', undefined, 'meter'] as const;
  const form = forms[Math.floor((fraction * 4294967296) / 12) % forms.length];
  return form === undefined ? {} : { sharesTopic: form };
}

/** In a third every other meter has gas as well, which has no prices. Rides on a fraction, so that no seed draws anything else. */
function gasOf(fraction: number): Scheme['registers'] {
  const hasGas = Math.floor((fraction * 4294967296) / 96) % 3 === 0;
  return hasGas ? [{ ...GAS, maxReading: MAX_READING_WH }] : [];
}

function drawPlain(random: Random, only?: Shape): Scenario {
  // Small grids find as much in a tenth of the time; what needs size comes more rarely.
  const size = random.fraction();
  const isLarge = size < 0.03;
  const isSmall = size > 0.15;
  const drawn = random.pick(SHAPES.flatMap((one) => Array.from({ length: one.weights[isLarge ? 1 : 0] }, () => one)));
  const shape: Shape = only ?? drawn;
  const { n, k, trust } = shape;
  const drawnCount = isLarge ? random.pick([4, 5, 6]) : isSmall ? 2 : 4;
  const drawnWindows = isLarge ? random.pick([1, 2, 3]) : isSmall ? 2 : 1;
  const minMeters = random.pick([1, 2, 2, isLarge ? 3 : 2]);
  const drawnMin = isSmall ? 1 : random.pick([1, 2, 2]);
  const areas = isLarge && random.chance(0.4) ? ['area-1', 'area-2'] : ['area-1'];
  // Fewer meters than the floor would never be billed; nor a lone one, whose page is one of its own cells. [P-8.4]
  const leastMeters = drawnMin > 1 ? Math.max(2, minMeters) : minMeters;
  const meterCount = Math.max(isLarge ? random.pick([3, 4, 5]) : 2, leastMeters * areas.length);
  // Two rates need windows of four: each has twice minIntervals. [P-8.5]
  const isPriced = random.chance(0.4);
  const intervalCount = isPriced ? Math.max(4, drawnCount) : drawnCount;
  const windows = isPriced && isSmall ? 1 : drawnWindows;
  const minIntervals = isPriced ? 1 : drawnMin;
  const priced = isPriced ? tariffs(intervalCount, windows + 12) : [];
  // What was given away at a good price would wait for that price: export comes without prices here.
  const hasExport = priced.length === 0 && random.chance(0.4);
  const late = random.chance(0.2);
  const plans = Array.from({ length: meterCount }, (_, at): MeterPlan => ({
    id: `meter-${at + 1}`,
    area: areas[at % areas.length]!,
    registers: [
      IMPORT,
      ...(hasExport && at % 2 === 0 ? [EXPORT] : []),
      ...(at % 2 === 1 ? gasOf(size).map(({ obis }) => obis) : []),
    ],
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
    intervalOffsetSeconds: offsetOf(size),
    maxReadingWh: MAX_READING_WH,
    registers: [
      { obis: IMPORT, direction: 'import', isLoad: true },
      { obis: EXPORT, direction: 'export', isLoad: false },
      ...gasOf(size),
    ],
    areas,
    maxMeters: 16,
    floors: { minMeters, minIntervals, maxKnown: 0, minCrowd: 1 },
    closeAfterSeconds: random.integer(3, 9),
    graceSeconds: random.integer(3, 9),
    patienceSeconds: 2,
    billing: { firstInterval: FIRST_INTERVAL, windows: [{ count: 1, intervalCount }] },
    tariffs: priced,
    ...sharesTopicOf(size),
  };
  const isLying = random.chance(0.2) && n >= 2 * k - 1;
  const isCalm = random.chance(0.1);
  const gapSeed = random.next();
  const chaos = chaosOf(random, shape);
  // Of two that are left to open what was before a founding, none may lie.
  const lostOr = (index: number): number => unprovable({ scheme, chaos }) ?? index;
  return {
    scheme,
    floor: { minThreshold: k, trust, minMeters, minIntervals, maxKnown: 0, minCrowd: 1 },
    fleets,
    chaosIntervals: windows * intervalCount,
    chaos,
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
          index: lostOr(random.integer(1, n)),
          lieWh: random.pick([0, random.integer(1, 1_000_000)]),
          callsVoid: random.chance(0.5),
          equivocates: false,
        }
      : undefined,
    gaps: random.chance(0.3) ? 0.1 : 0,
    // No two of a page, and no two of a meter's window, are alike: a wrong total tells which reading it is about.
    readingWh: (meter, register, interval) =>
      4 ** (1 + ((interval + meter * 3 + register * 7 + (gapSeed % FINGERPRINTS)) % FINGERPRINTS)),
  };
}
