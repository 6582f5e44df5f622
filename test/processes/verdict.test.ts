/** The controls of the crash tests: what they would say if a watt-hour were lost, or there twice. */
import { DatabaseSync } from 'node:sqlite';
import { adoptRows } from '../../host/store/checked-table.ts';
import { ARCHIVE_TABLES } from '../../utility/host/archive-reader.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainDifference, fingerprintMeters } from './fingerprints.ts';
import { ProcessGrid } from './grid.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { Watch } from './watch.ts';

const LOOK_MS = 100;
const LONG_MS = 120_000;

let grid: ProcessGrid;
let watch: Watch;

async function untilSettled(): Promise<Verdict> {
  for (;;) {
    grid.check();
    const verdict = verdictOf(grid);
    if (verdict.unsettled.length === 0) return verdict;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Changes a store behind its party's back, looks, and changes it back. Figures get fitting checksums: the lie is in them. */
function tampered<T>(party: string, change: string, back: string, look: () => T): T {
  const database = new DatabaseSync(grid.storeOf(party), { timeout: 5_000 });
  const exec = (sql: string): void => {
    database.exec(sql);
    if (party === 'utility') adoptRows(database, 'load', ARCHIVE_TABLES.load);
  };
  exec(change);
  try {
    return look();
  } finally {
    exec(back);
    database.close();
  }
}

beforeAll(async () => {
  grid = await ProcessGrid.create({
    seed: 1,
    broker: 'embedded',
    meters: 4,
    areas: 1,
    aggregators: 3,
    threshold: 2,
    windowIntervals: 4,
    windows: 1,
    runOffIntervals: 0,
  });
  watch = new Watch(grid);
  await grid.startBroker();
  await watch.start();
  for (const name of grid.parties) grid.start(name);
  await untilSettled();
  // Aggregators erase what is settled when they hear of it, which may be a little later.
  while (grid.rows('aggregator-2', 'SELECT until FROM erased').length === 0)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  await Promise.all(grid.parties.map((name) => grid.kill(name)));
}, LONG_MS);

afterAll(async () => {
  await watch.stop();
  await grid.stop();
  grid.delete();
});

test('nothing is lost and nothing double in a grid that nobody disturbed', () => {
  expect(verdictOf(grid)).toMatchObject({ lost: [], double: [], unsettled: [], voidCells: 0, bills: 4, loads: 4 });
});

describe('the verdict finds', () => {
  test('a reading that is missing in a load, by name', () => {
    const units = grid.meters[2]!.readings[1]![0]!;
    const by = (sign: string): string =>
      `UPDATE load SET figure = json_set(figure, '$.totalUnits', json_extract(figure, '$.totalUnits') ${sign} ${units})
       WHERE interval = ${grid.firstInterval + 1} AND register = '1-0:1.8.0'`;
    const { lost, double } = tampered('utility', by('-'), by('+'), () => verdictOf(grid));
    expect([lost.length, double.length]).toEqual([1, 0]);
    expect(lost[0]).toContain('lost: m0003[1].0');
    expect(tampered('utility', by('+'), by('-'), () => verdictOf(grid)).double[0]).toContain('double: m0003[1].0');
  });

  test('void energy that was booked twice', () => {
    const booked = `INSERT INTO booking (meter, register, from_interval, to_interval, wh) SELECT number, 0, ${grid.firstInterval}, ${grid.firstInterval + 2}, 77 FROM meter WHERE id = 'm0001'`;
    const { lost } = tampered('fleet', booked, 'DELETE FROM booking', () => verdictOf(grid));
    // The load and the bill that should contain it do not.
    expect(lost.length).toBe(2);
  });

  test('energy that is on a bill and in the carry', () => {
    const carried = `INSERT INTO carry (meter, interval, register, wh, remaining_wh, after_interval, skipped, portions) SELECT number, ${grid.firstInterval}, 0, 5, 5, ${grid.firstInterval}, 0, 1 FROM meter WHERE id = 'm0002'`;
    const { double } = tampered('fleet', carried, 'DELETE FROM carry', () => verdictOf(grid));
    expect(double.length).toBe(1);
    expect(double[0]).toContain('books of m0002');
  });

  test('[P-6.2] a receipt whose row is gone', () => {
    expect(watch.brokenPromises(2)).toEqual([]);
    // Its window is settled: that its rows are gone is fine only as long as the ledger says that it erased them.
    const [row] = grid.rows('aggregator-2', 'SELECT until FROM erased');
    const broken = tampered(
      'aggregator-2',
      'UPDATE erased SET until = 0',
      `UPDATE erased SET until = ${row!['until']}`,
      () => watch.brokenPromises(2),
    );
    expect(broken).toContain(`aggregator 2 receipted m0001/${grid.firstInterval} and has lost it`);
  });
});

test('a difference of two readings names both', () => {
  const meters = fingerprintMeters({ seed: 3, meters: 30, areas: 2, intervals: 24 });
  const [one, other] = [meters[4]!.readings[7]![0]!, meters[20]!.readings[3]![1]!];
  expect(explainDifference(meters, one)).toBe('lost: m0005[7].0');
  expect(explainDifference(meters, -one)).toBe('double: m0005[7].0');
  expect(explainDifference(meters, one + other)).toMatch(/^lost: m0005\[7\]\.0 and m0021\[3\]\.1$/);
});
