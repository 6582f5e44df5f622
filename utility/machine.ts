/**
 * The utility's machine: orders every area's log, gathers the aggregators' sums, combines them into bills and loads, and
 * sends each meter its bill. It never sees a share of a reading, only sums that the log released. [P-7]
 */
import { EnrolledMarks } from '../protocol/grid/enrolled-marks.ts';
import { schemeProblem } from '../protocol/grid/scheme.ts';
import { OpeningSessions, Seeds } from '../protocol/keys/seal.ts';
import { isSignedBy } from '../protocol/keys/signing.ts';
import { type CommonInput, type Machine, type Times, assert } from '../protocol/machine.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { type WireName, decodeInPlace } from '../protocol/wire/envelope.ts';
import { kindOfTopic, parseTopic } from '../protocol/wire/topics.ts';
import type { EnrolledMeter, Head, LogMessage, ManifestMessage, TotalMessage } from '../schemas/types.ts';
import type {
  ArchiveEffects,
  ArchiveOp,
  ArchiveRead,
  ArchiveRows,
  ArchiveStanding,
  RestoredUtilityArea,
} from './archive.ts';
import { Area, type Shared } from './area.ts';
import { Hints } from './hints.ts';
import { UtilityComparing } from './ordering/comparing.ts';
import type { Progress } from './ordering/area-status.ts';
import type { UtilityParty } from './party.ts';
import { Presenting } from './presenting.ts';
import { StoreEpochs } from './store-epochs.ts';

export type UtilityInput =
  | CommonInput
  | { readonly kind: 'rows'; readonly answer: ArchiveRows }
  /** Who is enrolled from now on: who is new joins, who is missing leaves. */
  | { readonly kind: 'enrolled'; readonly meters: readonly EnrolledMeter[] }
  /** The operator has acknowledged this evidence, by name. */
  | { readonly kind: 'acknowledged'; readonly names: readonly string[] };

type Out = ArchiveEffects;

export interface UtilityStats {
  messages: number;
  totals: number;
  refused: number;
}

export class UtilityMachine implements Machine<UtilityInput, ArchiveOp, ArchiveRead> {
  readonly stats: UtilityStats = { messages: 0, totals: 0, refused: 0 };
  private readonly party: UtilityParty;
  private readonly areas = new Map<string, Area>();
  private readonly seeds: Seeds;
  private readonly hints = new Hints();
  private isConnected = false;
  private readonly storeEpochs: StoreEpochs;
  readonly comparing: UtilityComparing;
  private readonly presenting: Presenting;

  constructor(party: UtilityParty, restored: readonly RestoredUtilityArea[], standing: ArchiveStanding) {
    const problem = schemeProblem(party.scheme);
    assert(problem === undefined, `the host checked the scheme: ${problem}`);
    this.party = party;
    this.seeds = new Seeds(party.crypto, party.processSeed);
    this.storeEpochs = new StoreEpochs(standing.storeEpochs);
    const { crypto, deployment, signers } = party;
    const quorumOf = (name: string): number | undefined => {
      const log = this.areas.get(name)?.log;
      return log?.hasScheme === true ? log.quorum : undefined;
    };
    this.comparing = new UtilityComparing(
      { crypto, deployment, signers, quorumOf },
      standing.proofs,
      (aggregator, _out) => {
        for (const { attestations, announcer } of this.areas.values()) {
          attestations.drop(aggregator);
          announcer.convicted(aggregator);
        }
      },
    );
    this.presenting = new Presenting(party, this.areas, this.comparing);
    const shared: Shared = {
      party,
      seeds: this.seeds,
      sessions: new OpeningSessions(party.crypto, 1024),
      comparing: this.comparing,
      online: this.hints.online,
      proposer: toBase64url(this.seeds.next('proposer').subarray(0, 16)),
      marks: new EnrolledMarks(),
      elsewhere: (name, meter) => {
        for (const [other, { announcer }] of this.areas) shared.marks.expect(other, announcer.announced);
        return shared.marks.elsewhere(meter, name);
      },
      onScheme: (out) => this.presenting.publishScheme(out),
    };
    const byName = new Map(restored.map((area) => [area.area, area]));
    for (const name of party.scheme.areas) {
      const isRecovering = standing.areas.get(name) ?? standing.isRecovering;
      this.areas.set(name, new Area(shared, name, byName.get(name), isRecovering));
    }
  }

  /** What its operator has to know and do, in words; undefined if nothing. */
  get problem(): string | undefined {
    return this.comparing.convictions.problem;
  }

  /** What is under way, for people. Changes nothing. */
  progress(times: Times): Progress {
    const { party } = this;
    const aggregators = [...party.signers.aggregators.keys()];
    return {
      version: 1,
      deployment: party.deployment,
      gridMs: Math.max(0, Math.floor(times.gridMs)),
      isConnected: this.isConnected,
      online: this.hints.onlineInOrder,
      rejections: this.hints.rejections,
      aggregators: this.hints.aggregators,
      ...(this.problem === undefined ? {} : { evidence: this.problem.slice(0, 4_096) }),
      areas: [...this.areas.values()].map((area) => area.status(aggregators, times)),
    };
  }

  step(input: UtilityInput, times: Times, out: Out): void {
    switch (input.kind) {
      case 'message':
        this.stats.messages += 1;
        this.message(input.topic, input.payload, times, out);
        break;
      case 'connected':
        this.isConnected = true;
        this.presenting.connected(times, out);
        break;
      case 'disconnected':
        this.isConnected = false;
        this.hints.online.clear();
        this.presenting.disconnected();
        break;
      case 'rows':
        this.areas.get(input.answer.read.area)?.announcer.heads.rows(input.answer, out);
        break;
      case 'acknowledged':
        this.comparing.convictions.acknowledge(input.names);
        break;
      case 'enrolled':
        this.party.enrolled = input.meters;
        break;
      case 'tick':
        this.presenting.tick(times, out);
        for (const area of this.areas.values()) area.tick(times, out);
        break;
    }
  }

  private decode<N extends WireName>(name: N, topic: string, payload: Uint8Array, out: Out) {
    const decoded = decodeInPlace(name, topic, payload, this.party.deployment);
    if (decoded.isOk) return decoded.message;
    this.refuse(decoded.detail, topic, out);
    return undefined;
  }

  private refuse(detail: string, topic: string, out: Out): void {
    this.stats.refused += 1;
    out.notice('warn', 'invalid_message', `a message was refused: ${detail}`, { topic });
  }

  private message(topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const parsed = parseTopic(topic);
    switch (kindOfTopic(topic)) {
      case 'manifests': {
        const message = this.decode('manifest', topic, payload, out);
        if (message !== undefined) this.manifest(message, topic, times, out);
        break;
      }
      case 'accepts': {
        const message = this.decode('accept', topic, payload, out);
        if (message !== undefined) this.areas.get(message.area)?.announcer.accepted(message, times, out);
        break;
      }
      case 'log': {
        const message = this.decode('log', topic, payload, out);
        if (message !== undefined) this.logMessage(message, topic, times, out);
        break;
      }
      case 'evidence':
      case 'utilityEvidence': {
        const message = this.decode('evidence', topic, payload, out);
        if (message !== undefined) this.comparing.evidence(message, out);
        break;
      }
      case 'meterEvidence': {
        const message = this.decode('head-pair', topic, payload, out);
        if (message !== undefined) this.comparing.headPair(message, out);
        break;
      }
      case 'totals': {
        const message = this.decode('total', topic, payload, out);
        if (message !== undefined) this.total(message, topic, times, out);
        break;
      }
      case 'status': {
        const message = this.decode('status', topic, payload, out);
        // A hint from anywhere but its own topic would let one aggregator talk the others offline.
        if (message === undefined || message.aggregator !== parsed?.aggregator) break;
        this.hints.status(message);
        if (message.state === 'online') this.heardFrom(message.aggregator, times);
        break;
      }
      case 'key': {
        const card = this.decode('key-card', topic, payload, out);
        if (card === undefined || card.aggregator !== parsed?.aggregator) break;
        const isOwn = isSignedBy(this.party.crypto, this.identities(card.aggregator), 'key-card', card);
        if (isOwn) this.hints.card(card);
        break;
      }
      case 'rejections': {
        const message = this.decode('rejection', topic, payload, out);
        if (message === undefined || message.aggregator !== parsed?.aggregator) break;
        if (message.area !== undefined) this.areas.get(message.area)?.proposer.rejected(message);
        const { aggregator, code } = message;
        this.hints.rejection(message, times);
        out.notice('warn', 'rejected', message.detail ?? code, { aggregator, code });
        break;
      }
      default:
        break;
    }
  }

  /** A sign of life: a status may have been lost, so whatever an aggregator signs counts as one. */
  private heardFrom(aggregator: number, times: Times): void {
    if (this.hints.online.has(aggregator)) return;
    this.hints.online.add(aggregator);
    for (const area of this.areas.values()) area.askSoon(times);
  }

  private identities(aggregator: number) {
    return this.party.signers.aggregators.get(aggregator) ?? [];
  }

  private manifest(message: ManifestMessage, topic: string, times: Times, out: Out): void {
    const area = this.areas.get(message.area);
    if (area === undefined || !area.log.hasScheme) return;
    if (!isSignedBy(this.party.crypto, this.identities(message.aggregator), message.type, message)) {
      this.refuse('not signed by the aggregator', topic, out);
    } else {
      this.heardFrom(message.aggregator, times);
      if (message.type === 'manifest') this.comparing.manifest(message, out);
      if (this.comparing.isConvicted(message.aggregator)) return;
      const { attestations, log } = area;
      const problem =
        message.type === 'manifest' ? attestations.manifest(message, log) : attestations.holdings(message, log);
      if (problem !== undefined) this.refuse(problem, topic, out);
    }
  }

  private logMessage(message: LogMessage, topic: string, times: Times, out: Out): void {
    const area = 'area' in message ? this.areas.get(message.area) : undefined;
    switch (message.type) {
      case 'head':
        this.head(message, topic, times, out);
        break;
      case 'promise':
        this.comparing.promise(message.promise, out);
        this.areas.get(message.promise.area)?.announcer.promised(message, times, out);
        break;
      case 'log-entries': {
        const problem = area?.announcer.learned(message.entries, times, out);
        if (problem !== undefined) this.refuse(problem, topic, out);
        break;
      }
      default:
        break;
    }
  }

  private head(message: Head, topic: string, times: Times, out: Out): void {
    const { aggregator } = message;
    if (!isSignedBy(this.party.crypto, this.identities(aggregator), 'head', message)) {
      this.refuse('not signed by the aggregator', topic, out);
      return;
    }
    this.heardFrom(aggregator, times);
    this.comparing.head(message, out);
    if (!this.storeEpochs.take(message, out)) {
      this.refuse('of a store epoch that is over', topic, out);
      return;
    }
    const area = this.areas.get(message.area);
    if (area === undefined) return;
    if (!area.announcer.heads.knows(aggregator)) area.askSoon(times);
    area.announcer.head(message, times, out);
  }

  private total(message: TotalMessage, topic: string, times: Times, out: Out): void {
    const area = this.areas.get(message.area);
    if (area === undefined || !area.log.hasScheme) return;
    const outcome = area.total(message, this.storeEpochs.of(message.aggregator), times, out);
    if (outcome === 'new' || outcome === 'known') this.stats.totals += 1;
    else if (outcome !== 'equivocation') this.refuse(outcome, topic, out);
  }
}
