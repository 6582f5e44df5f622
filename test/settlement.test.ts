/**
 * A settlement that a person can follow: what is shown of every fault while it lasts, and that afterwards every watt-hour
 * is on exactly one bill. [P-7.3, P-7.5, P-7.6]
 */
import { describe, expect, test } from 'vitest';
import { formatInterval } from '../cli/render/format.ts';
import { viewBill, voidRanges } from '../utility/views/bill-view.ts';
import { viewPage } from '../utility/views/page-view.ts';
import { showArea } from '../cli/settlement/settlement-text.ts';
import { hasFailure, viewArea, windowsOf } from '../utility/views/area-view.ts';
import type { SharesMessage } from '../schemas/types.ts';
import { FIRST_INTERVAL, IMPORT } from './simulation/grid.ts';
import { Watched, at, isOf, isoTime, meterOf, startMs, useFolder, value } from './watched-grid.ts';

useFolder();

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
        const { carryUnits } = books.registers[0]!;
        expect(carryUnits).toBeGreaterThan(0);
        // Of one rate: at most seven cells pass, and four take it.
        expect(books.carries).toMatchObject([{ register: IMPORT, rate: 'all', units: carryUnits }]);
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
    for (const { interval, voidUnits, remainingUnits, bookings } of books.voids) {
      expect(remainingUnits).toBe(0);
      expect(voidUnits).toBe(value(0, interval - FIRST_INTERVAL));
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
    expect(voids.every(({ remainingUnits }) => remainingUnits === 0)).toBe(true);
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
    expect(run.household(1)).toMatchObject({ keptCount: 12, outstanding: [], registers: [{ outstandingUnits: 0 }] });
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
    expect(page).toMatchObject({
      state: 'empty',
      meters: 0,
      of: 3,
      loads: [{ status: 'empty', totalUnits: undefined }],
    });
    expect(page.reason).toContain('a load needs 3');
    const span = { begin: isoTime(startMs(3)), end: isoTime(startMs(4)) };
    expect([0, 1, 2].map((meter) => voidRanges(area, meterOf(area, meter)))).toEqual(
      [0, 1, 2].map(() => [{ from: at(3), count: 1, ...span, cause: 'missed' }]),
    );
    const view = viewArea(area);
    expect(view.pages).toMatchObject({ closed: 13, empty: 1 });
    expect(view.windows[0]!.state).toBe('billed');
    expect(run.household(1).voids).toMatchObject([{ interval: at(3), voidUnits: value(1, 3) }]);
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
      registers: [{ outstandingUnits: run.metered[0] }],
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
      registers: [{ meteredUnits: run.metered[1], outstandingUnits: run.metered[1]! - value(1, 2) }],
    });
    // And a carry appears from nowhere at meter 3.
    run.grid.outbox.commit([
      {
        kind: 'carry',
        meter: 'meter-3',
        carry: { interval: at(0), register: 0, units: 5, remainingUnits: 5, after: at(3), skipped: 0, portions: 4 },
      },
    ]);
    expect(run.unaccounted()).toEqual([0, value(1, 2), -5, 0]);
    expect(run.household(2).doesAddUp).toBe(false);
    run.close();
  });
});
