/** Sending bills: sealed to the meter, retained, published again when the broker may have lost them. [P-4.4] */
import type { AreaLog, MeterRelease } from '../protocol/area-log.ts';
import { Bitmap } from '../protocol/bitmap.ts';
import { fromBase64url, utf8 } from '../protocol/bytes.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { billAad } from '../protocol/headers.ts';
import type { Effects } from '../protocol/machine.ts';
import { sharingIdOf } from '../protocol/scheme.ts';
import { type Route, SealingSession, type Seeds } from '../protocol/seal.ts';
import { topics } from '../protocol/topics.ts';
import type { BillStatement, SealedBill } from '../schemas/types.ts';
import type { ArchiveOp, BillFigure } from './archive.ts';
import type { UtilityParty } from './party.ts';

type Out = Effects<ArchiveOp>;

export class Billing {
  private readonly party: UtilityParty;
  private readonly log: AreaLog;
  private readonly seeds: Seeds;
  private readonly latest = new Map<string, SealedBill>();

  constructor(party: UtilityParty, log: AreaLog, seeds: Seeds) {
    this.party = party;
    this.log = log;
    this.seeds = seeds;
  }

  restore(bills: readonly SealedBill[]): void {
    for (const bill of bills) this.latest.set(bill.meter, bill);
  }

  send(figure: BillFigure, release: MeterRelease, out: Out): void {
    const { meter } = release.enrolled;
    const covered = new Bitmap();
    this.log.forEachCell(release.enrolled, release.from, figure.from + figure.count, (interval) =>
      covered.add(interval - release.from),
    );
    const statement: BillStatement = {
      version: 1,
      deployment: this.party.deployment,
      meter: meter.id,
      from: figure.from,
      count: figure.count,
      coverFrom: release.from,
      covered: covered.encode(),
      totals: [...figure.lines],
    };
    const bill = this.seal(release, statement);
    if (bill === undefined) return;
    this.latest.set(meter.id, bill);
    out.persist({ kind: 'sealed-bill', area: this.log.area, bill });
    this.publish(bill, out);
  }

  private seal(release: MeterRelease, statement: BillStatement): SealedBill | undefined {
    const { party } = this;
    const { meter } = release.enrolled;
    const raw = fromBase64url(meter.agreement);
    const recipient = raw === undefined ? undefined : party.crypto.agreementPublicKey(raw);
    const route: Route = {
      purpose: 'bill',
      deployment: party.deployment,
      sharing: sharingIdOf(party.crypto, this.log.scheme),
      sender: 'utility',
      recipient: `meter/${meter.id}`,
      keyId: 'static',
    };
    const seed = this.seeds.next(`bill/${meter.id}`);
    const session = recipient && SealingSession.start(party.crypto, route, party.identity, recipient, seed);
    if (session === undefined) return undefined;
    const header = {
      version: 1 as const,
      deployment: party.deployment,
      type: 'bill' as const,
      meter: meter.id,
      keyEpoch: meter.keyEpoch,
      from: statement.from,
      count: statement.count,
    };
    const fields = session.seal((numbers) => billAad({ ...header, ...numbers }), utf8(canonicalJson(statement)));
    return { ...header, ...fields };
  }

  private publish(bill: SealedBill, out: Out): void {
    out.publish(topics.bill(bill.meter), canonicalJson(bill), true);
  }

  publishAll(out: Out): void {
    for (const bill of this.latest.values()) this.publish(bill, out);
  }
}
