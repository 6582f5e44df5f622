/** Damaged lines: a telegram comes out as it was sent, or not at all. `npm run noise:ports` sends more of them. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { ticDecoder } from '../../meter/sources/tic/tic.ts';
import type { Draw } from '../fuzz/mutate.ts';
import { LINES, type Line, throughNoise } from './noise.ts';

const TELEGRAMS = 400;

describe.each(LINES)('$name', (line) => {
  test('a line without errors loses nothing', () => {
    expect(throughNoise(line, TELEGRAMS, 0, 1)).toEqual({ accepted: TELEGRAMS, refused: 0, wrong: [] });
  });

  test.each([1e-5, 1e-4, 1e-3])('%d errors a byte: nothing wrong, and most comes through', (rate) => {
    const { accepted, refused, wrong } = throughNoise(line, TELEGRAMS, rate, 1);
    expect(wrong).toEqual([]);
    expect(accepted + refused).toBe(TELEGRAMS);
    // Of 350 bytes with an error in 1,000 each, two thirds are whole.
    expect(accepted).toBeGreaterThan(TELEGRAMS * 0.6);
    if (rate === 1e-3) expect(refused).toBeGreaterThan(TELEGRAMS / 20);
  });
});

test('control: what was never sent is found', () => {
  const [line] = LINES.filter(({ name }) => name === 'TIC historical, parity ignored');
  const written = line?.write;
  const liar: Line = {
    name: 'a meter that counts what its telegram does not',
    decoder: ticDecoder,
    write: (draw: Draw) => ({ ...written!(draw), milli: { '1-0:1.8.0': 1n } }),
  };
  expect(throughNoise(liar, 10, 0, 1).wrong).toHaveLength(10);
});
