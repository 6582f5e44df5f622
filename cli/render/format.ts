/**
 * Numbers as a person reads them, in one way everywhere: thousands with commas, a point for decimals. No locale is asked, so
 * that an output looks the same on every machine and a test can hold it.
 */
import { formatCount } from '../../utility/views/wording.ts';

export { formatInterval } from '../../protocol/grid/span.ts';
export { formatCount, formatDuration, plural } from '../../utility/views/wording.ts';

/** "2018-10-29T00:15:00Z" -> "2018-10-29 00:15 UTC"; seconds only where there are some. */
export function peopleTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, iso.slice(16, 19) === ':00' ? 16 : 19)} UTC`;
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
