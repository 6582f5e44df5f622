/**
 * The key cards that the meters of a process believe, and which HPKE key of each aggregator is sealed to now. Only an
 * identity that is pinned can say so: neither utility nor broker can redirect a share. [P-9.2]
 */
import { fromBase64url } from '../protocol/wire/bytes.ts';
import type { Crypto, PublicKey } from '../protocol/keys/crypto-port.ts';
import type { Times } from '../protocol/machine.ts';
import { isSignedBy } from '../protocol/keys/signing.ts';
import type { KeyCard } from '../schemas/types.ts';
import type { MeterAnchors } from './party.ts';

/** A card that differs from the one kept by its end only is kept when that is so much later. */
const KEEP_AGAIN_MS = 86_400_000;

export interface AggregatorKey {
  readonly keyId: string;
  readonly publicKey: PublicKey;
  /** The same as base64url: an id may come again, with another key. */
  readonly publicRaw: string;
  readonly validFromMs: number;
  readonly validUntilMs: number;
}

interface BelievedCard {
  readonly serial: number;
  readonly validUntilMs: number;
  readonly keys: readonly AggregatorKey[];
}

/** What became of a card: `problem` says in words why it is not believed; `isNews`, whether it should be kept. */
export interface CardResult {
  readonly problem?: string;
  readonly isNews: boolean;
}

/** Another key of an aggregator is sealed to from now on; undefined: none. */
export interface KeyChange {
  readonly aggregator: number;
  readonly key: AggregatorKey | undefined;
}

/** Why a card is not for now; undefined if it is. */
function untimelinessOf({ validFromMs, validUntilMs }: KeyCard, { gridMs }: Times): string | undefined {
  if (gridMs < validFromMs) return 'not valid yet by this clock';
  return gridMs >= validUntilMs ? 'not valid any more by this clock' : undefined;
}

export class KeyCards {
  /** The key of each aggregator that is sealed to now. */
  readonly active = new Map<number, AggregatorKey>();
  private readonly crypto: Crypto;
  private readonly anchors: MeterAnchors;
  private readonly cards = new Map<number, BelievedCard>();
  /** Cards that this clock says are too early or over, looked at again when it says otherwise: it may be wrong now. */
  private readonly untimely = new Map<number, KeyCard>();
  private readonly kept = new Map<number, { readonly serial: number; readonly validUntilMs: number }>();

  constructor(crypto: Crypto, anchors: MeterAnchors) {
    this.crypto = crypto;
    this.anchors = anchors;
  }

  /** Takes a card that was believed and kept before: its time may be over, or not have come, by now. */
  restore(message: KeyCard): void {
    if (this.mismatchOf(message) !== undefined) return;
    this.believe(message);
    this.kept.set(message.aggregator, message);
  }

  take(message: KeyCard, times: Times): CardResult {
    const refused = (problem: string): CardResult => ({ problem, isNews: false });
    const mismatch = this.mismatchOf(message);
    if (mismatch !== undefined) return refused(mismatch);
    const untimely = untimelinessOf(message, times);
    if (untimely !== undefined) {
      const { serial } = this.untimely.get(message.aggregator) ?? { serial: 0 };
      if (message.serial >= serial) this.untimely.set(message.aggregator, message);
      return refused(untimely);
    }
    const known = this.cards.get(message.aggregator);
    // The same again, perhaps played back.
    if (known?.serial === message.serial && message.validUntilMs <= known.validUntilMs) return { isNews: false };
    if (!this.believe(message)) return refused('without a usable key');
    const kept = this.kept.get(message.aggregator);
    const isNews =
      kept === undefined || message.serial > kept.serial || message.validUntilMs - kept.validUntilMs >= KEEP_AGAIN_MS;
    if (isNews) this.kept.set(message.aggregator, message);
    return { isNews };
  }

  /** Cards refused for their time that are valid by now; each is told of once. */
  due(times: Times): KeyCard[] {
    const due = [...this.untimely.values()].filter((card) => untimelinessOf(card, times) === undefined);
    for (const { aggregator } of due) this.untimely.delete(aggregator);
    return due;
  }

  /** Of cards refused for their time alone where there is no other: what is wrong may be this clock. In words; undefined if none. */
  timeProblem(times: Times): string | undefined {
    const cards = [...this.untimely.values()]
      .filter((card) => !this.active.has(card.aggregator) && untimelinessOf(card, times) !== undefined)
      .toSorted((one, other) => one.aggregator - other.aggregator);
    const [first] = cards;
    if (first === undefined) return undefined;
    const isOver = times.gridMs >= first.validFromMs;
    const hours = Math.ceil(
      (isOver ? times.gridMs - first.validUntilMs : first.validFromMs - times.gridMs) / 3_600_000,
    );
    const span = hours < 72 ? `${hours} h` : `${Math.round(hours / 24)} days`;
    const [what, off] = isOver ? [`over for ${span}`, 'ahead'] : [`not valid for another ${span}`, 'behind'];
    const who = cards.map(({ aggregator }) => aggregator).join(' and ');
    return `by this device's clock the key card of aggregator ${who} is ${what}: the clock is ${off} (timedatectl, NTP), or the card is old and its aggregator away; nothing can be sent there before that is mended`;
  }

  /** Why a card is not one of its aggregator, or an older one. */
  private mismatchOf(message: KeyCard): string | undefined {
    const { signers, pins } = this.anchors;
    const identities = signers.aggregators.get(message.aggregator);
    if (identities === undefined || message.deployment !== pins.deployment)
      return 'of an unknown aggregator or deployment';
    if (!isSignedBy(this.crypto, identities, 'key-card', message)) return 'not signed by a pinned identity';
    if (message.operator !== pins.operators[message.aggregator - 1]) return 'of another operator';
    if (message.serial < (this.cards.get(message.aggregator)?.serial ?? 0)) return 'older than the one known';
    return undefined;
  }

  private believe(message: KeyCard): boolean {
    const keys: AggregatorKey[] = [];
    for (const { keyId, publicKey: publicRaw, validFromMs, validUntilMs } of message.keys) {
      const raw = fromBase64url(publicRaw);
      const publicKey = raw === undefined ? undefined : this.crypto.hpkePublicKey(raw);
      if (publicKey !== undefined) keys.push({ keyId, publicKey, publicRaw, validFromMs, validUntilMs });
    }
    if (keys.length === 0) return false;
    const { aggregator, serial, validUntilMs } = message;
    this.cards.set(aggregator, { serial, validUntilMs, keys });
    return true;
  }

  /** Whether an aggregator's card is known and none of its keys may be sealed to now. */
  isOver(aggregator: number): boolean {
    return this.cards.has(aggregator) && !this.active.has(aggregator);
  }

  /** Changes over to the keys that are valid now: none whose time, or whose card's, is over or has not come. */
  turn({ gridMs }: Times): KeyChange[] {
    const changes: KeyChange[] = [];
    for (const [aggregator, { keys, validUntilMs }] of this.cards) {
      const key =
        gridMs >= validUntilMs
          ? undefined
          : keys.findLast((one) => one.validFromMs <= gridMs && gridMs < one.validUntilMs);
      const before = this.active.get(aggregator);
      if (key === before) continue;
      if (key === undefined) this.active.delete(aggregator);
      else this.active.set(aggregator, key);
      if (key?.keyId !== before?.keyId || key?.publicRaw !== before?.publicRaw) changes.push({ aggregator, key });
    }
    return changes;
  }
}
