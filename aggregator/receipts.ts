/**
 * Receipts to a meter: what of it is durably stored, in a closed page, or void. A cell is one interval of one meter, with
 * all its registers. Published after the commit. [P-6.3]
 */
import type { AreaLog } from '../protocol/log/area-log.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import type { PublicKey, SecretKey } from '../protocol/keys/crypto-port.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { deriveReceiptKey, withMac } from '../protocol/wire/receipt.ts';
import { type EnrolledMeter, PRESENT } from '../protocol/grid/roster.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { CertifiedEntry, Head, Receipt } from '../schemas/types.ts';
import type { CellIndex } from './cells.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';

/** How often a meter is asked for its set-up at most. */
const ASK_PACE_MS = 1_000;

/** Bitmaps of one meter's receipt, kept up to date rather than computed from all its intervals each time. */
interface Ledgered {
  readonly first: number;
  /** As the index of cells had it. */
  readonly eraseCount: number;
  /** How many bill entries were applied: they make cells void. */
  readonly billCount: number;
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
  private readonly headOf: () => Head;
  private readonly agreementOf: (enrolled: EnrolledMeter) => PublicKey | undefined;
  private readonly isSpent: (interval: number, index: number) => boolean;
  private readonly sessionOf: (enrolled: EnrolledMeter) => string | undefined;
  private readonly keys = new Map<number, SecretKey>();
  private readonly kept = new Map<number, Ledgered>();
  /** When a meter may be asked for its set-up again, by roster index. */
  private readonly askAtMs = new Map<number, number>();
  /** By meter id: the entry that took it out last, and who accepted that. */
  private readonly leaving = new Map<string, { readonly sequence: number; readonly accepts: readonly number[] }>();

  constructor(
    party: RunningParty,
    log: AreaLog,
    cells: CellIndex,
    headOf: () => Head,
    agreementOf: (enrolled: EnrolledMeter) => PublicKey | undefined,
    isSpent: (interval: number, index: number) => boolean,
    sessionOf: (enrolled: EnrolledMeter) => string | undefined,
  ) {
    this.isSpent = isSpent;
    this.sessionOf = sessionOf;
    this.party = party;
    this.log = log;
    this.cells = cells;
    this.headOf = headOf;
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

  /**
   * Publishes the receipt of one meter, of which cells from `neededFrom` on (its join at the earliest) may still be needed.
   * It reaches back over the whole window billed last: a meter that was away has to hear what became of its cells there.
   */
  publish(enrolled: EnrolledMeter, neededFrom: number, { gridMs }: Times, out: Effects<LedgerOp, LedgerRead>): void {
    const key = this.keyOf(enrolled);
    if (key === undefined) return;
    const { party, log, cells } = this;
    const { meter } = enrolled;
    const needed = Math.max(neededFrom, enrolled.from);
    const last = log.billing.before(log.nextWindow.from);
    const first = Math.max(Math.min(needed, last?.from ?? log.billing.first), enrolled.from, log.knownFrom);
    const end = Math.min(Math.max(log.nextToClose, cells.lastInterval + 1), enrolled.until);
    const { stored, closed, voided } = this.upToDate(enrolled, first, end);
    const sessionId = this.sessionOf(enrolled);
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
      neededFrom: needed,
      knownFrom: log.knownFrom,
      joined: enrolled.from,
      atMs: Math.max(0, Math.floor(gridMs)),
      ...(sessionId === undefined ? {} : { sessionId }),
      stored: stored.encode(),
      closed: closed.encode(),
      void: voided.encode(),
      ...this.leftPart(enrolled),
      area: log.area,
      head: this.headOf(),
    });
    out.publish(topics.receipts(meter.id, party.index), canonicalJson(receipt), true);
  }

  /**
   * Whether a receipt may ask a meter for its set-up now. Anybody can name a session that is not known: it costs a receipt a
   * second for each meter, and no more than one for each message. [P-4.2]
   */
  mayAsk({ index }: EnrolledMeter, { monotonicMs }: Times): boolean {
    if (monotonicMs < (this.askAtMs.get(index) ?? monotonicMs)) return false;
    this.askAtMs.set(index, monotonicMs + ASK_PACE_MS);
    return true;
  }

  /** An entry was certified: a meter that it takes out hears who agreed to that. */
  applied({ entry, certificate }: CertifiedEntry): void {
    if (entry.kind !== 'roster') return;
    const accepts = certificate.accepts.map(({ aggregator }) => aggregator).toSorted((one, other) => one - other);
    const staying = new Set(entry.add.map(({ id }) => id));
    for (const id of entry.remove) if (!staying.has(id)) this.leaving.set(id, { sequence: entry.sequence, accepts });
  }

  /** Whether it was taken out by an entry of this number or a later one. */
  hasLeftSince({ meter, until }: EnrolledMeter, length: number): boolean {
    return until !== PRESENT && (this.leaving.get(meter.id)?.sequence ?? -1) >= length;
  }

  private leftPart({ meter, until }: EnrolledMeter): Pick<Receipt, 'left'> {
    const how = this.leaving.get(meter.id);
    const isOut = how !== undefined && until !== PRESENT;
    return isOut ? { left: { until, sequence: how.sequence, accepts: [...how.accepts] } } : {};
  }

  /** A cell was stored: it goes into the bitmaps kept of its meter. */
  stored(index: number, interval: number): void {
    const kept = this.kept.get(index);
    if (kept !== undefined && interval >= kept.first) kept.stored.add(interval - kept.first);
  }

  private upToDate(enrolled: EnrolledMeter, first: number, end: number): Ledgered {
    const { index } = enrolled;
    const { log, cells } = this;
    let kept = this.kept.get(index);
    const { eraseCount } = cells;
    if (kept?.first !== first || kept.billCount !== log.billCount || kept.eraseCount !== eraseCount) {
      kept = {
        first,
        eraseCount,
        billCount: log.billCount,
        pagesUntil: first,
        stored: new Bitmap(),
        closed: new Bitmap(),
        voided: new Bitmap(),
      };
      this.kept.set(index, kept);
      for (let interval = first; interval < end; interval++) {
        if (cells.digest(interval, index) !== 0) this.stored(index, interval);
      }
    }
    for (; kept.pagesUntil < Math.min(log.nextToClose, end); kept.pagesUntil++) {
      const page = log.pages.get(kept.pagesUntil);
      if (page === undefined) continue;
      const offset = kept.pagesUntil - first;
      const isInPage = page.set.has(index);
      if (isInPage) kept.closed.add(offset);
      // A remnant is both: its energy is booked again, and its share is part of a load.
      if (log.isVoid(index, kept.pagesUntil)) kept.voided.add(offset);
      // What was erased is not needed again, whether it was held here or not.
      if (isInPage && this.isSpent(kept.pagesUntil, index)) kept.stored.add(offset);
    }
    return kept;
  }
}
