/** The books of a meter always sum to its register, whatever becomes void, and are never unfair. [P-7.3] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Calendar } from '../protocol/scheme.ts';
import type { RegisterDefinition } from '../schemas/types.ts';
import { schemeWith } from '../test/material.ts';
import { bookCarries, carryOf } from './books.ts';
import type { Booking, Carry } from './outbox.ts';

const FUSE_WH = 1000;

/** Three rates in one window of 24: cheap, dear, in between, in runs of four. */
const calendar = new Calendar(
  schemeWith({
    billing: { firstInterval: 0, intervalCount: 24 },
    tariffs: [
      {
        id: 't',
        from: 0,
        count: 24,
        rates: [100, 300, 200].map((microPerKwh, at) => ({ name: `r${at}`, microPerKwh })),
        runs: Array.from({ length: 6 }, (_, at) => ({ rate: at % 3, count: 4 })),
      },
    ],
  }),
);

const direction = fc.constantFrom<RegisterDefinition['direction']>('import', 'export');

/** A life of one meter: what it metered, and how many readings later each cell turned out to be void, if ever. */
const life = fc.array(
  fc.record({
    metered: fc.tuple(fc.nat({ max: FUSE_WH }), fc.nat({ max: FUSE_WH })),
    voidAfter: fc.tuple(
      fc.option(fc.integer({ min: 0, max: 6 }), { freq: 2 }),
      fc.option(fc.integer({ min: 0, max: 6 }), { freq: 2 }),
    ),
    isRead: fc.constantFrom(true, true, true, false),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('[P-7.3] the books', () => {
  test('booked, void and carried energy always add up to what was metered; every booking is fair and within the fuse', () => {
    let moved = 0;
    fc.assert(
      fc.property(life, fc.tuple(direction, direction), (intervals, directions) => {
        const directionOf = (register: number): RegisterDefinition['direction'] => directions[register]!;
        let carries: Carry[] = [];
        const booked = new Map<number, number[]>();
        const isVoid = new Set<string>();
        const metered = [0, 0];
        const allBookings: Booking[] = [];
        const put = (carry: Carry): void => {
          carries = carries.filter((other) => other.interval !== carry.interval || other.register !== carry.register);
          if (carry.remainingWh > 0) carries.push(carry);
        };
        for (const [interval, { metered: values, isRead }] of intervals.entries()) {
          if (isRead) {
            const before = carries.reduce((sum, carry) => sum + carry.remainingWh, 0);
            const { bookedWh, bookings, changed } = bookCarries(
              interval,
              values,
              carries,
              directionOf,
              calendar,
              FUSE_WH,
            );
            const added = bookedWh.reduce((sum, wh, at) => sum + wh - values[at]!, 0);
            expect(added).toBe(bookings.reduce((sum, booking) => sum + booking.wh, 0));
            changed.forEach(put);
            expect(carries.reduce((sum, carry) => sum + carry.remainingWh, 0)).toBe(before - added);
            booked.set(interval, bookedWh);
            for (const wh of bookedWh) expect(wh).toBeLessThanOrEqual(FUSE_WH);
            for (const booking of bookings) {
              expect(booking.wh).toBeGreaterThan(0);
              expect(booking.to).toBe(interval);
              const was = calendar.rateOf(booking.from).microPerKwh;
              const is = calendar.rateOf(interval).microPerKwh;
              if (directionOf(booking.register) === 'import') expect(is).toBeLessThanOrEqual(was);
              else expect(is).toBeGreaterThanOrEqual(was);
            }
            allBookings.push(...bookings);
            values.forEach((wh, register) => (metered[register]! += wh));
          }
          // Cells whose voidness becomes known now.
          for (const [past, { voidAfter }] of intervals.slice(0, interval + 1).entries()) {
            voidAfter.forEach((after, register) => {
              const wh = booked.get(past)?.[register];
              if (after === null || past + after !== interval || wh === undefined) return;
              isVoid.add(`${past}/${register}`);
              const carry = carryOf(past, register, wh);
              expect(carry === undefined).toBe(wh === 0);
              if (carry !== undefined) put(carry);
            });
          }
          for (const register of [0, 1]) {
            const counted = [...booked].reduce(
              (sum, [at, values_]) => (isVoid.has(`${at}/${register}`) ? sum : sum + values_[register]!),
              0,
            );
            const carried = carries.reduce(
              (sum, carry) => (carry.register === register ? sum + carry.remainingWh : sum),
              0,
            );
            expect(counted + carried).toBe(metered[register]);
          }
        }
        moved += allBookings.length;
      }),
      { seed: 3, numRuns: 300 },
    );
    // Control: there was something to move.
    expect(moved).toBeGreaterThan(500);
  });

  test('a carry is spread over four readings and leaves nothing behind', () => {
    let carry = carryOf(0, 0, 10)!;
    const taken: number[] = [];
    for (let interval = 1; carry.remainingWh > 0; interval++) {
      const { bookings, changed } = bookCarries(interval % 4, [0], [carry], () => 'import', calendar, FUSE_WH);
      taken.push(bookings[0]!.wh);
      carry = changed[0]!;
    }
    expect(taken).toEqual([3, 3, 3, 1]);
  });

  test('control: a dearer interval takes nothing of an import, and all of an export; a full reading takes nothing', () => {
    const carry = carryOf(0, 0, 100)!;
    const dearer = 4;
    const bookedAt = (direction_: RegisterDefinition['direction'], metered: number): number =>
      bookCarries(dearer, [metered], [carry], () => direction_, calendar, FUSE_WH).bookedWh[0]! - metered;
    expect(bookedAt('import', 0)).toBe(0);
    expect(bookedAt('export', 0)).toBe(25);
    expect(bookedAt('export', FUSE_WH)).toBe(0);
    expect(bookedAt('export', FUSE_WH - 5)).toBe(5);
  });

  test('no energy, no carry', () => {
    expect(carryOf(1, 0, 0)).toBeUndefined();
  });
});
