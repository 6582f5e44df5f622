/** The state of a meter's bill of a window, and the meter's void cells as the utility may see them. [P-7.3, P-7.5, P-7.6] */
import type { BillRelease, MeterRelease } from '../../protocol/log/billed-windows.ts';
import type { Span } from '../../protocol/grid/span.ts';
import { intervalEndMs, type Window } from '../../protocol/grid/interval.ts';
import { type UnitLine, withUnits } from '../../protocol/grid/register.ts';
import type { EnrolledMeter } from '../../protocol/grid/roster.ts';
import { enrolledIn, moneyOf } from '../../protocol/money/price.ts';
import type { MoneyBill } from '../../schemas/types.ts';
import type { BillFigure } from '../archive.ts';
import { listOf, plural } from './wording.ts';
import { type Reason, closingReason, pendingReason } from './page-view.ts';
import type { IndexedArea } from './indexed-area.ts';
import type { Certified } from './log-index.ts';

/**
 * `waiting`: certified and not to be had yet, or left for its window's second round. `remnant`: no cell of it may be in a
 * bill. `empty`: no cell of it is in any page.
 */
export type BillState = 'open' | 'closing' | 'waiting' | 'billed' | 'disputed' | 'failed' | 'remnant' | 'empty';

export interface BillView extends Window, Span {
  readonly area: string;
  readonly meter: string;
  readonly keyEpoch: number;
  readonly state: BillState;
  readonly reason: string;
  /** Aggregators that something is missing of. */
  readonly waitingFor: readonly number[];
  /** Coverage: intervals of the window that its bill covers or may cover, and as many as the roster expects. */
  readonly cells: number;
  readonly of: number;
  /** Intervals in its pages that no bill may have. */
  readonly remnantCells: number;
  readonly set: Certified | undefined;
  readonly signers: readonly number[];
  readonly differing: readonly number[];
  readonly notAnswered: readonly number[];
  /** Whether the meter's own shares are suspected, and how surely. */
  readonly suspicion: BillFigure['suspicion'];
  /** Of a disputed or failed bill: what the sums say. */
  readonly dispute: BillFigure['dispute'];
  readonly lines: readonly UnitLine[];
  /** What it costs; undefined unless it is billed, or where no document says. */
  readonly money: MoneyBill | undefined;
}

/** Consecutive intervals of which a meter's cells are void, with one cause. */
export interface VoidRange extends Window, Span {
  /** `missed`: not in its page when that closed. `remnant`: too few of them for a bill, or company for those. */
  readonly cause: 'missed' | 'remnant';
}

/** Intervals of a window of which the roster has a meter. */
export function expectedCells(enrolled: EnrolledMeter, { from, count }: Window): number {
  return Math.max(0, Math.min(from + count, enrolled.until) - Math.max(from, enrolled.from));
}

/** Intervals of a window in which a meter is in the page, and those of them that are remnant. */
function cellsOf({ log }: IndexedArea, enrolled: EnrolledMeter, window: Window): { cells: number; remnants: number } {
  const { index } = enrolled;
  const end = window.from + window.count;
  const plan = log.nextToClose < end ? undefined : log.planOf(window);
  let cells = 0;
  let remnants = 0;
  for (let interval = window.from; interval < end; interval++) {
    if (log.pages.get(interval)?.set.has(index) !== true) continue;
    // What is withheld from everybody in the end is remnant as well.
    if (plan?.isRemnant(index, interval) === true || log.isVoid(index, interval)) remnants += 1;
    else cells += 1;
  }
  return { cells, remnants };
}

export interface Standing extends Reason {
  readonly state: BillState;
}

/** The bill entry that releases a meter of a window. */
function releaseOf(area: IndexedArea, index: number, window: Window): BillRelease | undefined {
  return area.rounds(window.from).find(({ meters }) => meters.has(index));
}

/** How a meter stands in a window. */
export function standing(area: IndexedArea, enrolled: EnrolledMeter, window: Window): Standing {
  const { index } = enrolled;
  const last = area.release(window.from);
  if (last === undefined) return unbilledStanding(area, enrolled, window);
  const bill = releaseOf(area, index, window);
  const release = bill?.meters.get(index);
  if (bill !== undefined && release !== undefined) return releasedStanding(area, bill, release);
  if (last.waiting.has(index)) {
    const lacking = lackingHolders(area, index);
    const reason = 'fewer aggregators than the threshold hold all its cells: it waits for the second round';
    return { state: 'waiting', reason, waitingFor: lacking };
  }
  const { remnants } = cellsOf(area, enrolled, window);
  if (remnants === 0)
    return { state: 'empty', reason: 'none of its cells is in a closed page: nothing to bill', waitingFor: [] };
  const waited = area.rounds(window.from).some(({ waiting }) => waiting.has(index));
  const why = waited ? 'too few aggregators held them in time' : 'too few at each rate for a bill';
  const reason = `its ${plural(remnants, 'cell')} are remnant (${why}); the meter books their energy again`;
  return { state: 'remnant', reason, waitingFor: [] };
}

/** Aggregators that have not said that they hold all of a meter. */
function lackingHolders(area: IndexedArea, index: number): number[] {
  const holding = area.holdings.filter(({ meters }) => meters?.has(index) === true).map(({ aggregator }) => aggregator);
  return area.others(holding);
}

function releasedStanding(area: IndexedArea, bill: BillRelease, release: MeterRelease): Standing {
  const { index } = release.enrolled;
  const figure = area.bill(bill.sequence, index);
  if (figure?.status === 'verified') return { state: 'billed', reason: figure.reason, waitingFor: [] };
  const answered = area.answeredBill(bill.sequence, index);
  const missing = area.others(answered);
  if (figure?.status === 'disputed') return { state: 'disputed', reason: figure.reason, waitingFor: missing };
  if (figure?.status === 'failed') return { state: 'failed', reason: figure.reason, waitingFor: missing };
  const { threshold } = area.log.scheme;
  return {
    state: 'waiting',
    reason: `${answered.size} of ${threshold} answers are in; ${listOf(missing)} ${missing.length === 1 ? 'has' : 'have'} not answered`,
    waitingFor: missing,
  };
}

/** Before its window's entry is certified: as the window stands, and who does not hold all its cells yet. */
function unbilledStanding(area: IndexedArea, enrolled: EnrolledMeter, window: Window): Standing {
  const { state, ...why } = unbilledWindow(area, window);
  if (state === 'open' || area.log.nextToClose < window.from + window.count) return { state, ...why };
  const lacking = area.holdings
    .filter(({ meters }) => meters?.has(enrolled.index) !== true)
    .map(({ aggregator }) => aggregator);
  if (lacking.length === 0 || area.status?.announcement !== undefined) return { state, ...why };
  return { state, reason: `${listOf(lacking)} lack cells of it`, waitingFor: lacking };
}

type Unbilled = Reason & { readonly state: 'open' | 'closing' };

/** Every meter's bill asks for it again. */
const unbilledKnown = new WeakMap<IndexedArea, { readonly of: string; readonly windows: Map<number, Unbilled> }>();

/** A window whose bill entry is not certified. */
export function unbilledWindow(area: IndexedArea, window: Window): Unbilled {
  const of = `${area.log.length}/${area.gridMs}/${area.live?.writtenAtMs ?? ''}`;
  let known = unbilledKnown.get(area);
  if (known?.of !== of) unbilledKnown.set(area, (known = { of, windows: new Map() }));
  const view = known.windows.get(window.from) ?? whyUnbilled(area, window);
  known.windows.set(window.from, view);
  return view;
}

function whyUnbilled(area: IndexedArea, window: Window): Unbilled {
  const { log, gridMs } = area;
  const { scheme } = log;
  const end = window.from + window.count;
  if (intervalEndMs(end - 1, scheme) > gridMs) return { state: 'open', reason: 'its time is not over', waitingFor: [] };
  if (log.nextToClose < end) {
    const first = closingReason(area, Math.max(window.from, log.nextToClose));
    const pages = plural(end - Math.max(window.from, log.nextToClose), 'page');
    return { state: 'closing', reason: `${pages} not closed: ${first.reason}`, waitingFor: first.waitingFor };
  }
  if (log.nextBill.window.from !== window.from)
    return {
      state: 'closing',
      reason: `windows are billed in order, from ${area.at(log.nextBill.window.from)} on`,
      waitingFor: [],
    };
  const pending = pendingReason(area, 'bill');
  if (pending !== undefined) return { state: 'closing', ...pending };
  const { holdings } = area;
  const missing = area.others(holdings.map(({ aggregator }) => aggregator));
  if (missing.length > 0) {
    const reason = `${plural(holdings.length, 'statement')} of ${area.aggregators.length} of what is held are in`;
    return { state: 'closing', reason, waitingFor: missing };
  }
  const billable = log.planOf(window).billable();
  const lacking = holdings.filter(({ meters }) => billable.some((index) => meters?.has(index) !== true));
  if (lacking.length === 0) return { state: 'closing', reason: 'about to be announced', waitingFor: [] };
  const waitingFor = lacking.map(({ aggregator }) => aggregator);
  return { state: 'closing', reason: `cells are on their way to ${listOf(waitingFor)}`, waitingFor };
}

/** Whether a meter has anything to do with a window. */
export function isConcerned(enrolled: EnrolledMeter, window: Window): boolean {
  return enrolled.from < window.from + window.count && enrolled.until > window.from;
}

export function viewBill(area: IndexedArea, enrolled: EnrolledMeter, window: Window): BillView {
  const { index } = enrolled;
  const bill = releaseOf(area, index, window) ?? area.release(window.from);
  const { cells, remnants } = cellsOf(area, enrolled, window);
  const figure = bill === undefined ? undefined : area.bill(bill.sequence, index);
  return {
    area: area.area,
    meter: enrolled.meter.id,
    keyEpoch: enrolled.meter.keyEpoch,
    ...area.span(window),
    from: window.from,
    count: window.count,
    ...standing(area, enrolled, window),
    cells,
    of: expectedCells(enrolled, window),
    remnantCells: remnants,
    set: bill === undefined ? undefined : area.certified(bill.sequence),
    signers: figure?.signers ?? [],
    differing: figure?.differing ?? [],
    notAnswered: bill?.meters.has(index) === true ? area.others(area.answeredBill(bill.sequence, index)) : [],
    suspicion: figure?.suspicion,
    dispute: figure?.dispute,
    lines: withUnits(figure?.lines ?? [], area.log.scheme),
    money:
      figure?.status === 'verified'
        ? moneyOf(area.documents, area.log.scheme, {
            window: { from: window.from, count: window.count },
            enrolled: enrolledIn(window, enrolled.from, enrolled.until),
            totals: figure.lines,
          })
        : undefined,
  };
}

/** The cells of a meter that no bill will cover. How much energy was in them only the meter knows. */
export function voidRanges(area: IndexedArea, enrolled: EnrolledMeter): VoidRange[] {
  const { log } = area;
  const ranges: Omit<VoidRange, keyof Span>[] = [];
  const end = Math.min(log.nextToClose, enrolled.until);
  for (let interval = Math.max(enrolled.from, log.scheme.billing.firstInterval); interval < end; interval++) {
    const page = log.pages.get(interval);
    if (page === undefined || !log.isVoid(enrolled.index, interval)) continue;
    const cause = page.set.has(enrolled.index) ? 'remnant' : 'missed';
    const last = ranges.at(-1);
    if (last !== undefined && last.from + last.count === interval && last.cause === cause)
      ranges[ranges.length - 1] = { ...last, count: last.count + 1 };
    else ranges.push({ from: interval, count: 1, cause });
  }
  return ranges.map((range) => ({ ...range, ...area.span(range) }));
}
