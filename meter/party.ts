/** What a meter is: its id, keys, anchors and own floor. Fixed while the process runs. */
import type { Crypto, PrivateKey, SecretKey } from '../protocol/keys/crypto-port.ts';
import type { Pins } from '../protocol/grid/floor.ts';
import type { Signers } from '../protocol/log/entries.ts';
import type { Tagger } from '../protocol/keys/tag.ts';

/** Whom every meter of a process believes. */
export interface MeterAnchors {
  readonly signers: Signers;
  /** Deployment, operators and the own floor. */
  readonly pins: Pins;
}

export interface MeterParty {
  readonly crypto: Crypto;
  readonly deployment: string;
  readonly id: string;
  readonly area: string;
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
  /** What it was before it moved here from other areas, the oldest first: it delivers what it owes there. */
  readonly former?: readonly MeterParty[];
}

/** What a host may watch: timing and progress, for people. Must not influence the machine. */
export interface MeterObserver {
  measure<T>(phase: 'split' | 'seal', run: () => T): T;
  /** A reading goes to an aggregator for the first time in this process. */
  sent(meter: string, aggregator: number, interval: number): void;
  stored(meter: string, aggregator: number, interval: number): void;
}

/** The client id of a meter process: its only meter's, or the fleet's. */
export function meterClientId(name: string, meterIds: readonly string[]): string {
  const [only] = meterIds;
  return only !== undefined && meterIds.length === 1 ? `meter-${only}` : `fleet-${name}`;
}
