/** Words of Modbus registers as exact decimals, with the step that a float really has. */
import { describe, expect, test } from 'vitest';
import { type ModbusRegister, modbusValue } from './modbus-registers.ts';

const FLOAT: ModbusRegister = { register: '1-0:1.8.0', address: 0, table: 'input', type: 'float32', milli: 1_000_000n };

function words(value: number): number[] {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return [view.getUint16(0), view.getUint16(2)];
}

describe('a float32 of kWh', () => {
  test.each([
    [0, 0n, 1n],
    [1, 1_000_000n, 1n],
    [9570.775, 9_570_775_390n, 976n],
    // From here on its step is 2 Wh, nearly.
    [16_384, 16_384_000_000n, 1_953n],
    [16_384.001953125, 16_384_001_953n, 1_953n],
    [8_388_608, 8_388_608_000_000n, 1_000_000n],
    [33_554_432, 33_554_432_000_000n, 4_000_000n],
  ])('%d', (value, milli, resolutionMilli) => {
    expect(modbusValue(FLOAT, words(value))).toEqual({ register: FLOAT.register, milli, resolutionMilli });
  });

  test.each([
    ['NaN', [0x7fc0, 0]],
    ['infinity', [0x7f80, 0]],
    ['negative', [0xbf80, 0]],
  ])('%s is none', (_what, bits) => {
    expect(modbusValue(FLOAT, bits)).toBeUndefined();
  });

  test('minus zero is zero', () => {
    expect(modbusValue(FLOAT, [0x8000, 0])).toMatchObject({ milli: 0n });
  });
});

test('whole numbers are what one of them is worth', () => {
  const row: ModbusRegister = { ...FLOAT, type: 'uint32', milli: 10_000n };
  expect(modbusValue(row, [1, 2])).toMatchObject({ milli: 65_538n * 10_000n, resolutionMilli: 10_000n });
  expect(modbusValue({ ...row, type: 'uint64' }, [0, 1, 0, 0])).toMatchObject({ milli: 4_294_967_296n * 10_000n });
});
