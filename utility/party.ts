/** What the utility is: its keys, the aggregators it pins, and the scheme it wants in force. */
import type { Crypto, PrivateKey, SecretKey } from '../protocol/keys/crypto-port.ts';
import type { Signers } from '../protocol/log/entries.ts';
import type { EnrolledMeter, Scheme, TariffDocument } from '../schemas/types.ts';

export interface UtilityParty {
  readonly crypto: Crypto;
  readonly deployment: string;
  readonly identity: PrivateKey;
  readonly agreement: PrivateKey;
  /** Totals are sealed to it. */
  readonly totalsKey: { readonly privateKey: PrivateKey; readonly publicRaw: Uint8Array };
  readonly signers: Signers;
  /** Keys of the totals' digests, by aggregator. */
  readonly digestKeys: ReadonlyMap<number, SecretKey>;
  /** Operators of all aggregators, by index - 1, as pinned. */
  readonly operators: readonly string[];
  readonly scheme: Scheme;
  /** Documents that the scheme's tariffs name, by their hash. */
  readonly documents: ReadonlyMap<string, TariffDocument>;
  /** The machine replaces it when the roster file has changed. */
  enrolled: readonly EnrolledMeter[];
  /** Ids of meters that stay in the roster whatever their bills say. */
  readonly keptMeters: ReadonlySet<string>;
  /** 32 bytes drawn when the process started. */
  readonly processSeed: Uint8Array;
}
