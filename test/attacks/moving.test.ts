/**
 * A meter that moves to another area: nothing of it is in two, nothing of it is lost, and whoever moves it to and fro learns no
 * smaller sum than bills have anyway. [P-7.1.11, P-8.3]
 */
import { describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { OutboxReader } from '../../meter/host/outbox-reader.ts';
import { SqliteOutbox } from '../../meter/host/outbox-sqlite.ts';
import { viewOwnBills } from '../../meter/views/own-bills.ts';
import { viewHousehold } from '../../meter/views/own-books.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import type { ApprovedMeter, CertifiedEntry, RosterMeter } from '../../schemas/types.ts';
import { temporaryFolder } from '../gridshare.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT, rosterMeterOf } from '../simulation/grid.ts';
import {
  ACCEPTED,
  announcement,
  answerOf,
  certified,
  entries,
  entryAfter,
  range,
  readBy,
  refused,
  strangerNamed,
  value,
} from './forge.ts';

const TWO = { meters: 9, aggregators: 3, threshold: 2, areaOf: (meter: number) => (meter < 5 ? 'area-1' : 'area-2') };
/** Of area-1 at first. */
const MOVER = 'meter-1';

function started(options: Partial<GridOptions> = {}): Grid {
  const grid = new Grid({ ...TWO, ...options });
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

/** What areas have of a meter: offsets of closed pages that it is in, and what is billed, by window. */
function had(grid: Grid, id: string) {
  const found = grid.archive.restore().map(({ area, entries: log, bills }) => {
    const indices = log
      .flatMap(({ entry }) => (entry.kind === 'roster' ? entry.add : []))
      .flatMap((meter, at) => (meter.id === id ? [at] : []));
    const pages = log.flatMap(({ entry }) => (entry.kind === 'close' ? entry.pages : []));
    const offsets = pages
      .filter(({ set }) => indices.some((index) => Bitmap.decode(set)?.has(index) === true))
      .map(({ interval }) => interval - FIRST_INTERVAL);
    const units = bills
      .filter((bill) => bill.meter === id && bill.status === 'verified')
      .map(({ lines }) => lines.reduce((sum, { totalUnits }) => sum + totalUnits, 0));
    return [area, { offsets, units }] as const;
  });
  return Object.fromEntries(found);
}

const meterOf = (grid: Grid, id = MOVER) => grid.meterMachine.meters.get(id)!;

describe('[P-7.1.11] a meter that moves in mid-window', () => {
  test.each([
    ['is told before', true],
    ['hears of its keys only after a while', false],
  ])('%s: it is billed in both areas, to the watt-hour, and no page has it twice', (_what, isTold) => {
    const grid = started();
    live(grid, 0, 2);
    grid.moveMeter(MOVER, 'area-2', 4, isTold);
    live(grid, 2, 5);
    if (!isTold) {
      grid.restartFleet();
      grid.wait(3_000);
    }
    live(grid, 5, 24);
    const { 'area-1': one, 'area-2': two } = had(grid, MOVER);
    expect([one?.offsets, two?.offsets]).toEqual([range(0, 4), range(isTold ? 4 : 5, 24)]);
    // Page 4 closed before it had its keys: that energy is booked on later cells.
    expect([...one!.units, ...two!.units].reduce((sum, units) => sum + units, 0)).toBe(readBy(0, range(0, 24)));
    // Three cells are too few for a bill: they are remnants, and booked again.
    expect([one?.units.length, two?.units.length]).toEqual([1, isTold ? 3 : 2]);
    expect([meterOf(grid).outstandingCount, meterOf(grid).carriedUnits, meterOf(grid).unstoredCount]).toEqual([
      0, 0, 0,
    ]);
    expect(meterOf(grid).isRemoved).toBe(false);
    // Control: who stayed is billed as ever.
    expect(had(grid, 'meter-9')['area-2']?.units).toEqual([0, 8, 16].map((from) => readBy(8, range(from, from + 8))));
  });

  test('and back in the next window, over restarts of everybody', () => {
    const grid = started();
    live(grid, 0, 2);
    grid.moveMeter(MOVER, 'area-2', 4);
    live(grid, 2, 6);
    grid.restartFleet();
    grid.restartUtility();
    for (const index of [1, 2, 3]) grid.restartAggregator(index);
    grid.wait(10_000);
    live(grid, 6, 10);
    grid.moveMeter(MOVER, 'area-1', 12);
    live(grid, 10, 13);
    grid.restartFleet();
    live(grid, 13, 24);
    const { 'area-1': one, 'area-2': two } = had(grid, MOVER);
    expect([one?.offsets, two?.offsets]).toEqual([[...range(0, 4), ...range(12, 24)], range(4, 12)]);
    expect([one?.units, two?.units]).toEqual([
      [readBy(0, range(0, 4)), readBy(0, range(12, 16)), readBy(0, range(16, 24))],
      [readBy(0, range(4, 8)), readBy(0, range(8, 12))],
    ]);
    expect([meterOf(grid).outstandingCount, meterOf(grid).carriedUnits]).toEqual([0, 0]);
  });

  test('with too few cells in the old area: they are remnants, and their energy is billed in the new one', () => {
    const grid = started({ minIntervals: 4, minCrowd: 3 });
    live(grid, 0, 9);
    grid.moveMeter(MOVER, 'area-2', 11);
    live(grid, 9, 40);
    const { 'area-1': one, 'area-2': two } = had(grid, MOVER);
    expect(one?.offsets).toEqual(range(0, 11));
    // Of three cells nothing is billed there.
    expect(one?.units).toEqual([readBy(0, range(0, 8))]);
    expect(readBy(0, range(0, 40))).toBe(
      [...one!.units, ...two!.units].reduce((sum, units) => sum + units, 0) + meterOf(grid).carriedUnits,
    );
    expect(meterOf(grid).carriedUnits).toBe(0);
    expect(readBy(0, range(11, 40))).toBeLessThan(two!.units.reduce((sum, units) => sum + units, 0));
  });

  test('late, since operators have not approved its new line: what it read meanwhile is billed in the new area', () => {
    const grid = started();
    const approve = (isNew: boolean): void => {
      const stays = grid.utilityParty.enrolled.filter(({ meter }) => meter.id !== MOVER);
      const meters: ApprovedMeter[] = stays.map(({ area, meter }) => ({ area, meter }));
      meters.push({ area: 'area-1', meter: rosterMeterOf(MOVER, 1, [IMPORT]), until: FIRST_INTERVAL + 4 });
      if (isNew) meters.push({ area: 'area-2', meter: rosterMeterOf(MOVER, 2, [IMPORT]) });
      for (const node of grid.aggregators) node.feed({ kind: 'approved', meters }, grid.times);
    };
    live(grid, 0, 2);
    grid.moveMeter(MOVER, 'area-2', 4);
    approve(false);
    live(grid, 2, 7);
    approve(true);
    grid.restartUtility();
    live(grid, 7, 40);
    const { 'area-1': one, 'area-2': two } = had(grid, MOVER);
    expect(one?.offsets).toEqual(range(0, 4));
    const joined = two!.offsets[0]!;
    expect(joined).toBeGreaterThan(5);
    expect(two?.offsets).toEqual(range(joined, 40));
    const notices = grid.fleet.notices
      .filter(({ code }) => code === 'void')
      .map(({ fields }) => Number(fields['interval']));
    expect(notices.map((interval) => interval - FIRST_INTERVAL)).toEqual(expect.arrayContaining(range(4, joined)));
    expect([...one!.units, ...two!.units].reduce((sum, units) => sum + units, 0)).toBe(readBy(0, range(0, 40)));
    expect([meterOf(grid).outstandingCount, meterOf(grid).carriedUnits, meterOf(grid).beforeCount]).toEqual([0, 0, 0]);
  });

  test('while an aggregator is away that has to hear of the removal first', () => {
    const grid = started();
    live(grid, 0, 2);
    grid.stopAggregator(3);
    grid.moveMeter(MOVER, 'area-2', 4);
    live(grid, 2, 6);
    // It hears of the new area before the old one.
    grid.onDeliver = ({ topic }, to) => to !== 'aggregator-3' || !topic.endsWith('/requests/area-1');
    grid.resumeAggregator(3);
    grid.wait(4_000);
    grid.onDeliver = () => true;
    live(grid, 6, 16);
    const { 'area-1': one, 'area-2': two } = had(grid, MOVER);
    expect([one?.offsets, two?.offsets]).toEqual([range(0, 4), range(4, 16)]);
    expect([...one!.units, ...two!.units]).toEqual([
      readBy(0, range(0, 4)),
      readBy(0, range(4, 8)),
      readBy(0, range(8, 16)),
    ]);
  });
});

test('[P-7.1.11] the books of a household that moved add up on disk, with both bills of the window', () => {
  const path = join(temporaryFolder(), 'outbox.sqlite');
  const grid = started();
  grid.outbox = new SqliteOutbox(path);
  grid.restartFleet();
  grid.settle();
  live(grid, 0, 2);
  grid.moveMeter(MOVER, 'area-2', 4);
  live(grid, 2, 6);
  grid.restartFleet();
  grid.settle();
  live(grid, 6, 18);
  const books = OutboxReader.open(path).books(MOVER)!;
  const view = viewHousehold(books, [IMPORT], grid.scheme);
  expect([view.doesAddUp, view.registers[0]?.billedUnits]).toEqual([true, readBy(0, range(0, 16))]);
  expect(books.bills.map(({ from, totals }) => [from - FIRST_INTERVAL, totals[0]?.cells])).toEqual([
    [0, 4],
    [0, 4],
    [8, 8],
  ]);
  const own = viewOwnBills(books, [IMPORT], grid.scheme, new Map());
  expect(own.every(({ energy }) => energy === 'exact' || energy === 'was-exact')).toBe(true);
});

describe('[P-8.3] rosters that would have a meter twice', () => {
  const moved = rosterMeterOf(MOVER, 2, [IMPORT]);

  /** Area-1's certified removal of the mover, from an offset on. */
  function removal(grid: Grid, from: number, remove = [MOVER]): CertifiedEntry {
    const body = { kind: 'roster' as const, from: FIRST_INTERVAL + from, add: [], remove };
    return certified(grid, entryAfter(grid, body, 'area-1'), [1, 2, 3]);
  }

  function joining(grid: Grid, from: number, meter: RosterMeter = moved) {
    const body = { kind: 'roster' as const, from: FIRST_INTERVAL + from, add: [meter], remove: [] };
    return entryAfter(grid, body, 'area-2');
  }

  function logOf(grid: Grid, area = 'area-1'): readonly CertifiedEntry[] {
    return grid.archive.restore().find((restored) => restored.area === area)!.entries;
  }

  /** Whoever hears of an entry tells the utility, which tells everybody: not here. */
  function deaf(options: Partial<GridOptions> = {}): Grid {
    const grid = started(options);
    grid.onDeliver = (_message, to) => to !== 'utility';
    return grid;
  }

  function asked(grid: Grid, entry: ReturnType<typeof joining>, aggregator = 1) {
    return answerOf(grid, aggregator, announcement(grid, aggregator, entry));
  }

  test('control: one that was removed before joins with that interval or later', () => {
    for (const [until, from] of [
      [4, 4],
      [4, 7],
    ] as const) {
      const grid = started();
      expect(answerOf(grid, 1, entries(1, [removal(grid, until)])).codes).toEqual([]);
      expect(asked(grid, joining(grid, from))).toEqual(ACCEPTED);
    }
  });

  test('one that is in the other area still, or until later, is refused', () => {
    const grid = deaf();
    expect(asked(grid, joining(grid, 4))).toEqual(refused('roster_refused'));
    answerOf(grid, 1, entries(1, [removal(grid, 5)]));
    expect(asked(grid, joining(grid, 4))).toEqual(refused('roster_refused'));
    // The others did not hear of it.
    expect(asked(grid, joining(grid, 5), 2)).toEqual(refused('roster_refused'));
    answerOf(grid, 2, entries(2, [removal(grid, 5)]));
    expect(asked(grid, joining(grid, 5), 2)).toEqual(ACCEPTED);
  });

  test('an announced removal frees nobody, nor one of somebody else', () => {
    const grid = started();
    expect(answerOf(grid, 1, announcement(grid, 1, removal(grid, 4).entry))).toEqual(ACCEPTED);
    expect(asked(grid, joining(grid, 4))).toEqual(refused('roster_refused'));
    const other = started();
    answerOf(other, 1, entries(1, [removal(other, 4, ['meter-2'])]));
    expect(asked(other, joining(other, 4))).toEqual(refused('roster_refused'));
  });

  test('a key that was enrolled before is refused, for ever, and a key epoch that is not new', () => {
    const grid = started();
    answerOf(grid, 1, entries(1, [removal(grid, 4)]));
    const old = rosterMeterOf(MOVER, 1, [IMPORT]);
    const stranger = strangerNamed('stranger', [IMPORT]);
    for (const meter of [
      { ...moved, identity: old.identity },
      { ...moved, agreement: old.agreement },
      { ...stranger, identity: old.identity },
      { ...moved, keyEpoch: 1 },
    ])
      expect(asked(grid, joining(grid, 4, meter))).toEqual(refused('roster_refused'));
    // Control: the same entry with new ones.
    expect(asked(grid, joining(grid, 4))).toEqual(ACCEPTED);
  });

  test('what one area may be about to enrol, no other does', () => {
    const grid = deaf({ areaOf: (meter) => `area-${1 + Math.floor(meter / 3)}` });
    answerOf(grid, 1, entries(1, [removal(grid, 4)]));
    expect(asked(grid, joining(grid, 4))).toEqual(ACCEPTED);
    const body = { kind: 'roster' as const, from: FIRST_INTERVAL + 4, add: [moved], remove: [] };
    expect(asked(grid, entryAfter(grid, body, 'area-3'))).toEqual(refused('roster_refused'));
    // Nor does the one that it left have it again meanwhile.
    const back = { ...body, add: [rosterMeterOf(MOVER, 3, [IMPORT])] };
    const log = [...logOf(grid), removal(grid, 4)];
    expect(asked(grid, entryAfter(grid, back, 'area-1', log))).toEqual(refused('roster_refused'));
  });

  test('in one area, a meter that leaves with a later interval does not return before', () => {
    const grid = deaf();
    answerOf(grid, 1, entries(1, [removal(grid, 6)]));
    const log = [...logOf(grid), removal(grid, 6)];
    const back = (from: number) => {
      const body = { kind: 'roster' as const, from: FIRST_INTERVAL + from, add: [moved], remove: [] };
      return asked(grid, entryAfter(grid, body, 'area-1', log));
    };
    expect(back(5)).toEqual(refused('roster_refused'));
    expect(back(6)).toEqual(ACCEPTED);
  });
});

/** Attack: a utility that has a meter's bills cut by moving it to and fro. */
describe('[P-7.1.11] a meter that is moved to and fro', () => {
  /** Wh of every bill that was opened of the mover in a window, by area. */
  function billsIn(grid: Grid, window: number): number[] {
    return grid.archive
      .restore()
      .flatMap(({ bills }) => bills)
      .filter(({ meter, status, from }) => meter === MOVER && status === 'verified' && from === FIRST_INTERVAL + window)
      .map(({ lines }) => lines.reduce((sum, { totalUnits }) => sum + totalUnits, 0));
  }

  test('has two bills of a window at the most, each of at least minIntervals cells', () => {
    const grid = started({ intervalCount: 16, minIntervals: 4, minCrowd: 3 });
    live(grid, 0, 1);
    grid.moveMeter(MOVER, 'area-2', 4);
    live(grid, 1, 5);
    // At once again: it stays until the window is over, and leaves with the next.
    grid.moveMeter(MOVER, 'area-1', 8);
    live(grid, 5, 40);
    const { 'area-1': one, 'area-2': two } = had(grid, MOVER);
    expect([one?.offsets, two?.offsets]).toEqual([[...range(0, 4), ...range(16, 40)], range(4, 16)]);
    expect(billsIn(grid, 0)).toEqual([readBy(0, range(0, 4)), readBy(0, range(4, 16))]);
    expect(billsIn(grid, 16)).toEqual([readBy(0, range(16, 32))]);
  });

  test('is refused by every aggregator, whatever the utility announces', () => {
    const grid = started({ intervalCount: 16 });
    live(grid, 0, 1);
    grid.moveMeter(MOVER, 'area-2', 4);
    live(grid, 1, 5);
    grid.onDeliver = (_message, to) => to !== 'utility';
    for (const aggregator of [1, 2, 3]) {
      const out = { kind: 'roster' as const, from: FIRST_INTERVAL + 8, add: [], remove: [MOVER] };
      answerOf(
        grid,
        aggregator,
        entries(aggregator, [certified(grid, entryAfter(grid, out, 'area-2'), [1, 2, 3])], 'area-2'),
      );
      const back = (from: number) => {
        const body = {
          kind: 'roster' as const,
          from: FIRST_INTERVAL + from,
          add: [rosterMeterOf(MOVER, 3, [IMPORT])],
          remove: [],
        };
        return answerOf(grid, aggregator, announcement(grid, aggregator, entryAfter(grid, body, 'area-1')));
      };
      expect(back(8)).toEqual(refused('roster_refused'));
      expect(back(15)).toEqual(refused('roster_refused'));
      // Control: with the next window it may.
      expect(back(16)).toEqual(ACCEPTED);
    }
  });

  test.each([1, 2, 3, 5, 6, 7])(
    'after %i of eight intervals: what is too short for a bill has a crowd of its own',
    (at) => {
      const grid = started({ minIntervals: 4, minCrowd: 3 });
      live(grid, 0, 8);
      grid.moveMeter(MOVER, 'area-2', 8 + at);
      grid.settle();
      live(grid, 8, 18);
      const { 'area-1': one, 'area-2': two } = had(grid, MOVER);
      expect([one?.offsets, two?.offsets]).toEqual([range(0, 8 + at), range(8 + at, 18)]);
      expect(billsIn(grid, 8)).toHaveLength(1);
      for (const { bills, windows } of grid.archive.restore()) {
        const window = windows.find(({ from }) => from === FIRST_INTERVAL + 8);
        const lines = bills.flatMap(({ lines: of }) => of);
        expect(lines.every(({ cells }) => cells >= 4)).toBe(true);
        expect([0, undefined].includes(window?.remnantMeters) || (window?.remnantMeters ?? 0) >= 3).toBe(true);
      }
    },
  );
});
