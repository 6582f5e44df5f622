/** Damaged lines: a telegram comes out as it was sent, or not at all. `npm run noise` sends 100,000 at each rate. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { p1Decoder } from '../../meter/sources/p1/p1.ts';
import { p1Telegram } from '../made-telegrams.ts';
import { RATES, throughNoise } from './noise.ts';
import { D0, D0_WITHOUT_PARITY, NOISY_PORTS, type NoisyPort, P1, REPAIRED_P1, sentAs } from './noisy-ports.ts';

const COUNT = 400;

/** A P1 port that sends these, in turn. */
function sending(telegrams: readonly Uint8Array[]): NoisyPort {
  return { ...P1, decoder: p1Decoder, send: (at) => sentAs(p1Decoder, telegrams[at % telegrams.length]!) };
}

describe.each(NOISY_PORTS)('$name', (port) => {
  test('a line without errors loses nothing', () => {
    const figures = throughNoise({ port, count: COUNT, rate: 0, noise: 'mixed', seed: 1 });
    expect(figures).toEqual({ sent: COUNT, damaged: 0, accepted: COUNT, altered: [], wrong: [], faults: {} });
  });

  test.each(RATES)('%d errors a byte: nothing wrong, and most comes through', (rate) => {
    const { damaged, accepted, altered } = throughNoise({ port, count: COUNT, rate, noise: 'mixed', seed: 1 });
    expect(altered).toEqual([]);
    // One that is whole may be lost with a damaged one beside it.
    expect(accepted).toBeGreaterThan(0.95 * (COUNT - damaged));
    expect(accepted).toBeLessThanOrEqual(COUNT - damaged + 2);
    if (rate === 1e-3) expect(damaged).toBeGreaterThan(COUNT / 20);
  });
});

describe('P1 and D0', () => {
  test.each(['byte', 'bit', 'loss'] as const)('errors of a %s: what is accepted is what was sent', (noise) => {
    let refused = 0;
    for (const rate of RATES) {
      const { sent, damaged, accepted, altered } = throughNoise({ port: P1, count: 1_000, rate, noise, seed: 11 });
      expect(altered).toEqual([]);
      expect(accepted).toBeGreaterThan(300);
      expect(sent - accepted).toBeGreaterThanOrEqual(damaged - 2);
      refused += sent - accepted;
    }
    expect(refused).toBeGreaterThan(500);
  });

  test('an optical port with a check character of eight bits: no value is wrong here either, where bytes become others', () => {
    let accepted = 0;
    for (const rate of RATES) {
      const figures = throughNoise({ port: D0, count: 2_000, rate, noise: 'byte', seed: 11 });
      expect(figures.wrong).toEqual([]);
      accepted += figures.accepted;
    }
    expect(accepted).toBeGreaterThan(5_000);
    expect(accepted).toBeLessThan(6_000);
  });

  test('a check character does not see two bits that change in one column; parity does', () => {
    const options = { count: 15_000, rate: 3e-3, noise: 'bit', seed: 3 } as const;
    expect(throughNoise({ port: D0, ...options }).wrong).toEqual([]);
    // Control: the same line, where nobody looks at it.
    expect(throughNoise({ port: D0_WITHOUT_PARITY, ...options }).wrong.length).toBeGreaterThan(5);
  });

  test('the grammar refuses what a checksum lets through', () => {
    // Whatever digits a telegram ends with, they are made right: only the grammar is left.
    const telegrams = Array.from({ length: 50 }, (_, at) => {
      const lines = ['0-0:1.0.0(260105120000W)', `1-0:1.8.0(0000${String(at).padStart(2, '0')}\u00a7.500*kWh)`];
      return p1Telegram(lines);
    });
    const figures = throughNoise({ port: sending(telegrams), count: 50, rate: 0, noise: 'byte', seed: 1 });
    expect(figures).toMatchObject({ accepted: 0, faults: { syntax: 50 }, wrong: [] });
  });

  test('and nearly all of the rest: of damaged ones with a right checksum few are left with another value', () => {
    for (const [noise, most] of [
      ['byte', 0.05],
      ['bit', 0.3],
      ['loss', 0.01],
    ] as const) {
      const { damaged, wrong } = throughNoise({ port: REPAIRED_P1, count: 1_000, rate: 1e-3, noise, seed: 5 });
      expect(damaged).toBeGreaterThan(300);
      expect(wrong.length / damaged).toBeLessThan(most);
    }
  });
});

describe('controls', () => {
  test('a decoder without a checksum would accept wrong ones', () => {
    const telegrams = Array.from({ length: 200 }, (_, at) =>
      p1Telegram([`1-0:1.8.0(00${String(at).padStart(4, '0')}.500*kWh)`], { crc: 'none' }),
    );
    const figures = throughNoise({ port: sending(telegrams), count: 3_000, rate: 1e-2, noise: 'bit', seed: 1 });
    expect(figures.altered).not.toEqual([]);
    expect(figures.wrong).not.toEqual([]);
  });

  test('what was never sent is found', () => {
    const liar: NoisyPort = { ...P1, send: (at, draw) => ({ ...P1.send(at, draw), said: ['1-0:1.8.0=1'] }) };
    expect(throughNoise({ port: liar, count: 10, rate: 0, noise: 'byte', seed: 1 }).wrong).toHaveLength(10);
  });
});
