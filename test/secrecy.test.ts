/**
 * Secrecy of the split, by counting: fewer than k shares have the same distribution whatever the secret. [P-3]
 * Exhaustive over a tiny prime, statistical over Field128. Every check has a control: a broken split it must catch.
 */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { ELEMENT_BYTES, encodeElement, reduceWide } from '../protocol/math/field.ts';
import { evaluate } from '../protocol/math/lagrange.ts';
import { subsets } from '../utility/settling/reed-solomon.ts';

const SHARE_COUNT = 4;

/** The split of section 3 over the integers mod `prime`: share j is f(j), the secret f(0). */
function split(prime: number, secret: number, coefficients: readonly number[]): number[] {
  return Array.from({ length: SHARE_COUNT }, (_, index) =>
    [secret, ...coefficients].reduceRight((value, coefficient) => (value * (index + 1) + coefficient) % prime, 0),
  );
}

/** All tuples of `length` coefficients, each out of `choices`. */
function tuples(length: number, choices: readonly number[]): number[][] {
  if (length === 0) return [[]];
  return tuples(length - 1, choices).flatMap((rest) => choices.map((choice) => [...rest, choice]));
}

/** How often each view (the shares at `seen`) comes up for a secret over all draws, as one comparable string. */
function histogram(prime: number, secret: number, seen: readonly number[], draws: readonly number[][]): string {
  const counts = new Map<string, number>();
  for (const coefficients of draws) {
    const shares = split(prime, secret, coefficients);
    const view = seen.map((index) => shares[index]).join();
    counts.set(view, (counts.get(view) ?? 0) + 1);
  }
  return [...counts]
    .map(([view, count]) => `${view}: ${count}`)
    .toSorted((one, other) => (one < other ? -1 : 1))
    .join('; ');
}

/** Whether any coalition of `viewerCount` sees a distribution that depends on the secret. */
function leaks(prime: number, viewerCount: number, draws: readonly number[][]): boolean {
  const secrets = [...Array(prime).keys()];
  for (const seen of subsets([...Array(SHARE_COUNT).keys()], viewerCount)) {
    if (new Set(secrets.map((secret) => histogram(prime, secret, seen, draws))).size > 1) return true;
  }
  return false;
}

describe.each([
  { prime: 13, threshold: 2 },
  { prime: 13, threshold: 3 },
  { prime: 13, threshold: 4 },
  { prime: 5, threshold: 3 },
])('exhaustively, over $prime elements, k = $threshold', ({ prime, threshold }) => {
  const residues = [...Array(prime).keys()];
  const draws = tuples(threshold - 1, residues);

  test('[P-3] any k-1 shares are distributed alike for every secret', () => {
    for (let viewerCount = 1; viewerCount < threshold; viewerCount++) {
      expect(leaks(prime, viewerCount, draws)).toBe(false);
    }
  });

  test('[P-3] control: k shares are not', () => {
    expect(leaks(prime, threshold, draws)).toBe(true);
  });

  test('[P-3] control: coefficients that may not be zero leak', () => {
    expect(leaks(prime, threshold - 1, tuples(threshold - 1, residues.slice(1)))).toBe(true);
  });

  test('[P-3] control: small coefficients leak', () => {
    expect(leaks(prime, threshold - 1, tuples(threshold - 1, residues.slice(0, prime >> 1)))).toBe(true);
  });
});

test('[P-3] control: one coefficient used twice leaks', () => {
  const repeated = [...Array(13).keys()].map((coefficient) => [coefficient, coefficient]);
  expect(leaks(13, 2, repeated)).toBe(true);
});

describe('statistically, over Field128', () => {
  const sampleCount = 20_000;
  // Chi-square with 255 degrees of freedom: mean 255, deviation 22.6. The key is fixed, so the test never flickers;
  // six deviations would come up by chance for one key in 10^5, and a constant byte scores 5 million.
  const limit = 255 + 6 * 22.6;
  const key = nodeCrypto.secretKey(new Uint8Array(32).fill(0x5e));

  /** 256 pseudorandom bits for a draw, as a meter makes them. */
  function pseudoRandom(draw: number, coefficient: number): Uint8Array {
    const input = new Uint8Array(8);
    new DataView(input.buffer).setUint32(0, draw);
    new DataView(input.buffer).setUint32(4, coefficient);
    return nodeCrypto.hmac(key, input);
  }

  /** The worst chi-square against uniform bytes, over the 16 byte positions of a share. */
  function worstChiSquare(shareOf: (draw: number) => bigint): number {
    const counts = Array.from({ length: ELEMENT_BYTES }, () => new Uint32Array(256));
    const share = new Uint8Array(ELEMENT_BYTES);
    for (let draw = 0; draw < sampleCount; draw++) {
      encodeElement(shareOf(draw), share, 0);
      for (const [position, byte] of share.entries()) counts[position]![byte]! += 1;
    }
    const expected = sampleCount / 256;
    return Math.max(...counts.map((own) => own.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)));
  }

  const cases = [
    { secret: 0n, threshold: 2, x: 1 },
    { secret: 0n, threshold: 3, x: 3 },
    { secret: 1234n, threshold: 2, x: 2 },
    { secret: 1234n, threshold: 3, x: 1 },
    { secret: 2n ** 127n, threshold: 2, x: 5 },
  ];

  test.each(cases)('[P-3] a share of $secret at x = $x, k = $threshold, has uniform bytes', (one) => {
    const shareOf = (draw: number): bigint => {
      const drawn = Array.from({ length: one.threshold - 1 }, (_, index) => reduceWide(pseudoRandom(draw, index + 1)));
      return evaluate([one.secret, ...drawn], one.x);
    };
    expect(worstChiSquare(shareOf)).toBeLessThan(limit);
  });

  /** A coefficient as a naive split over the integers would draw it. */
  function smallCoefficient(draw: number): bigint {
    return reduceWide(pseudoRandom(draw, 1)) % 2n ** 64n;
  }

  test('[P-3] control: integer shares with small coefficients do not', () => {
    expect(worstChiSquare((draw) => evaluate([1234n, smallCoefficient(draw)], 2))).toBeGreaterThan(100 * limit);
  });

  /** Uniform but for the top bit of each byte, which is the AND of two coins. */
  function unevenCoefficient(draw: number): bigint {
    const [first, second] = [pseudoRandom(draw, 1), pseudoRandom(draw, 2)];
    return reduceWide(first.map((byte, at) => (at < ELEMENT_BYTES ? byte & (second[at]! | 0x7f) : 0)));
  }

  test('[P-3] control: neither do coefficients with one uneven bit per byte, which no single share would show', () => {
    expect(worstChiSquare((draw) => evaluate([1234n, unevenCoefficient(draw)], 1))).toBeGreaterThan(limit);
  });
});
