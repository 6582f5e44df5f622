/** The state of a meter's bill of a window, and the meter's void cells as the utility may see them. [P-7.3, P-7.5, P-7.6] */
import { Bitmap } from '../../protocol/bitmap.ts';
import type { BillRelease, MeterRelease } from '../../protocol/area-log.ts';
import type { Window } from '../../protocol/interval.ts';
import type { EnrolledMeter } from '../../protocol/roster.ts';
import type { BillLine } from '../../schemas/types.ts';
import { listOf, plural } from '../render/format.ts';
import { type Reason, closingReason, pendingReason } from './pages.ts';
import type { Certified, IndexedArea } from './record.ts';

/** `waiting`: certified and not to be had yet, or left out of its window's bill. `empty`: no cell of it is in any page. */
export type BillState = 'open' | 'closing' | 'waiting' | 'billed' | 'failed' | 'empty';

export interface BillView {
  readonly area: string;
  readonly meter: string;
  readonly keyEpoch: number;
  /** The window. */
  readonly from: number;
  readonly count: number;
  readonly state: BillState;
  readonly reason: string;
  /** Aggregators that something is missing of. */
  readonly waitingFor: readonly number[];
  /** First interval covered: earlier than the window if cells of an earlier one had waited. */
  readonly coverFrom: number;
  /** Coverage: cells of the meter in closed pages of [coverFrom, end), and as many as the roster expects there. */
  readonly cells: number;
  readonly of: number;
  /** Start of the later window whose bill covers what waited here. */
  readonly billedWith: number | undefined;
  readonly set: Certified | undefined;
  readonly signers: readonly number[];
  readonly differing: readonly number[];
  readonly notAnswered: readonly number[];
  readonly lines: readonly BillLine[];
}

/** Consecutive void cells of a meter with one cause. */
export interface VoidRange {
  readonly from: number;
  readonly count: number;
  readonly registers: readonly string[];
  /** `missed`: fewer than q aggregators held it when its page closed. `empty`: the page closed empty for the register. */
  readonly cause: 'missed' | 'empty';
}

function expectedCells(enrolled: EnrolledMeter, from: number, end: number): number {
  const intervals = Math.min(end, enrolled.until) - Math.max(from, enrolled.from);
  return Math.max(0, intervals) * enrolled.meter.registers.length;
}

function cellsOf(area: IndexedArea, enrolled: EnrolledMeter, from: number, end: number): number {
  let cells = 0;
  area.log.forEachCell(enrolled, from, end, () => (cells += 1));
  return cells;
}

/** The bill that covers what a meter had waiting in a window; undefined while none does. */
function laterRelease(area: IndexedArea, index: number, window: Window) {
  for (const bill of area.log.bills.values()) {
    const release = bill.meters.get(index);
    if (bill.window.from > window.from && release !== undefined && release.from <= window.from)
      return { ...bill, release };
  }
  return undefined;
}

/** End of what earlier windows billed of a meter. */
function billedBefore(area: IndexedArea, index: number, window: Window): number {
  let end = area.log.scheme.billing.firstInterval;
  for (const bill of area.log.bills.values())
    if (bill.window.from < window.from && bill.meters.has(index)) end = bill.window.from + bill.window.count;
  return end;
}

const WAIT_REASON = {
  fewIntervals: 'too few intervals for a bill of its own at some rate',
  notHeld: 'fewer aggregators than the threshold held all its cells',
  companion: 'without it, the totals released would tell the few cells that wait from all others',
  left: 'it left with too few intervals for a bill of its own at some rate',
} as const;

interface Standing extends Reason {
  readonly state: BillState;
  readonly billedWith?: number;
}

function standing(area: IndexedArea, enrolled: EnrolledMeter, window: Window, cells: number): Standing {
  const { log } = area;
  const { index } = enrolled;
  const bill = area.release(window.from);
  if (bill === undefined) return unbilledStanding(area, enrolled, window);
  const release = bill.meters.get(index);
  if (release !== undefined) return releasedStanding(area, bill, release);
  const waiting = bill.waiting.find((one) => one.index === index);
  if (waiting === undefined) {
    return { state: 'empty', reason: 'none of its cells is in a closed page: nothing to bill', waitingFor: [] };
  }
  const why = WAIT_REASON[waiting.reason];
  const later = laterRelease(area, index, window);
  if (later !== undefined) {
    const { from } = later.window;
    const released = releasedStanding(area, later, later.release);
    const reason = `it waited (${why}); its cells are on the bill of the window from ${area.at(from)}: ${released.reason}`;
    return { ...released, reason, billedWith: from };
  }
  const hasLeft = enrolled.until <= log.nextWindow.from;
  const rest = hasLeft
    ? 'it has left, so no later cells can join them'
    : `its ${plural(cells, 'cell')} join its next bill`;
  return { state: 'waiting', reason: `${why} (${waiting.reason}); ${rest}`, waitingFor: [] };
}

function releasedStanding(area: IndexedArea, bill: BillRelease, release: MeterRelease): Standing {
  const { index } = release.enrolled;
  const answered = area.answeredBill(bill.sequence, index);
  const figure = area.bill(bill.sequence, index);
  const missing = area.others(answered);
  if (figure?.status === 'verified') return { state: 'billed', reason: figure.reason, waitingFor: [] };
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
  const lacking = (area.status?.holdings ?? [])
    .filter(({ held }) => Bitmap.decode(held)?.has(enrolled.index) !== true)
    .map(({ aggregator }) => aggregator);
  if (lacking.length === 0 || area.status?.announcement !== undefined) return { state, ...why };
  return { state, reason: `${listOf(lacking)} lack cells of it`, waitingFor: lacking };
}

type Unbilled = Reason & { readonly state: 'open' | 'closing' };

/** Every meter's bill asks for it again. */
const unbilledKnown = new WeakMap<IndexedArea, Map<number, Unbilled>>();

/** A window whose bill entry is not certified. */
export function unbilledWindow(area: IndexedArea, window: Window): Unbilled {
  const known = unbilledKnown.get(area) ?? new Map<number, Unbilled>();
  unbilledKnown.set(area, known);
  const view = known.get(window.from) ?? whyUnbilled(area, window);
  known.set(window.from, view);
  return view;
}

function whyUnbilled(area: IndexedArea, window: Window): Unbilled {
  const { log, status, gridMs } = area;
  const { scheme } = log;
  const end = window.from + window.count;
  if (end * scheme.intervalSeconds * 1000 > gridMs)
    return { state: 'open', reason: 'its time is not over', waitingFor: [] };
  if (log.nextToClose < end) {
    const first = closingReason(area, Math.max(window.from, log.nextToClose));
    const pages = plural(end - Math.max(window.from, log.nextToClose), 'page');
    return { state: 'closing', reason: `${pages} not closed: ${first.reason}`, waitingFor: first.waitingFor };
  }
  if (log.nextWindow.from !== window.from)
    return {
      state: 'closing',
      reason: `windows are billed in order, from ${area.at(log.nextWindow.from)} on`,
      waitingFor: [],
    };
  const pending = pendingReason(area, 'bill');
  if (pending !== undefined) return { state: 'closing', ...pending };
  const holdings = status?.holdings ?? [];
  const missing = area.others(holdings.map(({ aggregator }) => aggregator));
  if (missing.length > 0) {
    const reason = `${plural(holdings.length, 'statement')} of ${area.aggregators.length} of what is held are in`;
    return { state: 'closing', reason, waitingFor: missing };
  }
  const lacking = holdings.filter(({ held }) => {
    const bitmap = Bitmap.decode(held);
    return log.roster.meters.some(
      (enrolled) =>
        bitmap?.has(enrolled.index) !== true && cellsOf(area, enrolled, log.unbilledFrom(enrolled.index), end) > 0,
    );
  });
  if (lacking.length === 0) return { state: 'closing', reason: 'about to be announced', waitingFor: [] };
  const waitingFor = lacking.map(({ aggregator }) => aggregator);
  return { state: 'closing', reason: `cells are on their way to ${listOf(waitingFor)}`, waitingFor };
}

/** Whether a meter has anything to do with a window. */
export function isConcerned(area: IndexedArea, enrolled: EnrolledMeter, window: Window): boolean {
  const end = window.from + window.count;
  if (enrolled.from < end && enrolled.until > window.from) return true;
  const bill = area.release(window.from);
  return (
    bill !== undefined &&
    (bill.meters.has(enrolled.index) || bill.waiting.some(({ index }) => index === enrolled.index))
  );
}

export function viewBill(area: IndexedArea, enrolled: EnrolledMeter, window: Window): BillView {
  const end = window.from + window.count;
  const bill = area.release(window.from);
  const release = bill?.meters.get(enrolled.index);
  const coverFrom = Math.max(billedBefore(area, enrolled.index, window), enrolled.from);
  const cells = cellsOf(area, enrolled, coverFrom, end);
  const { billedWith, ...stand } = standing(area, enrolled, window, cells);
  const figure = bill === undefined ? undefined : area.bill(bill.sequence, enrolled.index);
  return {
    area: area.area,
    meter: enrolled.meter.id,
    keyEpoch: enrolled.meter.keyEpoch,
    ...window,
    ...stand,
    coverFrom,
    cells,
    of: expectedCells(enrolled, coverFrom, end),
    billedWith,
    set: bill === undefined ? undefined : area.certified(bill.sequence),
    signers: figure?.signers ?? [],
    differing: figure?.differing ?? [],
    notAnswered:
      bill === undefined || release === undefined ? [] : area.others(area.answeredBill(bill.sequence, enrolled.index)),
    lines: figure?.lines ?? [],
  };
}

/** The cells of a meter that its closed pages left out. How much energy was in them only the meter knows. */
export function voidRanges(area: IndexedArea, enrolled: EnrolledMeter): VoidRange[] {
  const { log } = area;
  const ranges: VoidRange[] = [];
  const { registers } = enrolled.meter;
  const end = Math.min(log.nextToClose, enrolled.until);
  for (let interval = Math.max(enrolled.from, log.scheme.billing.firstInterval); interval < end; interval++) {
    const page = log.pages.get(interval);
    if (page === undefined) continue;
    const isIn = page.set.has(enrolled.index);
    const voided = isIn ? registers.filter((register) => page.empty.has(register)) : registers;
    if (voided.length === 0) continue;
    const cause = isIn ? 'empty' : 'missed';
    const last = ranges.at(-1);
    if (
      last !== undefined &&
      last.from + last.count === interval &&
      last.cause === cause &&
      last.registers.join() === voided.join()
    )
      ranges[ranges.length - 1] = { ...last, count: last.count + 1 };
    else ranges.push({ from: interval, count: 1, registers: voided, cause });
  }
  return ranges;
}
