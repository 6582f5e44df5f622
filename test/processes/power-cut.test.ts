/**
 * [P-6.2, P-7.4] The power of the whole site goes, again and again: everybody is ended at once, and comes back one by one in
 * an order drawn from the seed, the broker anywhere among them. Everything settles all the same, to the Wh, signed by all. What
 * judges it has its controls in verdict.test.ts.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { findMosquitto } from '../../broker/mosquitto.ts';
import { type Prng, createPrng } from '../../homes/prng.ts';
import { BROKERS, ProcessGrid } from './grid.ts';
import { follow, wait, written } from './until.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const CUTS = 5;
/** Some 80 s where other work takes both cores. */
const LONG = { timeout: 150_000 };
const WINDOWS = { windowIntervals: 6, windows: 2, runOffIntervals: 2 };

interface Cut {
  /** Strikes when so many intervals are written by every meter, and so long after that. */
  readonly intervals: number;
  readonly afterMs: number;
  /** Who comes back when: places of everybody, the broker first, and how long before each. */
  readonly order: readonly number[];
  readonly pausesMs: readonly number[];
}

/** The first one while everybody starts, the last one while bills are made. */
function planCuts(prng: Prng, parties: number): Cut[] {
  const intervals = WINDOWS.windowIntervals * WINDOWS.windows;
  return Array.from({ length: CUTS }, (_, at) => {
    const places = Array.from({ length: parties }, (_none, place) => place);
    const order: number[] = [];
    while (places.length > 0) order.push(...places.splice(prng.whole(0, places.length - 1), 1));
    return {
      intervals: Math.floor((at * intervals) / (CUTS - 1)),
      afterMs: prng.between(0, at === 0 || at === CUTS - 1 ? 1_500 : 200),
      order,
      pausesMs: order.map(() => prng.between(0, 300)),
    };
  });
}

async function comeBack(grid: ProcessGrid, { order, pausesMs }: Cut): Promise<void> {
  const everybody = ['broker', ...grid.parties];
  for (const [at, place] of order.entries()) {
    // How long an outage lasts is what is drawn; nothing waits for it to have had an effect.
    await wait(pausesMs[at] ?? 0);
    const name = everybody[place] ?? '';
    if (name === 'broker') await grid.startBroker();
    else grid.start(name);
  }
}

let grid: ProcessGrid | undefined;
afterEach(async () => {
  await grid?.stop();
  grid?.delete();
  grid = undefined;
});

async function play(broker: (typeof BROKERS)[number], seed: number): Promise<Verdict> {
  const playing = await ProcessGrid.create({
    seed,
    broker,
    meters: 6,
    areas: 1,
    aggregators: 3,
    threshold: 2,
    ...WINDOWS,
  });
  grid = playing;
  const [...cuts] = planCuts(createPrng(seed, 11), playing.parties.length + 1);
  await playing.startBroker();
  for (const name of playing.parties) playing.start(name);
  for (const cut of cuts) {
    const reached = await follow(
      playing,
      () => written(playing),
      (count) => count >= cut.intervals,
    );
    expect(reached).toBeGreaterThanOrEqual(cut.intervals);
    await wait(cut.afterMs);
    await playing.cutPower();
    expect(playing.pids.size).toBe(0);
    await comeBack(playing, cut);
  }
  return follow(
    playing,
    () => verdictOf(playing),
    ({ lost, double, unsettled }) => lost.length + double.length + unsettled.length === 0,
  );
}

describe.each(BROKERS)('on %s', (broker) => {
  test.skipIf(broker === 'mosquitto' && findMosquitto() === undefined)(
    'five cuts: every load and every bill is exact, and signed by all three',
    LONG,
    async () => {
      const verdict = await play(broker, broker === 'embedded' ? 1 : 2);
      expect(verdict).toMatchObject({ lost: [], double: [], unsettled: [] });
      // A bill for each home and window, and a load for each interval that closed with cells enough for one, as most do; none of it
      // is missing for want of a question.
      expect(verdict.bills).toBe(6 * WINDOWS.windows);
      const intervals = WINDOWS.windowIntervals * WINDOWS.windows;
      expect(verdict.thinPages).toBeLessThanOrEqual(CUTS);
      expect(verdict.loads).toBeGreaterThanOrEqual(intervals - verdict.thinPages);
    },
  );
});

test('the same seed cuts at the same moments and starts in the same order, another one does not', () => {
  expect(planCuts(createPrng(1, 11), 6)).toEqual(planCuts(createPrng(1, 11), 6));
  expect(planCuts(createPrng(1, 11), 6)).not.toEqual(planCuts(createPrng(2, 11), 6));
  for (const { order } of planCuts(createPrng(1, 11), 6))
    expect(order.toSorted((one, other) => one - other)).toEqual([0, 1, 2, 3, 4, 5]);
});
