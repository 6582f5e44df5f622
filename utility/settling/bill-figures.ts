/** The figures of bills: what is put on record of a meter's totals, or of why there are none. [P-7.6] */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import type { MeterRelease } from '../../protocol/log/billed-windows.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { isEnergy } from '../../protocol/grid/register.ts';
import type { BillLine } from '../../schemas/types.ts';
import type { BillFigure } from '../archive.ts';
import type { CertifiedEntries } from '../ordering/certified.ts';
import type { Finding, Judgement } from './judgement.ts';
import type { OpenWindow } from './open-window.ts';
import { claimsOf, disputeText } from './reasons.ts';

const LEFT_OUT = {
  waiting: 'fewer aggregators than the threshold hold all its cells; it waits for the second round',
  remnant:
    'its cells are remnant: too few for a bill of their own, or held by too few; the meter books the energy again',
} as const;

export class BillFigures {
  private readonly log: AreaLog;
  private readonly entries: CertifiedEntries;
  private hashed: { readonly sequence: number; readonly hash: string } | undefined;
  private priced: { readonly from: number; readonly byRate: ReadonlyMap<string, number> } | undefined;

  constructor(log: AreaLog, entries: CertifiedEntries) {
    this.log = log;
    this.entries = entries;
  }

  /** Of a meter with cells in the window of which its entry releases nothing. */
  leftOut(window: OpenWindow, index: number, status: keyof typeof LEFT_OUT): BillFigure {
    return { ...this.frame(window, index), status, lines: [], signers: [], differing: [], reason: LEFT_OUT[status] };
  }

  private frame(window: OpenWindow, index: number) {
    const { sequence } = window.bill;
    const meter = this.log.roster.byIndex(index)?.meter.id ?? '';
    return { sequence, ...window.bill.window, index, meter, setHash: this.hashOf(sequence) };
  }

  /** Of a certified entry, whose hash never changes. */
  private hashOf(sequence: number): string {
    if (this.hashed?.sequence !== sequence) this.hashed = { sequence, hash: this.entries.hashOf(sequence) ?? '' };
    return this.hashed.hash;
  }

  /** What came of a meter's answers. */
  ofFinding(
    window: OpenWindow,
    index: number,
    release: MeterRelease,
    { combined, answering }: Finding,
    { accused, liars }: Judgement,
  ): BillFigure {
    const known = { answering, liars: [...liars].toSorted((one, other) => one - other) };
    const frame = this.frame(window, index);
    const accusation = accused.get(index);
    const suspicion = accusation && { suspicion: accusation.suspicion };
    switch (combined.status) {
      case 'verified': {
        const { agreeing, differing } = combined;
        const reason =
          suspicion === undefined ? 'its tag confirms it' : 'its tag confirms it, though not all answers agree';
        const lines = this.linesOf(frame, release, combined.totals);
        return { ...frame, status: 'verified', lines, signers: agreeing, differing, reason, ...suspicion };
      }
      case 'disputed': {
        const differing = [...(accusation?.aggregators ?? combined.differing)];
        const reason = disputeText(combined, release.lines, this.log.scheme, differing);
        const dispute = { claims: claimsOf(combined, release.lines, this.log.scheme), ...known };
        return { ...frame, status: 'disputed', lines: [], signers: [], differing, reason, dispute, ...suspicion };
      }
      case 'failed': {
        // Fewer than that lie on one polynomial by themselves, or k liars' answers do.
        const reason =
          accusation?.suspicion === 'certain'
            ? `the ${answering.length} answers agree with each other, and the meter's tag does not confirm their total`
            : `no ${this.log.scheme.threshold} of the ${answering.length} answers give a total that its tag confirms`;
        const dispute = { claims: [], ...known };
        return { ...frame, status: 'failed', lines: [], signers: [], differing: [], reason, dispute, ...suspicion };
      }
    }
  }

  private linesOf(frame: Window, release: MeterRelease, totals: readonly bigint[]): BillLine[] {
    const prices = this.pricesOf(frame);
    return release.lines.map((line, at) => ({
      register: line.register,
      rate: line.rate,
      cells: line.cells,
      totalUnits: Number(totals[at] ?? 0n),
      microPerKwh: isEnergy(this.log.scheme, line.register) ? (prices.get(line.rate) ?? 0) : 0,
    }));
  }

  /** By rate: what its window's pages closed with, which never changes. Kept, since every meter's bill asks for the same. */
  private pricesOf({ from, count }: Window): ReadonlyMap<string, number> {
    if (this.priced?.from === from) return this.priced.byRate;
    const prices = new Map<string, number>();
    for (let interval = from; interval < from + count; interval++) {
      const rate = this.log.pages.get(interval)?.rate;
      if (rate !== undefined) prices.set(rate.name, rate.microPerKwh);
    }
    this.priced = { from, byRate: prices };
    return prices;
  }
}
