/** Where a fleet begins, and where it goes on after a restart. [P-2.4, P-6.3] */
import { describe, expect, test, vi } from 'vitest';
import { intervalEndMs } from '../protocol/interval.ts';
import type { MeterMachine } from './machine.ts';
import { Replay, type ReplayHost } from './replay.ts';
import { IMPORT_REGISTER, type Households } from './sources/household.ts';

const FIRST = 1_000;
const COUNT = 5;
const RUN_OFF = 2;
const IDS = ['a', 'b'];

const source: Households = {
  intervalSeconds: 900,
  firstInterval: FIRST,
  intervalCount: COUNT,
  households: IDS.map((meterId) => ({
    meterId,
    area: 'area-1',
    registers: [IMPORT_REGISTER],
    readings: new Map(Array.from({ length: COUNT }, (_, at) => [FIRST + at, [at]])),
  })),
};

/** A replay over meters that have written up to `last`; with what it held and read. */
function playOver(last: readonly number[], options: { online: number; isReplay: boolean; patienceMs?: number }) {
  const held: number[] = [];
  const read: string[] = [];
  const machine = {
    anyView: {
      sharing: { aggregatorCount: 3, threshold: 2 },
      scheme: { closeAfterSeconds: 90, graceSeconds: 90 },
    },
    grid: {
      keys: new Map([1, 2, 3].map((index) => [index, {}])),
      online: new Set(Array.from({ length: options.online }, (_, at) => at + 1)),
    },
    meters: new Map(IDS.map((id, at) => [id, { lastWritten: last[at], isSettledAt: () => true }])),
  } as unknown as MeterMachine;
  const host: ReplayHost = {
    isReplay: options.isReplay,
    patienceMs: options.patienceMs,
    monotonicMs: () => performance.now(),
    gridMs: () => (options.isReplay ? (held.at(-1) ?? 0) : Number.POSITIVE_INFINITY),
    hold: (gridMs) => held.push(gridMs),
    read: (meter, interval) => read.push(`${meter}/${interval}`),
    flush: () => {},
  };
  return { replay: new Replay(machine, source, RUN_OFF, host), held, read, grid: machine.grid };
}

describe('[P-2.4] a fleet that restarts', () => {
  test('goes on with the last interval that every meter has written, and reads what one has not', async () => {
    const { replay, held, read } = playOver([FIRST + 3, FIRST + 2], { online: 3, isReplay: true });
    await replay.run();
    expect(read.slice(0, 4)).toEqual([`a/${FIRST + 2}`, `b/${FIRST + 2}`, `a/${FIRST + 3}`, `b/${FIRST + 3}`]);
    expect(read.length).toBe(2 * (COUNT + RUN_OFF - 2));
    expect(held[0]).toBe(intervalEndMs(FIRST + 2, 900));
    expect(held).toEqual(held.toSorted((one, other) => one - other));
  });

  test('begins at the beginning when nothing was written (control)', async () => {
    const { replay, read } = playOver([-1, -1], { online: 3, isReplay: true });
    await replay.run();
    expect(read.length).toBe(2 * (COUNT + RUN_OFF));
  });

  test('that had written everything lets the last pages close', async () => {
    const end = FIRST + COUNT + RUN_OFF - 1;
    const { replay, held } = playOver([end, end], { online: 3, isReplay: true });
    await replay.run();
    expect(held.at(-1)).toBeGreaterThan(intervalEndMs(end, 900));
  });

  test('waits for k aggregators, not for all', async () => {
    const { replay, read } = playOver([FIRST, FIRST], { online: 2, isReplay: true });
    await replay.run();
    expect(read.length).toBeGreaterThan(0);
  });
});

test('a fleet that begins a replay waits until every aggregator is there', async () => {
  const { replay, read, grid } = playOver([-1, -1], { online: 2, isReplay: true });
  const run = replay.run();
  expect(read).toEqual([]);
  grid.online.add(3);
  await run;
  expect(read.length).toBe(2 * (COUNT + RUN_OFF));
});

test("[P-2.4] a meter with the system's clock reads whoever is away", async () => {
  const { replay, read } = playOver([-1, -1], { online: 0, isReplay: false });
  await replay.run();
  expect(read.length).toBe(2 * (COUNT + RUN_OFF));
});

test('how far time may go is told again when the broker may have lost it', async () => {
  const { replay, held } = playOver([-1, -1], { online: 3, isReplay: true });
  replay.connected();
  expect(held).toEqual([]);
  await replay.run();
  const last = held.at(-1);
  replay.connected();
  expect(held.slice(-2)).toEqual([last, last]);
});

test('an aggregator that comes back after the last interval finds that time goes on', async () => {
  const { replay, held, grid } = playOver([-1, -1], { online: 3, isReplay: true });
  await replay.run();
  const last = held.at(-1)!;
  grid.online.delete(2);
  const passing = replay.letPass();
  grid.online.add(2);
  await vi.waitFor(() => expect(held.at(-1)).toBeGreaterThan(last));
  replay.stop();
  await passing;
});
