/**
 * A small seeded generator (sfc32) for simulated homes: the same numbers on every machine, for ever.
 * Not for anything secret; shares and keys have nothing to do with it.
 */

export interface Prng {
  /** [0, 1) */
  unit(): number;
  /** [low, high) */
  between(low: number, high: number): number;
  /** Whole numbers low..high, both included. */
  whole(low: number, high: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Bell-shaped around 0 with standard deviation 1, never beyond +-6. */
  bell(): number;
}

/**
 * A stream of its own for each list of numbers, for instance (seed, home, day): what one home draws never shifts another's.
 * Source: C. Doty-Humphrey, PractRand, sfc32; mixing of the seed as in MurmurHash3's finalizer.
 */
export function createPrng(...seed: readonly number[]): Prng {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let counter = 1;
  const bits = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (const number of seed) {
    a = mix(a ^ number);
    // Seeds above 32 bits differ in what lies above them, too.
    b = mix(b ^ Math.floor(number / 0x1_0000_0000) ^ a);
    c = mix(c ^ b);
  }
  for (let round = 0; round < 12; round += 1) bits();

  const unit = (): number => bits() / 0x1_0000_0000;
  return {
    unit,
    between: (low, high) => low + (high - low) * unit(),
    whole: (low, high) => low + Math.floor((high - low + 1) * unit()),
    chance: (probability) => unit() < probability,
    bell: () => {
      // Sum of uniforms: only additions, so no library's logarithm or cosine can differ in the last digit.
      let sum = -6;
      for (let count = 0; count < 12; count += 1) sum += unit();
      return sum;
    },
  };
}

function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
