/** How a meter stands right now, in words, for its household: times by the clock on its wall, with UTC beside it. */
import type { PresentBill, PresentReading, PresentView } from '../../meter/views/present.ts';
import { formatDuration, formatUnits, plural } from '../render/format.ts';
import { type Terminal, paint } from '../render/terminal.ts';
import { counterLines, estimateLines, gapLines } from './books-text.ts';

const MOST_BILLS = 6;

/** "2026-01-05 07:15:00 +01:00 (06:15:00 UTC)", by the zone of this machine. */
export function bothTimes(iso: string): string {
  const at = new Date(iso);
  const minutes = -at.getTimezoneOffset();
  const two = (value: number): string => String(value).padStart(2, '0');
  const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  const local = new Date(at.getTime() + minutes * 60_000).toISOString();
  const utc = at.toISOString();
  const day = local.slice(0, 10) === utc.slice(0, 10) ? '' : `${utc.slice(0, 10)} `;
  return `${local.slice(0, 10)} ${local.slice(11, 19)} ${zone} (${day}${utc.slice(11, 19)} UTC)`;
}

function sampleLines({ sample }: PresentView): string[] {
  if (sample === undefined) return ['  no sample of its registers was written down yet'];
  const { at, ageSeconds, meterTime, quality, isLive, registers } = sample;
  const source = isLive ? 'live' : 'as it was written down last; the process does not run, or has seen none since';
  const clock = meterTime === undefined ? '' : `; the electricity meter's own clock said ${bothTimes(meterTime)}`;
  return [
    `  last sample ${bothTimes(at)}, ${formatDuration(ageSeconds * 1_000)} ago${quality === undefined ? '' : `, ${quality}`} (${source}${clock})`,
    ...registers.map(({ register, value, unit }) => `    ${register}  ${value} ${unit}`),
  ];
}

function openLines({ open, window }: PresentView): string[] {
  const lines: string[] = [];
  if (open !== undefined) {
    const until = open.end === undefined ? String(open.interval) : `until ${bothTimes(open.end)}`;
    const counted = open.registers.map(({ register, unit, units }) => `${register}  ${units} ${unit}`).join(', ');
    lines.push(`  open interval ${until}: counted since the last reading ${counted}`);
  }
  if (window !== undefined)
    lines.push(`  billing window ends ${bothTimes(window.end)}, in ${formatDuration(window.endsInSeconds * 1_000)}`);
  return lines;
}

function readingLine({ interval, begin, registers, isEstimated, isVoid, isBilled }: PresentReading): string {
  const values = registers.map(({ register, unit, units, bookedAgainUnits }) => {
    const again = bookedAgainUnits === 0 ? '' : ` + ${bookedAgainUnits} ${unit} booked again`;
    return `${register} ${units} ${unit}${again}`;
  });
  const flags = [isEstimated ? 'estimated' : '', isVoid ? 'void' : '', isBilled ? 'billed' : ''].filter(
    (one) => one !== '',
  );
  const rest = flags.length === 0 ? '' : `  [${flags.join(', ')}]`;
  return `    ${begin === undefined ? interval : bothTimes(begin)}  ${values.join(', ')}${rest}`;
}

function billLines({ begin, end, status, reason, lines }: PresentBill, terminal: Terminal): string[] {
  const span = begin === undefined || end === undefined ? 'a window' : `${bothTimes(begin)} to ${bothTimes(end)}`;
  const word =
    status === 'verified' ? 'verified by this device' : paint('red', `${status}: ${reason}`, terminal.hasColor);
  return [
    `    ${span}: ${word}`,
    ...lines.map(({ register, unit, rate, totalUnits, cells, amount }) => {
      const money = amount === undefined ? '' : `, ${amount}`;
      return `      ${register}  ${formatUnits(totalUnits, unit)} at rate ${rate}, ${plural(cells, 'interval')}${money}`;
    }),
  ];
}

/** `problems`: of source and clock, in words. */
export function showPresent(view: PresentView, problems: readonly string[], terminal: Terminal): string {
  const { readings, bills, begins } = {
    ...view,
    begins: new Map(view.readings.map((one) => [one.interval, one.begin])),
  };
  const at = (interval: number): string => begins.get(interval) ?? `interval ${interval}`;
  return [
    paint('bold', `${view.meter} at ${bothTimes(view.now)}`, terminal.hasColor),
    ...problems.map((text) => paint('red', `  ${text}`, terminal.hasColor)),
    ...sampleLines(view),
    ...openLines(view),
    readings.length === 0 ? '  no reading is kept' : '  last readings that are kept',
    ...readings.map(readingLine),
    bills.length === 0 ? '  no bill yet' : '  bills',
    ...bills.slice(-MOST_BILLS).flatMap((bill) => billLines(bill, terminal)),
    ...gapLines(view, at),
    ...estimateLines(view, at),
    ...counterLines(view),
  ].join('\n');
}
