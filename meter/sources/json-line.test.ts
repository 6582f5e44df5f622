/** Lines of JSON as brokers, gateways and meters write them: every digit counts, and what is not clear is refused. [P-2.4] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinesSource } from '../../schemas/types.ts';
import { EXPORT, IMPORT } from '../../test/material.ts';
import { LineError, decodeLine } from './json-line.ts';
import { parseQuantity } from './quantity.ts';
import { parseTimestamp } from './timestamp.ts';

const ONE: LinesSource = { kind: 'lines', registers: [{ register: IMPORT, unit: 'kWh' }] };

function shown(line: string, config: LinesSource = ONE): [milli: bigint, resolution: bigint][] {
  return decodeLine(line, config).registers.map(({ milli, resolutionMilli }) => [milli, resolutionMilli]);
}

describe('a line', () => {
  test('may be what Tasmota, zigbee2mqtt, Glow or a shell writes', () => {
    const at = (value: string, unit: 'Wh' | 'kWh' = 'kWh'): LinesSource => ({
      kind: 'lines',
      registers: [{ register: IMPORT, value, unit }],
    });
    const tasmota = '{"Time":"2026-01-31T12:00:00","ENERGY":{"Total":1185.493,"Power":140}}';
    expect(shown(tasmota, at('ENERGY.Total'))).toEqual([[1_185_493_000n, 1_000n]]);
    expect(shown('{"energy":12.34,"linkquality":90}', at('energy'))).toEqual([[12_340_000n, 10_000n]]);
    const glow = '{"electricitymeter":{"energy":{"import":{"cumulative":"8123.001","units":"kWh"}}}}';
    expect(shown(glow, at('electricitymeter.energy.import.cumulative'))).toEqual([[8_123_001_000n, 1_000n]]);
    expect(shown(` {"${IMPORT}":"000123.456"} `)).toEqual([[123_456_000n, 1_000n]]);
    expect(shown('1234567', at('x', 'Wh'))).toEqual([[1_234_567_000n, 1_000n]]);
  });

  test('keeps digits that a floating-point number has not', () => {
    expect(shown('{"1-0:1.8.0":9007199254.740993}')).toEqual([[9_007_199_254_740_993n, 1n]]);
    expect(BigInt(Number('9007199254.740993') * 1e6)).not.toBe(9_007_199_254_740_993n);
    expect(shown('{"1-0:1.8.0":0.1234567}')).toEqual([[123_456n, 1n]]);
  });

  test('tells its meter, its times, its serial number, its quality, and where registers roll over', () => {
    const config: LinesSource = {
      kind: 'lines',
      meter: 'id',
      time: 'at',
      meterTime: 'meter.clock',
      serial: 'meter.number',
      quality: 'state',
      registers: [
        { register: IMPORT, value: 'in', unit: 'kWh', rollsOverAt: 1_000_000 },
        { register: EXPORT, value: 'out', unit: 'MWh' },
      ],
    };
    const meter = { clock: 1_769_860_801, number: 4711 };
    const line = { id: 'm-1', at: '2026-01-31T13:00:00.25+01:00', state: 'doubtful', in: '1.5', out: 2, meter };
    expect(decodeLine(JSON.stringify(line), config)).toEqual({
      meter: 'm-1',
      timeMs: Date.UTC(2026, 0, 31, 12, 0, 0, 250),
      meterMs: 1_769_860_801_000,
      serial: '4711',
      quality: 'doubtful',
      registers: [
        { register: IMPORT, milli: 1_500_000n, resolutionMilli: 100_000n, rollsOverAtMilli: 1_000_000_000_000n },
        { register: EXPORT, milli: 2_000_000_000n, resolutionMilli: 1_000_000_000n },
      ],
    });
    // Gateways tell what has changed.
    expect(decodeLine(JSON.stringify({ ...line, in: undefined }), config).registers).toHaveLength(1);
  });

  test.each([
    ['no JSON', '{"1-0:1.8.0":12', ONE],
    ['nothing', '""', ONE],
    ['not its register', '{"2.8.0":12}', ONE],
    ['a negative number', '{"1-0:1.8.0":-12}', ONE],
    ['a number that lost digits', '{"1-0:1.8.0":1.2e3}', ONE],
    ['no number', '{"1-0:1.8.0":"12 kWh"}', ONE],
    ['null', '{"1-0:1.8.0":null}', ONE],
    ['a comma', '{"1-0:1.8.0":"12,5"}', ONE],
    ['too many digits', `{"1-0:1.8.0":"${'9'.repeat(16)}"}`, ONE],
    ['no meter', '{"1-0:1.8.0":12}', { ...ONE, meter: 'id' }],
    ['no time', '{"1-0:1.8.0":12}', { ...ONE, time: 'at' }],
    ['a time without a zone', '{"1-0:1.8.0":12,"at":"2026-01-31T12:00:00"}', { ...ONE, time: 'at' }],
    ['another quality', '{"1-0:1.8.0":12,"q":"fine"}', { ...ONE, quality: 'q' }],
    [
      'a bare number for two',
      '12',
      { ...ONE, registers: [...ONE.registers, { register: EXPORT, unit: 'kWh' as const }] },
    ],
    ['a bare number that should name its meter', '12', { ...ONE, meter: 'id' }],
    ['what only its prototype has', '{"1-0:1.8.0":12}', { ...ONE, meter: 'constructor.name' }],
  ] satisfies [string, string, LinesSource][])('is refused with %s', (_what, line, config) => {
    const refused = (): unknown => decodeLine(line, config);
    expect(refused).toThrow(LineError);
    // What it says is a reading, and goes into no log.
    try {
      refused();
    } catch (error) {
      expect(String(error).replace('2026-01-31T12:00:00Z', '')).not.toMatch(/12|999/);
    }
  });

  test('of any kind is a sample or a LineError', () => {
    const value = fc.oneof(fc.json(), fc.string(), fc.stringMatching(/^[-+0-9.eE]{0,20}$/));
    fc.assert(
      fc.property(
        fc.oneof(
          value,
          fc.record({ [IMPORT]: value }).map((line) => JSON.stringify(line)),
        ),
        (line) => {
          try {
            for (const { milli, resolutionMilli } of decodeLine(line, ONE).registers)
              expect([milli >= 0n, resolutionMilli >= 1n]).toEqual([true, true]);
          } catch (error) {
            expect(error).toBeInstanceOf(LineError);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

test('a quantity is exact in any unit and with any number of decimals', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.nat({ max: 6 }),
      fc.nat({ max: 3 }),
      (milli, decimals, zeros) => {
        const kilo = String(milli).padStart(decimals + 1, '0');
        const text = decimals === 0 ? kilo : `${kilo.slice(0, -decimals)}.${kilo.slice(-decimals)}`;
        const quantity = parseQuantity('0'.repeat(zeros) + text, 'kWh');
        expect(quantity).toEqual({
          milli: milli * 10n ** BigInt(6 - decimals),
          resolutionMilli: 10n ** BigInt(6 - decimals),
        });
      },
    ),
  );
});

test('times are what Date makes of them, and nothing is guessed', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2399-12-31'), noInvalidDate: true }), (date) => {
      expect(parseTimestamp(date.toISOString())).toBe(date.getTime());
    }),
    { numRuns: 2_000 },
  );
  expect(parseTimestamp('2024-02-29T23:59:59+0000')).toBe(Date.UTC(2024, 1, 29, 23, 59, 59));
  expect(parseTimestamp('2026-01-01 00:30:00+05:45')).toBe(Date.UTC(2025, 11, 31, 18, 45));
  expect(parseTimestamp('1769860801.5')).toBe(1_769_860_801_500);
  expect(parseTimestamp('1769860801500')).toBe(1_769_860_801_500);
  for (const wrong of ['2023-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01', '17', ''])
    expect(parseTimestamp(wrong)).toBeUndefined();
});
