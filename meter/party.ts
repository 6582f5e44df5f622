/** What a meter is: its id, keys, anchors and own floor. Fixed while the process runs. */
import type { Crypto, PrivateKey, PublicKey, SecretKey } from '../protocol/crypto.ts';
import type { Tagger } from '../protocol/tag.ts';

/** Whom every meter of a process believes. */
export interface MeterAnchors {
  readonly deployment: string;
  readonly utilityIdentity: PublicKey;
  /** Pinned operators, by index - 1. */
  readonly operators: readonly string[];
  /** Identities (in use, cold) of aggregator j at j. */
  readonly identities: ReadonlyMap<number, readonly PublicKey[]>;
  readonly floor: { readonly minThreshold: number; readonly minMeters: number; readonly minIntervals: number };
}

export interface MeterParty {
  readonly crypto: Crypto;
  readonly deployment: string;
  readonly id: string;
  readonly keyEpoch: number;
  readonly registers: readonly string[];
  readonly identity: PrivateKey;
  readonly agreement: PrivateKey;
  readonly agreementRaw: Uint8Array;
  /** Never leaves the meter. */
  readonly splitKey: SecretKey;
  readonly tagger: Tagger;
  /** Receipt keys by aggregator. */
  readonly receiptKeys: ReadonlyMap<number, SecretKey>;
}

/** What a host may watch: timing and progress, for people. Must not influence the machine. */
export interface MeterObserver {
  measure<T>(phase: 'split' | 'seal', run: () => T): T;
  /** A reading goes to an aggregator for the first time in this process. */
  sent(meter: string, aggregator: number, interval: number): void;
  stored(meter: string, aggregator: number, interval: number): void;
}
