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
import { LEAST_REPEAT_SECONDS } from '../protocol/wire/limits.ts';
import type { Refusal } from '../protocol/wire/refusal.ts';
import { parseTopic, topics } from '../protocol/wire/topics.ts';
import type { ApprovedMeter, Scheme } from '../schemas/types.ts';
import { Admitter } from './admit.ts';
import { Approvals } from './approvals.ts';
import { Area, type Shared } from './area.ts';
import { Comparing } from './comparing.ts';
import { EnrolledMarks } from '../protocol/grid/enrolled-marks.ts';
import { withCounter } from './freshness.ts';
import { HpkeKeys } from './hpke-keys.ts';
import { Intake } from './intake.ts';
import { CardIssuer } from './key-card.ts';
import type { LedgerOp, LedgerRead, LedgerRows, MachineStanding, RestoredArea } from './ledger.ts';
import type { AggregatorParty, HpkeKeyPair, RunningParty } from './party.ts';
import { type NewEpoch, type OwnAreas, Recovery } from './recovery.ts';
import { Peers } from './peers.ts';
import { type About, Rejections } from './rejections.ts';
import { type AggregatorStats, nothingYet, statusOf } from './status.ts';
import { TotalsSession } from './totals-session.ts';
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

/** How often status and key card are repeated before any scheme says how long an interval is. */
const FIRST_REPEAT_SECONDS = 900;

export class AggregatorMachine implements Machine<AggregatorInput, LedgerOp, LedgerRead> {
  readonly stats: AggregatorStats;
  private readonly party: RunningParty;
  readonly areas = new Map<string, Area>();
  private readonly approvals: Approvals;
  readonly hpkeKeys: HpkeKeys;
  private readonly cards: CardIssuer;
  private readonly recovery: Recovery;
  private readonly witnesses: Witnesses;
  /** What an older ledger learns of its counter. */
  private readonly learned: readonly LedgerOp[];
  readonly convictions: Convictions;
  private readonly comparing: Comparing;
  private readonly shared: Shared;
  private readonly peers: Peers;
  private readonly intake: Intake;
  private times: Times = { gridMs: 0, monotonicMs: Number.NEGATIVE_INFINITY };
  /** In areas that this ledger knows nothing of, it signs for numbers from this one on. */
  private signFrom: number;
  private openSinceMs = Number.POSITIVE_INFINITY;
  private repeatAtMs = Number.POSITIVE_INFINITY;
  private readonly rejections = new Rejections();

  constructor(party: AggregatorParty, restored: readonly RestoredArea[], standing: MachineStanding) {
    this.party = { ...party, storeEpoch: standing.storeEpoch, foundedFromMs: standing.foundedFromMs };
    this.stats = nothingYet(this.rejections.counts);
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
    this.intake = new Intake(this.shared, this.areas);
    const { comparing, witnesses, recovery, cards } = this;
    const heard = { comparing, witnesses, recovery, cards };
    this.peers = new Peers(this.party, this.areas, heard, {
      areas: () => this.ownAreas,
      schemes: () => this.schemes,
      mayIssueCards: () => this.mayIssueCards,
      begin: (epoch, times, out) => this.begin(epoch, times, out),
      reject: this.shared.reject,
    });
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
      const signed = Math.max(follower.votes.lastLocked, log.length - 1);
      return [name, { length: log.length, signed, signFrom: follower.votes.signsFrom }] as const;
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
    for (const [name, length] of lengths) this.openArea(name).begin(length, signFrom.get(name), out);
    const text = `store epoch ${storeEpoch} begins: what this ledger lost comes from the utility and the meters`;
    out.notice('warn', 'store_epoch', text, { storeEpoch });
    this.cards.publish(times, out);
    for (const area of this.areas.values()) area.publishStanding(out);
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
        if (isOwn) this.intake.shares(parsed, topic, payload, times, out);
        break;
      case 'requests':
        if (isOwn) this.intake.request(parsed, topic, payload, times, out);
        break;
      case 'key':
      case 'log':
      case 'recovery':
      case 'accepts':
        // A key card is its own past's; of the rest only what others say is news.
        if (isOwn === (parsed.name === 'key')) this.peers.hear(parsed, topic, payload, times, out);
        break;
      default:
        this.peers.evidence(parsed.name, topic, payload, times, out);
    }
  }

  private reject(refusal: Refusal, about: About, times: Times, out: Out): void {
    this.stats.rejected += 1;
    this.rejections.reject(this.party, refusal, about, times, out);
  }
}
