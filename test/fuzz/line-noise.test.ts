/** A P1 port over a line that damages what it carries: not one value is wrong. `npm run noise` sends 100,000 at each rate. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { p1Telegram } from '../made-telegrams.ts';
import { runNoise } from './line-noise.ts';

describe('telegrams over a line with noise', () => {
  test.each(['byte', 'bit', 'loss'] as const)('errors of a %s: what is accepted is what was sent', (noise) => {
    let refused = 0;
    for (const rate of [1e-5, 1e-4, 1e-3]) {
      const figures = runNoise({ count: 1_000, rate, noise, seed: 11 });
      expect(figures.wrong).toBe(0);
      expect(figures.accepted).toBeGreaterThan(300);
      // One that is whole may be lost with a damaged one beside it.
      expect(figures.refused).toBeGreaterThanOrEqual(figures.damaged - 2);
      refused += figures.refused;
    }
    expect(refused).toBeGreaterThan(500);
  });

  test('an optical port with a check character of eight bits: no value is wrong here either, where bytes become others', () => {
    let accepted = 0;
    for (const rate of [1e-5, 1e-4, 1e-3]) {
      const figures = runNoise({ port: 'd0', count: 2_000, rate, noise: 'byte', seed: 11 });
      expect(figures.wrongValues).toBe(0);
      accepted += figures.accepted;
    }
    expect(accepted).toBeGreaterThan(5_000);
    expect(accepted).toBeLessThan(6_000);
  });

  test('the grammar refuses what a checksum lets through', () => {
    // Whatever digits a telegram ends with, they are made right: only the grammar is left.
    const telegrams = Array.from({ length: 50 }, (_, at) => {
      const lines = ['0-0:1.0.0(260105120000W)', `1-0:1.8.0(0000${String(at).padStart(2, '0')}\u00a7.500*kWh)`];
      return p1Telegram(lines);
    });
    const figures = runNoise({ count: 50, rate: 1e-9, noise: 'byte', seed: 1, telegrams });
    expect(figures).toMatchObject({ accepted: 0, fits: 50, wrong: 0 });
  });

  test('and nearly all of the rest: of damaged ones with a right checksum few are left with another value', () => {
    for (const [noise, most] of [
      ['byte', 0.05],
      ['bit', 0.3],
      ['loss', 0.01],
    ] as const) {
      const figures = runNoise({ count: 1_000, rate: 1e-3, noise, seed: 5, isRepaired: true });
      expect(figures.damaged).toBeGreaterThan(300);
      expect(figures.wrongValues / figures.damaged).toBeLessThan(most);
    }
  });

  test('control: a decoder without a checksum would accept wrong ones', () => {
    const telegrams = Array.from({ length: 200 }, (_, at) =>
      p1Telegram([`1-0:1.8.0(00${String(at).padStart(4, '0')}.500*kWh)`], { crc: 'none' }),
    );
    const figures = runNoise({ count: 3_000, rate: 1e-2, noise: 'bit', seed: 1, telegrams });
    expect(figures.wrong).toBeGreaterThan(0);
    expect(figures.wrongValues).toBeGreaterThan(0);
  });
});
