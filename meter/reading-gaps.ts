/**
 * Intervals between two readings that were not measured: without a reading, what was used in them is on no bill; where the
 * register tells the sum, they are estimated. The source may have a hole, or its clock was changed: the household hears of it. [P-2.4]
 */
import type { Effects } from '../protocol/machine.ts';
import type { Gap, OutboxOp } from './outbox.ts';
import type { Estimate } from './sample.ts';

export class ReadingGaps {
  readonly known: Gap[];
  readonly estimates: Estimate[];
  private readonly meter: string;
  /** The last interval that the source had something of, even if that can't be; -1 if none. */
  private lastOffered: number;

  constructor(meter: string, restored: readonly Gap[], estimates: readonly Estimate[], lastWritten: number) {
    this.meter = meter;
    this.known = [...restored];
    this.estimates = [...estimates];
    this.lastOffered = lastWritten;
  }

  /** Readings follow that are estimated: the first is that of `estimate.from`. */
  estimated(estimate: Estimate, out: Effects<OutboxOp>): void {
    const { meter } = this;
    const { since, from, until } = estimate;
    this.lastOffered = Math.max(this.lastOffered, from - 1);
    this.estimates.push(estimate);
    out.persist({ kind: 'estimate', meter, estimate });
    const older =
      from === since ? '' : ` Intervals from ${since} on are too long ago: what was used in them is in it, too.`;
    const text =
      `${until - from} readings of ${meter}, from interval ${from} up to ${until}, are estimated: no sample showed their boundaries. What the ` +
      `register counted meanwhile is spread evenly over them, and its sum is exact.${older} docs/operating.md, Gaps in readings`;
    out.notice('warn', 'reading_estimated', text, { meter, from, until, count: until - from });
  }

  /**
   * The source has something of `interval`. `missedUnits`: what it has of the intervals just before that have no reading, per
   * register in its units; `joinedFrom`: the first interval that is billed.
   */
  offered(interval: number, missedUnits: readonly number[], joinedFrom: number, out: Effects<OutboxOp>): void {
    const { meter } = this;
    const first = this.lastOffered + 1;
    this.lastOffered = Math.max(this.lastOffered, interval);
    // Of before it joined it would be on no bill in any case.
    const from = Math.max(first, joinedFrom);
    if (first === 0 || interval <= from || this.known.some((gap) => gap.from === from)) return;
    const units = from === first && missedUnits.some((value) => value !== 0) ? missedUnits : [];
    const gap = { from, until: interval, units };
    this.known.push(gap);
    out.persist({ kind: 'gap', meter, gap });
    // How much the source has of them is a reading, and no log has readings.
    const known =
      units.length === 0
        ? ''
        : 'What the source has of parts of them is in the books (gridshare explain), on no bill. ';
    const text =
      `no reading of ${meter} from interval ${from} up to ${interval}, ${interval - from} in all: its source has a hole, or its clock was changed. ` +
      `What was used then is on no bill, unless the source has it in the reading of interval ${interval}. ${known}Nothing was estimated. Compare the register ` +
      'of the electricity meter with the bills: docs/operating.md, Gaps in readings';
    out.notice('warn', 'reading_gap', text, { meter, from, until: interval, count: interval - from });
  }
}
