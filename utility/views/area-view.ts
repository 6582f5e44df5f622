/** The state of a billing window, of an area as a whole, and of each aggregator's part in it. [P-7] */
import type { Window } from '../../protocol/grid/interval.ts';
import { type RegisterUnit, unitOf } from '../../protocol/grid/register.ts';
import type { Span } from '../../protocol/grid/span.ts';
import { intervalAt } from '../../protocol/grid/interval.ts';
import type { EnrolledMeter } from '../../protocol/grid/roster.ts';
import type { FootingSum, LoadStatus } from '../archive.ts';
import { plural } from './wording.ts';
import {
  type BillView,
  type Standing,
  type VoidRange,
  isConcerned,
  standing,
  unbilledWindow,
  viewBill,
  voidRanges,
} from './bill-view.ts';
import { type PageState, type PageView, type Reason, stateOfPage, viewPage } from './page-view.ts';
import type { IndexedArea } from './indexed-area.ts';
import type { Certified } from './log-index.ts';

/** `closing`: its time is over, its bill is not certified. `waiting`: it is, and something of it is still to come. */
export type WindowState = 'open' | 'closing' | 'waiting' | 'billed' | 'failed';

export interface FootingView {
  readonly state: 'footed' | 'waiting' | 'differs' | 'unknown';
  readonly reason: string;
  /** Meters with cells in a load and in no bill. */
  readonly remnantMeters: number;
  readonly sums: readonly (FootingSum & { readonly unit: RegisterUnit })[];
}

export interface WindowView extends Window, Span {
  readonly area: string;
  readonly state: WindowState;
  readonly reason: string;
  readonly waitingFor: readonly number[];
  readonly pages: Readonly<Record<PageState, number>>;
  /** By state, of the meters in it. */
  readonly bills: Readonly<Record<BillView['state'], number>>;
  readonly set: Certified | undefined;
  readonly footing: FootingView;
}

export interface AggregatorView {
  readonly aggregator: number;
  readonly operator: string;
  /** By its own word; undefined if the utility is not running. */
  readonly isOnline: boolean | undefined;
  /** Certified entries it says it has; undefined if it said nothing since the utility started. */
  readonly logLength: number | undefined;
  /** First interval whose shares it says it may still hold, 0 if it erased none; undefined if it said nothing. */
  readonly keptFrom: number | undefined;
  /** When that begins; undefined if it said nothing, or erased none. */
  readonly keptSince: string | undefined;
  /** Closed pages and certified bills of meters that it has not answered for. */
  readonly unansweredPages: number;
  readonly unansweredBills: number;
  /** What it refused last, in its own words. */
  readonly refused: string | undefined;
}

/** A meter with void cells, by interval. */
export interface VoidView {
  readonly meter: string;
  readonly keyEpoch: number;
  readonly cells: number;
  readonly ranges: readonly VoidRange[];
}

export interface AreaView {
  readonly area: string;
  readonly entries: number;
  readonly threshold: number;
  readonly quorum: number;
  readonly pages: Readonly<Record<PageState, number>>;
  readonly loads: Readonly<Record<LoadStatus | 'opening', number>>;
  /** Pages that are closing, the first 96 at most. */
  readonly closing: readonly PageView[];
  readonly windows: readonly WindowView[];
  /** Bills of certified windows that are not billed: waiting, disputed, failed or remnant. */
  readonly unsettled: readonly BillView[];
  readonly voids: readonly VoidView[];
  readonly aggregators: readonly AggregatorView[];
}

const MOST_CLOSING_SHOWN = 96;

/** The windows that have begun, in order. */
export function windowsOf(area: IndexedArea): Window[] {
  const { billing, nextToClose, scheme } = area.log;
  const end = Math.max(intervalAt(area.gridMs, scheme) + 1, nextToClose, billing.first + 1);
  return billing.between(billing.first, end);
}

function pageCounts(area: IndexedArea, { from, count }: Window): Record<PageState, number> {
  const counts = { open: 0, closing: 0, closed: 0, empty: 0 };
  for (let interval = from; interval < from + count; interval++) counts[stateOfPage(area, interval)] += 1;
  return counts;
}

function billCounts(bills: readonly MeterStanding[]): Record<BillView['state'], number> {
  const counts = { open: 0, closing: 0, waiting: 0, billed: 0, disputed: 0, failed: 0, remnant: 0, empty: 0 };
  for (const { state } of bills) counts[state] += 1;
  return counts;
}

function footingView(area: IndexedArea, window: Window): FootingView {
  const figure = area.windowFigures.get(window.from);
  if (figure !== undefined)
    return { ...figure, sums: figure.sums.map((sum) => ({ ...sum, unit: unitOf(area.log.scheme, sum.register) })) };
  const reason = 'not compared yet: a bill or a load of it is not open';
  return { state: 'unknown', reason, remnantMeters: 0, sums: [] };
}

function unopenedPages(area: IndexedArea, { from, count }: Window): number[] {
  const { log } = area;
  return Array.from({ length: count }, (_, at) => from + at).filter((interval) =>
    (log.pages.get(interval)?.loads ?? []).some((register) => area.load(interval, register)?.totalUnits === undefined),
  );
}

function certifiedState(
  area: IndexedArea,
  window: Window,
  bills: readonly MeterStanding[],
  footing: FootingView,
): Reason & { readonly state: WindowState } {
  const of = (state: BillView['state']) => bills.filter((bill) => bill.state === state);
  for (const state of ['disputed', 'failed'] as const) {
    const [first, ...more] = of(state);
    if (first === undefined) continue;
    const reason = `${plural(more.length + 1, 'bill')} ${state}, of ${first.meter}${more.length > 0 ? ' and others' : ''}: ${first.reason}`;
    return { state: 'failed', reason, waitingFor: [] };
  }
  if (footing.state === 'differs') return { state: 'failed', reason: footing.reason, waitingFor: [] };
  const waiting = of('waiting');
  if (waiting.length > 0) {
    const [first] = waiting;
    const waitingFor = [...new Set(waiting.flatMap((bill) => bill.waitingFor))].toSorted((a, b) => a - b);
    return {
      state: 'waiting',
      reason: `${plural(waiting.length, 'bill')} waiting: ${first?.reason ?? ''}`,
      waitingFor,
    };
  }
  const unopened = unopenedPages(area, window);
  if (unopened.length > 0) {
    const waitingFor = area.others(area.answeredPage(unopened[0] ?? 0));
    return { state: 'waiting', reason: `loads of ${plural(unopened.length, 'page')} are not open`, waitingFor };
  }
  return { state: 'billed', reason: footing.reason, waitingFor: [] };
}

/** How a meter stands in a window, without its bill. */
export interface MeterStanding extends Standing {
  readonly meter: string;
}

/** What the state of a window follows from. Quicker than all bills. */
export function standingsOf(area: IndexedArea, window: Window): MeterStanding[] {
  return area.log.roster.meters
    .filter((enrolled) => isConcerned(enrolled, window))
    .map((enrolled) => ({ meter: enrolled.meter.id, ...standing(area, enrolled, window) }));
}

export function viewWindow(area: IndexedArea, window: Window, bills: readonly MeterStanding[]): WindowView {
  const footing = footingView(area, window);
  const release = area.release(window.from);
  const state = release === undefined ? unbilledWindow(area, window) : certifiedState(area, window, bills, footing);
  return {
    area: area.area,
    ...window,
    ...area.span(window),
    ...state,
    pages: pageCounts(area, window),
    bills: billCounts(bills),
    set: release === undefined ? undefined : area.certified(release.sequence),
    footing,
  };
}

function billsOf(area: IndexedArea, window: Window): BillView[] {
  return area.log.roster.meters
    .filter((enrolled) => isConcerned(enrolled, window))
    .map((enrolled) => viewBill(area, enrolled, window));
}

function voidView(area: IndexedArea, enrolled: EnrolledMeter): VoidView {
  const ranges = voidRanges(area, enrolled);
  const cells = ranges.reduce((sum, { count }) => sum + count, 0);
  return { meter: enrolled.meter.id, keyEpoch: enrolled.meter.keyEpoch, cells, ranges };
}

export function aggregatorView(area: IndexedArea, aggregator: number): AggregatorView {
  const { log, live, status } = area;
  let unansweredPages = 0;
  for (const [interval, page] of log.pages)
    if (page.loads.length > 0 && !area.answeredPage(interval).has(aggregator)) unansweredPages += 1;
  let unansweredBills = 0;
  for (const { sequence, meters } of log.bills.values())
    for (const index of meters.keys()) if (!area.hasAnsweredBill(aggregator, sequence, index)) unansweredBills += 1;
  const head = status?.heads.find((one) => one.aggregator === aggregator);
  const rejection = live?.rejections.find((one) => one.aggregator === aggregator);
  return {
    aggregator,
    operator: log.scheme.operators[aggregator - 1] ?? '',
    isOnline: live?.online.includes(aggregator),
    logLength: head?.length,
    keptFrom: head?.keptFrom,
    keptSince:
      head === undefined || head.keptFrom === 0 ? undefined : area.span({ from: head.keptFrom, count: 1 }).begin,
    unansweredPages,
    unansweredBills,
    refused: rejection === undefined ? undefined : `${rejection.code}: ${rejection.detail}`,
  };
}

/** How many loads are how far. */
export function countLoads(area: IndexedArea): Record<LoadStatus | 'opening', number> {
  const loads = { verified: 0, corrected: 0, unverified: 0, failed: 0, empty: 0, opening: 0 };
  for (const [interval, page] of area.log.pages) {
    for (const register of page.loads) loads[area.load(interval, register)?.status ?? 'opening'] += 1;
    loads.empty += page.empty.size;
  }
  return loads;
}

export function viewArea(area: IndexedArea): AreaView {
  const { log } = area;
  const pages = { open: 0, closing: 0, closed: 0, empty: 0 };
  const loads = countLoads(area);
  const windows = windowsOf(area).map((window) => {
    const bills = billsOf(area, window);
    return { view: viewWindow(area, window, bills), bills };
  });
  for (const { view } of windows)
    for (const state of ['open', 'closing', 'closed', 'empty'] as const) pages[state] += view.pages[state];
  const closing = Array.from({ length: Math.min(pages.closing, MOST_CLOSING_SHOWN) }, (_, at) =>
    viewPage(area, log.nextToClose + at),
  );
  return {
    area: area.area,
    entries: log.length,
    threshold: log.scheme.threshold,
    quorum: log.quorum,
    pages,
    loads,
    closing,
    windows: windows.map(({ view }) => view),
    unsettled: windows.flatMap(({ bills }) =>
      bills.filter(({ state }) => ['waiting', 'disputed', 'failed', 'remnant'].includes(state)),
    ),
    voids: log.roster.meters.map((enrolled) => voidView(area, enrolled)).filter(({ cells }) => cells > 0),
    aggregators: area.aggregators.map((aggregator) => aggregatorView(area, aggregator)),
  };
}

/** Whether anything is wrong rather than on its way. */
export function hasFailure(view: AreaView): boolean {
  return view.loads.failed > 0 || view.windows.some(({ state }) => state === 'failed');
}
