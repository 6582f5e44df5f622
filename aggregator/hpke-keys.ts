/**
 * An aggregator's HPKE keys through time. Each is pending, then sealed to (one at a time), then retired and only opened,
 * then gone. Times are grid time, given with each question. [P-9.2]
 */
import { isGone, isPending, isValid, validityOf } from '../protocol/keys/key-validity.ts';
import type { HpkeKeyPair } from './party.ts';

export class HpkeKeys {
  private keys: readonly HpkeKeyPair[];

  /** The newest first: where two are valid at once, the first one counts. */
  constructor(keys: readonly HpkeKeyPair[]) {
    this.keys = keys;
  }

  replace(keys: readonly HpkeKeyPair[]): void {
    this.keys = keys;
  }

  /** The key of an id, unless it is gone. Pending ones open too: a meter's clock may be ahead. */
  opening(keyId: string, gridMs: number): HpkeKeyPair | undefined {
    return this.keys.find((key) => key.keyId === keyId && !isGone(key, gridMs));
  }

  /** What a card lists: the key to seal to now, then the next one. Empty if there is neither. */
  listed(gridMs: number): HpkeKeyPair[] {
    const current = this.keys.find((key) => isValid(key, gridMs));
    const [next] = this.keys
      .filter((key) => isPending(key, gridMs))
      .toSorted((one, other) => validityOf(one).validFromMs - validityOf(other).validFromMs);
    return [current, next].filter((key) => key !== undefined);
  }

  /** When `listed` says something else next, if no key comes or goes before. */
  nextChangeMs(gridMs: number): number {
    const times = this.keys.flatMap((key) => Object.values(validityOf(key)));
    return Math.min(...times.filter((time) => time > gridMs), Number.MAX_SAFE_INTEGER);
  }
}
