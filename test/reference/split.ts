/**
 * The slow twin of splitting: Shamir over BigInt, coefficients and tags straight from the definitions with node:crypto.
 * Shares no code with `protocol/` or `meter/`. [P-3]
 */
import { createHmac } from 'node:crypto';
import { slowAdd, slowEncode, slowEvaluate, slowMultiply, slowReduce, slowSubtract } from './field.ts';

export interface SlowMeter {
  readonly splitKey: Uint8Array;
  readonly tagKey: Uint8Array;
  readonly deployment: string;
  readonly id: string;
  readonly keyEpoch: number;
  readonly registers: readonly string[];
}

function field(value: string | number | Uint8Array): Buffer {
  if (typeof value === 'number') {
    const out = Buffer.alloc(8);
    out.writeBigUInt64BE(BigInt(value));
    return out;
  }
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function draw(key: Uint8Array, ...fields: (string | number | Uint8Array)[]): bigint {
  return slowReduce(
    createHmac('sha256', key)
      .update(Buffer.concat(fields.map(field)))
      .digest(),
  );
}

export function slowTag(meter: SlowMeter, register: string, interval: number, value: bigint): bigint {
  const alpha = draw(meter.tagKey, 'alpha', meter.keyEpoch, register) || 1n;
  const gamma = (at: number): bigint => draw(meter.tagKey, 'gamma', meter.keyEpoch, register, at);
  return slowAdd(slowMultiply(alpha, value), slowSubtract(gamma(interval + 1), gamma(interval)));
}

/** Per aggregator, per register: value share and tag share. */
export function slowSplit(
  meter: SlowMeter,
  sharing: { readonly id: string; readonly aggregatorCount: number; readonly threshold: number },
  interval: number,
  valuesUnits: readonly number[],
): { readonly value: bigint; readonly tag: bigint }[][] {
  const { deployment, id, keyEpoch, splitKey } = meter;
  const polynomial = (register: string, kind: string, secret: bigint): bigint[] => {
    const coefficients = [secret];
    for (let number = 1; number < sharing.threshold; number++) {
      const about = [deployment, sharing.id, id, keyEpoch, interval, register, kind, slowEncode(secret), number];
      coefficients.push(draw(splitKey, 'gridshare/1 coefficient', ...about));
    }
    return coefficients;
  };
  const polynomials = meter.registers.map((register, at) => {
    const value = BigInt(valuesUnits[at]!);
    return {
      value: polynomial(register, 'value', value),
      tag: polynomial(register, 'tag', slowTag(meter, register, interval, value)),
    };
  });
  return Array.from({ length: sharing.aggregatorCount }, (_, at) =>
    polynomials.map(({ value, tag }) => ({ value: slowEvaluate(value, at + 1), tag: slowEvaluate(tag, at + 1) })),
  );
}
