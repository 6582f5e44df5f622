/** Devices behind a P1 port are registers of the meter, by the names that they have by themselves. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { type TelegramDevice, p1Telegram } from '../../test/telegram.ts';
import type { Sample } from '../sample.ts';
import { p1Decoder } from './p1/p1.ts';
import { sampleOf } from './telegram-sample.ts';

const NOW_MS = Date.UTC(2026, 0, 15, 12, 3, 20);
const HOUR_MS = 3_600_000;

const device = (place: number, type: string, value: string, agoMs = 200_000): TelegramDevice => ({
  place,
  type,
  serial: `device-${place}`,
  readMs: NOW_MS - agoMs,
  value,
});

function shownBy(...devices: readonly TelegramDevice[]): Sample['registers'] {
  const [telegram] = p1Decoder().push(p1Telegram('meter-0001', '5.000', '0.000', devices, NOW_MS));
  if (telegram?.kind !== 'telegram') throw new Error('the telegram was not read');
  return sampleOf(telegram)!.registers.filter(({ register }) => !register.startsWith('1-'));
}

const namesOf = (...devices: readonly TelegramDevice[]): string[] =>
  shownBy(...devices).map(({ register, unit, milli }) => `${register} ${milli} ${unit}`);

describe('[P-2.4] devices behind a P1 port', () => {
  test('alone of their kind have channel 0, exact in their unit, with serial number and time of their own', () => {
    const all = [
      device(1, '003', '00124.477*m3'),
      device(2, '007', '00872.23*m3'),
      device(3, '012', '240.860*GJ'),
      device(4, '006', '00003.001*m3'),
    ];
    expect(namesOf(...all)).toEqual([
      '7-0:3.0.0 124477000 dm3',
      '8-0:1.0.0 872230000 dm3',
      '6-0:1.0.0 240860000000 kJ',
      '9-0:1.0.0 3001000 dm3',
    ]);
    const [gas, water] = shownBy(...all);
    expect(gas).toMatchObject({ resolutionMilli: 1_000n, device: { serial: 'device-1', meterMs: NOW_MS - 200_000 } });
    expect(water).toMatchObject({ resolutionMilli: 10_000n });
  });

  test('that are several of a kind have the number of their place, and none of them is channel 0', () => {
    expect(namesOf(device(1, '003', '00001.000*m3'), device(3, '003', '00002.000*m3'))).toEqual([
      '7-1:3.0.0 1000000 dm3',
      '7-3:3.0.0 2000000 dm3',
    ]);
  });

  test('of which one is read no more leave channel 0 to the other: a device that was exchanged stays in the list', () => {
    const [old, successor] = [device(1, '003', '00900.000*m3', 49 * HOUR_MS), device(2, '003', '00000.500*m3')];
    expect(namesOf(old, successor)).toEqual([
      '7-0:3.0.0 500000 dm3',
      '7-1:3.0.0 900000000 dm3',
      '7-2:3.0.0 500000 dm3',
    ]);
    const both = [{ ...old, readMs: NOW_MS - 47 * HOUR_MS }, successor];
    expect(namesOf(...both)).toEqual(['7-1:3.0.0 900000000 dm3', '7-2:3.0.0 500000 dm3']);
  });

  test('of another kind, or in a unit that their kind does not count in, are left out', () => {
    expect(namesOf(device(1, '002', '00001.000*kWh'), device(2, '003', '00001.000*kWh'))).toEqual([]);
    expect(namesOf(device(1, '004', '00001.000*kWh'))).toEqual(['6-0:1.0.0 1000000 Wh']);
  });
});
