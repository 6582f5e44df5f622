/**
 * What the meters of a process know of the grid: the scheme in force, the aggregators' HPKE keys and who is online.
 * Keys are believed only under a pinned identity; a scheme weaker than the own floor silences the meters. [P-9]
 */
import { fromBase64url } from '../protocol/bytes.ts';
import { canonicalJson } from '../protocol/canonical.ts';
import type { Crypto, PublicKey } from '../protocol/crypto.ts';
import { Calendar, schemeProblem, sharingIdOf } from '../protocol/scheme.ts';
import { isSignedBy, isStatementBy } from '../protocol/signing.ts';
import type { KeyCard, Scheme, SignedScheme, Status } from '../schemas/types.ts';
import type { MeterAnchors } from './party.ts';
import type { Sharing } from './split.ts';

export interface AggregatorKey {
  readonly keyId: string;
  readonly publicKey: PublicKey;
}

export interface SchemeView {
  readonly scheme: Scheme;
  readonly calendar: Calendar;
  readonly sharing: Sharing;
}

export class GridView {
  readonly keys = new Map<number, AggregatorKey>();
  readonly online = new Set<number>();
  private readonly crypto: Crypto;
  private readonly anchors: MeterAnchors;
  private readonly serials = new Map<number, number>();
  private current: SchemeView | undefined;
  private refusedBecause: string | undefined;

  constructor(crypto: Crypto, anchors: MeterAnchors) {
    this.crypto = crypto;
    this.anchors = anchors;
  }

  /** The scheme to report under; undefined while none is known or the own floor forbids it. */
  get view(): SchemeView | undefined {
    return this.refusedBecause === undefined ? this.current : undefined;
  }

  /** Why the meters are silent, in words; undefined if they are not. */
  get refusal(): string | undefined {
    return this.refusedBecause;
  }

  /** Takes a scheme message; returns why it is not believed, in words. */
  scheme(message: SignedScheme): string | undefined {
    const { signature, ...body } = message;
    if (!isStatementBy(this.crypto, [this.anchors.utilityIdentity], 'scheme', body, signature))
      return 'not signed by the utility';
    const { scheme } = message;
    const weakness = this.weaknessOf(scheme);
    if (weakness !== undefined) {
      this.refusedBecause = weakness;
      return weakness;
    }
    const sharing = {
      id: sharingIdOf(this.crypto, scheme),
      aggregatorCount: scheme.operators.length,
      threshold: scheme.threshold,
    };
    this.refusedBecause = undefined;
    this.current = { scheme, calendar: new Calendar(scheme), sharing };
    return undefined;
  }

  private weaknessOf(scheme: Scheme): string | undefined {
    const { floor, operators, deployment } = this.anchors;
    if (scheme.deployment !== deployment) return 'the scheme is of another deployment';
    const problem = schemeProblem(scheme);
    if (problem !== undefined) return `the scheme can not be run: ${problem}`;
    if (canonicalJson(scheme.operators) !== canonicalJson(operators)) return 'its operators are not the pinned ones';
    if (scheme.threshold < floor.minThreshold)
      return `threshold ${scheme.threshold} is below this meter's floor of ${floor.minThreshold}`;
    if (scheme.floors.minMeters < floor.minMeters)
      return `minMeters ${scheme.floors.minMeters} is below this meter's floor of ${floor.minMeters}`;
    if (scheme.floors.minIntervals < floor.minIntervals)
      return `minIntervals ${scheme.floors.minIntervals} is below this meter's floor of ${floor.minIntervals}`;
    return undefined;
  }

  /** Takes a key card; returns why it is not believed, in words. */
  keyCard(message: KeyCard): string | undefined {
    const identities = this.anchors.identities.get(message.aggregator);
    if (identities === undefined || message.deployment !== this.anchors.deployment)
      return 'of an unknown aggregator or deployment';
    if (!isSignedBy(this.crypto, identities, 'key-card', message)) return 'not signed by a pinned identity';
    if (message.operator !== this.anchors.operators[message.aggregator - 1]) return 'of another operator';
    if (message.serial < (this.serials.get(message.aggregator) ?? 0)) return 'older than the one known';
    const current = message.keys[0];
    const raw = current === undefined ? undefined : fromBase64url(current.publicKey);
    const publicKey = raw === undefined ? undefined : this.crypto.agreementPublicKey(raw);
    if (current === undefined || publicKey === undefined) return 'without a usable key';
    this.serials.set(message.aggregator, message.serial);
    if (this.keys.get(message.aggregator)?.keyId !== current.keyId)
      this.keys.set(message.aggregator, { keyId: current.keyId, publicKey });
    return undefined;
  }

  /** Takes a status hint; true if the aggregator has just come online. */
  status(message: Status): boolean {
    const wasOnline = this.online.has(message.aggregator);
    if (message.state === 'online') this.online.add(message.aggregator);
    else this.online.delete(message.aggregator);
    return message.state === 'online' && !wasOnline;
  }
}
