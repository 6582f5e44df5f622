/** The slow, obvious twin of the calendar: walks through windows and runs from the start, interval by interval. [P-8.5] */
import type { Scheme } from '../../schemas/types.ts';

export function slowWindow(scheme: Scheme, interval: number): { from: number; count: number } | undefined {
  const lengths = scheme.billing.windows.flatMap(({ count, intervalCount }) =>
    Array.from({ length: count }, () => intervalCount),
  );
  let from = scheme.billing.firstInterval;
  for (let at = 0; from <= interval; at++) {
    // What is not listed is as long as the last that is.
    const count = lengths[Math.min(at, lengths.length - 1)]!;
    if (interval < from + count) return { from, count };
    from += count;
  }
  return undefined;
}

export function slowRate(scheme: Scheme, interval: number): { name: string; microPerKwh: number } {
  for (const tariff of scheme.tariffs) {
    let at = tariff.from;
    for (const run of tariff.runs) {
      for (let step = 0; step < run.count; step++) {
        if (at === interval) return tariff.rates[run.rate]!;
        at += 1;
      }
    }
  }
  return { name: 'all', microPerKwh: 0 };
}

/** Prices are of energy. */
export function isPriced(scheme: Scheme, obis: string): boolean {
  return scheme.registers.some((register) => register.obis === obis && (register.unit ?? 'Wh') === 'Wh');
}

/** Of anything else the rate is the same in every interval. */
export function slowRateFor(scheme: Scheme, obis: string, interval: number): { name: string; microPerKwh: number } {
  return isPriced(scheme, obis) ? slowRate(scheme, interval) : { name: 'all', microPerKwh: 0 };
}
