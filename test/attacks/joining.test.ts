/** Readings from before a meter joined: told once, kept in its books, sent no more; and no liar makes others of them. [P-6.3.8] */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { viewHousehold } from '../../meter/views/own-books.ts';
import { OutboxReader } from '../../meter/host/outbox-reader.ts';
import { SqliteOutbox } from '../../meter/host/outbox-sqlite.ts';
import { OUTBOX_STORE } from '../../meter/host/outbox-tables.ts';
import type { SharesMessage } from '../../schemas/types.ts';
import { temporaryFolder } from '../gridshare.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from '../simulation/grid.ts';
import { SIZE, billedUnits, forgedReceipt, range, readBy, value } from './forge.ts';

const LATE = 'meter-4';
const JOINS = 4;

/** Four meters, the last of which joins late. */
function started(options: Partial<GridOptions> = {}): Grid {
  const grid = new Grid({ ...SIZE, joinsAt: (meter) => (meter === 3 ? JOINS : 0), ...options });
  grid.start();
  return grid;
}

function live(grid: Grid, from: number, end: number): void {
  for (const offset of range(from, end)) {
    grid.readInterval(offset, (meter) => [value(meter, offset)]);
    grid.closeDue();
    grid.wait(3_000);
  }
}

/** Offsets of the intervals that a meter sent since message `from`. */
function sent(grid: Grid, from: number, id = LATE): number[] {
  const intervals = grid.tapped.slice(from).flatMap(({ topic, payload }) => {
    if (!topic.endsWith('/shares')) return [];
    const message = JSON.parse(payload) as SharesMessage;
    return message.meter === id ? range(message.from, message.from + message.count) : [];
  });
  return [...new Set(intervals)].map((interval) => interval - FIRST_INTERVAL).toSorted((one, other) => one - other);
}

const told = (grid: Grid) => grid.fleet.notices.filter(({ code }) => code === 'before_joining');
const late = (grid: Grid) => grid.meterMachine.meters.get(LATE)!;
const dropped = (grid: Grid): number =>
  grid.aggregatorMachines.reduce((sum, { stats }) => sum + (stats.rejections['report_dropped'] ?? 0), 0);

/** What a lying aggregator says of a meter's joining. */
function lie(grid: Grid, aggregator: number, id: string, joined: number): void {
  forgedReceipt(grid, aggregator, id, { joined: FIRST_INTERVAL + joined });
}

describe('[P-6.3.8] readings from before a meter joined', () => {
  test('are told once, kept in the books and never sent again, and the rest is billed', () => {
    const grid = started();
    live(grid, 0, JOINS + 1);
    expect(told(grid)).toMatchObject([{ level: 'warn', fields: { meter: LATE, interval: FIRST_INTERVAL + JOINS } }]);
    expect([late(grid).joined, late(grid).beforeCount]).toEqual([FIRST_INTERVAL + JOINS, JOINS]);
    const [from, before] = [grid.tapped.length, dropped(grid)];
    grid.restartFleet();
    grid.wait(900_000);
    live(grid, JOINS + 1, 16);
    expect(sent(grid, from)).toEqual(range(JOINS + 1, 16));
    expect([told(grid).length, dropped(grid) - before]).toEqual([1, 0]);
    expect(billedUnits(grid, LATE)).toEqual([readBy(3, range(JOINS, 8)), readBy(3, range(8, 16))]);
    // Control: whoever was there from the beginning is billed for everything.
    expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 8)), readBy(0, range(8, 16))]);
    expect([late(grid).outstandingCount, late(grid).unstoredCount]).toEqual([0, 0]);
  });

  test('that are read once it knows are not sent either', () => {
    const grid = started();
    for (const offset of range(0, 2))
      grid.readInterval(offset, (meter) => (meter === 3 ? undefined : [value(meter, offset)]));
    grid.wait(3_000);
    grid.readInterval(2, (meter) => [value(meter, 2)]);
    grid.wait(3_000);
    expect(late(grid).joined).toBe(FIRST_INTERVAL + JOINS);
    const from = grid.tapped.length;
    live(grid, 3, 6);
    expect(sent(grid, from)).toEqual(range(JOINS, 6));
    expect([late(grid).beforeCount, told(grid).length]).toEqual([2, 1]);
  });

  test('stay in its books on disk, which add up', () => {
    const path = join(temporaryFolder(), 'outbox.sqlite');
    const grid = started();
    grid.outbox = new SqliteOutbox(path);
    grid.restartFleet();
    grid.settle();
    live(grid, 0, 8);
    const books = OutboxReader.open(path).books(LATE)!;
    expect(books.before.map(({ interval, bookedUnits }) => [interval - FIRST_INTERVAL, bookedUnits[0]])).toEqual(
      range(0, JOINS).map((offset) => [offset, value(3, offset)]),
    );
    const view = viewHousehold(books, [IMPORT], undefined);
    expect([view.doesAddUp, view.registers[0]?.beforeUnits]).toEqual([true, readBy(3, range(0, JOINS))]);
    expect(
      OutboxReader.open(path)
        .unbilled()
        .find(({ meter }) => meter === LATE),
    ).toMatchObject({
      joined: FIRST_INTERVAL + JOINS,
      beforeCount: JOINS,
    });
  });

  test('in an outbox of the version before are put aside, too', () => {
    const path = join(temporaryFolder(), 'outbox.sqlite');
    const old = new DatabaseSync(path);
    for (const migration of OUTBOX_STORE.migrations.slice(0, -1)) {
      if (typeof migration === 'string') old.exec(migration);
      else migration(old);
    }
    old.exec(`PRAGMA user_version = ${OUTBOX_STORE.migrations.length - 1}`);
    old.close();
    const outbox = new SqliteOutbox(path);
    expect(outbox.restore()).toEqual([]);
    outbox.close();
  });
});

describe('[P-6.3.8] a lie about when a meter joined', () => {
  test.each([
    ['of one aggregator makes it drop nothing', [1], false],
    ['of k aggregators is believed (control)', [1, 2], true],
  ])('%s', (_what, liars, isBelieved) => {
    const grid = started({ joinsAt: () => 0 });
    live(grid, 0, 1);
    // What is read next reaches nobody before the lie does.
    grid.onDeliver = ({ topic }) => !topic.endsWith('/shares');
    grid.readInterval(1, (meter) => [value(meter, 1)]);
    for (const aggregator of liars) lie(grid, aggregator, 'meter-1', 6);
    grid.onDeliver = () => true;
    grid.wait(10_000);
    grid.closeDue();
    live(grid, 2, 8);
    const meter = grid.meterMachine.meters.get('meter-1')!;
    expect(meter.beforeCount > 0).toBe(isBelieved);
    if (!isBelieved) expect(billedUnits(grid, 'meter-1')).toEqual([readBy(0, range(0, 8))]);
  });

  test('makes no honest joining earlier', () => {
    const grid = started();
    live(grid, 0, 3);
    const from = grid.tapped.length;
    lie(grid, 1, LATE, 0);
    live(grid, 3, 8);
    expect(sent(grid, from)).toEqual(range(JOINS, 8));
  });
});

test('[P-6.3.8] a meter that returns under a new key epoch, and a meter in another area, joined anew', () => {
  const outbox = new SqliteOutbox(':memory:');
  const joined = { area: 'area-1', keyEpoch: 1, interval: FIRST_INTERVAL + JOINS };
  outbox.commit([{ kind: 'joined', meter: LATE, ...joined }]);
  const grid = started({ joinsAt: () => 0 });
  grid.outbox = outbox;
  grid.restartFleet();
  expect(late(grid).joined).toBe(FIRST_INTERVAL + JOINS);
  for (const change of [{ area: 'area-2' }, { keyEpoch: 2 }]) {
    outbox.commit([{ kind: 'joined', meter: LATE, ...joined, ...change }]);
    grid.restartFleet();
    expect(late(grid).joined).toBe(undefined);
  }
});

describe('[P-6.3.2] what aggregators have forgotten', () => {
  test('is sent to them no more, and stays in the books', () => {
    const grid = started({ joinsAt: () => 0 });
    live(grid, 0, 1);
    grid.onDeliver = ({ topic }) => !topic.endsWith('/shares');
    grid.readInterval(1, (meter) => [value(meter, 1)]);
    const meter = grid.meterMachine.meters.get('meter-1')!;
    const knownFrom = FIRST_INTERVAL + 5;
    // One alone keeps no share from the others.
    forgedReceipt(grid, 1, 'meter-1', { knownFrom });
    expect(meter.unstoredCount).toBe(1);
    let from = grid.tapped.length;
    grid.wait(60_000);
    const to = (): string[] =>
      grid.tapped
        .slice(from)
        .filter(({ topic, payload }) => topic.endsWith('/shares') && payload.includes('"meter":"meter-1"'))
        .map(({ topic }) => topic);
    expect(new Set(to())).toEqual(new Set(['grid/agg/2/shares', 'grid/agg/3/shares']));
    for (const aggregator of [2, 3]) forgedReceipt(grid, aggregator, 'meter-1', { knownFrom });
    expect([meter.unstoredCount, meter.outstandingCount]).toEqual([0, 2]);
    from = grid.tapped.length;
    grid.wait(60_000);
    expect(to()).toEqual([]);
  });
});
