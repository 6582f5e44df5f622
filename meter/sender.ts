/**
 * Sending readings to one aggregator: split again (the very same shares), seal under this process's session, publish.
 * Repeats with jittered back-off whatever no receipt shows as stored; trusts receipts only, never PUBACKs. [P-6.3]
 */
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { sharesAad } from '../protocol/wire/headers.ts';
import { MAX_INTERVALS_PER_MESSAGE } from '../protocol/wire/limits.ts';
import type { Outgoing } from '../protocol/machine.ts';
import { type Route, SealingSession, type Seeds, meterSender } from '../protocol/keys/seal.ts';
import { sharesTopicOf } from '../protocol/wire/topics.ts';
import type { AggregatorKey } from './key-cards.ts';
import type { MeterObserver, MeterParty } from './party.ts';
import { type Sharing, splitReading } from './split.ts';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 300_000;

/** A reading as the sender needs it. */
export interface SendableReading {
  readonly interval: number;
  readonly bookedUnits: readonly number[];
}

export class Sender {
  readonly aggregator: number;
  private readonly party: MeterParty;
  private readonly seeds: Seeds;
  private readonly observer: MeterObserver;
  private session: { readonly key: string; readonly sharing: string; readonly sealing: SealingSession } | undefined;
  /** Whether the last receipt names the session: its aggregator needs no set-up. */
  private isSetUpKnown = false;
  private retryAtMs = 0;
  private retryDelayMs = FIRST_RETRY_MS;
  /** Handed over at or before this moment: sent again without waiting, since the aggregator came back. */
  private eagerBeforeMs = Number.NEGATIVE_INFINITY;

  constructor(party: MeterParty, aggregator: number, seeds: Seeds, observer: MeterObserver) {
    this.party = party;
    this.aggregator = aggregator;
    this.seeds = seeds;
    this.observer = observer;
  }

  private sessionFor(key: AggregatorKey, sharing: Sharing): SealingSession | undefined {
    const known = this.session;
    const isSame = known?.key === `${key.keyId}/${key.publicRaw}` && known.sharing === sharing.id;
    if (isSame && !known.sealing.isSpent) return known.sealing;
    const { party } = this;
    const route: Route = {
      purpose: 'shares',
      deployment: party.deployment,
      sharing: sharing.id,
      sender: meterSender(party.id, party.keyEpoch),
      recipient: `aggregator/${this.aggregator}`,
      keyId: key.keyId,
    };
    const seed = this.seeds.next(`shares/${party.id}/${this.aggregator}`);
    const sealing = SealingSession.start(party.crypto, route, party.identity, key.publicKey, seed);
    if (sealing === undefined) return undefined;
    this.session = { key: `${key.keyId}/${key.publicRaw}`, sharing: sharing.id, sealing };
    this.isSetUpKnown = false;
    return sealing;
  }

  /**
   * A receipt is believed: it names the session that its aggregator can open without the set-up. Returns whether what was
   * sent may have come without it in vain. [P-4.2]
   */
  receipted(sessionId: string | undefined): boolean {
    const isKnown = sessionId !== undefined && sessionId === this.session?.sealing.id;
    const isForgotten = this.isSetUpKnown && !isKnown;
    this.isSetUpKnown = isKnown;
    return isForgotten;
  }

  /** Messages that carry these readings (ascending), at most 96 consecutive intervals each. */
  messages(readings: readonly SendableReading[], sharing: Sharing, key: AggregatorKey): Outgoing[] {
    const session = this.sessionFor(key, sharing);
    if (session === undefined) return [];
    const out: Outgoing[] = [];
    let run: SendableReading[] = [];
    for (const [at, reading] of readings.entries()) {
      run.push(reading);
      const isBroken = readings[at + 1]?.interval !== reading.interval + 1;
      if (isBroken || run.length === MAX_INTERVALS_PER_MESSAGE) {
        out.push(this.message(run, sharing, key.keyId, session));
        run = [];
      }
    }
    return out;
  }

  private message(run: readonly SendableReading[], sharing: Sharing, keyId: string, session: SealingSession): Outgoing {
    const { party, observer } = this;
    const first = run[0]?.interval ?? 0;
    const plaintexts = run.map(
      ({ interval, bookedUnits }) =>
        observer.measure('split', () => splitReading(party, sharing, interval, bookedUnits))[this.aggregator - 1] ??
        new Uint8Array(0),
    );
    return this.sealed(first, plaintexts, sharing, keyId, session);
  }

  /** Seals what was split already. */
  sealed(
    from: number,
    shares: readonly Uint8Array[],
    sharing: Sharing,
    keyId: string,
    session: SealingSession,
  ): Outgoing {
    const { party, observer } = this;
    const plaintext = Buffer.concat(shares);
    const header = {
      version: 1 as const,
      deployment: party.deployment,
      type: 'shares' as const,
      sharing: sharing.id,
      area: party.area,
      meter: party.id,
      keyEpoch: party.keyEpoch,
      aggregator: this.aggregator,
      keyId,
      registers: [...party.registers],
      from,
      count: shares.length,
    };
    const payload = observer.measure('seal', () => {
      const fields = session.sealNamed(this.isSetUpKnown, (of) => sharesAad({ ...header, ...of }), plaintext);
      return canonicalJson({ ...header, ...fields });
    });
    const topic = sharesTopicOf(sharing.topic, this.aggregator, party.area, party.id);
    return { topic, payload, isRetained: false };
  }

  /** A fresh reading's shares, split once for all aggregators. */
  fresh(from: number, share: Uint8Array, sharing: Sharing, key: AggregatorKey): Outgoing | undefined {
    const session = this.sessionFor(key, sharing);
    return session === undefined ? undefined : this.sealed(from, [share], sharing, key.keyId, session);
  }

  /**
   * Readings handed over at or before the returned time are to be sent again now; undefined while the back-off runs.
   * Fresh readings get a moment for their receipts, unless the aggregator has just come back.
   */
  retryBefore(monotonicMs: number): number | undefined {
    if (monotonicMs < this.retryAtMs) return undefined;
    return Math.max(this.eagerBeforeMs, monotonicMs - FIRST_RETRY_MS);
  }

  /** Something was sent again: look once more after the back-off. `jitter` in [0, 1). */
  sentAgain(monotonicMs: number, jitter: number): void {
    this.retryAtMs = monotonicMs + this.retryDelayMs * (0.5 + jitter);
    this.retryDelayMs = Math.min(this.retryDelayMs * 2, LONGEST_RETRY_MS);
  }

  /** The aggregator came back: send what it lacks soon, fleets spread by `jitter` over a second. */
  encourage(monotonicMs: number, jitter: number): void {
    this.eagerBeforeMs = monotonicMs;
    this.retryDelayMs = FIRST_RETRY_MS;
    this.retryAtMs = monotonicMs + jitter * 1_000;
  }

  /** A receipt showed progress: no reason to be slow. */
  progress(): void {
    this.retryDelayMs = FIRST_RETRY_MS;
  }
}
