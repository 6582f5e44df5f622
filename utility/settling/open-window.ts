/** A bill entry whose bills are not all settled: its meters, the aggregators' answers, and what came of them. [P-7.6] */
import type { BillRelease, MeterRelease } from '../../protocol/log/area-log.ts';
import type { BillFigure } from '../archive.ts';
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
  isChanged: boolean;
}

export interface OpenWindow {
  readonly bill: BillRelease;
  /** By roster index. */
  readonly meters: Map<number, OpenBill>;
  /** What came of the answers, by roster index. */
  readonly findings: Map<number, Finding>;
  /** By roster index: a meter that came back under new keys has two bills in one window. */
  readonly figures: Map<number, BillFigure>;
}
