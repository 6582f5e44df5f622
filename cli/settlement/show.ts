/** A settlement in words: what is done, what is under way, and what is missing of whom. */
import { formatInterval, formatWh, listOf, plural } from '../render/format.ts';
import { type Style, type Terminal, paint } from '../render/terminal.ts';
import type { BillView, VoidRange } from './bills.ts';
import type { LoadView, PageView } from './pages.ts';
import type { Certified } from './record.ts';
import type { AreaView, WindowView } from './windows.ts';

const MOST_SHOWN = 20;

const STYLES: Readonly<Record<string, Style>> = {
  open: 'dim',
  closing: 'cyan',
  closed: 'green',
  empty: 'yellow',
  waiting: 'yellow',
  billed: 'green',
  failed: 'red',
};

export function paintState(state: string, terminal: Terminal): string {
  return paint(STYLES[state] ?? 'bold', state, terminal.hasColor);
}

function missing(waitingFor: readonly number[]): string {
  return waitingFor.length === 0 ? '' : `; waits for ${listOf(waitingFor)}`;
}

/** Non-zero counts: "3 closed, 1 empty". */
function counts(by: Readonly<Record<string, number>>): string {
  const parts = Object.entries(by).filter(([, count]) => count > 0);
  return parts.length === 0 ? 'none' : parts.map(([name, count]) => `${count} ${name}`).join(', ');
}

function limited<T>(items: readonly T[], show: (item: T) => readonly string[]): string[] {
  const rest = items.length - MOST_SHOWN;
  return [
    ...items.slice(0, MOST_SHOWN).flatMap(show),
    ...(rest > 0 ? [`    ... and ${rest} more (--json has all)`] : []),
  ];
}

/** "2026-01-05 06:00 UTC", or from the first to the end of the last. */
export function formatRange(from: number, count: number, intervalSeconds: number): string {
  const start = formatInterval(from, intervalSeconds);
  return count === 1 ? start : `${start.replace(' UTC', '')} to ${formatInterval(from + count, intervalSeconds)}`;
}

export function voidText({ from, count, registers, cause }: VoidRange, intervalSeconds: number): string {
  const why = cause === 'missed' ? 'too few aggregators held it' : 'its page closed empty';
  return `${formatRange(from, count, intervalSeconds)}: ${plural(count, 'interval')} of ${registers.join(', ')}, ${why}`;
}

function windowLines(window: WindowView, intervalSeconds: number, terminal: Terminal): string[] {
  const { from, count, state, reason, waitingFor, pages, bills } = window;
  return [
    `    ${formatRange(from, count, intervalSeconds)}  ${paintState(state, terminal)}: ${reason}${missing(waitingFor)}`,
    `      pages ${counts(pages)}; bills ${counts(bills)}`,
  ];
}

export function showArea(view: AreaView, intervalSeconds: number, terminal: Terminal): string {
  const at = (interval: number): string => formatInterval(interval, intervalSeconds);
  const heading = (text: string): string => paint('bold', text, terminal.hasColor);
  const lines = [
    heading(
      `${view.area}: ${view.entries} log entries; ${view.threshold} answers open a total, ${view.quorum} aggregators must agree`,
    ),
    `  pages  ${counts(view.pages)}`,
    `  loads  ${counts(view.loads)}`,
  ];
  if (view.closing.length > 0) {
    lines.push(`  closing`);
    lines.push(
      ...limited(view.closing, (page) => [`    ${at(page.interval)}: ${page.reason}${missing(page.waitingFor)}`]),
    );
  }
  lines.push('  windows');
  for (const window of view.windows.slice(-MOST_SHOWN)) lines.push(...windowLines(window, intervalSeconds, terminal));
  if (view.unsettled.length > 0) {
    lines.push('  not billed');
    lines.push(
      ...limited(view.unsettled, (bill) => [
        `    ${bill.meter}, window from ${at(bill.from)}  ${paintState(bill.state, terminal)}: ${bill.reason}`,
      ]),
    );
  }
  if (view.voids.length > 0) {
    lines.push('  void cells, by meter (each meter books their energy on later readings; only it knows how much)');
    lines.push(
      ...limited(view.voids, ({ meter, cells, ranges }) => {
        const [first] = ranges;
        const more = ranges.length > 1 ? `; and ${plural(ranges.length - 1, 'more run')}` : '';
        return first === undefined
          ? []
          : [`    ${meter}  ${plural(cells, 'cell')}: ${voidText(first, intervalSeconds)}${more}`];
      }),
    );
  }
  lines.push('  aggregators');
  lines.push(...aggregatorLines(view));
  return lines.join('\n');
}

function aggregatorLines({ aggregators, entries }: AreaView): string[] {
  return aggregators.flatMap((one) => {
    const { aggregator, operator, isOnline, logLength, unansweredPages, unansweredBills, refused } = one;
    const log = logLength === undefined ? 'its log is not known' : `has ${logLength} of ${entries} entries`;
    const isComplete = unansweredPages + unansweredBills === 0;
    const answers = isComplete
      ? 'has answered all'
      : `has not answered for ${plural(unansweredPages, 'page')} and ${plural(unansweredBills, 'bill')}`;
    const live = isOnline === undefined ? [] : [isOnline ? 'online' : 'offline', log];
    return [
      `    ${aggregator} (${operator})  ${[...live, answers].join(', ')}`,
      ...(refused === undefined ? [] : [`      refused last: ${refused}`]),
    ];
  });
}

function setText(set: Certified): string {
  return `entry ${set.sequence}, certified by ${set.certifiedBy.join(', ')} (${set.quorum} needed), hash ${set.setHash}`;
}

function loadLines(load: LoadView): string[] {
  const total = load.totalWh === undefined ? '' : ` ${formatWh(load.totalWh)}`;
  return [
    `  ${load.register}  ${load.status}${total} of ${load.meters} of ${plural(load.of, 'meter')}: ${load.reason}`,
    ...(load.signers.length > 0 ? [`    agree      ${listOf(load.signers)}`] : []),
    ...(load.differing.length > 0 ? [`    differ     ${listOf(load.differing)}`] : []),
    ...(load.notAnswered.length > 0 ? [`    no answer  ${listOf(load.notAnswered)}`] : []),
  ];
}

export function showPage(page: PageView, intervalSeconds: number, terminal: Terminal): string[] {
  const { voidMeters } = page;
  const more = voidMeters.length > MOST_SHOWN ? ` and ${voidMeters.length - MOST_SHOWN} more (--json has all)` : '';
  return [
    `${paint('bold', `${page.area}, page ${page.interval} (${formatInterval(page.interval, intervalSeconds)})`, terminal.hasColor)}  ${paintState(page.state, terminal)}: ${page.reason}${missing(page.waitingFor)}`,
    ...(page.set === undefined ? [] : [`  set        ${setText(page.set)}`]),
    ...(voidMeters.length > 0 ? [`  not in it  ${voidMeters.slice(0, MOST_SHOWN).join(', ')}${more}`] : []),
    ...page.loads.flatMap(loadLines),
    ...(page.windowNote === '' ? [] : [`  window     ${page.windowNote}`]),
  ];
}

export function showBill(bill: BillView, intervalSeconds: number, terminal: Terminal): string[] {
  const epoch = bill.keyEpoch === 1 ? '' : ` (key epoch ${bill.keyEpoch})`;
  const covers =
    bill.coverFrom < bill.from ? `, with what waited since ${formatInterval(bill.coverFrom, intervalSeconds)}` : '';
  return [
    `  ${formatRange(bill.from, bill.count, intervalSeconds)}${epoch}  ${paintState(bill.state, terminal)}: ${bill.reason}${bill.state === 'waiting' ? '' : missing(bill.waitingFor)}`,
    `    covers     ${bill.cells} of ${plural(bill.of, 'cell')}${bill.state === 'open' ? ' so far' : ''}${covers}`,
    ...bill.lines.map(
      (line) =>
        `    ${line.register}  ${formatWh(line.totalWh)} at rate ${line.rate}, ${plural(line.cells, 'interval')}`,
    ),
    ...(bill.set === undefined ? [] : [`    set        ${setText(bill.set)}`]),
    ...(bill.signers.length > 0 ? [`    agree      ${listOf(bill.signers)}`] : []),
    ...(bill.differing.length > 0 ? [`    differ     ${listOf(bill.differing)}`] : []),
    ...(bill.notAnswered.length > 0 && bill.state !== 'waiting' ? [`    no answer  ${listOf(bill.notAnswered)}`] : []),
  ];
}
