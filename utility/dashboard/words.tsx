/** Figures and times as people read them. */
import { thousandOf } from '../../protocol/grid/register.ts';
import type { Bill, Settlement, Unit } from '../../host/api/client.ts';

const COUNT = new Intl.NumberFormat('en');
const THREE = new Intl.NumberFormat('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const SHORT = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

export function count(value: number): string {
  return COUNT.format(value);
}

export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** 12345 Wh: "12.345 kWh". */
export function amount(units: number, unit: Unit): string {
  return `${THREE.format(units / 1_000)} ${thousandOf(unit)}`;
}

/** Mean power of what was used in an interval. */
export function power(wh: number, intervalSeconds: number): string {
  return `${SHORT.format((wh * 3.6) / intervalSeconds)} kW`;
}

/** "5 Jan 2026, 06:15", in UTC, as the grid counts. */
export function time(iso: string): string {
  return new Date(iso).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
}

export function span({ begin, end }: { readonly begin: string; readonly end: string }): string {
  return `${time(begin)} – ${time(end)}`;
}

export function aggregatorNames(numbers: readonly number[]): string {
  return `aggregator${numbers.length === 1 ? '' : 's'} ${numbers.join(', ')}`;
}

/** What a bill comes to, by unit, import only where registers say so. */
export function billed({ lines }: Bill, imports: ReadonlySet<string>): string {
  const sums = new Map<Unit, number>();
  for (const { register, unit, totalUnits } of lines)
    if (imports.has(register)) sums.set(unit, (sums.get(unit) ?? 0) + totalUnits);
  return [...sums].map(([unit, units]) => amount(units, unit)).join(', ') || '–';
}

export const STATE_WORDS: Readonly<Record<Settlement['state'], string>> = {
  open: 'under way',
  closing: 'closing',
  waiting: 'waiting',
  billed: 'settled',
  failed: 'failed',
};

/** What a register counts, for people; its code where nobody knows. */
const REGISTERS: Readonly<Record<string, string>> = {
  '1-0:1.8.0': 'Drawn from the grid',
  '1-0:2.8.0': 'Fed into the grid',
  '7-0:3.0.0': 'Gas',
  '8-0:1.0.0': 'Water',
  '6-0:1.0.0': 'Heat',
};

export function registerName(obis: string): string {
  return REGISTERS[obis] ?? obis;
}

/** A reason of the utility's as a sentence of its own. */
export function sentence(text: string): string {
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}`;
}
