/**
 * The registers of other devices that a meter shows (`0-n:24.2.1` of P1), by the names that they have by themselves. A device alone
 * of its kind is channel 0: `7-0:3.0.0`. Where several are listed, each has the number of its place, `7-n:3.0.0`; and the only one
 * of them that is still read is channel 0 as well, since a device that was exchanged may stay in the list.
 */
import type { RegisterUnit } from '../../protocol/grid/register.ts';
import type { RegisterValue } from '../sample.ts';
import type { DecodedValue } from './decoder.ts';

/** What devices of a kind count. */
interface Kind {
  readonly medium: number;
  readonly code: string;
  readonly units: readonly RegisterUnit[];
}

const GAS: Kind = { medium: 7, code: '3.0.0', units: ['dm3'] };
const WATER: Kind = { medium: 8, code: '1.0.0', units: ['dm3'] };
const WARM_WATER: Kind = { medium: 9, code: '1.0.0', units: ['dm3'] };
const HEAT: Kind = { medium: 6, code: '1.0.0', units: ['kJ', 'Wh'] };
const COOLING: Kind = { medium: 5, code: '1.0.0', units: ['kJ', 'Wh'] };

/** By EN 13757-3. */
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [3, GAS],
  [4, HEAT],
  [6, WARM_WATER],
  [7, WATER],
  [10, COOLING],
  [11, COOLING],
  [12, HEAT],
  [13, HEAT],
  [21, WARM_WATER],
  [22, WATER],
]);

const PLACE = /^0-(\d):24\.2\.\d$/;
/** What was not read for so long is no device any more. */
const GONE_MS = 2 * 86_400_000;

interface Device {
  readonly place: string;
  readonly kind: Kind;
  readonly value: DecodedValue;
}

/** The first register of each place, if it is one of those. */
function devicesOf(values: readonly DecodedValue[]): readonly Device[] {
  const found = new Map<string, Device>();
  for (const value of values) {
    const place = PLACE.exec(value.register)?.[1];
    const kind = value.deviceType === undefined ? undefined : KINDS.get(value.deviceType);
    if (place === undefined || kind?.units.includes(value.unit) !== true || found.has(place)) continue;
    found.set(place, { place, kind, value });
  }
  return [...found.values()];
}

function registerOf({ kind, value }: Device, channel: string): RegisterValue {
  const { unit, milli, resolutionMilli, serial, meterMs } = value;
  return {
    register: `${kind.medium}-${channel}:${kind.code}`,
    unit,
    milli,
    resolutionMilli,
    device: { ...(serial === undefined ? {} : { serial }), ...(meterMs === undefined ? {} : { meterMs }) },
  };
}

/** `meterMs`: what the clock of the meter that shows them said. */
export function deviceRegisters(values: readonly DecodedValue[], meterMs: number | undefined): RegisterValue[] {
  const devices = devicesOf(values);
  const nowMs = meterMs ?? Math.max(...devices.map(({ value }) => value.meterMs ?? 0));
  return [...Map.groupBy(devices, ({ kind }) => kind).values()].flatMap((alike) => {
    const [only] = alike;
    if (alike.length === 1 && only !== undefined) return [registerOf(only, '0')];
    const present = alike.filter(({ value }) => value.meterMs !== undefined && nowMs - value.meterMs <= GONE_MS);
    const [last] = present;
    const alone = present.length === 1 && last !== undefined ? [registerOf(last, '0')] : [];
    return [...alone, ...alike.map((device) => registerOf(device, device.place))];
  });
}
