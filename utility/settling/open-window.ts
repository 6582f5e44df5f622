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
  /** Of all meters of the message: decoded when the bill is opened. */
  readonly sums: Uint8Array;
  /** Where this meter's begin: per line value and tag, 16 bytes each. */
  readonly offset: number;
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
  const { sums, storeEpoch, aggregator } = answer;
  const opens: { readonly open: OpenBill; readonly offset: number }[] = [];
  let bytes = 0;
  for (const index of meters) {
    const open = window.meters.get(index);
    if (open === undefined) return 'speaks of a meter that the bill does not release';
    opens.push({ open, offset: bytes });
    bytes += bytesOf(open);
  }
  if (sums.length !== bytes) return 'has a wrong number of sums';
  const fresh: typeof opens = [];
  for (const one of opens) {
    const known = one.open.answers.get(aggregator);
    // A broker may deliver what was said before a disk was lost after what was said since.
    if (known !== undefined && storeEpoch < known.storeEpoch) continue;
    if (known?.storeEpoch !== storeEpoch) fresh.push(one);
    else if (!isSame(known, { sums, offset: one.offset }, bytesOf(one.open))) return 'equivocation';
  }
  for (const { open, offset } of fresh)
    answered(window, open, aggregator, { sums, offset, storeEpoch }, atMs, threshold);
  return fresh.length > 0 ? 'new' : 'known';
}

function bytesOf({ release }: OpenBill): number {
  return release.lines.length * 2 * ELEMENT_BYTES;
}

type Sums = Pick<MeterAnswer, 'sums' | 'offset'>;

function isSame(one: Sums, other: Sums, bytes: number): boolean {
  for (let at = 0; at < bytes; at++) if (one.sums[one.offset + at] !== other.sums[other.offset + at]) return false;
  return true;
}

/** A meter's answer line by line. */
export function weightedLines({ sums, offset }: Sums, lineCount: number): WeightedLine[] {
  return Array.from({ length: lineCount }, (_, line) => {
    const at = offset + line * 2 * ELEMENT_BYTES;
    return { value: decodeElement(sums, at), tag: decodeElement(sums, at + ELEMENT_BYTES) };
  });
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
