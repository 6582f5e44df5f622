/**
 * What a household sees on its own device's page: its readings of two days, bills that this device checked, what the utility knows
 * of it (exactly these totals), and who has what. [P-1, P-6.5, P-7.6]
 */
import { intervalStartMs } from '../../protocol/grid/interval.ts';
import { isoTime } from '../../protocol/grid/span.ts';
import type { Scheme } from '../../schemas/types.ts';
import type { MeterBooks } from './own-books.ts';
import type { OwnBillView } from './own-bills.ts';
import { type PresentView, type SeenSample, viewPresent } from './present.ts';

const CURVE_MS = 2 * 86_400_000;

/** One reading, in the order of the meter's registers, with what was booked again on it. */
export interface CurvePoint {
  readonly begin: string;
  readonly units: readonly number[];
  readonly isEstimated: boolean;
  readonly isVoid: boolean;
  readonly isBilled: boolean;
}

/** An operator and what it has of this meter: of so many readings that are on no bill yet one share each, and no reading. */
export interface Holder {
  readonly aggregator: number;
  readonly operator: string;
  readonly shares: number;
  readonly of: number;
}

export interface HouseholdPage {
  readonly meter: string;
  readonly area: string;
  readonly intervalSeconds: number | undefined;
  readonly curve: readonly CurvePoint[];
  readonly present: Omit<PresentView, 'readings' | 'kind' | 'bills'>;
  /** The oldest first, each with what this device found when it computed it again. */
  readonly bills: readonly Omit<OwnBillView, 'meter'>[];
  readonly holders: readonly Holder[];
  /** How many operators together could read what is not settled. */
  readonly threshold: number | undefined;
  readonly isConnected: boolean;
}

export interface Own {
  readonly area: string;
  readonly registers: readonly string[];
  readonly isConnected: boolean;
  /** Whether aggregator j has a share of a reading. */
  readonly has: (aggregator: number, interval: number) => boolean;
}

function curveOf(books: MeterBooks, scheme: Scheme, nowMs: number): CurvePoint[] {
  return books.readings
    .map((reading) => ({ reading, startMs: intervalStartMs(reading.interval, scheme) }))
    .filter(({ startMs }) => startMs >= nowMs - CURVE_MS)
    .map(({ reading: { interval, bookedUnits, isVoid, isBilled }, startMs }) => ({
      begin: isoTime(startMs),
      units: bookedUnits,
      isEstimated: books.estimates.some(({ from, until }) => interval >= from && interval < until),
      isVoid,
      isBilled,
    }));
}

/** `nowMs`: of the clock that readings go by. `bills`: as they were computed again. */
export function viewHouseholdPage(
  books: MeterBooks,
  own: Own,
  scheme: Scheme | undefined,
  live: SeenSample | undefined,
  nowMs: number,
  bills: readonly OwnBillView[],
): HouseholdPage {
  const {
    readings: _readings,
    kind: _kind,
    bills: _bills,
    ...present
  } = viewPresent(books, own.registers, scheme, live, nowMs);
  const unbilled = books.readings.filter(({ isBilled, isVoid }) => !isBilled && !isVoid);
  const holders = (scheme?.operators ?? []).map((operator, at) => ({
    aggregator: at + 1,
    operator,
    shares: unbilled.filter(({ interval }) => own.has(at + 1, interval)).length,
    of: unbilled.length,
  }));
  return {
    meter: books.meter,
    area: own.area,
    intervalSeconds: scheme?.intervalSeconds,
    curve: scheme === undefined ? [] : curveOf(books, scheme, nowMs),
    present,
    bills: bills.map(({ meter: _meter, ...bill }) => bill),
    holders,
    threshold: scheme?.threshold,
    isConnected: own.isConnected,
  };
}
