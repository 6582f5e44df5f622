/** Amounts, times and names as a household reads them. */
import type { HouseholdPage } from '../views/household-view.ts';

type Unit = HouseholdPage['present']['registers'][number]['unit'];
export const THOUSANDS: Readonly<Record<Unit, string>> = { Wh: 'kWh', dm3: 'm³', kJ: 'MJ' };
const NAMES: Readonly<Record<string, string>> = {
  '1-0:1.8.0': 'Energy drawn',
  '1-0:2.8.0': 'Energy fed in',
  '7-0:3.0.0': 'Gas',
  '8-0:1.0.0': 'Water',
  '6-0:1.0.0': 'Heat',
};

export const nameOf = (register: string): string => NAMES[register] ?? register;

export function amount(units: number, unit: Unit): string {
  const size = Math.abs(Math.round(units));
  const whole = String(Math.floor(size / 1_000)).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${units < 0 ? '-' : ''}${whole}.${String(size % 1_000).padStart(3, '0')} ${THOUSANDS[unit]}`;
}

/** "hour", "15 minutes" */
export function lengthOf(seconds = 0): string {
  if (seconds === 3_600) return 'hour';
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}

export function localTime(iso: string): string {
  const date = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
