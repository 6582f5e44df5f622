/** A bill entry whose bills are not all settled: its meters, the aggregators' answers, and what came of them. [P-7.6] */
import type { BillRelease, MeterRelease } from '../../protocol/log/billed-windows.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { ELEMENT_BYTES, decodeElement } from '../../protocol/math/field.ts';
import type { Answer, BillFigure } from '../archive.ts';
import { ChangedBills } from './changed-bills.ts';
import type { WeightedLine } from './combine-bill.ts';
import type { Finding } from './judgement.ts';

/** One aggregator's answer for one meter. */
export interface MeterAnswer {
  readonly lines: readonly WeightedLine[];
  readonly storeEpoch: number;
}

export interface OpenBill {
  readonly release: MeterRelease;
  readonly answers: Map<number, MeterAnswer>;
  changedAtMs: number;
}

export interface OpenWindow {
  readonly bill: BillRelease;
  /** By roster index. */
  readonly meters: Map<number, OpenBill>;
  /** What came of the answers, by roster index. */
  readonly findings: Map<number, Finding>;
  /** By roster index: a meter that came back under new keys has two bills in one window. */
  readonly figures: Map<number, BillFigure>;
  readonly changed: ChangedBills;
  /** For how many of its meters each aggregator has answered. */
  readonly answeredBy: Map<number, number>;
}

export function openWindow(bill: BillRelease): OpenWindow {
  const meters = new Map<number, OpenBill>();
  for (const [index, release] of bill.meters) meters.set(index, { release, answers: new Map(), changedAtMs: 0 });
  return { bill, meters, findings: new Map(), figures: new Map(), changed: new ChangedBills(), answeredBy: new Map() };
}

/** Whether an aggregator has answered for every meter of a bill. */
export function hasAnswered({ meters, answeredBy }: OpenWindow, aggregator: number): boolean {
  return (answeredBy.get(aggregator) ?? 0) === meters.size;
}

/**
 * Takes an answer: `new`, `known`, `equivocation` if it contradicts an earlier one, or why it is refused, in words. Nothing of
 * a refused one is taken. `threshold`: of so many answers a bill can be opened.
 */
export function takeAnswer(window: OpenWindow | undefined, answer: Answer, atMs: number, threshold: number): string {
  const meters = Bitmap.decode(answer.meters);
  if (window === undefined || meters === undefined) return 'speaks of a bill that is not certified';
  const indices = [...meters];
  const opens = indices.map((index) => window.meters.get(index));
  if (opens.includes(undefined)) return 'speaks of a meter that the bill does not release';
  const elements = opens.reduce((sum, open) => sum + (open?.release.lines.length ?? 0) * 2, 0);
  if (answer.sums.length !== elements * ELEMENT_BYTES) return 'has a wrong number of sums';
  let offset = 0;
  const next = (): bigint => {
    const element = decodeElement(answer.sums, offset);
    offset += ELEMENT_BYTES;
    return element;
  };
  const fresh: [OpenBill, MeterAnswer][] = [];
  for (const open of opens) {
    if (open === undefined) continue;
    const lines = open.release.lines.map(() => ({ value: next(), tag: next() }));
    const known = open.answers.get(answer.aggregator);
    // A broker may deliver what was said before a disk was lost after what was said since.
    if (known !== undefined && answer.storeEpoch < known.storeEpoch) continue;
    if (known?.storeEpoch === answer.storeEpoch) {
      const isSame = lines.every(
        ({ value, tag }, at) => known.lines[at]?.value === value && known.lines[at]?.tag === tag,
      );
      if (!isSame) return 'equivocation';
    } else {
      fresh.push([open, { lines, storeEpoch: answer.storeEpoch }]);
    }
  }
  for (const [open, lines] of fresh) answered(window, open, answer.aggregator, lines, atMs, threshold);
  return fresh.length > 0 ? 'new' : 'known';
}

function answered(
  { changed, answeredBy }: OpenWindow,
  open: OpenBill,
  aggregator: number,
  answer: MeterAnswer,
  atMs: number,
  threshold: number,
): void {
  const { answers, release } = open;
  if (!answers.has(aggregator)) answeredBy.set(aggregator, (answeredBy.get(aggregator) ?? 0) + 1);
  answers.set(aggregator, answer);
  open.changedAtMs = atMs;
  if (answers.size >= threshold) changed.answered(release.enrolled.index);
}
