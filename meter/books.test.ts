/** The books of a meter always sum to its register, whatever becomes void, and energy stays at its rate. [P-7.3] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Calendar } from '../protocol/grid/scheme.ts';
import type { Tariff } from '../schemas/types.ts';
import { EXPORT, GAS, IMPORT, meterNamed, schemeWith } from '../test/material.ts';
import { type BookingRules, bookCarries, carryOf, cellsToCome } from './books.ts';
import type { Booking, Carry } from './outbox.ts';
import { RateCells } from './rate-cells.ts';

const FUSE_WH = 1000;
const WINDOW = 24;
const MIN_INTERVALS = 4;
const REGISTERS = [IMPORT, EXPORT];
const { party } = meterNamed('m', REGISTERS);

/** Windows of 24 from interval 0 on; each lists its rates and prices in runs of four, over and over. */
function cellsOf(...windows: readonly Readonly<Record<string, number>>[]): { cells: RateCells; calendar: Calendar } {
  const tariffs = windows.map((prices, at): Tariff => {
    const rates = Object.entries(prices).map(([name, microPerKwh]) => ({ name, microPerKwh }));
    const runs = Array.from({ length: WINDOW / 4 }, (_, run) => ({ rate: run % rates.length, count: 4 }));
    return { id: `t${at}`, from: at * WINDOW, count: WINDOW, rates, runs };
  });
  const registers = [...schemeWith().registers, GAS];
  const scheme = schemeWith({
    billing: { firstInterval: 0, windows: [{ count: 1, intervalCount: WINDOW }] },
    registers,
    tariffs,
  });
  const calendar = new Calendar(scheme);
  return { cells: new RateCells(scheme, calendar), calendar };
}

const THREE = { cheap: 100, dear: 300, middle: 200 };
/** The rate `middle` is gone from the third window on. */
const DAYS = cellsOf(THREE, THREE, { cheap: 110, dear: 290 }, { cheap: 110, dear: 290 });

function rulesOf(cells: RateCells): BookingRules {
  return { registers: REGISTERS, cells, maxReadings: REGISTERS.map(() => FUSE_WH) };
}

/** A life of one meter: what it metered, and how many readings later each cell turned out to be void, if ever. */
const life = fc.array(
  fc.record({
    metered: fc.tuple(fc.nat({ max: FUSE_WH }), fc.nat({ max: FUSE_WH / 4 })),
    voidAfter: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 2 }),
    isRead: fc.constantFrom(true, true, true, false),
  }),
  { minLength: 1, maxLength: 4 * WINDOW, size: 'max' },
);

/** The books of one meter, kept as the meter keeps them. */
class Life {
  carries = new Map<string, Carry>();
  readonly booked = new Map<number, number[]>();
  readonly voids = new Set<number>();
  readonly metered = [0, 0];
  readonly bookings: Booking[] = [];
  last = -1;

  put(carry: Carry): void {
    const name = `${carry.interval}/${carry.register}`;
    if (carry.remainingUnits > 0) this.carries.set(name, carry);
    else this.carries.delete(name);
  }

  read(interval: number, values: readonly number[], cells: RateCells): Booking[] {
    const { bookedUnits, bookings, changed } = bookCarries(interval, values, this.carries.values(), rulesOf(cells));
    const added = bookedUnits.reduce((sum, units, at) => sum + units - values[at]!, 0);
    expect(added).toBe(bookings.reduce((sum, booking) => sum + booking.units, 0));
    for (const units of bookedUnits) expect(units).toBeLessThanOrEqual(FUSE_WH);
    changed.forEach((carry) => this.put(carry));
    this.booked.set(interval, bookedUnits);
    this.bookings.push(...bookings);
    values.forEach((units, register) => (this.metered[register]! += units));
    this.last = interval;
    return bookings;
  }

  void(interval: number): void {
    this.voids.add(interval);
    this.booked.get(interval)!.forEach((units, register) => {
      const carry = carryOf(party, { interval, register, units, after: this.last }, MIN_INTERVALS);
      expect(carry === undefined).toBe(units === 0);
      if (carry !== undefined) this.put(carry);
    });
  }

  /** Metered = booked on cells that are not void + carry, register by register. */
  addsUp(): void {
    for (const register of [0, 1]) {
      let counted = 0;
      for (const [at, values] of this.booked) if (!this.voids.has(at)) counted += values[register]!;
      for (const carry of this.carries.values()) if (carry.register === register) counted += carry.remainingUnits;
      expect(counted).toBe(this.metered[register]);
    }
  }
}

describe('[P-7.3] the books', () => {
  test('add up to what was metered, whatever is void; no booking is beyond the fuse, or at another rate than its own', () => {
    let moved = 0;
    let elsewhere = 0;
    const { cells, calendar } = DAYS;
    fc.assert(
      fc.property(life, (intervals) => {
        const books = new Life();
        for (const [interval, { metered, isRead }] of intervals.entries()) {
          if (isRead) {
            for (const { from, to, units } of books.read(interval, metered, cells)) {
              expect([units > 0, to]).toEqual([true, interval]);
              const [was, is] = [calendar.rateOf(from), calendar.rateOf(to)];
              // Only when its rate is gone for good does energy go to another one, and then to the nearest.
              if (to < 2 * WINDOW || was.name !== 'middle') expect(is.name).toBe(was.name);
              else elsewhere += 1;
            }
          }
          // Cells whose voidness becomes known now.
          for (const [past, { voidAfter }] of intervals.slice(0, interval + 1).entries())
            if (voidAfter !== null && past + voidAfter === interval && books.booked.has(past)) books.void(past);
          books.addsUp();
        }
        moved += books.bookings.length;
      }),
      { seed: 3, numRuns: 200 },
    );
    // Control: there was something to move.
    expect([moved > 2_000, elsewhere > 50]).toEqual([true, true]);
  });

  test('a void cell goes onto as many later cells as the floor says, in portions that differ by a Wh at most', () => {
    const { cells } = cellsOf({ all: 100 }, { all: 100 }, { all: 100 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: FUSE_WH }),
        fc.nat({ max: 2 }),
        fc.integer({ min: 1, max: 20 }),
        (...drawn) => {
          const [units, interval, portions] = drawn;
          const books = new Life();
          const carry = carryOf(party, { interval, register: 0, units, after: 2 }, portions)!;
          books.put(carry);
          expect([carry.portions, carry.skipped < 2 * portions]).toEqual([portions, true]);
          const toCome = cellsToCome(carry, 2, IMPORT, cells);
          expect(toCome).toBe(carry.skipped + portions);
          const taken: number[] = [];
          for (let at = 3; at < 3 + toCome; at++)
            taken.push(books.read(at, [0, 0], cells).reduce((sum, booking) => sum + booking.units, 0));
          expect(books.carries.size).toBe(0);
          expect(taken.slice(0, carry.skipped)).toEqual(Array.from({ length: carry.skipped }, () => 0));
          const [least, most] = [Math.floor(units / portions), Math.ceil(units / portions)];
          for (const portion of taken.slice(carry.skipped)) expect([least, most]).toContain(portion);
          expect(taken.reduce((sum, portion) => sum + portion, 0)).toBe(units);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  test('where a carry begins is the secret of the meter: the same after a restart, another one for another cell or meter', () => {
    const minIntervals = 96;
    const skipsOf = (owner: typeof party): number[] =>
      Array.from(
        { length: 4_800 },
        (_, interval) => carryOf(owner, { interval, register: 0, units: 7, after: interval }, minIntervals)!.skipped,
      );
    const own = skipsOf(party);
    expect(skipsOf(party)).toEqual(own);
    const alike = skipsOf(meterNamed('other', REGISTERS).party).filter((skipped, at) => skipped === own[at]).length;
    expect(alike / own.length).toBeLessThan(1 / minIntervals);
    // Uniform over two days: chi-squared with 191 degrees of freedom is below 257 in 999 of 1,000 cases.
    const draws = Array.from({ length: 2 * minIntervals }, (_, skip) => skip);
    const counts = draws.map((skip) => own.filter((skipped) => skipped === skip).length);
    const expected = own.length / draws.length;
    expect(counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(257);
    // The energy has no part in it: another value gives no second draw.
    expect(carryOf(party, { interval: 5, register: 0, units: 9, after: 9 }, minIntervals)!.skipped).toBe(own[5]);
    // One beginning for all registers: of two that are equal, the loads differ by nothing.
    const others = own.map((_, interval) =>
      carryOf(party, { interval, register: 1, units: 7, after: 0 }, minIntervals)!,
    );
    expect(others.map(({ skipped }) => skipped)).toEqual(own);
  });

  test('a full reading takes nothing; what it did not take moves on, and never in larger portions', () => {
    const { cells } = cellsOf({ all: 100 }, { all: 100 });
    const books = new Life();
    books.put({ interval: 0, register: 0, units: 100, remainingUnits: 100, after: 0, skipped: 0, portions: 4 });
    const taken = [FUSE_WH, FUSE_WH - 5, 0, 0, 0, 0, 0].map((metered, at) =>
      books.read(at + 1, [metered, 0], cells).reduce((sum, booking) => sum + booking.units, 0),
    );
    expect(taken).toEqual([0, 5, 25, 25, 25, 20, 0]);
  });

  test('readings that were missed meanwhile give nothing to catch up in one go', () => {
    const { cells } = cellsOf({ all: 100 }, { all: 100 });
    const books = new Life();
    books.put({ interval: 0, register: 0, units: 100, remainingUnits: 100, after: 0, skipped: 1, portions: 4 });
    expect(cellsToCome([...books.carries.values()][0]!, 9, IMPORT, cells)).toBe(4);
    for (const at of [10, 11, 12, 13]) expect(books.read(at, [0, 0], cells).map(({ units }) => units)).toEqual([25]);
    expect(books.carries.size).toBe(0);
  });

  test('no energy, no carry', () => {
    expect(carryOf(party, { interval: 1, register: 0, units: 0, after: 1 }, MIN_INTERVALS)).toBeUndefined();
  });
});

describe('[P-7.3] the cells that take carried energy', () => {
  /** Rates of the cells in one window that take energy of interval `origin`. */
  const takersIn = ({ cells, calendar }: typeof DAYS, window: number, origin: number, register = IMPORT): string[] => {
    const takers = new Set<string>();
    let count = 0;
    for (let interval = window * WINDOW; interval < (window + 1) * WINDOW; interval++) {
      if (!cells.takes(interval, origin, register)) continue;
      takers.add(calendar.rateOf(interval).name);
      count += 1;
    }
    expect(cells.count(window * WINDOW - 1, (window + 1) * WINDOW - 1, origin, register)).toBe(count);
    return [...takers];
  };
  const [CHEAP, DEAR, MIDDLE] = [0, 4, 8];

  test('are those of its rate, whatever that costs later, and of no cheaper one', () => {
    const dearer = cellsOf(THREE, { cheap: 900, dear: 100, middle: 200 });
    for (const [origin, rate] of [
      [CHEAP, 'cheap'],
      [DEAR, 'dear'],
      [MIDDLE, 'middle'],
    ] as const)
      for (const window of [0, 1]) expect(takersIn(dearer, window, origin)).toEqual([rate]);
  });

  test('are all of them for gas, which has one rate whatever energy costs', () => {
    const dearer = cellsOf(THREE, { cheap: 900, dear: 100 });
    for (const window of [0, 1]) {
      const from = window * WINDOW;
      const intervals = Array.from({ length: WINDOW }, (_, at) => from + at);
      expect(intervals.filter((interval) => !dearer.cells.takes(interval, CHEAP, GAS.obis))).toEqual([]);
      expect(dearer.cells.count(from - 1, from + WINDOW - 1, CHEAP, GAS.obis)).toBe(WINDOW);
      expect(dearer.cells.rateOf(from, GAS.obis)).toBe('all');
    }
  });

  test('are none while a later tariff that is known has its rate again', () => {
    const again = cellsOf(THREE, { cheap: 100, dear: 300 }, THREE);
    expect([0, 1, 2].map((window) => takersIn(again, window, MIDDLE))).toEqual([['middle'], [], ['middle']]);
  });

  test('are of the nearest price where its rate is gone; of two as near, the better one for the household', () => {
    expect(takersIn(DAYS, 2, CHEAP)).toEqual(['cheap']);
    // 200 lies between 110 and 290.
    expect(takersIn(DAYS, 2, MIDDLE, IMPORT)).toEqual(['cheap']);
    expect(takersIn(DAYS, 2, MIDDLE, EXPORT)).toEqual(['dear']);
    const renamed = cellsOf(THREE, { night: 120, day: 280 });
    expect([CHEAP, DEAR].map((origin) => takersIn(renamed, 1, origin))).toEqual([['night'], ['day']]);
    // A window without a tariff has one rate only.
    expect(takersIn(cellsOf(THREE), 1, DEAR)).toEqual(['all']);
  });
});
