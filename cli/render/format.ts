/**
 * Numbers and times as a person reads them, in one way everywhere: thousands with commas, a point for decimals, UTC.
 * No locale is asked, so that an output looks the same on every machine and a test can hold it.
 */
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';

/** 33813069 -> "33,813,069". Whole numbers only. */
export function formatCount(count: number | bigint): string {
  const digits = count.toString();
  return digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Whole Wh, exactly: 12345 -> "12.345 kWh". */
export function formatWh(wh: number | bigint): string {
  const exact = BigInt(wh);
  const size = exact < 0n ? -exact : exact;
  return `${exact < 0n ? '-' : ''}${formatCount(size / 1000n)}.${(size % 1000n).toString().padStart(3, '0')} kWh`;
}

/** 0.123 -> "0.12 ms", 12.34 -> "12.3 ms", 1234.5 -> "1,235 ms"; below 0.1 ms one digit more. */
export function formatMs(ms: number): string {
  const size = Math.abs(ms);
  if (size >= 99.95) return `${formatCount(Math.round(ms))} ms`;
  if (size >= 9.995) return `${ms.toFixed(1)} ms`;
  return `${ms.toFixed(size >= 0.0995 || size === 0 ? 2 : 3)} ms`;
}

/** Two units at most: "850 ms", "12.3 s", "4 min 05 s", "2 h 03 min", "3 d 04 h". */
export function formatDuration(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (Math.round(ms / 100) < 600) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${twoDigits(seconds % 60)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
  const hours = Math.round(ms / 3_600_000);
  return `${formatCount(Math.floor(hours / 24))} d ${twoDigits(hours % 24)} h`;
}

/** The start of an interval: "2018-10-29 00:15 UTC", with seconds only where intervals begin between minutes. */
export function formatInterval(index: number, grid: IntervalGrid): string {
  const text = new Date(intervalStartMs(index, grid)).toISOString();
  const isOnMinutes = grid.intervalSeconds % 60 === 0 && grid.intervalOffsetSeconds % 60 === 0;
  return `${text.slice(0, 10)} ${text.slice(11, isOnMinutes ? 16 : 19)} UTC`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** plural(1, 'page') -> "1 page", plural(1200, 'page') -> "1,200 pages". */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** [1, 3] -> "aggregators 1, 3", [2] -> "aggregator 2". */
export function listOf(aggregators: readonly number[]): string {
  return `aggregator${aggregators.length === 1 ? '' : 's'} ${aggregators.join(', ')}`;
}
