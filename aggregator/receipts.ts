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
import type { AggregatorParty } from './party.ts';

export class Receipts {
  private readonly party: AggregatorParty;
  private readonly log: AreaLog;
  private readonly cells: CellIndex;
  private readonly agreementOf: (enrolled: EnrolledMeter) => PublicKey | undefined;
  private readonly keys = new Map<number, SecretKey>();

  constructor(
    party: AggregatorParty,
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
    const { index, meter } = enrolled;
    const first = Math.max(from, enrolled.from);
    const end = Math.min(Math.max(log.nextToClose, cells.lastInterval + 1), enrolled.until);
    const stored = new Bitmap();
    const closed = new Bitmap();
    const voided = new Bitmap();
    for (let interval = first; interval < end; interval++) {
      const base = (interval - first) * meter.registers.length;
      const isHeld = cells.digest(interval, index) !== 0;
      const page = log.pages.get(interval);
      for (let at = 0; at < meter.registers.length; at++) {
        if (isHeld) stored.add(base + at);
        if (page === undefined) continue;
        if (log.isInPage(page, index, meter.registers[at] ?? '')) closed.add(base + at);
        else voided.add(base + at);
      }
    }
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
}
