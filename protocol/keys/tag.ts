/**
 * Tags: t = alpha*v + beta(i) per register, under a key that only the meter and the utility can derive. Linear, so a
 * *total* is checked in one multiplication, whatever set of intervals it covers. Never added across meters. [P-3.1]
 */
import { deriveSharedKey } from './agreement.ts';
import { Encoder } from '../wire/bytes.ts';
import type { Crypto, PrivateKey, PublicKey, SecretKey } from './crypto-port.ts';
import { add, multiply, reduceWide } from '../math/field.ts';

/** The tag key of one meter: the same on the meter's and on the utility's side. Undefined for a useless public key. */
export function deriveTagKey(
  crypto: Crypto,
  own: PrivateKey,
  other: PublicKey,
  deployment: string,
  meter: string,
): SecretKey | undefined {
  return deriveSharedKey(crypto, own, other, new Encoder('gridshare/1 tag').text(deployment).text(meter).finish());
}

export class Tagger {
  private readonly crypto: Crypto;
  private readonly key: SecretKey;
  private readonly alphas = new Map<string, bigint>();

  constructor(crypto: Crypto, key: SecretKey) {
    this.crypto = crypto;
    this.key = key;
  }

  /** alpha of a key epoch and register: never zero, or a tag would not bind its value. */
  alpha(keyEpoch: number, register: string): bigint {
    const name = `${keyEpoch}/${register}`;
    let alpha = this.alphas.get(name);
    if (alpha === undefined) {
      const encoded = new Encoder('alpha').integer(keyEpoch).text(register).finish();
      alpha = reduceWide(this.crypto.hmac(this.key, encoded)) || 1n;
      this.alphas.set(name, alpha);
    }
    return alpha;
  }

  beta(keyEpoch: number, register: string, interval: number): bigint {
    const encoded = new Encoder('beta').integer(keyEpoch).text(register).integer(interval).finish();
    return reduceWide(this.crypto.hmac(this.key, encoded));
  }

  tag(keyEpoch: number, register: string, interval: number, value: bigint): bigint {
    return add(multiply(this.alpha(keyEpoch, register), value), this.beta(keyEpoch, register, interval));
  }

  /** Sum of beta over the intervals that a total covers: what its tag is offset by. */
  offset(keyEpoch: number, register: string, intervals: Iterable<number>): bigint {
    let sum = 0n;
    for (const interval of intervals) sum = add(sum, this.beta(keyEpoch, register, interval));
    return sum;
  }

  /** Whether a total and its tag belong together over exactly the intervals of `offset`. */
  isTotal(keyEpoch: number, register: string, offset: bigint, total: bigint, tag: bigint): boolean {
    return add(multiply(this.alpha(keyEpoch, register), total), offset) === tag;
  }
}
