/** Where a fleet begins, and where it goes on after a restart. [P-2.4, P-6.3] */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { intervalEndMs } from '../../protocol/grid/interval.ts';
import type { ClockVerdict } from '../clock-watch.ts';
import type { MeterMachine } from '../machine.ts';
import { Replay, type ReplayHost } from './replay.ts';
import type { SourceSink } from './source.ts';
import { IMPORT_REGISTER, type Households } from '../../homes/household.ts';

const FIRST = 1_000;
const COUNT = 5;
const RUN_OFF = 2;
const IDS = ['a', 'b'];

const source: Households = {
  intervalSeconds: 900,
  intervalOffsetSeconds: 0,
  firstInterval: FIRST,
  intervalCount: COUNT,
  households: IDS.map((meterId) => ({
    meterId,
    area: 'area-1',
    registers: [IMPORT_REGISTER],
    readings: new Map(Array.from({ length: COUNT }, (_, at) => [FIRST + at, [at]])),
  })),
};

const replays: Replay[] = [];

afterEach(() => {
  for (const replay of replays.splice(0)) replay.stop();
});

/** A replay over meters that have written up to `last`; with what it held and read. */
interface PlayOptions {
  readonly online: number;
  readonly isReplay: boolean;
  readonly patienceMs?: number;
  /** What k aggregators' clocks say of this one. */
  readonly verdict?: () => ClockVerdict;
  readonly unstored?: () => number;
  /** Whether an aggregator has stored what it was sent. */
  readonly isStored?: () => boolean;
  /** How much faster monotonic time passes here. */
  readonly speed?: number;
  readonly gridMs?: () => number;
  /** Aggregators whose key is known; all unless said. */
  readonly keyCount?: number;
}

function playOver(last: readonly number[], options: PlayOptions) {
  const held: number[] = [];
  let reported = (): void => {};
  const all = new Promise<void>((resolve) => (reported = resolve));
  const read: string[] = [];
  const machine = {
    anyView: {
      sharing: { aggregatorCount: 3, threshold: 2 },
      scheme: { closeAfterSeconds: 90, graceSeconds: 90 },
    },
    grid: {
      keys: new Map([1, 2, 3].slice(0, options.keyCount ?? 3).map((index) => [index, {}])),
      online: new Set(Array.from({ length: options.online }, (_, at) => at + 1)),
    },
    clockVerdict: () => options.verdict?.() ?? 'right',
    meters: new Map(
      IDS.map((id, at) => [id, { lastWritten: last[at], isSettledAt: () => options.isStored?.() ?? true }]),
    ),
  } as unknown as MeterMachine;
  const host: ReplayHost = {
    isReplay: options.isReplay,
    patienceMs: options.patienceMs,
    monotonicMs: () => performance.now() * (options.speed ?? 1),
    gridMs: () => options.gridMs?.() ?? (options.isReplay ? (held.at(-1) ?? 0) : Number.MAX_SAFE_INTEGER),
    unstoredCount: () => options.unstored?.() ?? 0,
    hold: (gridMs) => held.push(gridMs),
    onReported: () => reported(),
  };
  const sink: SourceSink = {
    sample: () => expect.unreachable('its intervals are finished'),
    interval: (meter, { interval }) => read.push(`${meter}/${interval}`),
    flush: () => {},
  };
  const replay = new Replay(machine, source, RUN_OFF, host);
  replays.push(replay);
  /** Until every reading was handed over, or it was stopped. */
  const run = (): Promise<void> => Promise.race([replay.run(sink), all]);
  return { replay, run, held, read, grid: machine.grid };
}

describe('[P-2.4] a fleet that restarts', () => {
  test('goes on with the last interval that every meter has written, and reads what one has not', async () => {
    const { run, held, read } = playOver([FIRST + 3, FIRST + 2], { online: 3, isReplay: true });
    await run();
    expect(read.slice(0, 4)).toEqual([`a/${FIRST + 2}`, `b/${FIRST + 2}`, `a/${FIRST + 3}`, `b/${FIRST + 3}`]);
    expect(read.length).toBe(2 * (COUNT + RUN_OFF - 2));
    expect(held[0]).toBe(intervalEndMs(FIRST + 2, source));
    expect(held).toEqual(held.toSorted((one, other) => one - other));
  });

  test('begins at the beginning when nothing was written (control)', async () => {
    const { run, read } = playOver([-1, -1], { online: 3, isReplay: true });
    await run();
    expect(read.length).toBe(2 * (COUNT + RUN_OFF));
  });

  test('that had written everything lets the last pages close', async () => {
    const end = FIRST + COUNT + RUN_OFF - 1;
    const { run, held } = playOver([end, end], { online: 3, isReplay: true });
    await run();
    expect(held.at(-1)).toBeGreaterThan(intervalEndMs(end, source));
  });

  test('waits for k aggregators, not for all', async () => {
    const { run, read } = playOver([FIRST, FIRST], { online: 2, isReplay: true });
    await run();
    expect(read.length).toBeGreaterThan(0);
  });
});

test('a fleet that begins a replay waits until every aggregator is there, and says so', async () => {
  const { replay, run, read, grid } = playOver([-1, -1], { online: 2, isReplay: true, speed: 20_000 });
  const running = run();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect([read, replay.problem]).toEqual([[], expect.stringContaining('start aggregator 3')]);
  grid.online.add(3);
  await running;
  expect(replay.problem).toBeUndefined();
  expect(read.length).toBe(2 * (COUNT + RUN_OFF));
});

test("[P-2.4] a meter with the system's clock reads whoever is away", async () => {
  const { run, read } = playOver([-1, -1], { online: 0, isReplay: false, verdict: () => 'unknown', speed: 1_000 });
  await run();
  expect(read.length).toBe(2 * (COUNT + RUN_OFF));
});

describe("[P-2.4] a meter with the system's clock", () => {
  /** More than two looks. */
  const soon = () => new Promise((resolve) => setTimeout(resolve, 1_200));

  test.each(['ahead', 'behind'] as const)(
    'reads nothing while that is %s, and goes on when it is right',
    async (wrong) => {
      let verdict: ClockVerdict = wrong;
      const { run, read } = playOver([-1, -1], { online: 3, isReplay: false, verdict: () => verdict, speed: 1_000 });
      const running = run();
      await soon();
      expect(read).toEqual([]);
      verdict = 'right';
      await running;
      expect(read.length).toBe(2 * (COUNT + RUN_OFF));
    },
  );

  test('puts a clock back that was ahead: it waits for the interval to end', async () => {
    let verdict: ClockVerdict = 'ahead';
    let gridMs = Number.MAX_SAFE_INTEGER;
    const { replay, run, read } = playOver([FIRST, FIRST], {
      online: 3,
      isReplay: false,
      verdict: () => verdict,
      gridMs: () => gridMs,
    });
    const running = run();
    await soon();
    gridMs = intervalEndMs(FIRST + 1, source) - 1;
    verdict = 'right';
    await soon();
    expect(read).toEqual([`a/${FIRST}`, `b/${FIRST}`]);
    replay.stop();
    await running;
  });

  test('books one interval and waits for what others make of it, while nothing is known of their clocks', async () => {
    const { replay, run, read } = playOver([-1, -1], {
      online: 3,
      isReplay: false,
      verdict: () => 'unknown',
      isStored: () => false,
    });
    const running = run();
    await soon();
    expect(read).toEqual([`a/${FIRST}`, `b/${FIRST}`]);
    replay.stop();
    await running;
  });

  // By a clock that is a year ahead every key card is over: nothing is sent, so nothing is missing.
  test.each([
    ['of fewer than k', 1, 0],
    ['of k', 2, 2 * (COUNT + RUN_OFF)],
  ])('reads at the pace of time while the keys %s aggregators are known', async (_what, keyCount, expected) => {
    const { replay, run, read } = playOver([-1, -1], {
      online: 3,
      isReplay: false,
      verdict: () => 'unknown',
      keyCount,
    });
    const running = run();
    await soon();
    expect(read.length).toBe(expected);
    replay.stop();
    await running;
  });

  test('while nobody answers reads one interval in the time of one, not sooner', async () => {
    // A second here is an hour: four intervals.
    const { replay, run, read } = playOver([-1, -1], {
      online: 3,
      isReplay: false,
      verdict: () => 'unknown',
      isStored: () => false,
      speed: 3_600,
    });
    const running = run();
    const beganMs = performance.now();
    await soon();
    const passed = Math.ceil(((performance.now() - beganMs) * 3.6) / source.intervalSeconds);
    expect(read.length / IDS.length).toBeLessThanOrEqual(1 + passed);
    await vi.waitFor(() => expect(read.length / IDS.length).toBeGreaterThan(2), 5_000);
    replay.stop();
    await running;
  });

  test('lets a backlog wait while too much is not stored; a stop comes through', async () => {
    let unstored = 250_000;
    const { replay, run, read } = playOver([-1, -1], { online: 3, isReplay: false, unstored: () => unstored });
    const running = run();
    await soon();
    expect(read).toEqual([]);
    unstored = 0;
    await vi.waitFor(() => expect(read.length).toBe(2 * (COUNT + RUN_OFF)));
    replay.stop();
    await running;
  });
});

test('how far time may go is told again when the broker may have lost it', async () => {
  const { replay, run, held } = playOver([-1, -1], { online: 3, isReplay: true });
  replay.connected();
  expect(held).toEqual([]);
  await run();
  const last = held.at(-1);
  replay.connected();
  expect(held.slice(-2)).toEqual([last, last]);
});

test('an aggregator that comes back after the last interval finds that time goes on', async () => {
  const { run, held, grid } = playOver([-1, -1], { online: 3, isReplay: true });
  await run();
  const last = held.at(-1)!;
  grid.online.delete(2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(held.at(-1)).toBe(last);
  grid.online.add(2);
  await vi.waitFor(() => expect(held.at(-1)).toBeGreaterThan(last));
});
