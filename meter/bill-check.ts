/**
 * Whether a bill foots with the meter's own books: the very cells, energy and prices. Only then do the readings it
 * contains go. [P-7.3]
 */
import { rateFor } from '../protocol/grid/scheme.ts';
import type { Bill } from '../schemas/types.ts';
import type { SchemeView } from './grid-view.ts';
import type { OutboxReading } from './outbox.ts';

interface OwnSum {
  readonly cells: number;
  readonly units: number;
  readonly microPerKwh: number;
}

/** What readings add up to, by register and rate (`1-0:1.8.0/day`). */
export function sumsOf(
  readings: readonly OutboxReading[],
  registers: readonly string[],
  { calendar, scheme }: Pick<SchemeView, 'calendar' | 'scheme'>,
): Map<string, OwnSum> {
  const sums = new Map<string, OwnSum>();
  for (const reading of readings)
    registers.forEach((register, at) => {
      const rate = rateFor(scheme, register, calendar.rateOf(reading.interval));
      const name = `${register}/${rate.name}`;
      const sum = sums.get(name) ?? { cells: 0, units: 0, microPerKwh: rate.microPerKwh };
      sums.set(name, { ...sum, cells: sum.cells + 1, units: sum.units + (reading.bookedUnits[at] ?? 0) });
    });
  return sums;
}

/** Why a bill does not foot with the readings it covers, in words; undefined if it does. */
export function footingProblem(
  bill: Bill,
  covered: readonly OutboxReading[],
  registers: readonly string[],
  view: Pick<SchemeView, 'calendar' | 'scheme'>,
): string | undefined {
  const spoilt = covered.find(({ isVoid }) => isVoid);
  if (spoilt !== undefined) return `interval ${spoilt.interval} is void, its energy is booked on later ones`;
  const sums = sumsOf(covered, registers, view);
  for (const line of bill.totals) {
    const name = `${line.register}/${line.rate}`;
    const own = sums.get(name) ?? { cells: 0, units: 0, microPerKwh: line.microPerKwh };
    sums.delete(name);
    if (own.cells !== line.cells) return `${name} covers ${line.cells} intervals, the books have ${own.cells}`;
    if (own.units !== line.totalUnits) return `${name} differs`;
    if (own.microPerKwh !== line.microPerKwh)
      return `${name} costs ${line.microPerKwh} a kWh (in millionths), by the tariff it is ${own.microPerKwh}`;
  }
  return sums.size === 0 ? undefined : 'a register or rate is missing';
}
