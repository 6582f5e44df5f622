/**
 * The aggregator's machine: messages and time in, effects out. What belongs to one area is in `area.ts`; here is what an
 * aggregator has once, and who hears what. It opens shares and adds them up; it never splits and never combines. [P-6, P-7]
 */
import type { Judge } from '../protocol/log/contradiction.ts';
import { Convictions } from '../protocol/log/convictions.ts';
import { fittingEntries } from '../protocol/log/entries.ts';
import { OpeningSessions, Seeds } from '../protocol/keys/seal.ts';
import { type CommonInput, type Effects, type Machine, type Times } from '../protocol/machine.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { type WireName, decodeMessage } from '../protocol/wire/envelope.ts';
import { LEAST_REPEAT_SECONDS } from '../protocol/wire/limits.ts';
import type { Refusal } from '../protocol/wire/refusal.ts';
import { areaOfMessage, MISPLACED } from '../protocol/wire/misplaced.ts';
import { type ParsedTopic, parseTopic, topics } from '../protocol/wire/topics.ts';
import type { ApprovedMeter, LogMessage, RequestMessage, Scheme } from '../schemas/types.ts';
import { Admitter } from './admit.ts';
import { Approvals } from './approvals.ts';
import { Area, RECOVERING, type Shared } from './area.ts';
import { Comparing } from './comparing.ts';
import { EnrolledMarks } from '../protocol/grid/enrolled-marks.ts';
import { withCounter } from './freshness.ts';
import { HpkeKeys } from './hpke-keys.ts';
import { CardIssuer } from './key-card.ts';
import type { LedgerOp, LedgerRead, LedgerRows, MachineStanding, RestoredArea } from './ledger.ts';
import type { AggregatorParty, HpkeKeyPair, RunningParty } from './party.ts';
import { type NewEpoch, type OwnAreas, Recovery } from './recovery.ts';
import { type About, Rejections } from './rejections.ts';
import { TotalsSession } from './release.ts';
import { Witnesses } from './witness.ts';

export type AggregatorInput =
  | CommonInput
  | { readonly kind: 'rows'; readonly answer: LedgerRows }
  /** The key file changed: these are its HPKE keys now, the newest first. */
  | { readonly kind: 'hpke-keys'; readonly keys: readonly HpkeKeyPair[] }
  /** The operator's list of approved meters changed. */
  | { readonly kind: 'approved'; readonly meters: readonly ApprovedMeter[] }
  /** Its operator has acknowledged this evidence, by name. */
  | { readonly kind: 'acknowledged'; readonly names: readonly string[] };

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

export class AggregatorMachine implements Machine<AggregatorInput, LedgerOp, LedgerRead> {
  readonly stats: AggregatorStats;
  private readonly party: RunningParty;
  private readonly areas = new Map<string, Area>();
  private readonly approvals: Approvals;
  private readonly hpkeKeys: HpkeKeys;
  private readonly cards: CardIssuer;
  private readonly recovery: Recovery;
  private readonly witnesses: Witnesses;
  /** What an older ledger learns of its counter. */
  private readonly learned: readonly LedgerOp[];
  private readonly convictions: Convictions;
  private readonly comparing: Comparing;
  private readonly shared: Shared;
  private times: Times = { gridMs: 0, monotonicMs: Number.NEGATIVE_INFINITY };
  /** In areas that this ledger knows nothing of, it signs for numbers from this one on. */
  private signFrom: number;
  private openSinceMs = Number.POSITIVE_INFINITY;
  private repeatAtMs = Number.POSITIVE_INFINITY;
  private readonly rejections = new Rejections();

  constructor(party: AggregatorParty, restored: readonly RestoredArea[], standing: MachineStanding) {
    this.party = { ...party, storeEpoch: standing.storeEpoch, foundedFromMs: standing.foundedFromMs };
    const { counts } = this.rejections;
    this.stats = { messages: 0, cells: 0, duplicates: 0, rejected: 0, rejections: counts, receipts: 0 };
    const seeds = new Seeds(party.crypto, party.processSeed);
    this.approvals = new Approvals(party.approved);
    this.hpkeKeys = new HpkeKeys(party.hpkeKeys);
    this.cards = new CardIssuer(this.party, this.hpkeKeys, standing.card);
    this.recovery = new Recovery(this.party, standing.freshness, seeds);
    this.witnesses = new Witnesses(this.party, standing.peerHeads);
    const judge: Judge = {
      crypto: party.crypto,
      deployment: party.deployment,
      signers: party.signers,
      quorumOf: (name) => {
        const log = this.areas.get(name)?.log;
        return log?.hasScheme === true ? log.quorum : undefined;
      },
    };
    this.convictions = new Convictions(judge, standing.proofs);
    this.comparing = new Comparing(this.party, judge, this.convictions, (name) => {
      const area = this.areas.get(name);
      return area && { log: area.log, gate: area.gate, hashOf: (sequence) => area.follower.hashOf(sequence) };
    });
    this.signFrom = standing.signFrom;
    this.shared = {
      party: this.party,
      approvals: this.approvals,
      convictions: this.convictions,
      marks: new EnrolledMarks(),
      totals: new TotalsSession(this.party, seeds),
      admitter: new Admitter(party, this.hpkeKeys, new OpeningSessions(party.crypto, party.sessionCacheSize)),
      comparing: this.comparing,
      witnesses: this.witnesses,
      stats: this.stats,
      signFrom: () => this.signFrom,
      isRecovering: () => this.recovery.isRecovering,
      times: () => this.times,
      reject: (refusal, about, times, out) => this.reject(refusal, about, times, out),
    };
    const { freshness } = standing;
    const known = freshness.kind === 'older' ? withCounter(restored, freshness.counter) : { areas: restored, ops: [] };
    this.learned = known.ops;
    for (const one of known.areas) {
      const area = new Area(this.shared, one.area, one);
      this.areas.set(one.area, area);
      area.restore(one);
    }
  }

  /** Why it signs nothing and for whom it waits, or what its operator has to know, in words; undefined if nothing. */
  get problem(): string | undefined {
    const stops = [...this.areas.values()].flatMap(({ gate }) => gate.stop ?? []);
    return this.recovery.waitsFor(this.schemes) ?? (stops.length > 0 ? stops.join('; ') : this.convictions.problem);
  }

  private get schemes(): Scheme[] {
    return [...this.areas.values()].flatMap(({ log }) => (log.hasScheme ? [log.scheme] : []));
  }

  private get ownAreas(): OwnAreas {
    const areas = [...this.areas].map(([name, { log, follower }]) => {
      const signed = Math.max(follower.lastLocked, log.length - 1);
      return [name, { length: log.length, signed, signFrom: follower.signsFrom }] as const;
    });
    return { areas: new Map(areas), signFromElsewhere: this.signFrom };
  }

  /** Cells whose digests are in memory: of what is not settled. */
  get heldCells(): number {
    let count = 0;
    for (const { cells } of this.areas.values()) count += cells.size;
    return count;
  }

  private openArea(name: string): Area {
    const area = this.areas.get(name) ?? new Area(this.shared, name, undefined);
    this.areas.set(name, area);
    return area;
  }

  step(input: AggregatorInput, times: Times, out: Out): void {
    this.times = times;
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
      case 'acknowledged':
        this.convictions.acknowledge(input.names);
        for (const { gate, releaser } of this.areas.values())
          if (gate.review() || gate.stop === undefined) releaser.cellsChanged();
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
          area.tick(times, this.openSinceMs, out);
        }
        break;
    }
  }

  private rows(answer: LedgerRows, out: Out): void {
    if (answer.kind !== 'entries') {
      this.areas.get(answer.read.area)?.releaser.rows(answer, out);
      return;
    }
    const [first] = answer.entries;
    if (first === undefined) return;
    if (answer.read.purpose === 'compare') {
      this.comparing.own(first, out);
      return;
    }
    const entries = answer.read.purpose === 'show' ? [first] : fittingEntries(answer.entries);
    const { deployment, index } = this.party;
    const message = { version: 1, deployment, type: 'log-entries', area: answer.read.area, entries };
    out.publish(topics.log(index, answer.read.area), canonicalJson(message));
  }

  /** Retained messages may have gone with the broker: key card, status, receipts and heads are published again. */
  private connected(times: Times, out: Out): void {
    this.openSinceMs = times.gridMs;
    this.present(times, out);
    const own = this.ownAreas;
    const founded = this.recovery.fromFounding(own, out);
    if (founded !== undefined) {
      this.party.foundedFromMs = times.gridMs;
      out.persist({ kind: 'founded', fromMs: times.gridMs });
    }
    const epoch = founded ?? this.recovery.fromCounter(own, out);
    this.recovery.connected();
    const { problem } = this;
    if (epoch !== undefined) {
      for (const op of this.learned) out.persist(op);
      this.begin(epoch, times, out);
    } else if (problem !== undefined) {
      out.notice('warn', 'recovering', problem);
    } else {
      for (const area of this.areas.values()) area.publishStanding(out);
    }
    this.recovery.tick(times, out);
  }

  /** Connected, and not lost: what a lost ledger knows of its cards is nothing. */
  private get mayIssueCards(): boolean {
    return !this.recovery.isRecovering && this.repeatAtMs < Number.POSITIVE_INFINITY;
  }

  /** Status and key card: once an interval, since a broker's full queue drops what it retains as silently as anything. */
  private present(times: Times, out: Out): void {
    const { party } = this;
    out.publish(topics.status(party.index), canonicalJson(statusOf(party, 'online')), true);
    this.comparing.publish(out);
    if (!this.recovery.isRecovering) this.cards.publish(times, out);
    const log = [...this.areas.values()].find((area) => area.log.hasScheme)?.log;
    const seconds = Math.max(log?.scheme.intervalSeconds ?? FIRST_REPEAT_SECONDS, LEAST_REPEAT_SECONDS);
    this.repeatAtMs = times.monotonicMs + seconds * 1000;
  }

  /** What was lost is behind: sign for later numbers only, and ask utility and meters for the rest. [P-7.4] */
  private begin({ storeEpoch, lengths, signFrom, signFromElsewhere }: NewEpoch, times: Times, out: Out): void {
    this.party.storeEpoch = storeEpoch;
    this.signFrom = Math.max(this.signFrom, signFromElsewhere);
    out.persist({ kind: 'store-epoch', storeEpoch, signFrom: this.signFrom });
    for (const [name, length] of lengths) {
      this.openArea(name).begin(length, signFrom.get(name), out);
    }
    const text = `store epoch ${storeEpoch} begins: what this ledger lost comes from the utility and the meters`;
    out.notice('warn', 'store_epoch', text, { storeEpoch });
    this.cards.publish(times, out);
    for (const area of this.areas.values()) area.publishStanding(out);
  }

  /** Others of the log: heads and acceptances are remembered, inquiries answered, proofs of the own past heeded. */
  private peer(parsed: ParsedTopic, topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const { witnesses, recovery, party } = this;
    const wire = parsed.name === 'accepts' ? 'accept' : parsed.name === 'key' ? 'key-card' : 'log';
    const message = this.decode(wire, topic, payload, times, out);
    if (message === undefined || message.deployment !== party.deployment) return;
    if (parsed.area !== areaOfMessage(message)) {
      this.reject(MISPLACED, { topic }, times, out);
      return;
    }
    if (message.type === 'accept') {
      witnesses.accepted(message);
      if (this.comparing.accept(message, times, out)) this.areas.get(message.area)?.releaser.cellsChanged();
    } else if (message.type === 'key-card') {
      if (recovery.keyCard(message) && this.mayIssueCards) this.cards.heard(message, times, out);
    } else this.logMessage(message, times, out);
  }

  private logMessage(message: LogMessage, times: Times, out: Out): void {
    switch (message.type) {
      case 'head':
        this.witnesses.head(message, out);
        if (this.comparing.head(message, times, out)) this.areas.get(message.area)?.releaser.cellsChanged();
        break;
      case 'head-request':
        if (!this.recovery.isRecovering) this.areas.get(message.area)?.headRequested(times, out);
        break;
      case 'promise':
        this.comparing.promise(message.promise, out);
        break;
      case 'log-entries':
        for (const certified of message.entries) this.comparing.certified(certified, times, out);
        break;
      case 'inquiry': {
        const areas = [...this.areas.values()];
        // One that lost its own store must not speak of what it does not know.
        const isWhole = !this.recovery.isRecovering && areas.every(({ isCaughtUp }) => isCaughtUp);
        const followers = new Map([...this.areas].map(([name, { follower }]) => [name, follower]));
        if (message.aggregator !== this.party.index && isWhole) this.witnesses.answer(message, followers, out);
        break;
      }
      case 'witness': {
        const epoch = this.recovery.witness(message, this.ownAreas, this.schemes, out);
        if (epoch !== undefined) this.begin(epoch, times, out);
        break;
      }
      default:
        break;
    }
  }

  private message(topic: string, payload: Uint8Array, times: Times, out: Out): void {
    this.stats.messages += 1;
    const parsed = parseTopic(topic);
    if (parsed === undefined) return;
    const isOwn = parsed.aggregator === this.party.index;
    switch (parsed.name) {
      case 'shares':
      case 'areaShares':
      case 'meterShares':
        if (isOwn) this.shares(parsed, topic, payload, times, out);
        break;
      case 'requests':
        if (isOwn) this.request(parsed, topic, payload, times, out);
        break;
      case 'key':
        if (isOwn) this.peer(parsed, topic, payload, times, out);
        break;
      case 'log':
      case 'recovery':
      case 'accepts':
        if (!isOwn) this.peer(parsed, topic, payload, times, out);
        break;
      default:
        this.evidence(parsed.name, topic, payload, times, out);
    }
  }

  /** Proofs that others publish. */
  private evidence(name: string, topic: string, payload: Uint8Array, times: Times, out: Out): void {
    if (name === 'evidence' || name === 'utilityEvidence') {
      const message = this.decode('evidence', topic, payload, times, out);
      if (message?.deployment === this.party.deployment) this.comparing.evidence(message, out);
    } else if (name === 'meterEvidence') {
      const message = this.decode('head-pair', topic, payload, times, out);
      if (message?.deployment === this.party.deployment) this.comparing.headPair(message, times, out);
    }
  }

  private decode<N extends WireName>(name: N, topic: string, payload: Uint8Array, times: Times, out: Out) {
    const decoded = decodeMessage(name, payload);
    if (decoded.isOk) return decoded.message;
    this.reject({ code: 'invalid_message', detail: decoded.detail }, { topic }, times, out);
    return undefined;
  }

  /** `parsed`: whose topic it came in, which the broker may have bound to a certificate. */
  private shares(parsed: ParsedTopic, topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const message = this.decode('shares', topic, payload, times, out);
    if (message === undefined) return;
    const about = { topic, meter: message.meter };
    // Attack: a message of another meter, kept or made up, in a topic that the broker lets one publish.
    if (parsed.meterId !== undefined && parsed.meterId !== message.meter) {
      this.reject({ code: 'invalid_message', detail: 'in the topic of another meter' }, about, times, out);
      return;
    }
    if (parsed.area !== undefined && parsed.area !== message.area) {
      this.reject(MISPLACED, about, times, out);
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
      area.admit(message, enrolled, about, times, out);
    }
  }

  private request(parsed: ParsedTopic, topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const message = this.decode('request', topic, payload, times, out);
    if (message?.deployment !== this.party.deployment) return;
    const area = message.type === 'announcement' ? message.entry.area : message.area;
    const refusal = parsed.area === area ? this.requested(message, area, times, out) : MISPLACED;
    if (refusal === undefined) return;
    const sequence = message.type === 'announcement' ? { sequence: message.entry.sequence } : {};
    this.reject(refusal, { topic, area, ...sequence }, times, out);
  }

  private requested(message: RequestMessage, name: string, times: Times, out: Out): Refusal | undefined {
    const known = this.areas.get(name);
    const area = known ?? new Area(this.shared, name, undefined);
    const refusal = area.requested(message, times, out);
    // Only an authentic entry opens an area: anybody's words must not fill the memory.
    if (known === undefined && area.follower.isStarted) this.areas.set(name, area);
    return refusal;
  }

  private reject(refusal: Refusal, about: About, times: Times, out: Out): void {
    this.stats.rejected += 1;
    this.rejections.reject(this.party, refusal, about, times, out);
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
