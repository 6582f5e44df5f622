/**
 * What a household's own Home Assistant is told of its meter: the device with its entities (MQTT discovery of a device, with
 * whole key names), and their states. Energy is in kWh, gas and water in m³, heat in MJ, as exact decimals written as text: no
 * number on its way is a floating-point one. What an entity is called rests on deployment, meter and register alone, so that it stays the same over
 * restarts, updates and exchanged electricity meters.
 */
import { type RegisterUnit, thousandOf } from '../../protocol/grid/register.ts';
import { type PresentBill, decimal } from './present.ts';

export interface HomeDevice {
  readonly deployment: string;
  readonly meter: string;
  /** All of the meter, for its bills. */
  readonly registers: readonly string[];
  /** Those that its source shows as they go on; a source of finished intervals shows none. */
  readonly shown: readonly string[];
  /** What a register counts. */
  readonly unitOf: (register: string) => RegisterUnit;
  readonly software: string;
  /** Where it says whether its process is there. */
  readonly availabilityTopic: string;
}

/** Where the states of one meter are. */
export interface HomeTopics {
  readonly energy: string;
  readonly bill: string;
  readonly grid: string;
}

const IMPORT = '1-0:1.8.0';
const EXPORT = '1-0:2.8.0';

/** The first levels of what a deployment's meters say in a household. */
export function homeRoot(deployment: string): string {
  return `gridshare/${deployment}`;
}

export function homeTopics({ deployment, meter }: Pick<HomeDevice, 'deployment' | 'meter'>): HomeTopics {
  const root = `${homeRoot(deployment)}/${meter}`;
  return { energy: `${root}/energy`, bill: `${root}/bill`, grid: `${root}/grid` };
}

/** Of the characters that Home Assistant takes there: no deployment has an underscore, so no two devices are one. */
export function deviceId({ deployment, meter }: Pick<HomeDevice, 'deployment' | 'meter'>): string {
  return `gridshare_${deployment}_${meter}`;
}

/** By the medium of an OBIS code, where a name says more than the code. */
const MEDIA: Readonly<Record<string, string>> = {
  4: 'Heat cost',
  5: 'Cooling',
  6: 'Heat',
  7: 'Gas',
  8: 'Water',
  9: 'Warm water',
};
const WATER = new Set(['8', '9']);

const mediumOf = (register: string): string => register.split('-', 1)[0] ?? '';

function nameOf(register: string): string {
  if (register === IMPORT) return 'Energy drawn';
  if (register === EXPORT) return 'Energy fed in';
  const medium = MEDIA[mediumOf(register)];
  return medium === undefined ? `Register ${register}` : `${medium} ${register}`;
}

/** Of its documentation: what a sensor of such a unit is. Volume without a medium that it knows is any volume. */
function classOf(register: string, unit: RegisterUnit): string {
  if (unit !== 'dm3') return 'energy';
  const medium = mediumOf(register);
  if (medium === '7') return 'gas';
  return WATER.has(medium) ? 'water' : 'volume';
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const keyOf = (register: string): string => register.replaceAll(/[^0-9-]/g, '_');

function components(device: HomeDevice): Record<string, Record<string, unknown>> {
  const { energy, bill, grid } = homeTopics(device);
  const id = deviceId(device);
  const entities: Record<string, Record<string, unknown>> = {};
  const add = (key: string, entity: Record<string, unknown>): void => {
    entities[key] = { unique_id: `${id}_${key}`, ...entity };
  };
  const counter = (register: string): Record<string, unknown> => {
    const unit = device.unitOf(register);
    return {
      platform: 'sensor',
      device_class: classOf(register, unit),
      unit_of_measurement: thousandOf(unit),
      suggested_display_precision: 3,
    };
  };
  for (const register of device.shown)
    add(`energy_${keyOf(register)}`, {
      ...counter(register),
      name: nameOf(register),
      state_class: 'total_increasing',
      state_topic: energy,
      value_template: `{{ value_json['${register}'] }}`,
    });
  for (const register of device.registers)
    add(`last_bill_${keyOf(register)}`, {
      ...counter(register),
      name: `Last bill, ${lowered(nameOf(register))}`,
      state_topic: bill,
      value_template: `{{ value_json.totals['${register}'] }}`,
    });
  add('bill_verified', {
    platform: 'binary_sensor',
    name: 'Last bill verified',
    icon: 'mdi:check-decagram',
    state_topic: bill,
    value_template: '{{ value_json.verified }}',
    json_attributes_topic: bill,
  });
  add('grid', {
    platform: 'binary_sensor',
    name: 'Grid connection',
    device_class: 'connectivity',
    entity_category: 'diagnostic',
    state_topic: grid,
  });
  return entities;
}

/** Where discovery looks for a device, and what is there. */
export function discoveryOf(device: HomeDevice, prefix: string): { readonly topic: string; readonly payload: string } {
  const { meter, software, availabilityTopic } = device;
  const id = deviceId(device);
  const payload = {
    device: {
      identifiers: [id],
      name: `Electricity meter ${meter}`,
      manufacturer: 'gridshare',
      model: 'meter',
      sw_version: software,
    },
    origin: { name: 'gridshare', sw_version: software },
    availability_topic: availabilityTopic,
    payload_available: 'online',
    payload_not_available: 'offline',
    qos: 1,
    components: components(device),
  };
  return { topic: `${prefix}/device/${id}/config`, payload: JSON.stringify(payload) };
}

/** What registers have counted, in thousandths of their units; undefined before each of them was seen. */
export function energyText(totals: ReadonlyMap<string, bigint | undefined>): string | undefined {
  const shown: Record<string, string> = {};
  for (const [register, milli] of totals) {
    if (milli === undefined) return undefined;
    shown[register] = decimal(milli, 6);
  }
  return JSON.stringify(shown);
}

/** The last bill: its totals over all rates, whether this device verified it, and its lines. */
export function billText(bill: PresentBill, registers: readonly string[]): string {
  const { lines, status } = bill;
  const totals = Object.fromEntries(
    registers.map((register) => {
      const own = lines.filter((line) => line.register === register);
      const units = own.reduce((sum, { totalUnits }) => sum + totalUnits, 0);
      // What is not to be had is unknown, and not 0.
      return [register, own.length === 0 ? null : decimal(BigInt(units), 3)];
    }),
  );
  return JSON.stringify({ ...bill, verified: status === 'verified' ? 'ON' : 'OFF', totals });
}

export function gridText(isConnected: boolean): string {
  return isConnected ? 'ON' : 'OFF';
}
