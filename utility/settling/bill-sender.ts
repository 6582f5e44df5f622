/** Sending bills: sealed to the meter, retained, published again when the broker may have lost them. [P-4.4] */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import type { MeterRelease } from '../../protocol/log/billed-windows.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { fromBase64url } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { billAad } from '../../protocol/wire/headers.ts';
import { RETENTION_SECONDS } from '../../protocol/wire/limits.ts';
import { sharingIdOf } from '../../protocol/grid/scheme.ts';
import { type Route, SealingSession, type Seeds } from '../../protocol/keys/seal.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { Bill, BillStatement, SealedBill } from '../../schemas/types.ts';
import type { ArchiveEffects, BillFigure, SentBill } from '../archive.ts';
import type { UtilityParty } from '../party.ts';
import { enrolledIn, moneyOf } from '../../protocol/money/price.ts';
import { statementBytes } from './statement.ts';

type Out = ArchiveEffects;

/** Bills of at least so many windows go into one message, so that a meter that was away misses none. */
const LEAST_BILLS = 4;
/** Most that a statement holds, by its schema. */
const MOST_BILLS = 64;

/** What a meter hears of a bill that can't be had, so that its household can ask. */
function openPart({ status, reason, dispute }: BillFigure): Pick<Bill, 'open'> {
  if (status !== 'disputed' && status !== 'failed') return {};
  const claims = (dispute?.claims ?? []).map((claim) => ({ ...claim, aggregators: [...claim.aggregators] }));
  return { open: { status, reason: reason.slice(0, 1_024), ...(claims.length === 0 ? {} : { claims }) } };
}

export class BillSender {
  private readonly party: UtilityParty;
  private readonly log: AreaLog;
  private readonly seeds: Seeds;
  /** By roster index. */
  private readonly latest = new Map<number, SentBill>();

  constructor(party: UtilityParty, log: AreaLog, seeds: Seeds) {
    this.party = party;
    this.log = log;
    this.seeds = seeds;
  }

  restore(sent: readonly SentBill[]): void {
    for (const one of sent) this.latest.set(one.index, one);
  }

  send(figure: BillFigure, release: MeterRelease, out: Out): void {
    const { index } = release.enrolled;
    const covered = new Bitmap();
    const window = { from: figure.from, count: figure.count };
    for (const runs of this.log.cellRuns(release.enrolled, window).values())
      for (const { from, until } of runs)
        for (let interval = from; interval < until; interval++) covered.add(interval - window.from);
    const enrolled = enrolledIn(window, release.enrolled.from, release.enrolled.until);
    const { documents } = this.party;
    const money =
      figure.status === 'verified'
        ? moneyOf(documents, this.log.scheme, { window, enrolled, totals: figure.lines })
        : undefined;
    const bill: Bill = {
      ...window,
      covered: covered.encode(),
      totals: [...figure.lines],
      ...(money === undefined ? {} : { enrolled, money }),
      ...openPart(figure),
    };
    const earlier = (this.latest.get(index)?.bills ?? []).filter(({ from }) => from !== bill.from);
    const keptFrom = bill.from - Math.floor(RETENTION_SECONDS / this.log.scheme.intervalSeconds);
    const bills = [...earlier, bill]
      .toSorted((one, other) => one.from - other.from)
      .filter(({ from }, at, all) => from >= keptFrom || at >= all.length - LEAST_BILLS)
      .slice(-MOST_BILLS);
    const message = this.seal(release, bills);
    if (message === undefined) return;
    const sent = { index, message, bills };
    this.latest.set(index, sent);
    out.persist({ kind: 'sealed-bill', area: this.log.area, sent });
    this.publish(message, out);
  }

  private seal(release: MeterRelease, bills: readonly Bill[]): SealedBill | undefined {
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
    const last = bills.at(-1);
    if (session === undefined || last === undefined) return undefined;
    const statement: BillStatement = { version: 1, deployment: party.deployment, meter: meter.id, bills: [...bills] };
    const header = {
      version: 1 as const,
      deployment: party.deployment,
      type: 'bill' as const,
      meter: meter.id,
      keyEpoch: meter.keyEpoch,
      from: last.from,
      count: last.count,
    };
    const fields = session.seal((of) => billAad({ ...header, ...of }), statementBytes(statement));
    return { ...header, ...fields };
  }

  private publish(bill: SealedBill, out: Out): void {
    out.publish(topics.bill(bill.meter), canonicalJson(bill), true);
  }

  publishAll(out: Out): void {
    for (const { message } of this.latest.values()) this.publish(message, out);
  }
}
