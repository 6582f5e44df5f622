/**
 * Finding out at every start whether the own ledger is what it was: the others are asked what they hold of this
 * aggregator's signatures. After a loss a new store epoch begins, and nothing is signed twice. [P-7.4]
 */
import { toBase64url } from '../protocol/bytes.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import { isAcceptedBy } from '../protocol/log.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { quorumOf } from '../protocol/scheme.ts';
import type { Seeds } from '../protocol/seal.ts';
import { isSignedBy, withSignature } from '../protocol/signing.ts';
import { topics } from '../protocol/topics.ts';
import type { Accept, CompactCertificate, KeyCard, Scheme, Witness } from '../schemas/types.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

const ASK_MS = 2_000;
/** A ledger that nothing speaks against asks patiently: others may be away for long. */
const ASK_PATIENTLY_MS = 30_000;
const EAGER_QUESTIONS = 5;

/** What the own ledger says of an area, to be compared with what others hold. */
export interface OwnArea {
  readonly length: number;
  /** The highest number that this aggregator knows to have signed; -1 if none. */
  readonly signed: number;
}

/** What a new store epoch begins with: how long the area's log is by what others have proved. */
export interface NewEpoch {
  readonly storeEpoch: number;
  readonly lengths: ReadonlyMap<string, number>;
  /** How many numbers beyond a log's end may have been signed and lost: 2, or none where everybody must sign. */
  readonly margin: number;
}

interface Proved {
  readonly storeEpoch: number;
  readonly lengths: ReadonlyMap<string, number>;
  readonly signed: ReadonlyMap<string, number>;
}

export class Recovery {
  isRecovering: boolean;
  private readonly party: RunningParty;
  private readonly nonce: string;
  private readonly proved = new Map<number, Proved>();
  private cardEpoch = 0;
  private isSettled = false;
  private questions = 0;
  private askAtMs = 0;

  constructor(party: RunningParty, isRecovering: boolean, seeds: Seeds) {
    this.party = party;
    this.isRecovering = isRecovering;
    this.nonce = toBase64url(seeds.next('inquiry').subarray(0, 16));
  }

  connected(): void {
    this.askAtMs = 0;
  }

  tick(times: Times, out: Out): void {
    if (this.isSettled || times.monotonicMs < this.askAtMs) return;
    this.questions += 1;
    const isPatient = !this.isRecovering && this.questions > EAGER_QUESTIONS;
    this.askAtMs = times.monotonicMs + (isPatient ? ASK_PATIENTLY_MS : ASK_MS);
    const { party, nonce } = this;
    const inquiry = withSignature(party.crypto, party.identity, 'inquiry', {
      version: 1 as const,
      deployment: party.deployment,
      type: 'inquiry' as const,
      aggregator: party.index,
      nonce,
    });
    out.publish(topics.log(party.index), canonicalJson(inquiry));
  }

  /** The own key card as the broker kept it: the store epoch in it was once the own one. Returns whether it is authentic. */
  keyCard(card: KeyCard): boolean {
    if (card.aggregator !== this.party.index || !this.isOwn('key-card', card)) return false;
    this.cardEpoch = Math.max(this.cardEpoch, card.storeEpoch);
    return true;
  }

  private isOwn(statement: 'head' | 'key-card', message: { readonly signature: string }): boolean {
    const { crypto, signers, index } = this.party;
    return isSignedBy(crypto, signers.aggregators.get(index) ?? [], statement, message);
  }

  /** Somebody's answer, reduced to what it proves. A new epoch when it is time for one. */
  witness(
    message: Witness,
    own: ReadonlyMap<string, OwnArea>,
    schemes: readonly Scheme[],
    out: Out,
  ): NewEpoch | undefined {
    const { party } = this;
    if (this.isSettled || message.about !== party.index || message.nonce !== this.nonce) return undefined;
    const identities = party.signers.aggregators.get(message.aggregator);
    if (message.aggregator === party.index || identities === undefined) return undefined;
    if (!isSignedBy(party.crypto, identities, 'witness', message)) return undefined;
    this.proved.set(message.aggregator, this.provedBy(message));
    if (!this.isRecovering) this.compare(own, out);
    const { answers, margin } = this.needed(schemes);
    if (this.proved.size < answers) return undefined;
    this.isSettled = true;
    return this.isRecovering ? this.newEpoch(own, margin) : undefined;
  }

  private provedBy(message: Witness): Proved {
    const { index } = this.party;
    const lengths = new Map<string, number>();
    const signed = new Map<string, number>();
    const { head } = message;
    const isOwnHead = head !== undefined && head.aggregator === index && this.isOwn('head', head);
    for (const { area, certificate, accept } of message.areas) {
      if (certificate !== undefined && this.isCertificate(area, certificate))
        lengths.set(area, certificate.sequence + 1);
      if (accept?.area === area && this.isOwnAccept(accept)) signed.set(area, accept.sequence);
    }
    return { storeEpoch: isOwnHead ? head.storeEpoch : 0, lengths, signed };
  }

  /** More than half of all is in every quorum: a lost ledger does not know the scheme. */
  private isCertificate(area: string, certificate: CompactCertificate): boolean {
    const { crypto, signers, deployment } = this.party;
    const { sequence, ballot, hash, previous } = certificate;
    const accepting = new Set<number>();
    for (const acceptance of certificate.accepts) {
      const identities = signers.aggregators.get(acceptance.aggregator) ?? [];
      if (isAcceptedBy(crypto, identities, { deployment, area, sequence, ballot, hash, previous }, acceptance))
        accepting.add(acceptance.aggregator);
    }
    return accepting.size > signers.aggregators.size / 2;
  }

  private isOwnAccept(accept: Accept): boolean {
    const { crypto, signers, deployment, index } = this.party;
    const { area, sequence, ballot, hash, previous } = accept;
    return (
      accept.aggregator === index &&
      isAcceptedBy(
        crypto,
        signers.aggregators.get(index) ?? [],
        { deployment, area, sequence, ballot, hash, previous },
        accept,
      )
    );
  }

  /** A store that is older than its own signatures was put back from a backup, or replaced by a copy. */
  private compare(own: ReadonlyMap<string, OwnArea>, out: Out): void {
    for (const [aggregator, { storeEpoch, signed }] of this.proved) {
      const area = [...signed].find(([name, sequence]) => sequence > (own.get(name)?.signed ?? -1))?.[0];
      if (area === undefined && storeEpoch <= this.party.storeEpoch) continue;
      this.isRecovering = true;
      out.persist({ kind: 'recovering' });
      const what = area === undefined ? `store epoch ${storeEpoch}` : `entry ${signed.get(area)} of ${area}`;
      const text =
        `this ledger is older than what it has signed: aggregator ${aggregator} holds its signature under ${what}. ` +
        'A backup or a copy was put in its place. It begins a new store epoch and gets from the others what it lacks.';
      out.notice('error', 'ledger_rolled_back', text, { aggregator });
      return;
    }
  }

  /** How many others must answer, so that one of them holds whatever was certified with the own signature. */
  private needed(schemes: readonly Scheme[]): { readonly answers: number; readonly margin: number } {
    const { pins, signers } = this.party;
    const n = signers.aggregators.size;
    const { minThreshold, trust } = pins.floor;
    const known = schemes.length > 0 ? schemes : [{ threshold: minThreshold, trust }];
    const each = known.map((scheme) => {
      const quorum = quorumOf(n, scheme.threshold, scheme.trust);
      const liars = scheme.trust === 'active' ? scheme.threshold - 1 : 0;
      return { answers: Math.min(n - 1, Math.max(1, n - quorum + 1) + liars), margin: quorum >= n ? 0 : 2 };
    });
    return {
      answers: Math.max(...each.map(({ answers }) => answers)),
      margin: Math.max(...each.map(({ margin }) => margin)),
    };
  }

  private newEpoch(own: ReadonlyMap<string, OwnArea>, margin: number): NewEpoch {
    const lengths = new Map([...own].map(([area, { length }]) => [area, length]));
    let storeEpoch = Math.max(this.party.storeEpoch, this.cardEpoch);
    for (const proved of this.proved.values()) {
      storeEpoch = Math.max(storeEpoch, proved.storeEpoch);
      for (const [area, length] of proved.lengths) lengths.set(area, Math.max(lengths.get(area) ?? 0, length));
    }
    this.isRecovering = false;
    return { storeEpoch: storeEpoch + 1, lengths, margin };
  }
}
