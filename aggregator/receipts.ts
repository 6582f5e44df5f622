/** Receipts to a meter: what of it is durably stored, in a closed page, or void. Published after the commit. [P-6.3] */
import type { AreaLog } from '../protocol/area-log.ts';
import { Bitmap } from '../protocol/bitmap.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import type { PublicKey, SecretKey } from '../protocol/crypto.ts';
import type { Effects } from '../protocol/machine.ts';
import { deriveReceiptKey, withMac } from '../protocol/receipt.ts';
import type { EnrolledMeter } from '../protocol/roster.ts';
import { topics } from '../protocol/topics.ts';
import type { CellIndex } from './cells.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';

/** Bitmaps of one meter's receipt, kept up to date rather than computed from all its intervals each time. */
interface Ledgered {
  readonly first: number;
  /** Pages before this one are in `closed` and `voided`. */
  pagesUntil: number;
  readonly stored: Bitmap;
  readonly closed: Bitmap;
  readonly voided: Bitmap;
}

export class Receipts {
  private readonly party: RunningParty;
  private readonly log: AreaLog;
  private readonly cells: CellIndex;
  private readonly agreementOf: (enrolled: EnrolledMeter) => PublicKey | undefined;
  private readonly keys = new Map<number, SecretKey>();
  private readonly kept = new Map<number, Ledgered>();

  constructor(
    party: RunningParty,
    log: AreaLog,
    cells: CellIndex,
    agreementOf: (enrolled: EnrolledMeter) => PublicKey | undefined,
  ) {
    this.party = party;
    this.log = log;
    this.cells = cells;
    this.agreementOf = agreementOf;
  }

  private keyOf(enrolled: EnrolledMeter): SecretKey | undefined {
    const known = this.keys.get(enrolled.index);
    if (known !== undefined) return known;
    const { crypto, agreement, deployment, index } = this.party;
    const publicKey = this.agreementOf(enrolled);
    if (publicKey === undefined) return undefined;
    const key = deriveReceiptKey(crypto, agreement, publicKey, deployment, enrolled.meter.id, index);
    if (key !== undefined) this.keys.set(enrolled.index, key);
    return key;
  }

  /** Publishes the receipt of one meter from `from` on (its join at the earliest). */
  publish(enrolled: EnrolledMeter, from: number, out: Effects<LedgerOp, LedgerRead>): void {
    const key = this.keyOf(enrolled);
    if (key === undefined) return;
    const { party, log, cells } = this;
    const { meter } = enrolled;
    const first = Math.max(from, enrolled.from);
    const end = Math.min(Math.max(log.nextToClose, cells.lastInterval + 1), enrolled.until);
    const { stored, closed, voided } = this.upToDate(enrolled, first, end);
    const receipt = withMac(party.crypto, key, {
      version: 1,
      deployment: party.deployment,
      type: 'receipt',
      meter: meter.id,
      keyEpoch: meter.keyEpoch,
      aggregator: party.index,
      storeEpoch: party.storeEpoch,
      from: first,
      count: Math.max(0, end - first),
      stored: stored.encode(),
      closed: closed.encode(),
      void: voided.encode(),
      area: log.area,
      logLength: log.length,
      logHash: log.headHash,
    });
    out.publish(topics.receipts(meter.id, party.index), canonicalJson(receipt), true);
  }

  /** A cell was stored: it goes into the bitmaps kept of its meter. */
  stored(index: number, interval: number, registerCount: number): void {
    const kept = this.kept.get(index);
    if (kept === undefined || interval < kept.first) return;
    for (let at = 0; at < registerCount; at++) kept.stored.add((interval - kept.first) * registerCount + at);
  }

  private upToDate(enrolled: EnrolledMeter, first: number, end: number): Ledgered {
    const { index, meter } = enrolled;
    const { log, cells } = this;
    let kept = this.kept.get(index);
    if (kept?.first !== first) {
      kept = { first, pagesUntil: first, stored: new Bitmap(), closed: new Bitmap(), voided: new Bitmap() };
      this.kept.set(index, kept);
      for (let interval = first; interval < end; interval++) {
        if (cells.digest(interval, index) !== 0) this.stored(index, interval, meter.registers.length);
      }
    }
    for (; kept.pagesUntil < Math.min(log.nextToClose, end); kept.pagesUntil++) {
      const page = log.pages.get(kept.pagesUntil);
      if (page === undefined) continue;
      meter.registers.forEach((register, at) => {
        const bit = (kept.pagesUntil - first) * meter.registers.length + at;
        if (log.isInPage(page, index, register)) kept.closed.add(bit);
        else kept.voided.add(bit);
      });
    }
    return kept;
  }
}
