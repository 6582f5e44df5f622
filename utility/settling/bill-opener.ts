/**
 * Opening one meter's bill from the aggregators' answers: its tag key, the intervals of its lines, and what the electricity
 * meter's fuse can have let through. [P-7.6]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { mergedRuns } from '../../protocol/log/cell-runs.ts';
import type { MeterRelease } from '../../protocol/log/billed-windows.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { isEnergy, maxReadingOf } from '../../protocol/grid/register.ts';
import { Tagger, deriveTagKey } from '../../protocol/keys/tag.ts';
import { fromBase64url } from '../../protocol/wire/bytes.ts';
import type { UtilityParty } from '../party.ts';
import { type CombinedBill, combineBill } from './combine-bill.ts';
import { Unweighter } from './combine.ts';
import { type OpenBill, weightedLines } from './open-window.ts';

export class BillOpener {
  private readonly party: UtilityParty;
  private readonly log: AreaLog;
  private readonly taggers = new Map<number, Tagger>();
  private unweighter: Unweighter | undefined;

  constructor(party: UtilityParty, log: AreaLog) {
    this.party = party;
    this.log = log;
  }

  private tagger(index: number): Tagger | undefined {
    const known = this.taggers.get(index);
    if (known !== undefined) return known;
    const { crypto, agreement, deployment } = this.party;
    const meter = this.log.roster.byIndex(index)?.meter;
    const raw = meter === undefined ? undefined : fromBase64url(meter.agreement);
    const publicKey = raw === undefined ? undefined : crypto.agreementPublicKey(raw);
    const key =
      publicKey === undefined || meter === undefined
        ? undefined
        : deriveTagKey(crypto, agreement, publicKey, deployment, meter.id);
    if (key === undefined) return undefined;
    const tagger = new Tagger(crypto, key);
    this.taggers.set(index, tagger);
    return tagger;
  }

  /** What the tag of each line of a release is offset by: lines are in the order of the registers. */
  private offsets(tagger: Tagger, window: Window, { enrolled, lines }: MeterRelease): bigint[] {
    const byRate = this.log.cellRuns(enrolled, window);
    return enrolled.meter.registers.flatMap((register) => {
      const rates = lines.flatMap((line) => (line.register === register ? [line.rate] : []));
      // Of a register without prices all cells are one line. [P-8.5]
      const runs = isEnergy(this.log.scheme, register)
        ? rates.map((rate) => byRate.get(rate) ?? [])
        : rates.map(() => mergedRuns(byRate.values()));
      return tagger.offsets(enrolled.meter.keyEpoch, register, runs);
    });
  }

  /** At least k aggregators have answered. */
  open(window: Window, { release, answers: given }: OpenBill): CombinedBill {
    const { scheme } = this.log;
    const answers = new Map(
      [...given].map(([aggregator, answer]) => [aggregator, weightedLines(answer, release.lines.length)]),
    );
    const { index, meter } = release.enrolled;
    const tagger = this.tagger(index);
    const offsets = tagger === undefined ? [] : this.offsets(tagger, window, release);
    const isTotal = (at: number, total: bigint, tag: bigint): boolean => {
      const line = release.lines[at];
      if (line === undefined || tagger === undefined) return false;
      return tagger.isTotal(meter.keyEpoch, line.register, offsets[at] ?? 0n, total, tag);
    };
    this.unweighter = Unweighter.of(scheme.operators.length, this.unweighter);
    const combined = combineBill(answers, scheme.threshold, this.unweighter, isTotal);
    if (combined.status !== 'verified') return combined;
    // Not what a tag can tell: the cells can't hold more than the fuse limit lets through. Only the meter can have sent it.
    const isPossible = release.lines.every(
      ({ cells, register }, at) =>
        (combined.totals[at] ?? 0n) <= BigInt(cells) * BigInt(maxReadingOf(scheme, register)),
    );
    return isPossible ? combined : { status: 'failed', isConsistent: combined.differing.length === 0 };
  }
}
