/** The slow, obvious twin of the calendar: walks through windows and runs from the start, interval by interval. [P-8.5] */
import type { Scheme } from '../../schemas/types.ts';

export function slowWindow(scheme: Scheme, interval: number): { from: number; count: number } | undefined {
  const { firstInterval, intervalCount } = scheme.billing;
  for (let from = firstInterval; from <= interval; from += intervalCount) {
    if (interval < from + intervalCount) return { from, count: intervalCount };
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
