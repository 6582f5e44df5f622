/**
 * Splitting a reading: value and tag of each register become Shamir shares with deterministic coefficients, so that the
 * same reading always gives the very same shares and another value unrelated ones. Only meters split. [P-3]
 */
import { Encoder } from '../protocol/wire/bytes.ts';
import { ELEMENT_BYTES, encodeElement, reduceWide } from '../protocol/math/field.ts';
import { evaluate } from '../protocol/math/lagrange.ts';
import { assert } from '../protocol/machine.ts';
import type { SharesTopic } from '../protocol/wire/topics.ts';
import type { MeterParty } from './party.ts';

/** What a split depends on besides the meter. */
export interface Sharing {
  readonly id: string;
  readonly aggregatorCount: number;
  readonly threshold: number;
  /** Which topics its messages go to; `aggregator` if not said. */
  readonly topic?: SharesTopic;
}

function coefficients(
  party: MeterParty,
  sharing: Sharing,
  interval: number,
  register: string,
  kind: 'value' | 'tag',
  secret: bigint,
): bigint[] {
  const encodedSecret = new Uint8Array(ELEMENT_BYTES);
  encodeElement(secret, encodedSecret, 0);
  const all = [secret];
  for (let degree = 1; degree < sharing.threshold; degree++) {
    const input = new Encoder('gridshare/1 coefficient')
      .text(party.deployment)
      .text(sharing.id)
      .text(party.id)
      .integer(party.keyEpoch)
      .integer(interval)
      .text(register)
      .text(kind)
      // The value itself: a corrected reading must not differ from the first by a known multiple of x.
      .data(encodedSecret)
      .integer(degree)
      .finish();
    all.push(reduceWide(party.crypto.hmac(party.splitKey, input)));
  }
  return all;
}

/** Shares of one reading: at j - 1 what aggregator j gets, per register a value share and a tag share of 16 bytes. */
export function splitReading(
  party: MeterParty,
  sharing: Sharing,
  interval: number,
  valuesUnits: readonly number[],
): Uint8Array[] {
  assert(valuesUnits.length === party.registers.length, 'a reading has a value for every register');
  const shares = Array.from(
    { length: sharing.aggregatorCount },
    () => new Uint8Array(party.registers.length * 2 * ELEMENT_BYTES),
  );
  party.registers.forEach((register, at) => {
    const value = BigInt(valuesUnits[at] ?? 0);
    assert(value >= 0n, 'a reading is not negative');
    const tag = party.tagger.tag(party.keyEpoch, register, interval, value);
    const polynomials = [
      coefficients(party, sharing, interval, register, 'value', value),
      coefficients(party, sharing, interval, register, 'tag', tag),
    ];
    polynomials.forEach((polynomial, which) => {
      shares.forEach((out, index) => {
        encodeElement(evaluate(polynomial, index + 1), out, (at * 2 + which) * ELEMENT_BYTES);
      });
    });
  });
  return shares;
}
