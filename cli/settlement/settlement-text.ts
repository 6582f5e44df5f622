/** A settlement in words: what is done, what is under way, and what is missing of whom. */
import { escaped } from '../../host/base/printable.ts';
import type { IntervalGrid } from '../../protocol/grid/interval.ts';
import { listOf } from '../../utility/views/wording.ts';
import { formatInterval, formatUnits, plural } from '../render/format.ts';
import { type Style, type Terminal, paint } from '../render/terminal.ts';
import type { BillView, VoidRange } from '../../utility/views/bill-view.ts';
import type { LoadView, PageView } from '../../utility/views/page-view.ts';
import type { Contradiction } from '../../utility/views/contradictions.ts';
import type { Certified } from '../../utility/views/log-index.ts';
import type { AreaView, WindowView } from '../../utility/views/area-view.ts';
import { moneyLines } from './money-text.ts';

const MOST_SHOWN = 20;

const STYLES: Readonly<Record<string, Style>> = {
  open: 'dim',
  closing: 'cyan',
  closed: 'green',
  empty: 'yellow',
  waiting: 'yellow',
  billed: 'green',
  disputed: 'red',
  failed: 'red',
  remnant: 'yellow',
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
export function formatRange(from: number, count: number, grid: IntervalGrid): string {
  const start = formatInterval(from, grid);
  return count === 1 ? start : `${start.replace(' UTC', '')} to ${formatInterval(from + count, grid)}`;
}

export function voidText({ from, count, cause }: VoidRange, grid: IntervalGrid): string {
  const why = cause === 'missed' ? 'not in the page when it closed' : 'remnant: too few for a bill, or their company';
  return `${formatRange(from, count, grid)}: ${plural(count, 'interval')}, ${why}`;
}

function windowLines(window: WindowView, grid: IntervalGrid, terminal: Terminal): string[] {
  const { from, count, state, reason, waitingFor, pages, bills, footing } = window;
  const remnants = footing.sums.filter(({ remnantCells }) => remnantCells > 0);
  return [
    `    ${formatRange(from, count, grid)}  ${paintState(state, terminal)}: ${reason}${missing(waitingFor)}`,
    `      pages ${counts(pages)}; bills ${counts(bills)}`,
    ...remnants.map(
      ({ register, unit, remnantUnits, remnantCells }) =>
        `      remnant of ${register}: ${formatUnits(remnantUnits, unit)} in ${plural(remnantCells, 'cell')} of ${plural(footing.remnantMeters, 'meter')}`,
    ),
  ];
}

export function showArea(view: AreaView, grid: IntervalGrid, terminal: Terminal): string {
  const at = (interval: number): string => formatInterval(interval, grid);
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
  for (const window of view.windows.slice(-MOST_SHOWN)) lines.push(...windowLines(window, grid, terminal));
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
        return first === undefined ? [] : [`    ${meter}  ${plural(cells, 'cell')}: ${voidText(first, grid)}${more}`];
      }),
    );
  }
  lines.push('  aggregators');
  lines.push(...aggregatorLines(view, grid));
  return lines.join('\n');
}

function aggregatorLines({ aggregators, entries }: AreaView, grid: IntervalGrid): string[] {
  return aggregators.flatMap((one) => {
    const { aggregator, operator, isOnline, logLength, keptFrom, unansweredPages, unansweredBills, refused } = one;
    const log = logLength === undefined ? 'its log is not known' : `has ${logLength} of ${entries} entries`;
    const isComplete = unansweredPages + unansweredBills === 0;
    const answers = isComplete
      ? 'has answered all'
      : `has not answered for ${plural(unansweredPages, 'page')} and ${plural(unansweredBills, 'bill')}`;
    const live = isOnline === undefined ? [] : [isOnline ? 'online' : 'offline', log];
    const kept =
      keptFrom === 0 ? 'has erased no shares yet' : `holds shares from ${formatInterval(keptFrom ?? 0, grid)} on`;
    return [
      `    ${aggregator} (${operator})  ${[...live, answers, ...(keptFrom === undefined ? [] : [kept])].join(', ')}`,
      ...(refused === undefined ? [] : [`      refused last: ${escaped(refused)}`]),
    ];
  });
}

function setText(set: Certified): string {
  return `entry ${set.sequence}, certified by ${set.certifiedBy.join(', ')} (${set.quorum} needed), hash ${set.setHash}`;
}

function loadLines(load: LoadView): string[] {
  const total = load.totalUnits === undefined ? '' : ` ${formatUnits(load.totalUnits, load.unit)}`;
  return [
    `  ${load.register}  ${load.status}${total} of ${load.meters} of ${plural(load.of, 'meter')}: ${load.reason}`,
    ...(load.signers.length > 0 ? [`    agree      ${listOf(load.signers)}`] : []),
    ...(load.differing.length > 0 ? [`    differ     ${listOf(load.differing)}`] : []),
    ...(load.notAnswered.length > 0 ? [`    no answer  ${listOf(load.notAnswered)}`] : []),
  ];
}

export function showPage(page: PageView, grid: IntervalGrid, terminal: Terminal): string[] {
  const { voidMeters } = page;
  const more = voidMeters.length > MOST_SHOWN ? ` and ${voidMeters.length - MOST_SHOWN} more (--json has all)` : '';
  return [
    `${paint('bold', `${page.area}, page ${page.interval} (${formatInterval(page.interval, grid)})`, terminal.hasColor)}  ${paintState(page.state, terminal)}: ${page.reason}${missing(page.waitingFor)}`,
    ...(page.set === undefined ? [] : [`  set        ${setText(page.set)}`]),
    ...(voidMeters.length > 0 ? [`  not in it  ${voidMeters.slice(0, MOST_SHOWN).join(', ')}${more}`] : []),
    ...page.loads.flatMap(loadLines),
    ...(page.windowNote === '' ? [] : [`  window     ${page.windowNote}`]),
  ];
}

/** What the operator can do about a bill that is not to be had, or whose meter is suspected. */
function todoLines({ state, meter, suspicion }: BillView): string[] {
  const lines: string[] = [];
  if (state === 'disputed')
    lines.push(
      'no total counts: agree on one with the household, outside of the protocol, and have the meter looked at',
    );
  if (suspicion === 'possible')
    lines.push(`${meter} sent shares that fit nothing, or an aggregator that differs lied about it: ask its operator`);
  if (suspicion !== undefined)
    lines.push(
      `${meter} is out with the next window unless keepMeters in the config of the utility names it (or too many are suspected)`,
    );
  return lines.map((text) => `    to do      ${text}`);
}

export function showBill(bill: BillView, grid: IntervalGrid, terminal: Terminal): string[] {
  const epoch = bill.keyEpoch === 1 ? '' : ` (key epoch ${bill.keyEpoch})`;
  const remnants = bill.remnantCells === 0 ? '' : `; ${plural(bill.remnantCells, 'interval')} more are remnant`;
  return [
    `  ${formatRange(bill.from, bill.count, grid)}${epoch}  ${paintState(bill.state, terminal)}: ${bill.reason}${bill.state === 'waiting' ? '' : missing(bill.waitingFor)}`,
    `    covers     ${bill.cells} of ${plural(bill.of, 'interval')}${bill.state === 'open' ? ' so far' : ''}${remnants}`,
    ...bill.lines.map(
      (line) =>
        `    ${line.register}  ${formatUnits(line.totalUnits, line.unit)} at rate ${line.rate}, ${plural(line.cells, 'interval')}`,
    ),
    ...(bill.money === undefined ? [] : moneyLines(bill.money).map((line) => `    ${line}`)),
    ...(bill.set === undefined ? [] : [`    set        ${setText(bill.set)}`]),
    ...(bill.signers.length > 0 ? [`    agree      ${listOf(bill.signers)}`] : []),
    ...(bill.differing.length > 0 ? [`    differ     ${listOf(bill.differing)}`] : []),
    ...todoLines(bill),
    ...(bill.notAnswered.length > 0 && bill.state !== 'waiting' ? [`    no answer  ${listOf(bill.notAnswered)}`] : []),
  ];
}

/** Whose evidence contradicts whom. */
export function contradictionLines(contradictions: readonly Contradiction[]): string[] {
  return contradictions.flatMap(({ text, sides }) => [
    `    evidence   ${text}`,
    ...sides.map(({ parties, says }) => `      ${parties.map(partyName).join(', ')}: ${says}`),
  ]);
}

function partyName(party: string): string {
  if (party === 'meter') return 'the meter';
  return party === 'utility' ? 'the utility' : party.replace('-', ' ');
}
