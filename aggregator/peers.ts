/**
 * What an aggregator hears from others: heads, acceptances, key cards and inquiries of the other aggregators, its own past among
 * them, and proofs that anybody publishes. [P-7.1, P-7.4, P-7.7]
 */
import type { Effects, Times } from '../protocol/machine.ts';
import type { WireName } from '../protocol/wire/envelope.ts';
import { MISPLACED, areaOfMessage } from '../protocol/wire/misplaced.ts';
import type { ParsedTopic } from '../protocol/wire/topics.ts';
import type { LogMessage, Scheme } from '../schemas/types.ts';
import type { Area } from './area.ts';
import type { Comparing } from './comparing.ts';
import type { CardIssuer } from './key-card.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';
import type { NewEpoch, OwnAreas, Recovery } from './recovery.ts';
import { type Reject, decodeOrReject } from './rejections.ts';
import type { Witnesses } from './witness.ts';

type Out = Effects<LedgerOp, LedgerRead>;

/** What they have to know of the machine. */
export interface OwnState {
  readonly areas: () => OwnAreas;
  readonly schemes: () => readonly Scheme[];
  readonly mayIssueCards: () => boolean;
  /** Others have proved what was lost: a new store epoch begins. */
  readonly begin: (epoch: NewEpoch, times: Times, out: Out) => void;
  readonly reject: Reject;
}

export class Peers {
  private readonly party: RunningParty;
  private readonly areas: ReadonlyMap<string, Area>;
  private readonly comparing: Comparing;
  private readonly witnesses: Witnesses;
  private readonly recovery: Recovery;
  private readonly cards: CardIssuer;
  private readonly own: OwnState;

  constructor(
    party: RunningParty,
    areas: ReadonlyMap<string, Area>,
    heard: {
      readonly comparing: Comparing;
      readonly witnesses: Witnesses;
      readonly recovery: Recovery;
      readonly cards: CardIssuer;
    },
    own: OwnState,
  ) {
    this.party = party;
    this.areas = areas;
    this.comparing = heard.comparing;
    this.witnesses = heard.witnesses;
    this.recovery = heard.recovery;
    this.cards = heard.cards;
    this.own = own;
  }

  private decode<N extends WireName>(name: N, topic: string, payload: Uint8Array, times: Times, out: Out) {
    return decodeOrReject(this.own.reject, name, topic, payload, times, out);
  }

  /** Others of the log: heads and acceptances are remembered, inquiries answered, proofs of the own past heeded. */
  hear(parsed: ParsedTopic, topic: string, payload: Uint8Array, times: Times, out: Out): void {
    const { witnesses, recovery, party } = this;
    const wire = parsed.name === 'accepts' ? 'accept' : parsed.name === 'key' ? 'key-card' : 'log';
    const message = this.decode(wire, topic, payload, times, out);
    if (message === undefined || message.deployment !== party.deployment) return;
    if (parsed.area !== areaOfMessage(message)) {
      this.own.reject(MISPLACED, { topic }, times, out);
      return;
    }
    if (message.type === 'accept') {
      witnesses.accepted(message);
      if (this.comparing.accept(message, times, out)) this.areas.get(message.area)?.releaser.cellsChanged();
    } else if (message.type === 'key-card') {
      if (recovery.keyCard(message) && this.own.mayIssueCards()) this.cards.heard(message, times, out);
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
        const votes = new Map([...this.areas].map(([name, { follower }]) => [name, follower.votes]));
        if (message.aggregator !== this.party.index && isWhole) this.witnesses.answer(message, votes, out);
        break;
      }
      case 'witness': {
        const epoch = this.recovery.witness(message, this.own.areas(), this.own.schemes(), out);
        if (epoch !== undefined) this.own.begin(epoch, times, out);
        break;
      }
      default:
        break;
    }
  }

  /** Proofs that others publish. */
  evidence(name: string, topic: string, payload: Uint8Array, times: Times, out: Out): void {
    if (name === 'evidence' || name === 'utilityEvidence') {
      const message = this.decode('evidence', topic, payload, times, out);
      if (message?.deployment === this.party.deployment) this.comparing.evidence(message, out);
    } else if (name === 'meterEvidence') {
      const message = this.decode('head-pair', topic, payload, times, out);
      if (message?.deployment === this.party.deployment) this.comparing.headPair(message, times, out);
    }
  }
}
