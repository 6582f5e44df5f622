/** What an aggregator is: its index, keys, anchors and own floor. Everything here is fixed while the process runs. */
import type { Crypto, PrivateKey, PublicKey, SecretKey } from '../protocol/keys/crypto-port.ts';
import type { Signers } from '../protocol/log/entries.ts';
import type { KeyLife } from '../protocol/keys/key-validity.ts';
import type { Pins } from '../protocol/grid/floor.ts';
import { type IntervalGrid, intervalStartMs } from '../protocol/grid/interval.ts';
import type { ApprovedMeter, Witness } from '../schemas/types.ts';

export interface HpkeKeyPair extends KeyLife {
  readonly keyId: string;
  readonly privateKey: PrivateKey;
  readonly publicRaw: Uint8Array;
}

export interface AggregatorParty {
  readonly crypto: Crypto;
  readonly deployment: string;
  readonly index: number;
  /** Deployment, operators and the own floor. */
  readonly pins: Pins;
  readonly identity: PrivateKey;
  readonly agreement: PrivateKey;
  /** The newest HPKE key first. Others may take their place while it runs (input `hpke-keys`). */
  readonly hpkeKeys: readonly HpkeKeyPair[];
  readonly signers: Signers;
  /** Meters that this operator lets into rosters; undefined: all. Changes come as input `approved`. */
  readonly approved?: readonly ApprovedMeter[] | undefined;
  /** The utility's key that totals are sealed to. */
  readonly utilityTotals: PublicKey;
  /** Keys the digests of totals, with the utility. */
  readonly digestKey: SecretKey;
  /** 32 bytes drawn when the process started. */
  readonly processSeed: Uint8Array;
  readonly sessionCacheSize: number;
  readonly softwareVersion: string;
  /** What all other operators have signed by hand after it lost ledger and counter; undefined: nothing is to be founded. */
  readonly founding?: readonly Witness[] | undefined;
  /** Test hook: added to every total. */
  readonly lieWh: number;
}

/** The same while it runs: its store epoch rises when it finds that its ledger lost something. [P-7.4] */
export interface RunningParty extends AggregatorParty {
  storeEpoch: number;
  /** It attests and releases nothing of intervals that began before; 0 if it was never founded anew. [P-7.4.7] */
  foundedFromMs: number;
}

/** Whether it may attest and release what an interval holds. */
export function isOfThisFounding(party: RunningParty, interval: number, grid: IntervalGrid): boolean {
  return intervalStartMs(interval, grid) >= party.foundedFromMs;
}
