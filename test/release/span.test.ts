/** What all released totals tell together: random histories against the exact twin, and planted mistakes that it finds. [P-8.4] */
import { describe, expect, test } from 'vitest';
import { IMPORT } from '../material.ts';
import { Consumption, type ToldCell, independent } from './consumption.ts';
import { BOTH } from './drawn.ts';
import { noFindings, playHistory } from './histories.ts';
import { isolatedBy } from './knowing.ts';
import { rowsOf, smallestSupport } from './linear-forms.ts';
import { PLANTED, type Planted } from './planted.ts';

const FLOORS = { minCrowd: 3, minIntervals: 3 };
const offsets = (from: number, end: number): number[] => Array.from({ length: end - from }, (_, at) => from + at);
const METERS = ['a', 'b', 'c', 'd', 'e', 'f'];

const cells = (meter: string, intervals: readonly number[], register = IMPORT): ToldCell[] =>
  intervals.map((interval) => ({ meter, interval, register }));

/** Loads of pages 0 to 7 with the cells of meters, by register; bills are the test's own. */
function loadsOf(
  told: Consumption,
  has: (meter: string, interval: number) => boolean = () => true,
  registers: readonly string[] = [IMPORT],
): void {
  for (const interval of offsets(0, 8))
    for (const register of registers)
      told.tell(METERS.filter((meter) => has(meter, interval)).flatMap((meter) => cells(meter, [interval], register)));
}

function isolated(told: Consumption, known = 0): string | undefined {
  const found = isolatedBy(told.forms, told.unknowns, FLOORS, known);
  return found && `${found.meter} at ${found.intervals.join(' ')}, knowing ${found.known.join(' ') || 'nobody'}`;
}

function played(histories: number, planted?: Planted) {
  const findings = noFindings();
  for (let seed = 1; seed <= histories; seed++) playHistory(seed, findings, planted);
  return findings;
}

describe('[P-8.4] random histories', () => {
  test('nothing accepted isolates too few meters, whichever the utility knows, and everything that would is refused', () => {
    const findings = played(150);
    expect(findings.problems).toEqual([]);
    // Control: there was something to refuse, by who knows none, one and two; somebody waited, something was remnant.
    expect([0, 1, 2].map((known) => (findings.leaking.get(known) ?? 0) > 0)).toEqual([true, true, true]);
    expect(Math.min(findings.waiting, findings.remnants, findings.bookings)).toBeGreaterThan(50);
  });

  test.each(PLANTED.filter((name) => name !== 'no-long-bills'))('control: %s is found', (name) => {
    expect(played(70, name).problems.some((problem) => problem.includes('isolates'))).toBe(true);
  });

  test('control: elimination finds small supports, and no others', () => {
    const form = (...numbers: number[]) => new Map(numbers.map((at) => [at, 1]));
    const all = offsets(0, 6);
    const rows = rowsOf([form(0, 1, 2, 3), form(2, 3, 4, 5), form(0, 1, 5)], all);
    // The first less the other two: 4 and twice 5.
    expect(smallestSupport(rows, all, 2)).toBeUndefined();
    expect(smallestSupport(rows, all, 3)).toEqual([4, 5]);
    const triangle = rowsOf([form(0, 1), form(1, 2), form(0, 2)], [0, 1, 2]);
    expect(smallestSupport(triangle, [0, 1, 2], 2)).toEqual([0]);
    // Counted by groups: 4 and 5 are one.
    expect(smallestSupport(rows, [0, 1, 2, 3, 4, 4], 2)).toEqual([4]);
  });
});

describe('[P-8.4] planted leaks', () => {
  test('control: everybody billed for what the loads are sums of, and nothing is told', () => {
    const told = new Consumption(independent, []);
    loadsOf(told);
    for (const meter of METERS) told.tell(cells(meter, offsets(0, 8)));
    expect([0, 1, 2].map((known) => isolated(told, known))).toEqual([undefined, undefined, undefined]);
  });

  test('a meter with one cell beside a known one with four: cells are company, meters are not', () => {
    const few = new Map([
      ['a', 1],
      ['b', 4],
    ]);
    const told = new Consumption(independent, []);
    loadsOf(told, (meter, interval) => interval < (few.get(meter) ?? 8));
    for (const meter of METERS.slice(2)) told.tell(cells(meter, offsets(0, 8)));
    // Five cells passed a floor of five. Without b there is one.
    expect(isolatedBy(told.forms, told.unknowns, FLOORS, 1)).toEqual({
      known: ['b'],
      meters: ['a'],
      meter: 'a',
      intervals: [0],
    });
  });

  test('a third remnant hides both from who knows nobody, and no longer from who knows that one', () => {
    const told = new Consumption(independent, []);
    loadsOf(told, (meter, interval) => meter > 'c' || interval < 2);
    for (const meter of METERS.slice(3)) told.tell(cells(meter, offsets(0, 8)));
    expect(isolated(told)).toBeUndefined();
    // The floor is three: who knows one still faces two.
    expect(isolated(told, 1)).toBeUndefined();
    const without = { minCrowd: 4, minIntervals: 3 };
    expect(isolatedBy(told.forms, told.unknowns, without, 1)?.known).toHaveLength(1);
  });

  test('bills that no page holds together: a fleet that is swapped but for one', () => {
    const told = new Consumption(independent, []);
    const has = (meter: string, interval: number): boolean =>
      meter === 'a' ? interval > 2 : meter < 'e' ? interval < 4 : interval >= 4;
    loadsOf(told, has);
    for (const meter of METERS)
      told.tell(
        cells(
          meter,
          offsets(0, 8).filter((interval) => has(meter, interval)),
        ),
      );
    // Every line is long and nothing is remnant, and still: the early loads less the early bills are one cell.
    expect(isolated(told)).toBe('a at 3, knowing nobody');
  });

  test('overlap: a second bill of some of the same cells', () => {
    const told = new Consumption(independent, []);
    loadsOf(told);
    for (const meter of METERS) told.tell(cells(meter, offsets(0, 8)));
    told.tell(cells('c', offsets(1, 7)));
    expect(isolated(told)).toMatch('c at');
  });

  test('registers decided one by one: two that are equal, and one meter less in one of them', () => {
    const alike = () => [[IMPORT, 1]] as const;
    const told = new Consumption(alike, []);
    loadsOf(told);
    loadsOf(told, (meter) => meter !== 'f', [BOTH]);
    expect(isolated(told)).toMatch('f at');
    const together = new Consumption(alike, []);
    loadsOf(together, () => true, [IMPORT, BOTH]);
    expect(isolated(together)).toBeUndefined();
  });

  test('energy booked again from another moment on in a register that is equal', () => {
    const alike = () => [[IMPORT, 1]] as const;
    const told = (isApart: boolean): Consumption => {
      const bookings = [IMPORT, BOTH].flatMap((register, at) =>
        [0, 1, 2].map((step) => {
          const to = 2 + step + (isApart ? at : 0);
          return { meter: 'a', register, from: 0, to, part: 1, parts: 3 };
        }),
      );
      const consumption = new Consumption(alike, bookings);
      loadsOf(consumption, (meter, interval) => meter !== 'a' || interval > 0, [IMPORT, BOTH]);
      return consumption;
    };
    expect(isolated(told(true))).toMatch('a at 0');
    expect(isolated(told(false))).toBeUndefined();
  });

  test('tags added across meters: factors that the utility knows set every meter apart', () => {
    const told = new Consumption(independent, []);
    const factors = new Map(METERS.map((meter, at) => [meter, 1_003 * (at + 1)]));
    const weighed = new Consumption((meter) => [[IMPORT, factors.get(meter)!]], []);
    loadsOf(told);
    loadsOf(weighed);
    const numbers = (from: Consumption) => from.forms;
    // The same unknowns in the same order: the value and the weighed sum of each page.
    const both = [...numbers(told), ...numbers(weighed)];
    expect(isolatedBy(both, told.unknowns, { minCrowd: 6, minIntervals: 3 }, 0)?.meters).toHaveLength(5);
    expect(isolatedBy(told.forms, told.unknowns, { minCrowd: 6, minIntervals: 3 }, 0)).toBeUndefined();
  });
});
