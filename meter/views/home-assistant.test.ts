/** What Home Assistant is told of a meter, held against what its documentation of MQTT discovery wants. */
import { describe, expect, test } from 'vitest';
import { EXPORT, IMPORT } from '../../test/material.ts';
import { type HomeDevice, billText, deviceId, discoveryOf, energyText, homeTopics } from './home-assistant.ts';
import type { PresentBill } from './present.ts';

const DEVICE: HomeDevice = {
  deployment: 'street-1',
  meter: 'm_900',
  registers: [IMPORT, EXPORT],
  shown: [IMPORT, EXPORT],
  unitOf: () => 'Wh',
  software: '0.1.0',
  availabilityTopic: 'gridshare/street-1/m_900/availability',
};

interface Discovery {
  readonly device: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const told = (device: HomeDevice): Discovery => JSON.parse(discoveryOf(device, 'homeassistant').payload) as Discovery;

/** Of its documentation: what stands in a discovery message of a device, by place. Short forms are others. */
const SHARED = ['availability_topic', 'payload_available', 'payload_not_available', 'qos', 'state_topic'];
const ENTITY =
  'platform name unique_id device_class state_class unit_of_measurement entity_category icon suggested_display_precision state_topic value_template json_attributes_topic'.split(
    ' ',
  );
const ENERGY_UNITS = ['Wh', 'kWh', 'MWh', 'MJ', 'GJ'];

/** What is wrong with a discovery message. */
function problems(topic: string, payload: string): string[] {
  const found: string[] = [];
  if (!/^homeassistant\/device\/[a-zA-Z0-9_-]+\/config$/.test(topic)) found.push(`topic ${topic}`);
  const { device, origin, components, ...shared } = JSON.parse(payload) as Record<string, Record<string, unknown>>;
  if (!Array.isArray(device?.['identifiers']) || device['identifiers'].length === 0) found.push('no identifiers');
  if (typeof origin?.['name'] !== 'string') found.push('no origin');
  found.push(...Object.keys(shared).filter((key) => !SHARED.includes(key)));
  const ids = new Set<unknown>();
  for (const [key, entity] of Object.entries(components ?? {}) as [string, Record<string, unknown>][]) {
    found.push(...Object.keys(entity).filter((one) => !ENTITY.includes(one)));
    if (!['sensor', 'binary_sensor'].includes(String(entity['platform']))) found.push(`${key} has no platform`);
    if (typeof entity['unique_id'] !== 'string' || ids.has(entity['unique_id'])) found.push(`${key} has no unique_id`);
    ids.add(entity['unique_id']);
    if (typeof entity['state_topic'] !== 'string') found.push(`${key} has no state`);
    const isEnergy = entity['device_class'] === 'energy';
    if (isEnergy && !ENERGY_UNITS.includes(String(entity['unit_of_measurement']))) found.push(`${key} has no unit`);
    // Of energy the energy page takes these only, and no measurement.
    if (isEnergy && ![undefined, 'total', 'total_increasing'].includes(entity['state_class'] as string | undefined))
      found.push(`${key} is a measurement`);
  }
  return found;
}

describe('discovery', () => {
  test('is as Home Assistant wants it, with whole key names', () => {
    const { topic, payload } = discoveryOf(DEVICE, 'homeassistant');
    expect([topic, problems(topic, payload)]).toEqual(['homeassistant/device/gridshare_street-1_m_900/config', []]);
    const { components } = told(DEVICE);
    expect(components['energy_1-0_1_8_0']).toEqual({
      platform: 'sensor',
      name: 'Energy drawn',
      unique_id: 'gridshare_street-1_m_900_energy_1-0_1_8_0',
      device_class: 'energy',
      state_class: 'total_increasing',
      unit_of_measurement: 'kWh',
      suggested_display_precision: 3,
      state_topic: 'gridshare/street-1/m_900/energy',
      value_template: "{{ value_json['1-0:1.8.0'] }}",
    });
    expect(Object.values(components).map(({ name }) => name)).toEqual([
      'Energy drawn',
      'Energy fed in',
      'Last bill, energy drawn',
      'Last bill, energy fed in',
      'Last bill verified',
      'Grid connection',
    ]);
    // Control: what is wrong is found.
    expect(problems('homeassistant/device/m 900/config', payload)).toHaveLength(1);
    expect(problems(topic, payload.replaceAll('"unique_id"', '"uniq_id"')).length).toBeGreaterThan(6);
    expect(problems(topic, payload.replaceAll('total_increasing', 'measurement'))).toHaveLength(2);
    expect(problems(topic, payload.replaceAll('"kWh"', '"Wah"'))).toHaveLength(4);
  });

  test('of gas, water and heat is what Home Assistant has for them', () => {
    const units = { '7-0:3.0.0': 'dm3', '8-0:1.0.0': 'dm3', '6-0:1.0.0': 'kJ', '1-0:1.8.0': 'Wh' } as const;
    const registers = Object.keys(units);
    const device = {
      ...DEVICE,
      registers,
      shown: registers,
      unitOf: (one: string) => units[one as keyof typeof units],
    };
    const { topic, payload } = discoveryOf(device, 'homeassistant');
    expect(problems(topic, payload)).toEqual([]);
    const { components } = told(device);
    const shown = registers.map((one) => components[`energy_${one.replaceAll(/[^0-9-]/g, '_')}`]);
    expect(shown.map((one) => [one?.['name'], one?.['device_class'], one?.['unit_of_measurement']])).toEqual([
      ['Gas 7-0:3.0.0', 'gas', 'm³'],
      ['Water 8-0:1.0.0', 'water', 'm³'],
      ['Heat 6-0:1.0.0', 'energy', 'MJ'],
      ['Energy drawn', 'energy', 'kWh'],
    ]);
  });

  test('of a source of finished intervals has bills, and no register', () => {
    expect(Object.keys(told({ ...DEVICE, shown: [] }).components)).toEqual([
      'last_bill_1-0_1_8_0',
      'last_bill_1-0_2_8_0',
      'bill_verified',
      'grid',
    ]);
  });

  test('calls no two entities alike, whatever meters and deployments are called', () => {
    const devices = [
      { ...DEVICE, deployment: 'a', meter: 'b_c' },
      { ...DEVICE, deployment: 'a-b', meter: 'c' },
      { ...DEVICE, deployment: 'a', meter: 'b-c' },
      { ...DEVICE, deployment: 'a', meter: 'b' },
    ];
    expect(new Set(devices.map(deviceId)).size).toBe(4);
    const ids = devices.flatMap((device) => Object.values(told(device).components).map((one) => one['unique_id']));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(devices.flatMap((device) => Object.values(homeTopics(device)))).size).toBe(12);
  });
});

describe('states', () => {
  test('are exact decimals, as text, and nothing before all is known', () => {
    const most = 9_007_199_254_740_993_001n;
    expect(energyText(new Map([[IMPORT, most]]))).toBe('{"1-0:1.8.0":"9007199254740.993001"}');
    expect(energyText(new Map([[IMPORT, 9_570_775_000n]]))).toBe('{"1-0:1.8.0":"9570.775"}');
    expect(
      energyText(
        new Map([
          [IMPORT, 1n],
          [EXPORT, undefined],
        ]),
      ),
    ).toBeUndefined();
  });

  const line = (register: string, rate: string, totalUnits: number) => ({
    register,
    unit: 'Wh' as const,
    rate,
    cells: 1,
    totalUnits,
  });

  test('of a bill are its totals over all rates, and whether it was verified', () => {
    const bill: PresentBill = {
      begin: '2026-01-01T00:00:00Z',
      end: '2026-01-31T00:00:00Z',
      status: 'verified',
      lines: [line(IMPORT, 'day', 12_345), line(IMPORT, 'night', 55), line(EXPORT, 'day', 0)],
    };
    expect(JSON.parse(billText(bill, [IMPORT, EXPORT]))).toEqual({
      ...bill,
      verified: 'ON',
      totals: { [IMPORT]: '12.4', [EXPORT]: '0' },
    });
  });

  test('of a bill that is not to be had are unknown, and not 0', () => {
    const bill: PresentBill = { status: 'disputed', reason: 'two sums', lines: [] };
    expect(JSON.parse(billText(bill, [IMPORT]))).toMatchObject({ verified: 'OFF', totals: { [IMPORT]: null } });
  });
});
