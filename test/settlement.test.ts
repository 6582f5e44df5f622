/**
 * A settlement that a person can follow: what is shown of every fault while it lasts, and that afterwards every watt-hour
 * is on exactly one bill. [P-7.3, P-7.5, P-7.6]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatInterval } from '../cli/render/format.ts';
import { viewBill, voidRanges } from '../utility/views/bill-view.ts';
import { type HouseholdView, viewHousehold } from '../meter/views/own-books.ts';
import { viewPage } from '../utility/views/page-view.ts';
import { IndexedArea } from '../utility/views/indexed-area.ts';
import { showArea } from '../cli/settlement/settlement-text.ts';
import { hasFailure, viewArea, windowsOf } from '../utility/views/area-view.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { OutboxReader } from '../meter/host/outbox-reader.ts';
import { SqliteOutbox } from '../meter/host/outbox-sqlite.ts';
import type { SharesMessage } from '../schemas/types.ts';
import { isValid } from '../schemas/validate.ts';
import { SqliteArchive } from '../utility/host/archive-sqlite.ts';
import type { WindowFigure } from '../utility/archive.ts';
import { Footing } from '../utility/settling/footing.ts';
import { UtilityMachine } from '../utility/machine.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from './simulation/grid.ts';

const SIZE: GridOptions = { meters: 4, aggregators: 3, threshold: 2 };
const value = (meter: number, offset: number): number => 100 * (meter + 1) + offset;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridshare-settlement-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A grid whose stores are on disk as well, as commands find them, and that remembers what its meters were given. */
class Watched {
  readonly grid: Grid;
  readonly metered: number[];
  private readonly outbox = new SqliteOutbox(join(folder, 'outbox.sqlite'));
  private readonly archive = new SqliteArchive(join(folder, 'archive.sqlite'));

  constructor(options: Partial<GridOptions> = {}) {
    this.grid = new Grid({ ...SIZE, ...options });
    this.metered = this.grid.meterIds.map(() => 0);
    for (const [store, copy] of [
      [this.grid.outbox, this.outbox],
      [this.grid.archive, this.archive],
    ] as const) {
      const commit = store.commit.bind(store);
      Object.assign(store, {
        commit: (ops: never) => {
          commit(ops);
          copy.commit(ops);
        },
      });
    }
    this.grid.start();
  }

  /** Reads one interval at every meter that has a value for it; with `isClosed` its page is closed before the next. */
  read(offset: number, wh: (meter: number) => number | undefined, isClosed = true): void {
    this.grid.readInterval(offset, (meter) => {
      const one = wh(meter);
      if (one !== undefined) this.metered[meter] = (this.metered[meter] ?? 0) + one;
      return one === undefined ? undefined : [one];
    });
    if (isClosed) this.grid.closeDue();
  }

  /** What a command would see now; `isLive`: of a running utility. */
  look(isLive = true): IndexedArea {
    const machine = this.grid.utility['running'].machine as UtilityMachine;
    const status = { ...machine.progress(this.grid.times), writtenAtMs: 1, isRunning: true };
    expect(isValid('settlement-status', JSON.parse(JSON.stringify(status)))).toBe(true);
    const record = this.grid.archive.restore()[0]!;
    return new IndexedArea(nodeCrypto, record, { gridMs: this.grid.gridMs, live: isLive ? status : undefined });
  }

  household(meter: number): HouseholdView {
    const reader = OutboxReader.open(join(folder, 'outbox.sqlite'));
    const view = viewHousehold(reader.books(this.grid.meterIds[meter]!)!, [IMPORT], this.grid.scheme);
    reader.close();
    return view;
  }

  /** Wh that are neither on a bill of the utility nor still at the meter, by meter; all 0 if none is lost or doubled. */
  unaccounted(): number[] {
    const left = new Map(this.grid.outbox.restore().map((meter) => [meter.meter, meter]));
    return this.grid.meterIds.map((id, at) => {
      const billed = this.grid.bills
        .filter(({ meter, status }) => meter === id && status === 'verified')
        .flatMap(({ lines }) => lines)
        .reduce((sum, { totalWh }) => sum + totalWh, 0);
      const { readings, carries = [] } = left.get(id) ?? {};
      const outstanding = (readings?.toArray() ?? [])
        .filter(({ isVoid, isBilled }) => !isVoid && !isBilled)
        .reduce((sum, { bookedWh }) => sum + (bookedWh[0] ?? 0), 0);
      const carried = carries.reduce((sum, { remainingWh }) => sum + remainingWh, 0);
      return (this.metered[at] ?? 0) - billed - outstanding - carried;
    });
  }

  /** Every figure of a window there ever was. */
  windowHistory(from: number): WindowFigure[] {
    const database = new DatabaseSync(join(folder, 'archive.sqlite'), { readOnly: true });
    const rows = database.prepare('SELECT figure FROM window ORDER BY revision').all();
    database.close();
    return rows
      .map(({ figure }) => JSON.parse(String(figure)) as WindowFigure)
      .filter((figure) => figure.from === from);
  }

  /** Everything is on a bill: nothing is left at any meter, and each adds up its own books. */
  expectAllBilled(): void {
    expect(this.unaccounted()).toEqual(this.metered.map(() => 0));
    const meters = this.grid.meterIds.map((_, at) => this.household(at));
    expect(meters.map(({ doesAddUp, registers: [books] }) => [doesAddUp, books])).toEqual(
      this.metered.map((meteredWh) => [
        true,
        {
          register: IMPORT,
          meteredWh,
          billedWh: meteredWh,
          outstandingWh: 0,
          carryWh: 0,
          beforeWh: 0,
          doesAddUp: true,
        },
      ]),
    );
  }

  close(): void {
    this.outbox.close();
    this.archive.close();
  }
}

function meterOf(area: IndexedArea, at: number) {
  return area.log.roster.byIndex(at)!;
}

/** Whether a share message is of a meter. */
function isOf(meter: string, message: { readonly topic: string; readonly payload: string }): boolean {
  return message.topic.endsWith('/shares') && message.payload.includes(`"meter":"${meter}"`);
}

const at = (offset: number): number => FIRST_INTERVAL + offset;
const startMs = (offset: number): number => at(offset) * 900_000;
const isoTime = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

describe('what a person sees, and where the energy is afterwards', () => {
  test('[P-7.3] a meter that was off: its void cells, where their energy went, and its bill', () => {
    const run = new Watched({ intervalCount: 24 });
    const { grid } = run;
    for (let offset = 0; offset < 24; offset++) {
      const isOff = offset >= 4 && offset < 10;
      grid.onDeliver = (message) =>
        !(isOff && (isOf('meter-1', message) || message.topic.startsWith('grid/meter/meter-1/')));
      run.read(offset, (meter) => (offset < 18 ? value(meter, offset) : 0));
      if (offset === 12) {
        // Half way: void, partly booked again, nothing lost.
        const books = run.household(0);
        expect(books.doesAddUp).toBe(true);
        expect(books.voids.map(({ interval }) => interval - FIRST_INTERVAL)).toEqual([4, 5, 6, 7, 8, 9]);
        const { carryWh } = books.registers[0]!;
        expect(carryWh).toBeGreaterThan(0);
        // Of one rate: at most seven cells pass, and four take it.
        expect(books.carries).toMatchObject([{ register: IMPORT, rate: 'all', wh: carryWh }]);
        expect(books.carries[0]!.cells).toBeLessThanOrEqual(11);
        expect(run.unaccounted()).toEqual([0, 0, 0, 0]);
      }
    }
    grid.wait(8_000);
    const area = run.look();
    const [begin, end] = [isoTime(startMs(4)), isoTime(startMs(10))];
    expect(voidRanges(area, meterOf(area, 0))).toEqual([{ from: at(4), count: 6, begin, end, cause: 'missed' }]);
    expect(viewPage(area, at(5))).toMatchObject({
      state: 'closed',
      meters: 3,
      of: 4,
      voidMeters: ['meter-1'],
      set: { quorum: 2, certifiedBy: expect.any(Array) },
      loads: [{ status: 'verified', meters: 3, of: 4, signers: [1, 2, 3], notAnswered: [] }],
    });
    const view = viewArea(area);
    expect(view.voids).toMatchObject([{ meter: 'meter-1', cells: 6 }]);
    // The window is settled at all three, and its shares are erased.
    expect(view.aggregators.map(({ keptFrom }) => keptFrom)).toEqual([at(24), at(24), at(24)]);
    const since = formatInterval(at(24), run.grid.scheme);
    const shown = showArea(view, run.grid.scheme, {
      isScreen: false,
      width: 120,
      hasColor: false,
      hasUnicode: false,
      isLive: false,
    });
    expect(shown).toContain(`has answered all, holds shares from ${since} on`);
    expect(view.windows[0]).toMatchObject({ state: 'billed', reason: 'bills and loads are equal' });
    expect(viewBill(area, meterOf(area, 0), windowsOf(area)[0]!)).toMatchObject({
      state: 'billed',
      cells: 18,
      of: 24,
      signers: [1, 2, 3],
    });
    const books = run.household(0);
    for (const { interval, voidWh, remainingWh, bookings } of books.voids) {
      expect(remainingWh).toBe(0);
      expect(voidWh).toBe(value(0, interval - FIRST_INTERVAL));
      // Four cells in a row, from one on that the meter draws.
      const first = bookings[0]!.to;
      expect(first - FIRST_INTERVAL).toBeGreaterThan(10);
      expect(bookings.map(({ to }) => to - first)).toEqual([0, 1, 2, 3]);
    }
    run.expectAllBilled();
    run.close();
  });

  test('[P-7.3] energy that is booked on cells which are void again goes on, and is counted once', () => {
    const run = new Watched({ intervalCount: 24 });
    const { grid } = run;
    for (let offset = 0; offset < 24; offset++) {
      // It hears that its cells are void, and books them on others that do not get through either.
      grid.onDeliver = (message) => !(offset >= 4 && offset < 12 && isOf('meter-1', message));
      run.read(offset, (meter) => (offset < 18 ? value(meter, offset) : 0));
      expect(run.household(0).doesAddUp).toBe(true);
      expect(run.unaccounted()).toEqual([0, 0, 0, 0]);
    }
    grid.wait(8_000);
    const { voids } = run.household(0);
    expect(voids.map(({ interval }) => interval - FIRST_INTERVAL)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
    const bookings = voids.flatMap((cell) => cell.bookings);
    // What was booked on a cell that is void itself went on with that.
    for (const { to, isVoidAgain } of bookings) expect(isVoidAgain).toBe(to < at(12));
    expect(new Set(bookings.map(({ isVoidAgain }) => isVoidAgain))).toEqual(new Set([true, false]));
    expect(voids.every(({ remainingWh }) => remainingWh === 0)).toBe(true);
    run.expectAllBilled();
    run.close();
  });

  test('[P-7.4] an aggregator that missed many cells and gets them again: what is missing, and nothing afterwards', () => {
    const run = new Watched({ intervalCount: 12 });
    const { grid } = run;
    for (let offset = 0; offset < 12; offset++) {
      grid.onDeliver = (message, to) => !(offset < 9 && to === 'aggregator-3' && message.topic.endsWith('/shares'));
      if (offset === 9) {
        const view = viewArea(run.look());
        expect(view.aggregators.map(({ unansweredPages }) => unansweredPages)).toEqual([0, 0, 9]);
        expect(view.loads).toMatchObject({ unverified: 9, verified: 0 });
        expect(viewPage(run.look(), at(3)).loads[0]).toMatchObject({
          status: 'unverified',
          notAnswered: [3],
          signers: [1, 2],
        });
        // The meters try again by themselves.
        grid.wait(30_000);
      }
      run.read(offset, (meter) => value(meter, offset));
    }
    grid.wait(30_000);
    const view = viewArea(run.look());
    expect(view.loads).toMatchObject({ unverified: 0, verified: 12 });
    expect(view.aggregators.map(({ unansweredPages, unansweredBills }) => [unansweredPages, unansweredBills])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(view.windows[0]!.state).toBe('billed');
    run.expectAllBilled();
    run.close();
  });

  test('[P-7.4] an aggregator that missed all of a window: its bills come without it, its share comes afterwards', () => {
    const run = new Watched({ intervalCount: 12 });
    const { grid } = run;
    grid.onDeliver = (message, to) => !(to === 'aggregator-3' && message.topic.endsWith('/shares'));
    for (let offset = 0; offset < 12; offset++) run.read(offset, (meter) => value(meter, offset));
    grid.wait(4_000);
    const area = run.look();
    const view = viewArea(area);
    expect(view.aggregators.map(({ unansweredPages, unansweredBills }) => [unansweredPages, unansweredBills])).toEqual([
      [0, 0],
      [0, 0],
      [12, 4],
    ]);
    expect(view.loads).toMatchObject({ unverified: 12, verified: 0 });
    expect(view.windows[0]).toMatchObject({ state: 'billed', footing: { state: 'footed' } });
    expect(viewBill(area, meterOf(area, 1), windowsOf(area)[0]!)).toMatchObject({
      state: 'billed',
      notAnswered: [3],
      cells: 12,
      of: 12,
    });
    expect(viewPage(area, at(3)).windowNote).toContain('its window foots');
    // Billed, and kept for the one that lacks them.
    expect(run.household(1)).toMatchObject({ keptCount: 12, outstanding: [], registers: [{ outstandingWh: 0 }] });
    run.expectAllBilled();
    grid.onDeliver = () => true;
    grid.wait(60_000);
    expect(viewArea(run.look())).toMatchObject({
      loads: { unverified: 0, verified: 12 },
      aggregators: [1, 2, 3].map((aggregator) => ({ aggregator, unansweredPages: 0, unansweredBills: 0 })),
    });
    expect(run.household(1).keptCount).toBe(0);
    run.expectAllBilled();
    run.close();
  });

  test('[P-8.2] a page that closed empty: says so, and whose cells are void because of it', () => {
    const run = new Watched({ meters: 3, intervalCount: 14, minMeters: 3 });
    const { grid } = run;
    for (let offset = 0; offset < 14; offset++)
      run.read(offset, (meter) => (offset === 3 && meter === 2 ? undefined : offset < 8 ? value(meter, offset) : 0));
    grid.wait(8_000);
    const area = run.look();
    const page = viewPage(area, at(3));
    expect(page).toMatchObject({ state: 'empty', meters: 0, of: 3, loads: [{ status: 'empty', totalWh: undefined }] });
    expect(page.reason).toContain('a load needs 3');
    const span = { begin: isoTime(startMs(3)), end: isoTime(startMs(4)) };
    expect([0, 1, 2].map((meter) => voidRanges(area, meterOf(area, meter)))).toEqual(
      [0, 1, 2].map(() => [{ from: at(3), count: 1, ...span, cause: 'missed' }]),
    );
    const view = viewArea(area);
    expect(view.pages).toMatchObject({ closed: 13, empty: 1 });
    expect(view.windows[0]!.state).toBe('billed');
    expect(run.household(1).voids).toMatchObject([{ interval: at(3), voidWh: value(1, 3) }]);
    expect(run.unaccounted()).toEqual([0, 0, 0]);
    run.close();
  });

  /** Nobody holds all of meter 1: aggregator j lacks its cell of offset 2·j, until it is let through. */
  function withHeldBack(run: Watched): { letThrough: () => void } {
    let isHeldBack = true;
    run.grid.onDeliver = (message, to) => {
      const aggregator = Number(/^aggregator-(\d+)$/.exec(to)?.[1] ?? 0);
      if (!isHeldBack || aggregator === 0 || !message.topic.includes('/shares')) return true;
      const { meter, from, count } = JSON.parse(message.payload) as SharesMessage;
      const offset = at(2 * aggregator);
      return meter !== 'meter-1' || offset < from || offset >= from + count;
    };
    return { letThrough: () => (isHeldBack = false) };
  }

  test('[P-7.5] a meter that waits: held in time, its bill of the window comes late, and the window foots', () => {
    const run = new Watched();
    const { grid } = run;
    const { letThrough } = withHeldBack(run);
    for (let offset = 0; offset < 9; offset++) run.read(offset, (meter) => value(meter, offset));
    grid.wait(8_000);
    grid.gridMs += 600_000;
    grid.wait(8_000);
    const waiting = viewArea(run.look());
    expect(waiting.windows[0]).toMatchObject({
      state: 'waiting',
      bills: { billed: 3, waiting: 1 },
      footing: { state: 'waiting' },
    });
    expect(waiting.unsettled).toMatchObject([{ meter: 'meter-1', state: 'waiting', cells: 8, of: 8 }]);
    expect(waiting.unsettled[0]!.reason).toContain('second round');
    expect(hasFailure(waiting)).toBe(false);
    expect(run.unaccounted()).toEqual([0, 0, 0, 0]);
    // A utility that restarts in between records nothing twice.
    const earlier = run.windowHistory(at(0));
    grid.restartUtility();
    grid.wait(4_000);
    expect(run.windowHistory(at(0))).toEqual(earlier);
    letThrough();
    grid.wait(60_000);
    const area = run.look();
    expect(viewBill(area, meterOf(area, 0), windowsOf(area)[0]!)).toMatchObject({
      state: 'billed',
      cells: 8,
      lines: [{ cells: 8 }],
    });
    expect(viewArea(area).windows[0]).toMatchObject({
      state: 'billed',
      footing: { state: 'footed', remnantMeters: 0 },
    });
    expect(area.rounds(at(0)).map(({ round }) => round)).toEqual([1, 2]);
    // The earlier figure stays on record: the later one supersedes it.
    expect(run.windowHistory(at(0)).map(({ state }) => state)).toEqual([
      ...earlier.map(({ state }) => state),
      'footed',
    ]);
    expect(run.unaccounted()).toEqual([0, 0, 0, 0]);
    run.close();
  });

  test('[P-7.5] a meter that is not held by the end of the next window is remnant, and nothing waits for it', () => {
    const run = new Watched();
    const { grid } = run;
    withHeldBack(run);
    for (let offset = 0; offset < 16; offset++) run.read(offset, (meter) => value(meter, offset));
    grid.wait(8_000);
    grid.gridMs += 600_000;
    grid.wait(60_000);
    const area = run.look();
    expect(viewBill(area, meterOf(area, 0), windowsOf(area)[0]!)).toMatchObject({
      state: 'remnant',
      cells: 0,
      remnantCells: 8,
      of: 8,
    });
    const [first, second] = viewArea(area).windows;
    expect(first).toMatchObject({ state: 'billed', footing: { state: 'footed', remnantMeters: 1 } });
    expect(first!.footing.sums[0]).toMatchObject({ remnantCells: 8 });
    expect(second).toMatchObject({ state: 'billed', bills: { billed: 4 } });
    expect(run.household(0).voids.length).toBe(8);
    expect(run.unaccounted()).toEqual([0, 0, 0, 0]);
    run.close();
  });

  test('[P-7.6] a failed bill: nothing is reported, and when another answer comes it is billed, its history kept', () => {
    const run = new Watched({ lieWh: new Map([[2, 1_000]]) });
    const { grid } = run;
    grid.stopAggregator(3);
    for (let offset = 0; offset < 8; offset++) run.read(offset, (meter) => value(meter, offset));
    grid.wait(10_000);
    const failed = viewArea(run.look());
    expect(hasFailure(failed)).toBe(true);
    expect(failed.windows[0]).toMatchObject({ state: 'failed', bills: { failed: 4 }, footing: { state: 'unknown' } });
    expect(failed.windows[0]!.reason).toContain('no 2 of the 2 answers');
    expect(failed.unsettled.map(({ state, notAnswered }) => [state, notAnswered])).toEqual([
      ['failed', [3]],
      ['failed', [3]],
      ['failed', [3]],
      ['failed', [3]],
    ]);
    expect(run.household(0)).toMatchObject({
      doesAddUp: true,
      bills: [{ lines: [], open: { status: 'failed' } }],
      registers: [{ outstandingWh: run.metered[0] }],
    });
    grid.resumeAggregator(3);
    grid.wait(30_000);
    const area = run.look();
    const view = viewArea(area);
    expect(view.windows[0]).toMatchObject({ state: 'billed', bills: { billed: 4, failed: 0 } });
    expect(viewBill(area, meterOf(area, 0), windowsOf(area)[0]!)).toMatchObject({
      state: 'billed',
      signers: [1, 3],
      differing: [2],
    });
    expect(hasFailure(view)).toBe(false);
    run.expectAllBilled();
    run.close();
  });

  test('control: an energy that is lost or counted twice is seen, at the utility and in the household', () => {
    const run = new Watched();
    for (let offset = 0; offset < 4; offset++) run.read(offset, (meter) => value(meter, offset));
    expect(run.unaccounted()).toEqual([0, 0, 0, 0]);
    expect(run.household(1).doesAddUp).toBe(true);
    // One reading vanishes from the outbox of meter 2.
    run.grid.outbox.commit([{ kind: 'forget', meter: 'meter-2', intervals: [at(2)] }]);
    expect(run.unaccounted()).toEqual([0, value(1, 2), 0, 0]);
    expect(run.household(1)).toMatchObject({
      doesAddUp: false,
      registers: [{ meteredWh: run.metered[1], outstandingWh: run.metered[1]! - value(1, 2) }],
    });
    // And a carry appears from nowhere at meter 3.
    run.grid.outbox.commit([
      {
        kind: 'carry',
        meter: 'meter-3',
        carry: { interval: at(0), register: 0, wh: 5, remainingWh: 5, after: at(3), skipped: 0, portions: 4 },
      },
    ]);
    expect(run.unaccounted()).toEqual([0, value(1, 2), -5, 0]);
    expect(run.household(2).doesAddUp).toBe(false);
    run.close();
  });
});

describe('what is under way', () => {
  test('[P-7.2] a page that is open, then closing: whose manifests are missing, until when, and what happens then', () => {
    const run = new Watched();
    const { grid } = run;
    run.read(0, (meter) => value(meter, 0), false);
    expect(viewPage(run.look(), at(1))).toMatchObject({ state: 'open', waitingFor: [] });
    const late = viewPage(run.look(), at(0));
    expect(late).toMatchObject({ state: 'closing', waitingFor: [] });
    expect(late.reason).toContain('late readings have until');
    grid.stopAggregator(2);
    grid.gridMs += 60_000;
    grid.settle();
    const closing = viewPage(run.look(), at(0));
    expect(closing).toMatchObject({ state: 'closing', waitingFor: [2] });
    expect(closing.reason).toContain('2 manifests of 3 in; until');
    grid.stopAggregator(3);
    grid.onDeliver = (message) => !message.topic.includes('/accepts/');
    grid.gridMs += 60_000;
    grid.settle();
    const announced = viewPage(run.look(), at(0));
    expect(announced).toMatchObject({ state: 'closing', waitingFor: [1, 2, 3] });
    expect(announced.reason).toMatch(/entry \d+ is announced: nobody has accepted it yet, 2 are needed/);
    expect(viewArea(run.look()).aggregators.map(({ isOnline }) => isOnline)).toEqual([true, false, false]);
    const stopped = viewPage(run.look(false), at(0));
    expect(stopped.reason).toContain('the utility is not running');
    grid.onDeliver = () => true;
    grid.resumeAggregator(3);
    grid.wait(8_000);
    expect(viewPage(run.look(), at(0))).toMatchObject({ state: 'closed', set: { certifiedBy: [1, 3] } });
    run.close();
  });

  test('[P-7.5] a window whose bill is due: which aggregators lack cells, of which meters', () => {
    const run = new Watched();
    const { grid } = run;
    for (let offset = 0; offset < 8; offset++) {
      // Aggregator 1 gets nothing of meter 2, aggregator 3 says nothing of what it holds.
      grid.onDeliver = (message, to) =>
        !(to === 'aggregator-1' && isOf('meter-2', message)) && !message.payload.includes('"type":"holdings"');
      run.read(offset, (meter) => value(meter, offset), offset < 7);
    }
    grid.gridMs += 119_000;
    grid.settle();
    grid.wait(4_000);
    const silent = viewArea(run.look()).windows[0]!;
    expect(silent).toMatchObject({ state: 'closing', waitingFor: [1, 2, 3] });
    expect(silent.reason).toContain('0 statements of 3');
    grid.onDeliver = (message, to) => !(to === 'aggregator-1' && isOf('meter-2', message));
    grid.wait(3_000);
    // Everybody else holds it: the bill is certified all the same, and aggregator 1 answers for the others.
    const area = run.look();
    expect(viewBill(area, meterOf(area, 1), windowsOf(area)[0]!)).toMatchObject({ state: 'billed', notAnswered: [1] });
    expect(viewArea(area).aggregators.map(({ unansweredBills }) => unansweredBills)).toEqual([1, 0, 0]);
    grid.onDeliver = () => true;
    grid.wait(30_000);
    run.expectAllBilled();
    run.close();
  });

  test('[P-7.5] a bill that is certified and not answered by enough: who has not', () => {
    const run = new Watched();
    const { grid } = run;
    grid.onDeliver = (message) =>
      !(
        message.topic === 'grid/utility/totals' &&
        message.payload.includes('"type":"bill"') &&
        !message.payload.includes('"aggregator":1,')
      );
    for (let offset = 0; offset < 8; offset++) run.read(offset, (meter) => value(meter, offset));
    grid.wait(4_000);
    const area = run.look();
    expect(viewArea(area).windows[0]).toMatchObject({ state: 'waiting', waitingFor: [2, 3] });
    expect(viewBill(area, meterOf(area, 0), windowsOf(area)[0]!)).toMatchObject({
      state: 'waiting',
      waitingFor: [2, 3],
      reason: '1 of 2 answers are in; aggregators 2, 3 have not answered',
    });
    grid.onDeliver = () => true;
    grid.wait(8_000);
    expect(viewArea(run.look()).windows[0]!.state).toBe('billed');
    run.expectAllBilled();
    run.close();
  });
});

describe('[P-7.6] footing', () => {
  /** The footing of a run as it would be with other loads: `shiftWh` is added to the first page's. */
  function footings(run: Watched, shiftWh: number): WindowFigure[] {
    // One that has just started: what foots for good leaves a running one's memory.
    const { utilityParty, archive } = run.grid;
    const machine = new UtilityMachine(utilityParty, archive.restore(), archive.standing());
    const { log, bills, loads } = machine['areas'].get('area-1')!;
    const shifted = {
      figureAt: (interval: number, register: string) => {
        const figure = loads.figureAt(interval, register);
        return figure?.totalWh === undefined || interval !== at(0)
          ? figure
          : { ...figure, totalWh: figure.totalWh + shiftWh };
      },
    };
    return new Footing(log, bills, shifted as typeof loads).news();
  }

  test('control: a load that is one watt-hour off does not foot', () => {
    const run = new Watched();
    for (let offset = 0; offset < 8; offset++) run.read(offset, (meter) => value(meter, offset));
    run.grid.wait(8_000);
    expect(footings(run, 0)).toMatchObject([{ state: 'footed', doesFoot: true }]);
    for (const shiftWh of [1, -1])
      expect(footings(run, shiftWh)).toMatchObject([
        { state: 'differs', doesFoot: false, reason: `${IMPORT}: bills and loads differ` },
      ]);
    run.close();
  });

  test('[P-7.6] loads are bills and remnants: the difference must be one that the remnants can hold', () => {
    const run = new Watched();
    for (let offset = 0; offset < 8; offset++)
      run.read(offset, (meter) => (meter === 0 && offset < 5 ? undefined : value(meter, offset)));
    run.grid.wait(8_000);
    // Three cells of meter 1.
    const remnantWh = run.metered[0]!;
    expect(footings(run, 0)).toMatchObject([
      { state: 'footed', remnantMeters: 1, sums: [{ remnantWh, remnantCells: 3 }] },
    ]);
    expect(footings(run, -remnantWh)).toMatchObject([{ state: 'footed' }]);
    expect(footings(run, -remnantWh - 1)).toMatchObject([{ state: 'differs', doesFoot: false }]);
    expect(footings(run, 3 * 40_000 - remnantWh)).toMatchObject([{ state: 'footed' }]);
    expect(footings(run, 3 * 40_000 - remnantWh + 1)).toMatchObject([{ state: 'differs' }]);
    run.close();
  });

  test('[P-8.4] every window settles by itself: a meter that is gone chains nothing', () => {
    const run = new Watched();
    const { grid } = run;
    for (let offset = 0; offset < 5; offset++) run.read(offset, (meter) => value(meter, offset));
    // Three cells of the next window, then meter 1 is gone.
    for (let offset = 5; offset < 24; offset++)
      run.read(offset, (meter) => (meter === 0 && offset >= 11 ? undefined : value(meter, offset)));
    grid.wait(8_000);
    expect(grid.windows.map(({ state, remnantMeters }) => [state, remnantMeters])).toEqual([
      ['footed', 0],
      ['footed', 1],
      ['footed', 0],
    ]);
    const view = viewArea(run.look());
    expect(view.windows.map(({ state }) => state).slice(0, 3)).toEqual(['billed', 'billed', 'billed']);
    expect(run.unaccounted()).toEqual([0, 0, 0, 0]);
    run.close();
  });
});
