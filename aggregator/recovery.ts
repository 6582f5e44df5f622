/**
 * May this aggregator sign? Its counter says so at once; else the others are asked what they hold, and it signs at or
 * below nothing that they know. Whoever signs asks as well: ledger and counter may have been put back together. [P-7.4]
 */
import { toBase64url } from '../protocol/wire/bytes.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { isAcceptedBy } from '../protocol/log/entries.ts';
import type { Effects, Times } from '../protocol/machine.ts';
import { quorumOf } from '../protocol/grid/scheme.ts';
import type { Seeds } from '../protocol/keys/seal.ts';
import { isSignedBy, withSignature } from '../protocol/keys/signing.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { Accept, CompactCertificate, KeyCard, Scheme, Witness, WitnessedArea } from '../schemas/types.ts';
import type { CounterState, Freshness } from './counter.ts';
import type { LedgerOp, LedgerRead } from './ledger.ts';
import type { RunningParty } from './party.ts';

type Out = Effects<LedgerOp, LedgerRead>;

const ASK_MS = 2_000;
/** A ledger that nothing speaks against asks patiently: others may be away for long. */
const ASK_PATIENTLY_MS = 30_000;
const EAGER_QUESTIONS = 5;
/** An honest answer shows a lock on the last number that was certified, if not its certificate: one more may be signed. */
const MARGIN = 2;

/** What the own ledger says of an area, to be compared with what others hold. */
export interface OwnArea {
  readonly length: number;
  /** The highest number that this aggregator knows to have signed; -1 if none. */
  readonly signed: number;
  /** It signs for numbers from this one on: those below it may have signed before its store epoch began. */
  readonly signFrom: number;
}

/** What the own ledger says of all areas. */
export interface OwnAreas {
  readonly areas: ReadonlyMap<string, OwnArea>;
  /** `signFrom` of areas that it does not know. */
  readonly signFromElsewhere: number;
}

/** What a new store epoch begins with. */
export interface NewEpoch {
  readonly storeEpoch: number;
  /** How long an area's log is at least, by what others have proved or the counter says. */
  readonly lengths: ReadonlyMap<string, number>;
  /** From which number on it signs; missing: the ledger and its counter know what was signed. */
  readonly signFrom: ReadonlyMap<string, number>;
  /** The same for areas that nobody knows. */
  readonly signFromElsewhere: number;
}

/** Who answered, reduced to what it proves. */
interface Proved {
  readonly storeEpoch: number;
  readonly lengths: ReadonlyMap<string, number>;
  /** Numbers of the own acceptances that it holds. */
  readonly signed: ReadonlyMap<string, number>;
  /** The highest number that may be certified as far as it knows. */
  readonly highest: ReadonlyMap<string, number>;
}

export class Recovery {
  private readonly party: RunningParty;
  private readonly nonce: string;
  private freshness: Freshness;
  private readonly proved = new Map<number, Proved>();
  private cardEpoch = 0;
  private isSettled = false;
  private questions = 0;
  private askAtMs = 0;

  constructor(party: RunningParty, freshness: Freshness, seeds: Seeds) {
    this.party = party;
    this.freshness = freshness;
    this.nonce = toBase64url(seeds.next('inquiry').subarray(0, 16));
  }

  /** Nothing is signed that binds. */
  get isRecovering(): boolean {
    return this.freshness.kind !== 'proved';
  }

  /** For whom it waits, and what else helps; undefined if it does not. */
  waitsFor(schemes: readonly Scheme[]): string | undefined {
    const { freshness, party, proved } = this;
    if (freshness.kind !== 'unproved') return undefined;
    const others = [...party.signers.aggregators.keys()].filter((index) => index !== party.index);
    const missing = others.filter((index) => !proved.has(index));
    const needed = this.needed(schemes);
    const means =
      needed > others.length
        ? 'the answers of others cannot prove it here, so it waits for its counter: mount the medium that it is on and start again. ' +
          'If it is gone for good, all operators sign a founding entry (gridshare found)'
        : `it waits for the answers of ${needed} others, and has ${proved.size}; not yet of ${missing.join(', ')}`;
    return `whether this ledger is as new as what it signed is not proved (${freshness.why}): it signs nothing. ${capital(means)}`;
  }

  connected(): void {
    this.askAtMs = 0;
  }

  /** The counter knows what was signed: no answer is needed. */
  fromCounter({ areas: own }: OwnAreas, out: Out): NewEpoch | undefined {
    const { freshness } = this;
    if (freshness.kind !== 'older') return undefined;
    const { counter, isKnown } = freshness;
    if (!isKnown) {
      const text =
        'this ledger is older than its counter: a backup or a copy was put in its place. It begins a new store epoch, ' +
        'signs nothing that it signed before, and gets from the others what it lacks.';
      out.notice('error', 'ledger_rolled_back', text);
    }
    const lengths = new Map([...own].map(([area, { length }]) => [area, length]));
    for (const [area, { lock, promised }] of counter.areas)
      lengths.set(area, Math.max(lengths.get(area) ?? 0, lock?.sequence ?? 0, promised?.sequence ?? 0));
    this.freshness = { kind: 'proved' };
    const storeEpoch = this.nextEpoch(counter);
    return { storeEpoch, lengths, signFrom: new Map(), signFromElsewhere: 0 };
  }

  /**
   * All other operators have said by hand what they hold: it goes on after that. Nothing rests on their being honest: what
   * began before this moment is never attested or released again. [P-7.4.7]
   */
  fromFounding(own: OwnAreas, out: Out): NewEpoch | undefined {
    const { party, freshness } = this;
    if (freshness.kind !== 'unproved' || party.founding === undefined) return undefined;
    for (const message of party.founding) {
      const identities = party.signers.aggregators.get(message.aggregator) ?? [];
      if (message.about === party.index && isSignedBy(party.crypto, identities, 'founding', message))
        this.proved.set(message.aggregator, this.provedBy(message));
    }
    this.proved.delete(party.index);
    if (this.proved.size < party.signers.aggregators.size - 1) return undefined;
    this.isSettled = true;
    out.notice('warn', 'founded', 'founded anew by all operators: nothing of before this moment is signed again');
    return this.newEpoch(own);
  }

  private nextEpoch(counter?: CounterState): number {
    const epochs = [...this.proved.values()].map(({ storeEpoch }) => storeEpoch);
    return Math.max(this.party.storeEpoch, this.cardEpoch, counter?.storeEpoch ?? 0, ...epochs) + 1;
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
    out.publish(topics.recovery(party.index), canonicalJson(inquiry));
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
  witness(message: Witness, own: OwnAreas, schemes: readonly Scheme[], out: Out): NewEpoch | undefined {
    const { party } = this;
    if (this.isSettled || message.about !== party.index || message.nonce !== this.nonce) return undefined;
    const identities = party.signers.aggregators.get(message.aggregator);
    if (message.aggregator === party.index || identities === undefined) return undefined;
    if (!isSignedBy(party.crypto, identities, 'witness', message)) return undefined;
    this.proved.set(message.aggregator, this.provedBy(message));
    if (!this.isRecovering) this.compare(own, out);
    const needed = this.needed(schemes);
    // Of all others, where nothing is proved to a ledger that its counter speaks for: what they hold may convict it.
    if (this.proved.size < (this.isRecovering ? needed : Math.min(needed, party.signers.aggregators.size - 1)))
      return undefined;
    this.isSettled = true;
    return this.isRecovering ? this.newEpoch(own) : undefined;
  }

  private provedBy(message: Witness): Proved {
    const { index } = this.party;
    const lengths = new Map<string, number>();
    const signed = new Map<string, number>();
    const highest = new Map<string, number>();
    const { head } = message;
    const isOwnHead = head !== undefined && head.aggregator === index && this.isOwn('head', head);
    for (const witnessed of message.areas) {
      const { area, certificate, accept } = witnessed;
      const length = certificate !== undefined && this.isCertificate(area, certificate) ? certificate.sequence + 1 : 0;
      if (length > 0) lengths.set(area, length);
      if (accept?.area === area && this.isOwnAccept(accept)) signed.set(area, accept.sequence);
      highest.set(area, Math.max(signed.get(area) ?? -1, highestOf(witnessed, length)));
    }
    return { storeEpoch: isOwnHead ? head.storeEpoch : 0, lengths, signed, highest };
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

  /** Ledger and counter are older than the own signatures: both were put back, as a snapshot of the machine does. */
  private compare({ areas, signFromElsewhere }: OwnAreas, out: Out): void {
    // What it may have signed before its store epoch began is nothing new, though its ledger does not know it.
    const mayHaveSigned = (name: string): number => {
      const { signed, signFrom } = areas.get(name) ?? { signed: -1, signFrom: signFromElsewhere };
      return Math.max(signed, signFrom - 1);
    };
    for (const [aggregator, { storeEpoch, signed }] of this.proved) {
      const area = [...signed].find(([name, sequence]) => sequence > mayHaveSigned(name))?.[0];
      if (area === undefined && storeEpoch <= this.party.storeEpoch) continue;
      this.freshness = { kind: 'unproved', why: 'others hold signatures of it that it does not know' };
      out.persist({ kind: 'recovering' });
      const what = area === undefined ? `store epoch ${storeEpoch}` : `entry ${signed.get(area)} of ${area}`;
      const text =
        `ledger and counter are older than what they have signed: aggregator ${aggregator} holds its signature under ${what}. ` +
        'A snapshot of the whole machine was put back. It signs nothing before the others have said what they hold.';
      out.notice('error', 'ledger_rolled_back', text, { aggregator });
      return;
    }
  }

  /**
   * How many others must answer, so that an honest one among them was part of whatever was certified with the own
   * signature. More than there are where that can't be; and where everybody must sign, nobody else can replace it.
   */
  private needed(schemes: readonly Scheme[]): number {
    const { pins, signers } = this.party;
    const n = signers.aggregators.size;
    const { minThreshold, trust } = pins.floor;
    const known = schemes.length > 0 ? schemes : [{ threshold: minThreshold, trust }];
    return Math.max(
      ...known.map((scheme) => {
        const quorum = quorumOf(n, scheme.threshold, scheme.trust);
        return quorum >= n ? Number.POSITIVE_INFINITY : n - quorum + scheme.threshold;
      }),
    );
  }

  private newEpoch({ areas: own }: OwnAreas): NewEpoch {
    const lengths = new Map([...own].map(([area, { length }]) => [area, length]));
    const signFrom = new Map([...own].map(([area, { signed }]) => [area, signed + MARGIN]));
    for (const proved of this.proved.values()) {
      for (const [area, length] of proved.lengths) lengths.set(area, Math.max(lengths.get(area) ?? 0, length));
      for (const [area, highest] of proved.highest)
        signFrom.set(area, Math.max(signFrom.get(area) ?? 0, highest + MARGIN));
    }
    this.freshness = { kind: 'proved' };
    return { storeEpoch: this.nextEpoch(), lengths, signFrom, signFromElsewhere: MARGIN - 1 };
  }
}

/** An honest one locks and promises for the next number of its own log only: more than that proves nothing. */
function highestOf({ lock, promised }: WitnessedArea, length: number): number {
  const locked = lock !== undefined && lock.sequence <= length ? lock.sequence : -1;
  const isAsked = promised !== undefined && promised.sequence <= length;
  return Math.max(length - 1, locked, isAsked ? promised.sequence - 1 : -1);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
