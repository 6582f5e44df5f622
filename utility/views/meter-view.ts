/** What the utility may see of one meter: its enrolments, its bill of every window, void cells, earlier figures. [P-7.3, P-7.6] */
import { intervalStartMs } from '../../protocol/grid/interval.ts';
import { type Span, isoTime, spanOf } from '../../protocol/grid/span.ts';
import type { EnrolledMeter } from '../../protocol/grid/roster.ts';
import type { BillFigure } from '../archive.ts';
import { windowsOf } from './area-view.ts';
import { type BillView, type VoidRange, isConcerned, viewBill, voidRanges } from './bill-view.ts';
import { type BillSurroundings, type Contradiction, contradictionsOf, isContradicted } from './contradictions.ts';
import type { IndexedArea } from './indexed-area.ts';
import { type Invoice, listInvoices } from './invoice-list.ts';
import { surroundingsOf } from './window-evidence.ts';

/** Under one key epoch; without an end while it is in the roster for good. */
export interface EnrolmentView {
  readonly keyEpoch: number;
  readonly registers: readonly string[];
  readonly begin: string;
  readonly end?: string;
}

/** Its bill of a window, and whose evidence contradicts whom. */
export interface ContradictedBill extends BillView {
  readonly contradictions: readonly Contradiction[];
}

export interface MeterView {
  readonly meter: string;
  readonly area: string;
  readonly enrolments: readonly EnrolmentView[];
  readonly bills: readonly ContradictedBill[];
  /** What its household was ever sent, bills and credit notes, window by window. */
  readonly invoices: readonly Invoice[];
  readonly voids: readonly VoidRange[];
  /** Every figure of its bills there ever was, the oldest first. */
  readonly history: readonly (BillFigure & Span)[];
}

/** Under all its keys, in the areas that know it. */
export function findMeter(areas: readonly IndexedArea[], meter: string): IndexedArea | undefined {
  return areas.find(({ log }) => log.roster.byId(meter) !== undefined);
}

function withContradictions(area: IndexedArea, bill: BillView, proofs: BillSurroundings['proofs']): ContradictedBill {
  const contradicted = { ...bill, status: bill.state };
  const contradictions = isContradicted(contradicted)
    ? contradictionsOf(contradicted, surroundingsOf(area, bill, proofs))
    : [];
  return { ...bill, contradictions };
}

/** `billHistory`: by place in the roster. `proofs`: signed contradictions of the archive. */
export function viewMeter(
  area: IndexedArea,
  meter: string,
  billHistory: (index: number) => readonly BillFigure[],
  proofs: BillSurroundings['proofs'],
): MeterView {
  const { log } = area;
  const enrolments = log.roster.meters.filter(({ meter: { id } }) => id === meter);
  return {
    meter,
    area: area.area,
    enrolments: enrolments.map((enrolled) => viewEnrolment(area, enrolled)),
    bills: enrolments.flatMap((enrolled) =>
      windowsOf(area)
        .filter((window) => isConcerned(enrolled, window))
        .map((window) => withContradictions(area, viewBill(area, enrolled, window), proofs)),
    ),
    invoices: enrolments.flatMap((enrolled) =>
      listInvoices(area.area, log.scheme, area.documents, enrolled, billHistory(enrolled.index)),
    ),
    voids: enrolments.flatMap((enrolled) => voidRanges(area, enrolled)),
    history: enrolments.flatMap(({ index }) =>
      billHistory(index).map((figure) => ({ ...figure, ...spanOf(figure, log.scheme) })),
    ),
  };
}

function viewEnrolment({ log }: IndexedArea, { meter, from, until }: EnrolledMeter): EnrolmentView {
  const at = (interval: number): string => isoTime(intervalStartMs(interval, log.scheme));
  const end = until === Number.MAX_SAFE_INTEGER ? {} : { end: at(until) };
  return { keyEpoch: meter.keyEpoch, registers: meter.registers, begin: at(from), ...end };
}
