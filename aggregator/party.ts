/** What an aggregator is: its index, keys, anchors and own floor. Everything here is fixed while the process runs. */
import type { Crypto, PrivateKey, PublicKey } from '../protocol/crypto.ts';
import type { Signers } from '../protocol/log.ts';
import type { LocalFloor } from '../schemas/types.ts';

export interface HpkeKeyPair {
  readonly keyId: string;
  readonly privateKey: PrivateKey;
  readonly publicRaw: Uint8Array;
}

export interface AggregatorParty {
  readonly crypto: Crypto;
  readonly deployment: string;
  readonly index: number;
  /** Operators of all aggregators, by index - 1, as pinned. */
  readonly operators: readonly string[];
  readonly identity: PrivateKey;
  readonly agreement: PrivateKey;
  /** The current HPKE key first. */
  readonly hpkeKeys: readonly HpkeKeyPair[];
  readonly signers: Signers;
  /** The utility's static key: totals are sealed to it. */
  readonly utilityAgreement: PublicKey;
  readonly floor: LocalFloor;
  readonly storeEpoch: number;
  /** 32 bytes drawn when the process started. */
  readonly processSeed: Uint8Array;
  readonly sessionCacheSize: number;
  readonly softwareVersion: string;
  /** Test hook: added to every total. */
  readonly lieWh: number;
}

/** A refusal: a peer's fault, expected, a value. [P-6.4] */
export interface Refusal {
  readonly code: import('../schemas/types.ts').RejectionCode;
  readonly detail: string;
}
