/**
 * The aggregator's machine: messages and time in, effects out. Dispatches to admission, log, manifests, releases and
 * receipts of each area. It opens shares and adds them up; it never splits and never combines. [P-6, P-7]
 */
import { AreaLog } from '../protocol/area-log.ts';
import { fromBase64url } from '../protocol/bytes.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import type { PublicKey } from '../protocol/crypto.ts';
import { type WireName, decodeMessage } from '../protocol/envelope.ts';
import { LEAST_REPEAT_SECONDS } from '../protocol/limits.ts';
import { fittingEntries } from '../protocol/log.ts';
import { type CommonInput, type Effects, type Machine, type Times } from '../protocol/machine.ts';
import type { EnrolledMeter } from '../protocol/roster.ts';
import { OpeningSessions, Seeds } from '../protocol/seal.ts';
import { isSignedBy } from '../protocol/signing.ts';
import { parseTopic, topics } from '../protocol/topics.ts';
import type {
  CertifiedEntry,
  Entry,
  LogMessage,
  RejectionCode,
  RequestMessage,
  RosterMeter,
  SharesMessage,
} from '../schemas/types.ts';
import { Admitter } from './admit.ts';
import { Approvals, type ApprovedMeters } from './approvals.ts';
import { CellIndex } from './cells.ts';
import { CardIssuer } from './key-card.ts';
import { HpkeKeys } from './hpke-keys.ts';
import type { LedgerOp, LedgerRead, LedgerRows, LedgerStanding, RestoredArea } from './ledger.ts';
import { LogFollower } from './log.ts';
import { Manifests } from './manifests.ts';
import { type Refusal, refuse } from '../protocol/refusal.ts';
import type { AggregatorParty, HpkeKeyPair, RunningParty } from './party.ts';
import { Receipts } from './receipts.ts';
import { type NewEpoch, Recovery } from './recovery.ts';
import { Releaser, TotalsSession } from './release.ts';
import { Witnesses } from './witness.ts';

export type AggregatorInput =
  | CommonInput
  | { readonly kind: 'rows'; readonly answer: LedgerRows }
  /** The key file changed: these are its HPKE keys now, the newest first. */
  | { readonly kind: 'hpke-keys'; readonly keys: readonly HpkeKeyPair[] }
  /** The operator's list of approved meters changed. */
  | { readonly kind: 'approved'; readonly meters: ApprovedMeters };

type Out = Effects<LedgerOp, LedgerRead>;

/** What an aggregator can tell about itself: counts, never values. */
export interface AggregatorStats {
  messages: number;
  cells: number;
  duplicates: number;
  rejected: number;
  readonly rejections: Record<string, number>;
  receipts: number;
}

/** How often status and key card are repeated before any scheme says how long an interval is. */
const FIRST_REPEAT_SECONDS = 900;

/** Longest time that a rejection of the same kind is not published again. */
const REJECTION_PACE_MS = 200;

interface Area {
  readonly log: AreaLog;
  readonly cells: CellIndex;
  readonly follower: LogFollower;
  readonly manifests: Manifests;
  readonly releaser: Releaser;
  readonly receipts: Receipts;
  readonly meterKeys: (enrolled: EnrolledMeter) => PublicKey | undefined;
  /** After a loss: how long its log is, as others have proved. Until it is here, this one attests and witnesses nothing. */
  lengthToReach: number;
}

const RECOVERING = refuse('recovering', 'this store was lost, and the others have not answered yet');

/** What a meter is recognised by in any area. */
function marksOf(meter: RosterMeter): string[] {
  return [`id ${meter.id}`, `identity ${meter.identity}`, `agreement ${meter.agreement}`];
}

/** Imports a key of the roster once. */
function keyCache(
  importKey: (raw: Uint8Array) => PublicKey | undefined,
  rawOf: (enrolled: EnrolledMeter) => string,
): (enrolled: EnrolledMeter) => PublicKey | undefined {
  const known = new Map<number, PublicKey>();
  return (enrolled) => {
    const cached = known.get(enrolled.index);
    if (cached !== undefined) return cached;
    const raw = fromBase64url(rawOf(enrolled));
    const key = raw === undefined ? undefined : importKey(raw);
    if (key !== undefined) known.set(enrolled.index, key);
    return key;
  };
}

export class AggregatorMachine implements Machine<AggregatorInput, LedgerOp, LedgerRead> {
  readonly stats: AggregatorStats = { messages: 0, cells: 0, duplicates: 0, rejected: 0, rejections: {}, receipts: 0 };
  private readonly party: RunningParty;
  private readonly areas = new Map<string, Area>();
  /** In which area each meter's id and keys are enrolled, for ever: nothing may be in two. [P-8.3] */
  private readonly areaOfMark = new Map<string, string>();
  private readonly approvals: Approvals;
  private readonly hpkeKeys: HpkeKeys;
  private readonly cards: CardIssuer;
  private readonly admitter: Admitter;
  private readonly totals: TotalsSession;
  private readonly recovery: Recovery;
  private readonly witnesses: Witnesses;
  /** In areas that this ledger knows nothing of, it signs for numbers from this one on. */
  private signFrom: number;
  private openSinceMs = Number.POSITIVE_INFINITY;
  private repeatAtMs = Number.POSITIVE_INFINITY;
  private readonly rejectionAtMs = new Map<string, number>();

  constructor(party: AggregatorParty, restored: readonly RestoredArea[], standing: LedgerStanding) {
    this.party = { ...party, storeEpoch: standing.storeEpoch };
    const seeds = new Seeds(party.crypto, party.processSeed);
    this.approvals = new Approvals(party.approved);
    this.hpkeKeys = new HpkeKeys(party.hpkeKeys);
    this.cards = new CardIssuer(this.party, this.hpkeKeys, standing.card);
    this.admitter = new Admitter(party, this.hpkeKeys, new OpeningSessions(party.crypto, party.sessionCacheSize));
    this.totals = new TotalsSession(this.party, seeds);
    this.recovery = new Recovery(this.party, standing.isRecovering, seeds);
    this.witnesses = new Witnesses(this.party, standing.peerHeads);
    this.signFrom = standing.signFrom;
    for (const area of restored) this.restore(area);
  }

  private openArea(name: string, restored: RestoredArea | undefined): Area {
    const { party } = this;
    const log = new AreaLog(name);
    const cells = new CellIndex();
    const meterKeys = keyCache(
      (raw) => party.crypto.identityPublicKey(raw),
      (enrolled) => enrolled.meter.identity,
    );
    const agreements = keyCache(
      (raw) => party.crypto.agreementPublicKey(raw),
      (enrolled) => enrolled.meter.agreement,
    );
    const releaser = new Releaser(party, log, cells, this.totals);
    const area: Area = {
      log,
      cells,
      releaser,
      follower: new LogFollower(
        party,
        log,
        {
          otherAreaOf: (meter) =>
            marksOf(meter)
              .map((mark) => this.areaOfMark.get(mark))
              .find((other) => other !== undefined && other !== name),
          isApproved: (meter) => this.approvals.has(name, meter),
        },
        {
          lock: restored?.lock,
          promised: restored?.promised,
          signFrom: restored?.signFrom ?? this.signFrom,
        },
        {
          onApplied: (certified) => this.applied(area, certified),
          // Two areas could be announced at the same moment: what is accepted counts as enrolled.
          onLocked: (entry) => this.mark(entry),
          onReplaced: (entry) => this.unmark(area, entry),
        },
      ),
      manifests: new Manifests(party, log, cells, restored?.manifests ?? []),
      receipts: new Receipts(party, log, cells, agreements),
      meterKeys,
      lengthToReach: 0,
    };
    return area;
  }

  private restore(restored: RestoredArea): void {
    const area = this.openArea(restored.area, restored);
    this.areas.set(restored.area, area);
    for (const cell of restored.cells) area.cells.add(cell.interval, cell.index, cell.digest);
    area.follower.restore(restored.entries);
    for (const release of restored.releases) area.releaser.restored(release);
  }

  private applied(area: Area, certified: CertifiedEntry): void {
    area.releaser.applied(certified);
    this.witnesses.certified(area.log, certified);
    this.mark(certified.entry);
  }

  private mark(entry: Entry): void {
    if (entry.kind !== 'roster') return;
    for (const meter of entry.add) for (const mark of marksOf(meter)) this.areaOfMark.set(mark, entry.area);
  }

  /** Another entry took its place: who it would have enrolled is free for other areas, unless in this roster already. */
  private unmark(area: Area, entry: Entry): void {
    if (entry.kind !== 'roster') return;
    for (const meter of entry.add) {
      if (area.log.roster.byId(meter.id) !== undefined) continue;
      for (const mark of marksOf(meter)) if (this.areaOfMark.get(mark) === entry.area) this.areaOfMark.delete(mark);
    }
  }

  step(input: AggregatorInput, times: Times, out: Out): void {
    switch (input.kind) {
      case 'message':
        this.message(input.topic, input.payload, times, out);
        break;
      case 'rows':
        this.rows(input.answer, out);
        break;
      case 'connected':
        this.connected(times, out);
        break;
      case 'disconnected':
        this.openSinceMs = Number.POSITIVE_INFINITY;
        this.repeatAtMs = Number.POSITIVE_INFINITY;
        break;
      case 'approved':
        this.approvals.replace(input.meters);
        break;
      case 'hpke-keys':
        this.hpkeKeys.replace(input.keys);
        if (this.mayIssueCards) this.cards.publish(times, out);
        break;
      case 'tick':
        this.recovery.tick(times, out);
        if (times.monotonicMs >= this.repeatAtMs) this.present(times, out);
        else if (this.mayIssueCards && this.cards.isDue(times)) this.cards.publish(times, out);
        for (const area of this.areas.values()) {
          if (this.recovery.isRecovering) continue;
          area.releaser.tick(out);
          area.follower.tick(times, out);
          if (area.lengthToReach === 0) area.manifests.tick(times, this.openSinceMs, out);
        }
        break;
    }
  }

  private rows(answer: LedgerRows, out: Out): void {
    if (answer.kind !== 'entries') {
      this.areas.get(answer.read.area)?.releaser.rows(answer, out);
      return;
    }
    const entries = fittingEntries(answer.entries);
    if (entries.length === 0) return;
    const { deployment, index } = this.party;
    const message = { version: 1, deployment, type: 'log-entries', area: answer.read.area, entries };
    out.publish(topics.log(index), canonicalJson(message));
  }

  /** Retained messages may have gone with the broker: key card, status, receipts and heads are published again. */
  private connected(times: Times, out: Out): void {
    this.openSinceMs = times.gridMs;
    this.present(times, out);
    this.recovery.connected();
    if (this.recovery.isRecovering) {
      const text = 'this ledger was lost or restored: it signs nothing before enough other aggregators have answered';
      out.notice('warn', 'recovering', text);
    } else {
      for (const area of this.areas.values()) this.publishStanding(area, out);
    }
    this.recovery.tick(times, out);
  }

  private publishStanding(area: Area, out: Out): void {
    area.manifests.repeatSoon();
    area.follower.publishHead(out);
    for (const enrolled of area.log.roster.meters)
      this.receipt(area, enrolled, area.releaser.neededFrom(enrolled.index), out);
  }

  /** Connected, and not lost: what a lost ledger knows of its cards is nothing. */
  private get mayIssueCards(): boolean {
    return !this.recovery.isRecovering && this.repeatAtMs < Number.POSITIVE_INFINITY;
  }

  /** Status and key card: once an interval, since a broker's full queue drops what it retains as silently as anything. */
  private present(times: Times, out: Out): void {
    const { party } = this;
    out.publish(topics.status(party.index), canonicalJson(statusOf(party, 'online')), true);
    if (!this.recovery.isRecovering) this.cards.publish(times, out);
    const log = [...this.areas.values()].find((area) => area.log.hasScheme)?.log;
    const seconds = Math.max(log?.scheme.intervalSeconds ?? FIRST_REPEAT_SECONDS, LEAST_REPEAT_SECONDS);
    this.repeatAtMs = times.monotonicMs + seconds * 1000;
  }

  /** What was lost is behind: sign for later numbers only, and ask utility and meters for the rest. [P-7.4] */
  private begin({ storeEpoch, lengths, margin }: NewEpoch, times: Times, out: Out): void {
    this.party.storeEpoch = storeEpoch;
    this.signFrom = margin;
    out.persist({ kind: 'store-epoch', storeEpoch, signFrom: margin });
    for (const [name, length] of lengths) {
      const area = this.areas.get(name) ?? this.openArea(name, undefined);
      this.areas.set(name, area);
      area.follower.signOnlyFrom(margin === 0 ? 0 : length + margin, out);
      area.lengthToReach = length > area.log.length ? length : 0;
    }
    const text = `store epoch ${storeEpoch} begins: what this ledger lost comes from the utility and the meters`;
    out.notice('warn', 'store_epoch', text, { storeEpoch });
    this.cards.publish(times, out);
    for (const area of this.areas.values()) this.publishStanding(area, out);
  }

  /** Others of the log: heads and acceptances are remembered, inquiries answered, proofs of the own past heeded. */
  private peer(name: 'log' | 'accepts' | 'key', topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const { witnesses, recovery, party } = this;
    const wire = name === 'log' ? 'log' : name === 'accepts' ? 'accept' : 'key-card';
    const message = this.decode(wire, topic, payload, times, out);
    if (message === undefined || message.deployment !== party.deployment) return;
    if (message.type === 'accept') witnesses.accepted(message);
    else if (message.type === 'key-card') {
      if (recovery.keyCard(message) && this.mayIssueCards) this.cards.heard(message, times, out);
    } else this.logMessage(message, times, out);
  }

  private logMessage(message: LogMessage, times: Times, out: Out): void {
    switch (message.type) {
      case 'head':
        this.witnesses.head(message, out);
        break;
      case 'inquiry': {
        const areas = [...this.areas.values()];
        // One that lost its own store must not speak of what it does not know.
        const isWhole = !this.recovery.isRecovering && areas.every(({ lengthToReach }) => lengthToReach === 0);
        if (message.aggregator !== this.party.index && isWhole) this.witnesses.answer(message, this.areas.keys(), out);
        break;
      }
      case 'witness': {
        const own = new Map(
          [...this.areas].map(([name, { log, follower }]) => [
            name,
            { length: log.length, signed: Math.max(follower.lastLocked, log.length - 1) },
          ]),
        );
        const schemes = [...this.areas.values()].flatMap(({ log }) => (log.hasScheme ? [log.scheme] : []));
        const epoch = this.recovery.witness(message, own, schemes, out);
        if (epoch !== undefined) this.begin(epoch, times, out);
        break;
      }
      default:
        break;
    }
  }

  private receipt(area: Area, enrolled: EnrolledMeter, from: number, out: Out): void {
    this.stats.receipts += 1;
    area.receipts.publish(enrolled, from, out);
  }

  private message(topic: string, payload: Uint8Array, times: Times, out: Out): void {
    this.stats.messages += 1;
    if (topic === topics.shares(this.party.index)) this.shares(topic, payload, times, out);
    else if (topic === topics.requests(this.party.index)) this.request(topic, payload, times, out);
    else {
      const parsed = parseTopic(topic);
      const isOwn = parsed?.aggregator === this.party.index;
      if (parsed?.name === 'meterShares' && isOwn) this.shares(topic, payload, times, out, parsed.meterId);
      else if (parsed?.name === 'key' && isOwn) this.peer('key', topic, payload, times, out);
      else if ((parsed?.name === 'log' || parsed?.name === 'accepts') && !isOwn)
        this.peer(parsed.name, topic, payload, times, out);
    }
  }

  private decode<N extends WireName>(name: N, topic: string, payload: Uint8Array, times: Times, out: Out) {
    const decoded = decodeMessage(name, payload);
    if (decoded.isOk) return decoded.message;
    this.reject({ code: 'invalid_message', detail: decoded.detail }, { topic }, times, out);
    return undefined;
  }

  /** `owner`: whose topic it came in, which the broker may have bound to a certificate. */
  private shares(topic: string, payload: Uint8Array, times: Times, out: Out, owner?: string): void {
    const message = this.decode('shares', topic, payload, times, out);
    if (message === undefined) return;
    const about = { topic, meter: message.meter };
    // Attack: a message of another meter, kept or made up, in a topic that the broker lets one publish.
    if (owner !== undefined && owner !== message.meter) {
      this.reject({ code: 'invalid_message', detail: 'in the topic of another meter' }, about, times, out);
      return;
    }
    if (this.recovery.isRecovering) {
      this.reject(RECOVERING, about, times, out);
      return;
    }
    const area = this.areas.get(message.area);
    const enrolled = area?.log.roster.find(message.meter, message.keyEpoch);
    if (message.deployment !== this.party.deployment || message.aggregator !== this.party.index) {
      this.reject({ code: 'outdated_config', detail: 'for another deployment or aggregator' }, about, times, out);
    } else if (area === undefined || enrolled === undefined) {
      const isRekeyed = area?.log.roster.byId(message.meter) !== undefined;
      const refusal: Refusal = isRekeyed
        ? { code: 'outdated_config', detail: 'another key epoch than the roster has' }
        : { code: 'unknown_meter', detail: 'not in the roster of that area' };
      this.reject(refusal, about, times, out);
    } else {
      this.admit(message, area, enrolled, about, times, out);
    }
  }

  private admit(
    message: SharesMessage,
    area: Area,
    enrolled: EnrolledMeter,
    about: { readonly topic: string; readonly meter: string },
    times: Times,
    out: Out,
  ): void {
    const admission = this.admitter.admit(message, area, enrolled, times);
    if ('code' in admission) {
      this.reject(admission, about, times, out);
      return;
    }
    for (const row of admission.fresh) {
      area.cells.add(row.interval, row.index, row.digest);
      area.receipts.stored(row.index, row.interval, enrolled.meter.registers.length);
      out.persist({ kind: 'cell', area: area.log.area, row });
    }
    this.stats.cells += admission.fresh.length;
    this.stats.duplicates += admission.duplicateCount;
    for (const refusal of admission.refusals) {
      // The first share stays; what contradicts it is kept, sealed as it came, at the pace of the rejections.
      const isNews = this.reject(refusal, about, times, out);
      if (isNews && refusal.code === 'report_conflict') {
        out.persist({ kind: 'evidence', area: area.log.area, text: canonicalJson(message) });
      }
    }
    if (admission.fresh.some((row) => area.log.isClosed(row.interval))) area.releaser.cellsChanged();
    // Always answered, so that a meter learns what became of the oldest interval it still asks about.
    this.receipt(area, enrolled, Math.min(area.releaser.neededFrom(enrolled.index), message.from), out);
  }

  private request(topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const message = this.decode('request', topic, payload, times, out);
    if (message === undefined) return;
    const area = message.type === 'announcement' ? message.entry.area : message.area;
    const refusal =
      message.deployment === this.party.deployment ? this.requested(message, area, times, out) : undefined;
    if (refusal === undefined) return;
    const sequence = message.type === 'announcement' ? { sequence: message.entry.sequence } : {};
    this.reject(refusal, { topic, area, ...sequence }, times, out);
  }

  private requested(message: RequestMessage, name: string, times: Times, out: Out): Refusal | undefined {
    const known = this.areas.get(name);
    const area = known ?? this.openArea(name, undefined);
    const refusal = this.followed(area, message, times, out);
    // Only an authentic entry opens an area: anybody's words must not fill the memory.
    if (known === undefined && area.follower.isStarted) this.areas.set(name, area);
    return refusal;
  }

  private followed(area: Area, message: RequestMessage, times: Times, out: Out): Refusal | undefined {
    if (this.recovery.isRecovering && message.type !== 'entries') return RECOVERING;
    switch (message.type) {
      case 'announcement':
        return area.follower.announced(message, times, out);
      case 'prepare':
        return area.follower.prepared(message, out);
      case 'entries': {
        const closedUntil = area.log.nextToClose;
        const refusal = area.follower.certified(message.entries, out);
        if (area.lengthToReach > 0 && area.log.length >= area.lengthToReach) {
          // From now on meters are known that must hear of the new store epoch.
          area.lengthToReach = 0;
          this.publishStanding(area, out);
        }
        this.reportVoids(area, closedUntil, out);
        if (!this.recovery.isRecovering) area.releaser.tick(out);
        return refusal;
      }
      case 'resend':
        if (!isSignedBy(this.party.crypto, [this.party.signers.utility], 'resend', message))
          return { code: 'not_authentic', detail: 'not signed by the utility' };
        if (message.sequences.length === 0) {
          area.follower.publishHead(out);
          area.manifests.repeatSoon();
        }
        for (const sequence of message.sequences) area.releaser.repeat(sequence, out);
        return undefined;
    }
  }

  /** A meter whose cell did not make it into its page has to know, so that it books the energy again. [P-7.3] */
  private reportVoids(area: Area, closedFrom: number, out: Out): void {
    const { log } = area;
    for (const enrolled of log.roster.meters) {
      for (let interval = closedFrom; interval < log.nextToClose; interval++) {
        const page = log.pages.get(interval);
        if (page === undefined || !log.roster.isIn(enrolled.index, interval)) continue;
        if (enrolled.meter.registers.every((register) => log.isInPage(page, enrolled.index, register))) continue;
        this.receipt(area, enrolled, Math.min(area.releaser.neededFrom(enrolled.index), interval), out);
        break;
      }
    }
  }

  /** Counts a refusal and says why, at a bounded rate; never with anything of the payload. True if it was said. */
  private reject(
    refusal: Refusal,
    about: { readonly topic: string; readonly meter?: string; readonly area?: string; readonly sequence?: number },
    times: Times,
    out: Out,
  ): boolean {
    const code: RejectionCode = refusal.code;
    this.stats.rejected += 1;
    this.stats.rejections[code] = (this.stats.rejections[code] ?? 0) + 1;
    const key = `${code}/${about.meter ?? about.area ?? ''}/${about.sequence ?? ''}`;
    if (times.monotonicMs < (this.rejectionAtMs.get(key) ?? 0)) return false;
    if (this.rejectionAtMs.size > 10_000) this.rejectionAtMs.clear();
    this.rejectionAtMs.set(key, times.monotonicMs + REJECTION_PACE_MS);
    const detail = refusal.detail.slice(0, 256);
    out.notice(code === 'evidence' ? 'error' : 'warn', code, detail, about);
    const rejection = {
      version: 1,
      deployment: this.party.deployment,
      type: 'rejection',
      aggregator: this.party.index,
      code,
      detail,
      ...about,
    };
    out.publish(topics.rejections(this.party.index), canonicalJson(rejection));
    return true;
  }
}

/** The status an aggregator publishes, and leaves as its last will. */
export function statusOf(
  party: Pick<AggregatorParty, 'deployment' | 'index' | 'softwareVersion'>,
  state: 'online' | 'offline',
): object {
  return {
    version: 1,
    deployment: party.deployment,
    type: 'status',
    aggregator: party.index,
    state,
    software: party.softwareVersion,
  };
}
