/**
 * Slow, obvious twins of the field and of interpolation, for tests only: schoolbook bigint arithmetic written from the
 * definitions, sharing no code with `protocol/`. [P-2]
 */

const PRIME = 340282366920938462946865773367900766209n;

function modulo(value: bigint): bigint {
  return ((value % PRIME) + PRIME) % PRIME;
}

export function slowAdd(a: bigint, b: bigint): bigint {
  return modulo(a + b);
}

export function slowSubtract(a: bigint, b: bigint): bigint {
  return modulo(a - b);
}

export function slowMultiply(a: bigint, b: bigint): bigint {
  return modulo(a * b);
}

/** By repeated multiplication: small exponents only. */
export function slowPower(base: bigint, exponent: number): bigint {
  let result = 1n;
  for (let count = 0; count < exponent; count++) result = modulo(result * base);
  return result;
}

/** Fermat's a^(p-2), most significant bit first. */
export function slowInvert(a: bigint): bigint {
  let result = 1n;
  for (const bit of (PRIME - 2n).toString(2)) {
    result = modulo(result * result);
    if (bit === '1') result = modulo(result * a);
  }
  return result;
}

/** Bytes as an unsigned little-endian integer of any length, not reduced. */
export function slowInteger(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes.toReversed()) value = value * 256n + BigInt(byte);
  return value;
}

export function slowIsCanonical(bytes: Uint8Array): boolean {
  return slowInteger(bytes) < PRIME;
}

export function slowReduce(bytes: Uint8Array): bigint {
  return modulo(slowInteger(bytes));
}

export function slowEncode(value: bigint): Uint8Array {
  const bytes = new Uint8Array(16);
  let rest = value;
  for (let at = 0; at < 16; at++) {
    bytes[at] = Number(rest % 256n);
    rest /= 256n;
  }
  return bytes;
}

export function slowSum(elements: readonly Uint8Array[]): bigint {
  let sum = 0n;
  for (const element of elements) sum = modulo(sum + slowInteger(element));
  return sum;
}

/** Sum of coefficient * x^power, term by term. */
export function slowEvaluate(coefficients: readonly bigint[], x: number): bigint {
  let sum = 0n;
  for (const [power, coefficient] of coefficients.entries()) {
    sum = modulo(sum + coefficient * slowPower(BigInt(x), power));
  }
  return sum;
}

/** The coefficients of the polynomial through all points, by Gauss-Jordan elimination of the Vandermonde system. */
export function slowCoefficients(points: readonly { x: number; y: bigint }[]): bigint[] {
  const size = points.length;
  const rows = points.map(({ x, y }) => [...points.keys()].map((power) => slowPower(BigInt(x), power)).concat(y));
  for (let column = 0; column < size; column++) {
    const pivotIndex = rows.findIndex((row, index) => index >= column && row[column] !== 0n);
    const pivot = rows[pivotIndex];
    const displaced = rows[column];
    if (pivot === undefined || displaced === undefined) throw new Error('singular: two points share their x');
    rows[pivotIndex] = displaced;
    const inverse = slowInvert(pivot[column]!);
    const scaled = pivot.map((cell) => modulo(cell * inverse));
    rows[column] = scaled;
    for (const [index, row] of rows.entries()) {
      if (index === column) continue;
      const factor = row[column]!;
      rows[index] = row.map((cell, at) => modulo(cell - factor * scaled[at]!));
    }
  }
  return rows.map((row) => row[size]!);
}
