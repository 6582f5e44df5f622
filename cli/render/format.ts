/**
 * Numbers as a person reads them, in one way everywhere: thousands with commas, a point for decimals. No locale is asked, so
 * that an output looks the same on every machine and a test can hold it.
 */
import { ENERGY_UNIT, type RegisterUnit, thousandOf } from '../../protocol/grid/register.ts';
import { formatCount } from '../../utility/views/wording.ts';

export { formatInterval } from '../../protocol/grid/span.ts';
export { formatCount, formatDuration, plural } from '../../utility/views/wording.ts';

/** "2018-10-29T00:15:00Z" -> "2018-10-29 00:15 UTC"; seconds only where there are some. */
export function peopleTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, iso.slice(16, 19) === ':00' ? 16 : 19)} UTC`;
}

/** What a register counted, exactly: 12345 Wh -> "12.345 kWh", 12345 dm3 -> "12.345 m³". The one place for it. */
export function formatUnits(units: number | bigint, unit: RegisterUnit): string {
  const exact = BigInt(units);
  const size = exact < 0n ? -exact : exact;
  const decimals = (size % 1000n).toString().padStart(3, '0');
  return `${exact < 0n ? '-' : ''}${formatCount(size / 1000n)}.${decimals} ${thousandOf(unit)}`;
}

/** One number for each register of a meter: "120, 3 Wh", or "120 Wh, 3 dm3" where they differ in their units. */
export function listUnits(
  units: readonly (number | string)[],
  registers: readonly { readonly unit: RegisterUnit }[],
): string {
  const own = units.map((_, at) => registers[at]?.unit ?? ENERGY_UNIT);
  if (new Set(own).size === 1) return `${units.join(', ')} ${own[0]}`;
  return units.map((one, at) => `${one} ${own[at]}`).join(', ');
}

/** Of energy. */
export function formatWh(wh: number | bigint): string {
  return formatUnits(wh, ENERGY_UNIT);
}

/** 0.123 -> "0.12 ms", 12.34 -> "12.3 ms", 1234.5 -> "1,235 ms"; below 0.1 ms one digit more. */
export function formatMs(ms: number): string {
  const size = Math.abs(ms);
  if (size >= 99.95) return `${formatCount(Math.round(ms))} ms`;
  if (size >= 9.995) return `${ms.toFixed(1)} ms`;
  return `${ms.toFixed(size >= 0.0995 || size === 0 ? 2 : 3)} ms`;
}
