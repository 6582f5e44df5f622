/**
 * Tags: t = alpha*v + beta(i) per register, under a key that only the meter and the utility can derive. Linear, so a
 * *total* is checked in one multiplication, whatever set of intervals it covers; what a run of intervals adds to it is known
 * from where the run begins and ends. Never added across meters. [P-3.1]
 */
import { deriveSharedKey } from './agreement.ts';
import { Encoder } from '../wire/bytes.ts';
import type { Crypto, PrivateKey, PublicKey, SecretKey } from './crypto-port.ts';
import type { IntervalRun } from '../grid/interval.ts';
import { add, multiply, reduceWide, subtract } from '../math/field.ts';

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

  /** gamma of the moment in which an interval begins, and the one before it ends. */
  private gamma(keyEpoch: number, register: string, interval: number): bigint {
    const encoded = new Encoder('gamma').integer(keyEpoch).text(register).integer(interval).finish();
    return reduceWide(this.crypto.hmac(this.key, encoded));
  }

  tag(keyEpoch: number, register: string, interval: number, value: bigint): bigint {
    const offset = this.offset(keyEpoch, register, [{ from: interval, until: interval + 1 }]);
    return add(multiply(this.alpha(keyEpoch, register), value), offset);
  }

  /** Sum of beta over the intervals that a total covers: what its tag is offset by. No interval may be in two runs. */
  offset(keyEpoch: number, register: string, runs: Iterable<IntervalRun>): bigint {
    return this.offsets(keyEpoch, register, [runs])[0] ?? 0n;
  }

  /** The offsets of several totals: where one's run ends and another's begins, gamma is computed once. */
  offsets(keyEpoch: number, register: string, totals: readonly Iterable<IntervalRun>[]): bigint[] {
    const gammas = new Map<number, bigint>();
    const gammaAt = (interval: number): bigint => {
      let gamma = gammas.get(interval);
      if (gamma === undefined) gammas.set(interval, (gamma = this.gamma(keyEpoch, register, interval)));
      return gamma;
    };
    return totals.map((runs) => {
      let sum = 0n;
      for (const { from, until } of runs) sum = add(sum, subtract(gammaAt(until), gammaAt(from)));
      return sum;
    });
  }

  /** Whether a total and its tag belong together over exactly the intervals of `offset`. */
  isTotal(keyEpoch: number, register: string, offset: bigint, total: bigint, tag: bigint): boolean {
    return add(multiply(this.alpha(keyEpoch, register), total), offset) === tag;
  }
}
