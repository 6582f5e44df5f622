/**
 * The key file of a simulated aggregator, and what its host and operator do with it: rotate, read again, delete what has
 * ended. What meters seal to is compared with the life that the key really had. [P-9.2]
 */
import type { HpkeKeyPair } from '../../aggregator/party.ts';
import { isGone, isPending, isValid } from '../../protocol/keys/key-validity.ts';

export class KeyRing {
  /** As in the file: the newest first. */
  keys: readonly HpkeKeyPair[];
  /** Rises whenever the file changes. */
  version = 0;
  private readonly make: (keyId: string) => HpkeKeyPair;
  private count = 1;

  constructor(make: (keyId: string) => HpkeKeyPair) {
    this.make = make;
    this.keys = [make('key-1')];
  }

  private next(): HpkeKeyPair {
    this.count += 1;
    return this.make(`key-${this.count}`);
  }

  /** `gridshare rotate`; false if a next key waits already. */
  rotate(gridMs: number, fromMs: number, keepMs: number): boolean {
    if (this.keys.some((key) => isPending(key, gridMs))) return false;
    const ending = this.keys.map((key) => ({
      ...key,
      validUntilMs: Math.min(key.validUntilMs ?? fromMs, fromMs),
      openUntilMs: Math.min(key.openUntilMs ?? fromMs + keepMs, fromMs + keepMs),
    }));
    this.change([{ ...this.next(), validFromMs: fromMs }, ...ending]);
    return true;
  }

  /** `gridshare rotate --now`. */
  replace(): void {
    this.change([this.next()]);
  }

  /** What the host does with the file now and then. */
  deleteGone(gridMs: number): void {
    if (this.keys.some((key) => isGone(key, gridMs))) this.change(this.keys.filter((key) => !isGone(key, gridMs)));
  }

  private change(keys: readonly HpkeKeyPair[]): void {
    this.keys = keys;
    this.version += 1;
  }

  /** What somebody sealed to, by the aggregator's clock. */
  stateOf(keyId: string, gridMs: number): 'valid' | 'pending' | 'retired' | 'gone' {
    const key = this.keys.find((one) => one.keyId === keyId);
    if (key === undefined || isGone(key, gridMs)) return 'gone';
    if (isValid(key, gridMs)) return 'valid';
    return isPending(key, gridMs) ? 'pending' : 'retired';
  }
}
