/** Samples of registers become intervals: against a slow twin, and nothing is ever lost, doubled or made up. [P-2.4] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import { EXPORT, GAS, IMPORT } from '../test/material.ts';
import { type SoundSample, type TwinReading, readingsOf } from '../test/reference/intervals.ts';
import { IntervalMaker, type IntervalRules, type Made, type MadeReading } from './intervals.ts';
import type { CounterEvent, KeptSample, RegisterValue, Sample } from './sample.ts';

const QUARTER: IntervalGrid = { intervalSeconds: 900, intervalOffsetSeconds: 0 };
/** 36 kW: 10 thousandths of a Wh in a millisecond. */
const FUSE_WH_PER_SECOND = 10;
const START_MS = 1_700_000_000_000;

const rulesOf = (grid: IntervalGrid): IntervalRules => ({
  ...grid,
  maxReadingWh: FUSE_WH_PER_SECOND * grid.intervalSeconds,
  closeAfterSeconds: 3_600,
  registers: [GAS],
});

function makerOf(grid: IntervalGrid, registers: readonly string[], last = -1, kept?: KeptSample): IntervalMaker {
  // As it comes out of the store.
  const stored = kept === undefined ? undefined : (JSON.parse(JSON.stringify(kept)) as KeptSample);
  return new IntervalMaker(registers, rulesOf(grid), last, stored);
}

/** What a life of a meter did, whatever became of it. */
class Life {
  readonly readings: MadeReading[] = [];
  readonly events: CounterEvent[] = [];
  clockBacks = 0;

  add({ readings, events, isClockBack }: Made): void {
    this.readings.push(...readings);
    this.events.push(...events);
    if (isClockBack) this.clockBacks += 1;
  }

  /** As the slow twin tells them. */
  get asTwin(): TwinReading[] {
    return this.readings.map(({ estimate, ...reading }) => ({ ...reading, isEstimated: estimate !== undefined }));
  }

  get last(): number {
    return this.readings.at(-1)?.interval ?? -1;
  }

  /** On readings, told as missed, and still waiting, of a register: in thousandths. */
  toldMilli(at: number, maker: IntervalMaker): bigint {
    const kept = maker.kept!;
    const units = this.readings.reduce(
      (sum, one) => sum + one.valuesUnits[at]! + one.missedUnits[at]!,
      kept.missedUnits[at]! + kept.gapUnits[at]!,
    );
    return BigInt(units) * 1000n + BigInt(kept.registers[at]!.pendingMilli);
  }
}

/** A register as it is drawn: what it shows, and what a sound reading of it has counted. */
class Counter {
  shown: bigint;
  counted = 0n;
  /** What it showed when it was new. */
  begun = 0n;
  private readonly stepMilli: bigint;
  private readonly rollsOverAt: bigint | undefined;
  private hidden = 0n;

  constructor(shown: bigint, stepMilli: bigint, rollsOverAt: bigint | undefined) {
    this.stepMilli = stepMilli;
    this.rollsOverAt = rollsOverAt;
    this.shown = (shown / stepMilli) * stepMilli;
  }

  use(milli: bigint): void {
    this.hidden += milli;
    const steps = (this.hidden / this.stepMilli) * this.stepMilli;
    this.hidden -= steps;
    this.shown += steps;
    if (this.rollsOverAt !== undefined && this.shown >= this.rollsOverAt) this.shown -= this.rollsOverAt;
    this.counted += steps;
  }

  /** Shows something else from now on; what was counted since a sound sample nobody knows. */
  restart(shown: bigint, countedMilli: bigint): void {
    this.shown = (shown / this.stepMilli) * this.stepMilli;
    this.begun = this.shown;
    this.hidden = 0n;
    this.counted = countedMilli;
  }

  value(register: string, shown = this.shown): RegisterValue {
    const rollsOverAtMilli = this.rollsOverAt === undefined ? {} : { rollsOverAtMilli: this.rollsOverAt };
    return { register, milli: shown, resolutionMilli: this.stepMilli, ...rollsOverAtMilli };
  }
}

const grids: fc.Arbitrary<IntervalGrid> = fc.constantFrom(
  QUARTER,
  { intervalSeconds: 60, intervalOffsetSeconds: 0 },
  { intervalSeconds: 3600, intervalOffsetSeconds: 1800 },
);

/** What happens next, after so much time: a sound sample, none, nonsense once, another meter, a count that is lost. */
const steps = fc.array(
  fc.record({
    waitMs: fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom(10_000, 29_000, 60_000, 300_000) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 900_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: 900_000, max: 20_000_000 }) },
    ),
    /** Thousandths of a Wh in a millisecond, half of the fuse at the most. */
    power: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
    what: fc.oneof(
      { weight: 24, arbitrary: fc.constant('sample') },
      { weight: 2, arbitrary: fc.constantFrom('quiet', 'nonsense') },
      { weight: 5, arbitrary: fc.constantFrom('exchange', 'announced', 'told later', 'restart', 'reopen') },
    ),
    /** Seconds by which the clock is put forward. */
    forwardMs: fc.oneof(
      { weight: 60, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(4_000, 5_000_000) },
    ),
  }),
  { minLength: 1, maxLength: 160, size: 'max' },
);

const scenario = fc.record({
  grid: grids,
  steps,
  resolution: fc.constantFrom(1n, 1_000n, 100_000n, 1_000_000n),
  rollsOverAt: fc.constantFrom(undefined, 400_000_000n),
  offsetMs: fc.integer({ min: 0, max: 7_200_000 }),
});

describe('[P-2.4] intervals of samples', () => {
  test('are what the slow twin makes of all sound samples, whatever happens in between', () => {
    const seen = {
      readings: 0,
      estimated: 0,
      jumped: 0,
      exchanged: 0,
      'rolled-over': 0,
      replaced: 0,
      reopened: 0,
      coarse: 0,
    };
    fc.assert(
      fc.property(scenario, ({ grid, steps: drawn, resolution, rollsOverAt, offsetMs }) => {
        const counters = [
          new Counter(350_000_000n, resolution, rollsOverAt),
          new Counter(390_000_000n, resolution, rollsOverAt),
        ];
        const registers = [IMPORT, EXPORT];
        let maker = makerOf(grid, registers);
        const life = new Life();
        const sound: SoundSample[] = [];
        let [hostMs, monotonicMs, serial, endedMs] = [START_MS + offsetMs, 1_000, 1, 0];
        /** Samples still to come until a new count is believed: with the third one. */
        let toCome = 0;
        let nonsense = 900_000_000_000_000n;
        let hasSeen = true;
        const take = (values: readonly RegisterValue[], isSound: boolean): void => {
          life.add(
            maker.take({ hostMs, monotonicMs, serial: `meter ${serial}`, quality: 'checked', registers: values }),
          );
          if (isSound) sound.push({ hostMs, countedMilli: counters.map(({ counted }) => counted) });
          hasSeen = true;
          endedMs = hostMs;
        };
        const values = () => counters.map((counter, at) => counter.value(registers[at]!));
        take(values(), true);
        for (const { waitMs, power, what, forwardMs } of drawn) {
          hostMs += waitMs + forwardMs;
          monotonicMs += waitMs;
          for (const [at, counter] of counters.entries()) counter.use(BigInt(power[at]! * waitMs));
          if (toCome > 0 || what === 'sample') {
            take(values(), toCome <= 1);
            toCome = Math.max(0, toCome - 1);
          } else if (what === 'quiet') {
            // One that was just restarted has seen no sample that was taken now.
            if (!hasSeen) continue;
            life.readings.push(...maker.passed(hostMs));
            endedMs = hostMs;
          } else if (what === 'nonsense') {
            // Each time another: three that go together would be a new count.
            nonsense -= 1_000_000_000n;
            take(
              counters.map((counter, at) => counter.value(registers[at]!, nonsense)),
              false,
            );
          } else if (what === 'exchange') {
            serial += 1;
            for (const [at, counter] of counters.entries())
              counter.restart(377_777_000n, sound.at(-1)!.countedMilli[at]!);
            take(values(), true);
          } else if ((what === 'announced' || what === 'told later') && rollsOverAt === undefined) {
            // The old one counted on, and so did the new one, before anybody looked.
            const before = counters.map(({ counted, shown }) => ({ counted, shown }));
            const initial = 100_000_000n;
            for (const counter of counters) counter.restart(initial, counter.counted);
            for (const counter of counters) counter.use(BigInt(waitMs));
            const tell = (): void => {
              for (const [at, register] of registers.entries()) {
                const said = { finalMilli: String(before[at]!.shown), initialMilli: String(counters[at]!.begun) };
                const now = { hostMs: hostMs + 1, monotonicMs };
                const result = maker.replace({ id: '', register, ...said }, now);
                if (typeof result === 'string') throw new Error(result);
                if (result !== undefined) life.events.push(result);
              }
            };
            hostMs += waitMs;
            monotonicMs += waitMs;
            if (what === 'announced') tell();
            serial += 1;
            take(values(), true);
            if (what === 'told later') tell();
          } else if (what === 'restart' && rollsOverAt === undefined) {
            // Of both at once, with so much on them that they are not there again before it is believed.
            if (counters.some(({ shown }) => shown < 250_000_000n)) continue;
            for (const [at, counter] of counters.entries()) counter.restart(0n, sound.at(-1)!.countedMilli[at]!);
            take(values(), false);
            toCome = 2;
          } else if (what === 'reopen') {
            maker = makerOf(grid, registers, life.last, maker.kept);
            hasSeen = false;
            seen.reopened += 1;
          }
        }
        expect(life.asTwin).toEqual(readingsOf(sound, rulesOf(grid), endedMs));
        expect(life.clockBacks).toBe(0);
        seen.readings += life.readings.length;
        if (resolution === 1_000_000n) seen.coarse += life.readings.length;
        seen.estimated += life.readings.filter(({ estimate }) => estimate !== undefined).length;
        for (const { kind } of life.events) seen[kind] += 1;
      }),
      { numRuns: 450 },
    );
    // Control: all of it was there.
    const atLeast = (least: number) => expect.toSatisfy((count: number) => count >= least);
    expect(seen).toEqual({
      readings: atLeast(1_000),
      estimated: atLeast(1_000),
      jumped: atLeast(250),
      exchanged: atLeast(500),
      'rolled-over': atLeast(50),
      replaced: atLeast(500),
      reopened: atLeast(500),
      coarse: atLeast(150),
    });
  });

  const wild = fc.array(
    fc.record({
      hostMs: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(1, 500, 10_000, 60_000) },
        { weight: 1, arbitrary: fc.integer({ min: -7_200_000, max: 7_200_000 }) },
      ),
      monotonicMs: fc.option(fc.constantFrom(0, 500, 10_000, 60_000, 3_600_000), { freq: 4 }),
      milli: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(0, 1, 999, 1_000, 5_000, 80_000) },
        { weight: 1, arbitrary: fc.integer({ min: -900_000_000, max: 900_000_000 }) },
      ),
      serial: fc.constantFrom(undefined, 'a', 'a', 'a', 'a', 'b'),
      what: fc.constantFrom('sample', 'sample', 'sample', 'sample', 'doubtful', 'passed', 'restart', 'crash', 'said'),
    }),
    { minLength: 1, maxLength: 200, size: 'max' },
  );

  test('whatever comes: no interval twice, and all that the register went is on readings, missed, waiting, or said', () => {
    const seen = { readings: 0, clockBacks: 0, events: 0, crashes: 0, said: 0, replaced: 0, apart: 0 };
    const rollsOverAtMilli = 1_000_000_000n;
    fc.assert(
      fc.property(grids, fc.boolean(), wild, (grid, isRolling, drawn) => {
        let maker = makerOf(grid, [IMPORT]);
        const life = new Life();
        /** As the store has it: written with every reading, event and orderly stop. */
        let stored: { readonly kept: KeptSample | undefined; readonly events: number } = { kept: undefined, events: 0 };
        let [hostMs, monotonicMs, shown, first] = [START_MS, 0, 500_000_000n, undefined as bigint | undefined];
        let total: bigint | undefined;
        for (const step of drawn) {
          const readings = life.readings.length;
          hostMs += step.hostMs;
          monotonicMs += step.monotonicMs ?? 0;
          shown += BigInt(step.milli);
          if (shown < 0n) shown = 0n;
          if (isRolling) shown %= rollsOverAtMilli;
          if (step.what === 'passed') life.readings.push(...maker.passed(hostMs));
          else if (step.what === 'said') {
            // Whatever somebody says, right or wrong, of a change that was or is to come.
            const kept = maker.kept?.registers[0];
            if (kept === undefined) continue;
            const finalMilli = BigInt(kept.unexplained?.fromMilli ?? kept.milli) + BigInt(step.milli);
            const initialMilli = BigInt(kept.unexplained?.toMilli ?? step.milli) - BigInt(Math.abs(step.milli) % 5_000);
            if (finalMilli < 0n || initialMilli < 0n) continue;
            const said = { finalMilli: String(finalMilli), initialMilli: String(initialMilli) };
            const result = maker.replace({ id: '', register: IMPORT, ...said }, { hostMs, monotonicMs });
            if (typeof result === 'string') continue;
            if (result !== undefined) life.events.push(result);
            stored = { kept: maker.kept, events: life.events.length };
            seen.said += 1;
          } else if (step.what === 'restart') maker = makerOf(grid, [IMPORT], life.last, maker.kept);
          else if (step.what === 'crash') {
            maker = makerOf(grid, [IMPORT], life.last, stored.kept);
            seen.crashes += 1;
            if (stored.kept === undefined) first = undefined;
            // Nothing that was said is unsaid: it was stored at once.
            expect(life.events).toHaveLength(stored.events);
          } else {
            const sample: Sample = {
              hostMs,
              ...(step.monotonicMs === null ? {} : { monotonicMs }),
              ...(step.serial === undefined ? {} : { serial: step.serial }),
              quality: step.what === 'doubtful' ? 'doubtful' : 'checked',
              registers: [
                { register: IMPORT, milli: shown, resolutionMilli: 1n, ...(isRolling ? { rollsOverAtMilli } : {}) },
                { register: EXPORT, milli: 7n, resolutionMilli: 1n },
              ],
            };
            const before = life.readings.length + life.events.length + life.clockBacks;
            life.add(maker.take(sample));
            if (sample.quality !== 'doubtful') first ??= shown;
            if (life.readings.length + life.events.length + life.clockBacks > before)
              stored = { kept: maker.kept, events: life.events.length };
          }
          if (step.what === 'passed' && life.readings.length > readings)
            stored = { kept: maker.kept, events: life.events.length };
          if (step.what === 'restart') stored = { kept: maker.kept, events: life.events.length };
          // What a household sees of it never falls. After a restart it sees nothing before a sample.
          if (step.what === 'restart' || step.what === 'crash') {
            expect(maker.total(IMPORT)).toBeUndefined();
            if (step.what === 'crash') total = undefined;
            continue;
          }
          const now = maker.total(IMPORT);
          if (now !== undefined && total !== undefined) expect(now >= total).toBe(true);
          total = now ?? total;
        }
        const intervals = life.readings.map(({ interval }) => interval);
        expect(intervals).toEqual([...new Set(intervals)].toSorted((one, other) => one - other));
        for (const { valuesUnits, missedUnits } of life.readings) {
          for (const units of valuesUnits) expect(units >= 0 && units <= rulesOf(grid).maxReadingWh).toBe(true);
          for (const units of missedUnits) expect(Number.isSafeInteger(units) && units >= 0).toBe(true);
        }
        seen.readings += life.readings.length;
        seen.clockBacks += life.clockBacks;
        seen.events += life.events.length;
        const kept = maker.kept;
        if (kept === undefined || first === undefined) return;
        let unassigned = 0n;
        for (const [at, { kind, hostMs: ms, fromMilli, toMilli }] of life.events.entries()) {
          unassigned += kind === 'rolled-over' ? -rollsOverAtMilli : BigInt(toMilli) - BigInt(fromMilli);
          if (kind !== 'replaced') continue;
          seen.replaced += 1;
          // It takes the place of the change that it explains.
          const change = life.events
            .slice(0, at)
            .findLast((one) => one.hostMs === ms && (one.kind === 'exchanged' || one.kind === 'jumped'));
          if (change !== undefined) unassigned -= BigInt(change.toMilli) - BigInt(change.fromMilli);
        }
        const { milli, totalMilli = milli } = kept.registers[0]!;
        expect(life.toldMilli(0, maker) + unassigned).toBe(BigInt(milli) - first);
        // The total is all that was counted, from what the register showed first on.
        expect(BigInt(totalMilli)).toBe(first + life.toldMilli(0, maker));
        seen.apart += milli === totalMilli ? 0 : 1;
      }),
      { numRuns: 600 },
    );
    const atLeast = (least: number) => expect.toSatisfy((count: number) => count >= least);
    expect(seen).toEqual({
      readings: atLeast(500),
      clockBacks: atLeast(200),
      events: atLeast(500),
      crashes: atLeast(1_000),
      said: atLeast(300),
      replaced: atLeast(100),
      apart: atLeast(100),
    });
  });
});

/** One register in quarters of an hour, at so many seconds after the start of an interval, with so many Wh on it. */
function told(samples: readonly (readonly [seconds: number, units: number, more?: Partial<Sample>])[]) {
  const maker = makerOf(QUARTER, [IMPORT]);
  const life = new Life();
  const base = 2_000_000;
  for (const [seconds, units, more] of samples) {
    const hostMs = (base * 900 + seconds) * 1000;
    const registers = [{ register: IMPORT, milli: BigInt(units) * 1000n, resolutionMilli: 1000n }];
    life.add(maker.take({ hostMs, monotonicMs: seconds * 1000, quality: 'checked', registers, ...more }));
  }
  return {
    readings: life.readings.map(({ interval, valuesUnits, missedUnits }) => [
      interval - base,
      valuesUnits[0],
      missedUnits[0],
    ]),
    events: life.events.map(({ kind }) => kind),
    estimates: [...new Set(life.readings.flatMap(({ estimate }) => estimate ?? []))].map((one) => ({
      ...one,
      since: one.since - base,
      from: one.from - base,
      until: one.until - base,
    })),
    clockBacks: life.clockBacks,
    maker,
  };
}

describe('[P-2.4] an interval', () => {
  test('is what the register counted between its boundaries, as seen just before each', () => {
    const { readings } = told([
      [-5, 100],
      [4, 101],
      [895, 400],
      [905, 410],
      [1795, 600],
      [1800, 620],
    ]);
    expect(readings).toEqual([
      [0, 300, 0],
      [1, 220, 0],
    ]);
  });

  test('is estimated without both: what was counted meanwhile is spread evenly, to the Wh', () => {
    const { readings, estimates } = told([
      [0, 0],
      [900, 100],
      // Nothing for more than an hour.
      [5400, 1_002],
      [6300, 1_052],
    ]);
    expect(readings).toEqual([
      [0, 100, 0],
      [1, 180, 0],
      [2, 180, 0],
      [3, 181, 0],
      [4, 180, 0],
      [5, 181, 0],
      [6, 50, 0],
    ]);
    expect(estimates).toEqual([{ since: 1, from: 1, until: 6, units: [902] }]);
  });

  test('of an outage that is too long, the last 30 days have all of it, as far as they can hold it', () => {
    const days = 86_400;
    const count = 30 * 96;
    const { readings, estimates } = told([
      [0, 0],
      [900, 100],
      [40 * days, 1_000_100],
      [40 * days + 900, 1_000_150],
    ]);
    const [from, until] = [40 * 96 - count, 40 * 96];
    expect(estimates).toEqual([{ since: 1, from, until, units: [1_000_000] }]);
    expect(readings.map(([interval]) => interval)).toEqual([
      0,
      ...Array.from({ length: count + 1 }, (_, at) => from + at),
    ]);
    const parts = readings.slice(1, -1).map(([, units]) => units ?? 0);
    expect(new Set(parts)).toEqual(new Set([347, 348]));
    expect(parts.reduce((sum, units) => sum + units, 0)).toBe(1_000_000);

    // 30 days hold no more than 25,920 kWh: the rest goes into those that follow.
    const full = told([
      [0, 0],
      [900, 100],
      [40 * days, 26_000_100],
      [40 * days + 900, 26_000_150],
      [40 * days + 1800, 26_000_150],
    ]);
    expect(full.estimates).toMatchObject([{ units: [count * 9_000] }]);
    expect(full.readings.slice(-2).map(([, units]) => units)).toEqual([9_000, 9_000]);
    expect(full.maker.kept?.registers[0]?.pendingMilli).toBe(String((26_000_050 - (count + 2) * 9_000) * 1_000));
  });

  test('an impossible value inside of one changes nothing, be it high or low', () => {
    const sane = [
      [0, 5_000],
      [300, 5_100],
      [600, 5_200],
      [900, 5_300],
      [1800, 5_400],
    ] as const;
    const expected = [
      [0, 300, 0],
      [1, 100, 0],
    ];
    expect(told(sane).readings).toEqual(expected);
    // 36 kW for 300 s are 3,000 Wh: less than the 9,000 Wh that the interval could hold, and more than is possible.
    for (const units of [900_004_426, 0, 5_100 + 6_500]) {
      const { readings, events } = told([...sane.slice(0, 2), [305, units], ...sane.slice(2)]);
      expect([readings, events]).toEqual([expected, []]);
    }
  });

  test('a register that begins anew is believed with the third value', () => {
    const { readings, events } = told([
      [0, 5_000],
      [100, 5_010],
      [200, 3],
      [300, 13],
      [400, 23],
      [900, 73],
    ]);
    expect([readings, events]).toEqual([[[0, 80, 0]], ['jumped']]);
  });

  test('the serial number tells of another meter at once', () => {
    const { readings, events } = told([
      [0, 5_000, { serial: 'a' }],
      [100, 5_010, { serial: 'a' }],
      [200, 90_000, { serial: 'b' }],
      [900, 90_070, { serial: 'b' }],
    ]);
    expect([readings, events]).toEqual([[[0, 80, 0]], ['exchanged']]);
  });

  test('a clock put back into time that has readings: the interval it is in has all that was counted meanwhile', () => {
    const { readings, clockBacks } = told([
      [0, 0, { monotonicMs: 0 }],
      [900, 100, { monotonicMs: 900_000 }],
      [1800, 200, { monotonicMs: 1_800_000 }],
      [1900, 210, { monotonicMs: 1_900_000 }],
      // An hour back.
      [-1700, 211, { monotonicMs: 1_910_000 }],
      [900, 500, { monotonicMs: 4_500_000 }],
      [1800, 600, { monotonicMs: 5_400_000 }],
      [2700, 700, { monotonicMs: 6_300_000 }],
      [3600, 800, { monotonicMs: 7_200_000 }],
    ]);
    expect([readings, clockBacks]).toEqual([
      [
        [0, 100, 0],
        [1, 100, 0],
        [2, 500, 0],
        [3, 100, 0],
      ],
      1,
    ]);
  });

  test('a clock that was ahead for a moment costs no more than the interval', () => {
    const { readings, estimates } = told([
      [0, 0],
      [900, 100],
      [90_000, 110, { monotonicMs: 901_000 }],
      [910, 120, { monotonicMs: 910_000 }],
      [1800, 200],
      [2700, 300],
    ]);
    expect(readings).toEqual([
      [0, 100, 0],
      [1, 100, 0],
      [2, 100, 0],
    ]);
    expect(estimates).toMatchObject([{ from: 1, until: 2 }]);
  });

  test('what is doubtful, repeated or overtaken decides nothing', () => {
    const recorded = { monotonicMs: undefined } as unknown as Partial<Sample>;
    const { readings } = told([
      [0, 100, recorded],
      [600, 200, recorded],
      [600, 200, recorded],
      [0, 100, recorded],
      [890, 90_000, { quality: 'doubtful' }],
      [895, 300, recorded],
      [600, 200, recorded],
      [900, 310, recorded],
    ]);
    expect(readings).toEqual([[0, 210, 0]]);
  });

  test('ends with time alone where its last sample is young, and only if samples are taken now', () => {
    const live = told([
      [0, 0],
      [800, 100],
    ]).maker;
    expect(live.passed((2_000_000 * 900 + 899) * 1000)).toEqual([]);
    expect(live.passed((2_000_000 * 900 + 901) * 1000)).toMatchObject([{ valuesUnits: [100] }]);
    // Its successor had no sample at all: it is not given up before one comes.
    expect(live.passed((2_000_000 * 900 + 99_000) * 1000)).toEqual([]);
    const recorded = told([
      [0, 0],
      [800, 100, { monotonicMs: undefined } as unknown as Partial<Sample>],
    ]).maker;
    expect(recorded.passed((2_000_000 * 900 + 901) * 1000)).toEqual([]);
  });

  test('a step coarser than what an interval can hold goes into those that follow, and nothing of it is lost', () => {
    const minute = { intervalSeconds: 60, intervalOffsetSeconds: 0 };
    const maker = makerOf(minute, [IMPORT]);
    const life = new Life();
    for (let at = 0; at <= 20; at += 1)
      for (const hostMs of [at * 60_000, at * 60_000 + 30_000])
        life.add(
          maker.take({
            hostMs: 60_000_000 + hostMs,
            quality: 'unchecked',
            registers: [{ register: IMPORT, milli: at < 10 ? 5_000_000n : 6_000_000n, resolutionMilli: 1_000_000n }],
          }),
        );
    expect(life.readings.map(({ valuesUnits }) => valuesUnits[0]).filter((units) => units !== 0)).toEqual([600, 400]);
    expect(life.events).toEqual([]);
  });
});

/**
 * Electricity every 10 s, 100 Wh each time; gas by the times of its own device. `gas`: seconds of the host's clock at which a new
 * value came, when it was read, and what it shows. Seconds after the start of interval 0.
 */
function withGas(
  grid: IntervalGrid,
  gas: readonly (readonly [cameAt: number, readAt: number, dm3: number, serial?: string])[],
  seconds: number,
  { clockOffset = 0, stepSeconds = 10 } = {},
) {
  const baseMs = 2_000_000 * grid.intervalSeconds * 1000;
  const maker = makerOf(grid, [IMPORT, GAS.obis]);
  const life = new Life();
  const endedAt: number[] = [];
  for (let at = -stepSeconds; at <= seconds; at += stepSeconds) {
    const [, readAt = -3_600, dm3 = 0] = gas.findLast(([cameAt]) => cameAt <= at) ?? [];
    const [, , , serial = 'gas'] = gas.findLast(([cameAt]) => cameAt <= at) ?? gas[0] ?? [];
    // A meter reads it on the hour by its own clock, and that is a minute off at the most, or wrong.
    const meterMs = baseMs + (readAt + (clockOffset > 60 ? clockOffset : 0)) * 1000;
    const made = maker.take({
      hostMs: baseMs + at * 1000,
      monotonicMs: 10_000_000 + at * 1000,
      meterMs: baseMs + (at + clockOffset) * 1000,
      serial: 'electricity',
      quality: 'checked',
      registers: [
        { register: IMPORT, milli: BigInt(10_000 + at) * 10_000n, resolutionMilli: 1000n },
        {
          register: GAS.obis,
          unit: 'dm3',
          milli: BigInt(dm3) * 1000n,
          resolutionMilli: 1000n,
          device: { serial, meterMs },
        },
      ],
    });
    life.add(made);
    for (const _ of made.readings) endedAt.push(at);
  }
  const first = life.readings[0]?.interval ?? 0;
  return {
    gas: life.readings.map(({ valuesUnits }) => valuesUnits[1]),
    electricity: life.readings.map(({ valuesUnits }) => valuesUnits[0]),
    isEstimated: life.readings.some(({ estimate }) => estimate !== undefined),
    first: first - 2_000_000,
    endedAt,
    events: life.events.map(({ kind, register }) => `${kind} ${register}`),
    maker,
  };
}

describe('[P-2.4] another device behind the meter', () => {
  const HOUR: IntervalGrid = { intervalSeconds: 3_600, intervalOffsetSeconds: 0 };
  /** Read on the hour, and told four minutes later. */
  const hourly = Array.from({ length: 6 }, (_, at) => [at * 3_600 + 240, at * 3_600, at * at * 100] as const);

  test('is read at its own times: hours that are told late are waited for, and are exact', () => {
    const { gas, electricity, endedAt, isEstimated } = withGas(HOUR, hourly, 5 * 3_600 + 600);
    expect([gas, isEstimated]).toEqual([[100, 300, 500, 700, 900], false]);
    expect(electricity).toEqual([36_000, 36_000, 36_000, 36_000, 36_000]);
    expect(endedAt).toEqual([1, 2, 3, 4, 5].map((hour) => hour * 3_600 + 240));
  });

  test('has its hours also where the clock of the meter is minutes wrong, by how long ago it was read', () => {
    for (const clockOffset of [-50, 50, 86_400]) {
      const { gas } = withGas(HOUR, hourly, 5 * 3_600 + 600, { clockOffset });
      expect([clockOffset, gas.reduce((sum: number, one) => sum + (one ?? 0), 0)]).toEqual([clockOffset, 2_500]);
    }
    expect(withGas(HOUR, hourly, 5 * 3_600 + 600, { clockOffset: 86_400 }).gas).toEqual([100, 300, 500, 700, 900]);
  });

  test('that is read less than once an interval holds up nothing: it counts where it was read', () => {
    const { gas, electricity, endedAt, isEstimated } = withGas(QUARTER, hourly, 3 * 3_600 + 600);
    expect(gas.slice(4)).toEqual([0, 0, 0, 300, 0, 0, 0, 500].slice(0, gas.length - 4));
    expect([new Set(electricity), isEstimated]).toEqual([new Set([9_000]), false]);
    // Nobody waits for what can't come, and the hour itself is waited for.
    expect(endedAt.slice(4, 8)).toEqual([4_500, 5_400, 7_440, 7_440]);
  });

  test('that is read no more holds up nothing but half of the time that pages wait, and is caught up with', () => {
    const silent = [...hourly.slice(0, 2), [4 * 3_600 + 240, 4 * 3_600, 1_600] as const];
    const { gas, endedAt } = withGas(HOUR, silent, 5 * 3_600 + 1_800);
    expect(gas).toEqual([100, 0, 0, 1_500, 0]);
    expect(endedAt.slice(0, 3)).toEqual([3_840, 7_200 + 1_800, 10_800 + 1_800]);
  });

  test('that was exchanged is noticed by its own serial number, and electricity counts on', () => {
    const exchanged = hourly.map(([cameAt, readAt, dm3], at) =>
      at < 3 ? ([cameAt, readAt, dm3, 'old'] as const) : ([cameAt, readAt, (at - 3) * 50, 'new'] as const),
    );
    const { gas, electricity, events } = withGas(HOUR, exchanged, 5 * 3_600 + 600);
    expect(events).toEqual([`exchanged ${GAS.obis}`]);
    expect([gas, new Set(electricity)]).toEqual([[100, 300, 0, 50, 50], new Set([36_000])]);
  });

  test('loses nothing, whenever it is read, told, exchanged or silent, and whatever happens to the process', () => {
    const seen = { readings: 0, restarts: 0, exchanged: 0, waited: 0 };
    const life = fc.array(
      fc.record({
        waitMs: fc.constantFrom(10_000, 60_000, 300_000, 700_000),
        /** How old what is shown of the device is by now, or that nothing new is. */
        agoMs: fc.constantFrom(undefined, undefined, 0, 3_000, 250_000, 2_000_000),
        dm3: fc.nat({ max: 5 }),
        what: fc.oneof(
          { weight: 30, arbitrary: fc.constant('sample') },
          { weight: 1, arbitrary: fc.constantFrom('restart', 'exchange') },
        ),
      }),
      { minLength: 20, maxLength: 200, size: 'max' },
    );
    fc.assert(
      fc.property(grids, life, fc.constantFrom(0, 20_000, 5_000_000), (grid, drawn, clockOffsetMs) => {
        const registers = [IMPORT, GAS.obis];
        let maker = makerOf(grid, registers);
        const lived = new Life();
        let [hostMs, shown, readMs, serial] = [START_MS, 7_000n, START_MS - 3_600_000, 1];
        let first: bigint | undefined;
        for (const { waitMs, agoMs, dm3, what } of drawn) {
          hostMs += waitMs;
          if (what === 'restart') {
            maker = makerOf(grid, registers, lived.last, maker.kept);
            seen.restarts += 1;
          }
          if (what === 'exchange') {
            shown += 3_000n;
            serial += 1;
            seen.exchanged += 1;
          }
          if (agoMs !== undefined && hostMs - agoMs > readMs) {
            readMs = hostMs - agoMs;
            shown += BigInt(dm3) * 1_000n;
          }
          first ??= shown;
          lived.add(
            maker.take({
              hostMs,
              monotonicMs: hostMs - START_MS,
              meterMs: hostMs + clockOffsetMs,
              quality: 'checked',
              registers: [
                { register: IMPORT, milli: BigInt(hostMs - START_MS), resolutionMilli: 1n },
                {
                  register: GAS.obis,
                  unit: 'dm3',
                  milli: shown,
                  resolutionMilli: 1_000n,
                  device: { serial: `device ${serial}`, meterMs: readMs + clockOffsetMs },
                },
              ],
            }),
          );
          if ((maker.kept?.registers[0]?.earlier ?? []).length > 1) seen.waited += 1;
        }
        const intervals = lived.readings.map(({ interval }) => interval);
        expect(intervals).toEqual([...new Set(intervals)].toSorted((one, other) => one - other));
        seen.readings += intervals.length;
        const unassigned = lived.events.reduce((sum, one) => sum + BigInt(one.toMilli) - BigInt(one.fromMilli), 0n);
        expect(lived.toldMilli(1, maker)).toBe(shown - first! - unassigned);
        expect(lived.events.every(({ kind, register }) => kind === 'exchanged' && register === GAS.obis)).toBe(true);
      }),
      { numRuns: 200 },
    );
    const atLeast = (least: number) => expect.toSatisfy((count: number) => count >= least);
    expect(seen).toEqual({
      readings: atLeast(500),
      restarts: atLeast(100),
      exchanged: atLeast(100),
      waited: atLeast(100),
    });
  });

  test('is not taken in another unit than the scheme has', () => {
    const maker = makerOf(QUARTER, [GAS.obis]);
    const value = { register: GAS.obis, milli: 1_000n, resolutionMilli: 1_000n };
    const take = (unit: 'dm3' | 'kJ'): void => {
      maker.take({ hostMs: START_MS, monotonicMs: 0, quality: 'checked', registers: [{ ...value, unit }] });
    };
    take('kJ');
    expect(maker.kept).toBeUndefined();
    take('dm3');
    expect(maker.kept?.registers).toHaveLength(1);
  });

  test('a restart goes on with what still waits for it', () => {
    const [before, after] = [hourly.slice(0, 2), 3_600 + 100];
    const { maker } = withGas(HOUR, before, after);
    const kept = maker.kept!;
    expect(kept.registers[0]?.earlier).toHaveLength(1);
    const again = makerOf(HOUR, [IMPORT, GAS.obis], -1, kept);
    const baseMs = 2_000_000 * 3_600_000;
    const at = 3_600 + 240;
    const { readings } = again.take({
      hostMs: baseMs + at * 1000,
      meterMs: baseMs + at * 1000,
      monotonicMs: 1,
      serial: 'electricity',
      quality: 'checked',
      registers: [
        { register: IMPORT, milli: BigInt(10_000 + at) * 10_000n, resolutionMilli: 1000n },
        {
          register: GAS.obis,
          unit: 'dm3',
          milli: 100_000n,
          resolutionMilli: 1000n,
          device: { serial: 'gas', meterMs: baseMs + 3_600_000 },
        },
      ],
    });
    expect(readings.map(({ valuesUnits }) => valuesUnits)).toEqual([[36_000, 100]]);
  });
});
