/**
 * What people should know of a meter's books although nothing is wrong with its work: readings that are on no bill because the
 * meter had not joined, intervals without a reading, and estimated ones. The same words in health and doctor. [P-2.4, P-6.3.8]
 */
import { type IntervalGrid, intervalStartMs } from '../../protocol/grid/interval.ts';

/** Intervals without a reading, between two that have one. */
export interface ReadingGap {
  /** The first. */
  readonly from: number;
  /** The first that has a reading again. */
  readonly until: number;
  /** Per register: what the source has of them, in its units; empty if it has nothing. */
  readonly units: readonly number[];
}

/** Of one meter. */
export interface Unbilled {
  readonly meter: string;
  /** First interval of which the roster has it. */
  readonly joined: number | undefined;
  /** Readings from before that. */
  readonly beforeCount: number;
  readonly gaps: readonly ReadingGap[];
  /** Intervals whose readings are estimated. */
  readonly estimates: readonly { readonly from: number; readonly until: number }[];
}

/** A gap is told of for so long. */
const TOLD_MS = 31 * 86_400_000;

function timeOf(interval: number, grid: IntervalGrid): string {
  return new Date(intervalStartMs(interval, grid)).toISOString().replace('.000', '');
}

/** Readings from before meters joined; undefined if there are none. */
export function beforeNote(meters: readonly Unbilled[], grid: IntervalGrid): string | undefined {
  const concerned = meters.filter(({ beforeCount }) => beforeCount > 0);
  const [first] = concerned;
  if (first === undefined) return undefined;
  const count = concerned.reduce((sum, { beforeCount }) => sum + beforeCount, 0);
  const at = first.joined === undefined ? '' : ` at ${timeOf(first.joined, grid)}`;
  const who = concerned.length === 1 ? `${first.meter} joined${at}` : `${concerned.length} meters joined`;
  return `${count} ${count === 1 ? 'reading' : 'readings'} from before ${who} are not billed: they stay in the books (gridshare explain)`;
}

/** Gaps in readings that ended not long ago; undefined if there are none. */
export function gapNote(meters: readonly Unbilled[], grid: IntervalGrid, nowMs: number): string | undefined {
  const gaps = meters
    .flatMap(({ meter, gaps: of }) => of.map((gap) => ({ meter, ...gap })))
    .filter(({ until }) => nowMs - intervalStartMs(until, grid) < TOLD_MS)
    .toSorted((one, other) => one.until - other.until);
  const last = gaps.at(-1);
  if (last === undefined) return undefined;
  const count = gaps.reduce((sum, { from, until }) => sum + until - from, 0);
  const [from, until] = [timeOf(last.from, grid), timeOf(last.until, grid)];
  const others =
    gaps.length === 1 ? '' : ` (the last of ${gaps.length} gaps within 31 days, ${count} intervals in all)`;
  return (
    `no reading of ${last.meter} from ${from} to ${until}, ${last.until - last.from} intervals${others}: on no bill, and nothing was ` +
    'estimated; compare the register of the electricity meter with the bills (gridshare explain)'
  );
}

/** Readings that were estimated not long ago; undefined if there are none. */
export function estimateNote(meters: readonly Unbilled[], grid: IntervalGrid, nowMs: number): string | undefined {
  const estimates = meters
    .flatMap(({ meter, estimates: of }) => of.map((estimate) => ({ meter, ...estimate })))
    .filter(({ until }) => nowMs - intervalStartMs(until, grid) < TOLD_MS)
    .toSorted((one, other) => one.until - other.until);
  const last = estimates.at(-1);
  if (last === undefined) return undefined;
  const count = estimates.reduce((sum, { from, until }) => sum + until - from, 0);
  const others = estimates.length === 1 ? '' : ` (the last of ${count} within 31 days)`;
  return (
    `readings of ${last.meter} from ${timeOf(last.from, grid)} to ${timeOf(last.until, grid)} are estimated, ${last.until - last.from} ` +
    `intervals${others}: no sample showed their boundaries; their sum is what the register counted (gridshare meter show)`
  );
}

/** All that is to be known, in words. */
export function notesOn(meters: readonly Unbilled[], grid: IntervalGrid, nowMs: number): readonly string[] {
  const notes = [beforeNote(meters, grid), gapNote(meters, grid, nowMs), estimateNote(meters, grid, nowMs)];
  return notes.filter((note) => note !== undefined);
}
