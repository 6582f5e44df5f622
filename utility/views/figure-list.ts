/** Lists of figures, as the archive has them: bills by window and meter, loads by interval and register. [P-7.6] */
import type { Window } from '../../protocol/grid/interval.ts';
import { type RegisterUnit, type UnitLine, unitOf, withUnits } from '../../protocol/grid/register.ts';
import { type Span, spanOf } from '../../protocol/grid/span.ts';
import type { MoneyBill } from '../../schemas/types.ts';
import type { BillFigure, BillStatus, Dispute, LoadFigure, LoadStatus } from '../archive.ts';
import { expectedCells } from './bill-view.ts';
import { type Invoice, invoicesOfWindow } from './invoice-list.ts';
import type { Certified, LogIndex } from './log-index.ts';
import {
  type Listed,
  type Selection,
  type Slice,
  type SliceRequest,
  areasIn,
  intervalsOf,
  isWindowIn,
  sliceOf,
} from './slice.ts';

/** Reads the latest figures, in order; no more than it is asked for. */
export interface FigureSource {
  /** Bills of entries [from, until), after the row with these. */
  billsAfter(area: string, rows: BillRows): readonly BillFigure[];
  /** A meter's bill of one entry. */
  billOf(area: string, sequence: number, index: number): BillFigure | undefined;
  /** Every figure of it there ever was, the oldest first. */
  billHistory(area: string, sequence: number, index: number): readonly BillFigure[];
  /** Loads of intervals [from, until), after the row with these. */
  loadsAfter(area: string, rows: LoadRows): readonly LoadFigure[];
}

interface Rows {
  readonly from: number;
  readonly until: number;
  readonly limit: number;
}

export interface BillRows extends Rows {
  readonly after: { readonly sequence: number; readonly index: number } | undefined;
}

export interface LoadRows extends Rows {
  readonly after: { readonly interval: number; readonly register: string } | undefined;
}

/** The figure of a bill, with what it is of and who vouches for that. */
export interface ListedBill extends Window, Span {
  readonly area: string;
  readonly meter: string;
  readonly keyEpoch: number;
  readonly status: BillStatus;
  readonly reason: string;
  /** Totals by register and rate; empty unless verified. */
  readonly lines: readonly UnitLine[];
  /** What it costs; undefined unless verified, or where no document says. */
  readonly money: MoneyBill | undefined;
  /** What was sent to its household and stands, by its number; undefined unless verified. Its run is `set.sequence`. */
  readonly number: string | undefined;
  /** Which bill of this window it is, from 1 on; undefined unless verified. */
  readonly revision: number | undefined;
  /** What was sent before and stands no more, the oldest first: bills, each with the credit note over it. */
  readonly earlier: readonly Invoice[];
  /** Intervals of the window of which the roster has the meter. */
  readonly of: number;
  readonly signers: readonly number[];
  readonly differing: readonly number[];
  readonly suspicion?: 'possible' | 'certain';
  /** Of a disputed or failed bill: what the sums say. */
  readonly dispute?: Dispute;
  readonly set: Certified | undefined;
}

/** The figure of a load, with what it is of and who vouches for that. */
export interface ListedLoad extends Span {
  readonly area: string;
  readonly interval: number;
  readonly register: string;
  readonly unit: RegisterUnit;
  readonly status: LoadStatus;
  readonly reason: string;
  /** Undefined when nothing could be opened. */
  readonly totalUnits: number | undefined;
  /** Meters in it, and in the roster then. */
  readonly meters: number;
  readonly of: number;
  readonly signers: readonly number[];
  readonly differing: readonly number[];
  readonly set: Certified | undefined;
}

/** A figure as lists have it. `source`: what was sent before follows from its earlier figures. */
export function listedBill(log: LogIndex, source: FigureSource, figure: BillFigure): Listed<ListedBill> {
  const { sequence, index, from, count, meter, status, reason, lines, signers, differing, suspicion, dispute } = figure;
  const window = { from, count };
  const enrolled = log.roster.byIndex(index);
  const sent = sentOf(log, source, figure);
  const standing = status === 'verified' ? sent.at(-1) : undefined;
  return {
    key: [sequence, index],
    item: {
      area: log.area,
      meter,
      keyEpoch: enrolled?.meter.keyEpoch ?? 1,
      ...window,
      ...spanOf(window, log.scheme),
      status,
      reason,
      lines: withUnits(lines, log.scheme),
      money: standing?.money,
      number: standing?.number,
      revision: standing?.revision,
      earlier: standing === undefined ? sent : sent.slice(0, -1),
      of: enrolled === undefined ? 0 : expectedCells(enrolled, window),
      signers,
      differing,
      ...(suspicion === undefined ? {} : { suspicion }),
      ...(dispute === undefined ? {} : { dispute }),
      set: log.certified(sequence, figure.setHash),
    },
  };
}

/** What was ever sent of a bill. An entry bills a meter's window once: no other one has figures of it that were opened. */
function sentOf(log: LogIndex, source: FigureSource, { sequence, index }: BillFigure): readonly Invoice[] {
  const enrolled = log.roster.byIndex(index);
  if (enrolled === undefined) return [];
  const history = source.billHistory(log.area, sequence, index);
  return invoicesOfWindow(log.area, log.scheme, log.documents, enrolled, history);
}

/** Of some meters: few figures, each looked up by itself, no more than are wanted. */
function billsOfSome(
  log: LogIndex,
  source: FigureSource,
  selection: Selection,
  { key, limit }: { readonly key: readonly (number | string)[] | undefined; readonly limit: number },
): Listed<ListedBill>[] {
  const { meter, search } = selection;
  const enrolments = meter === undefined ? log.enrolmentsLike(search ?? '') : log.enrolmentsOf(meter);
  const [afterSequence, afterIndex] = key === undefined ? [-1, -1] : [Number(key[0]), Number(key[1])];
  const found: Listed<ListedBill>[] = [];
  if (enrolments.length === 0) return found;
  for (const { sequence, window } of log.bills) {
    if (sequence < afterSequence || !isWindowIn(window, selection, log.scheme)) continue;
    const [first] = source.billsAfter(log.area, { from: sequence, until: sequence + 1, after: undefined, limit: 1 });
    if (first === undefined) continue;
    for (const { index } of enrolments) {
      if (found.length === limit) return found;
      if (sequence === afterSequence && index <= afterIndex) continue;
      const figure = source.billOf(log.area, sequence, index);
      if (figure !== undefined) found.push(listedBill(log, source, figure));
    }
  }
  return found;
}

/** The bills of all meters, or of some, window by window. */
export function listBills(
  logs: readonly LogIndex[],
  source: FigureSource,
  selection: Selection,
  request: SliceRequest,
): Slice<ListedBill> {
  return sliceOf('bills', areasIn(logs, selection), request, (log, key, limit) => {
    const { meter, search } = selection;
    if (meter !== undefined || search !== undefined) return billsOfSome(log, source, selection, { key, limit });
    // Windows are billed in order, so those that are selected are of consecutive entries.
    const selected = log.bills.filter(({ window }) => isWindowIn(window, selection, log.scheme));
    const [first, last] = [selected[0], selected.at(-1)];
    if (first === undefined || last === undefined) return [];
    const after = key === undefined ? undefined : { sequence: Number(key[0]), index: Number(key[1]) };
    return source
      .billsAfter(log.area, { from: first.sequence, until: last.sequence + 1, after, limit })
      .map((figure) => listedBill(log, source, figure));
  });
}

/** The load of every area, interval by interval and register by register. */
export function listLoads(
  logs: readonly LogIndex[],
  source: FigureSource,
  selection: Selection,
  request: SliceRequest,
): Slice<ListedLoad> {
  return sliceOf('loads', areasIn(logs, selection), request, (log, key, limit) => {
    const after = key === undefined ? undefined : { interval: Number(key[0]), register: String(key[1]) };
    return source
      .loadsAfter(log.area, { ...intervalsOf(selection, log.scheme), after, limit })
      .map((figure) => listedLoad(log, figure));
  });
}

/** A figure as lists have it. */
export function listedLoad(log: LogIndex, figure: LoadFigure): Listed<ListedLoad> {
  const { interval, register, status, reason, totalUnits, meters, rosterMeters, signers, differing } = figure;
  return {
    key: [interval, register],
    item: {
      area: log.area,
      interval,
      ...spanOf({ from: interval, count: 1 }, log.scheme),
      register,
      unit: unitOf(log.scheme, register),
      status,
      reason,
      totalUnits,
      meters,
      of: rosterMeters,
      signers,
      differing,
      set: log.certified(figure.sequence, figure.setHash),
    },
  };
}
