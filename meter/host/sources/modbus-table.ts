/** A user's table of Modbus registers: names of models, each with its list. */
import { HostError } from '../../../host/base/errors.ts';
import { escaped } from '../../../host/base/printable.ts';
import type { ModbusRegister } from '../../sources/modbus-registers.ts';
import { parseQuantity } from '../../sources/quantity.ts';

const TYPES = ['float32', 'uint32', 'uint64'] as const;
const TABLES = ['input', 'holding'] as const;
const MEMBERS = ['register', 'address', 'table', 'type', 'one'];
const MOST_ADDRESS = 65_535;

function members(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;
}

/** `one`: what a count is worth, such as `1 kWh`, `10 Wh`, `0.01 kWh`. In thousandths of a Wh; undefined if it is none. */
function worthOf(text: unknown): bigint | undefined {
  const match = typeof text === 'string' ? /^([\d.]+) (Wh|kWh|MWh)$/.exec(text) : null;
  const unit = (['Wh', 'kWh', 'MWh'] as const).find((one) => one === match?.[2]);
  const milli = match?.[1] === undefined || unit === undefined ? undefined : parseQuantity(match[1], unit)?.milli;
  return milli === 0n ? undefined : milli;
}

/** A row; otherwise what is wrong with it. */
function readRow(value: unknown): ModbusRegister | string {
  const row = members(value);
  if (row === undefined) return 'must have register, address, type and one';
  const strange = [...row.keys()].find((name) => !MEMBERS.includes(name));
  if (strange !== undefined) return `has an unknown key "${strange}": it may have ${MEMBERS.join(', ')}`;
  const register = row.get('register');
  if (typeof register !== 'string' || !/^\d-\d:\d+\.\d+\.\d+$/.test(register))
    return 'register must be an OBIS code such as 1-0:1.8.0';
  const address = row.get('address');
  if (typeof address !== 'number' || !Number.isSafeInteger(address) || address < 0 || address > MOST_ADDRESS)
    return 'address must be a whole number from 0 to 65535, counted from 0';
  const table = TABLES.find((one) => one === (row.get('table') ?? 'input'));
  if (table === undefined) return `table must be one of ${TABLES.join(', ')}`;
  const type = TYPES.find((one) => one === row.get('type'));
  if (type === undefined) return `type must be one of ${TYPES.join(', ')}`;
  const milli = worthOf(row.get('one'));
  if (milli === undefined) return 'one must say what a count is worth, such as "1 kWh", "10 Wh" or "0.01 kWh"';
  return { register, address, table, type, milli };
}

/** Reads what is in a file. Throws HostError ERR_SOURCE_FILE with the place in it. */
export function readModbusTable(path: string, data: unknown): ReadonlyMap<string, readonly ModbusRegister[]> {
  const refuse = (place: string, problem: string): never => {
    throw new HostError('ERR_SOURCE_FILE', `${escaped(path)}: ${escaped(place)} ${escaped(problem)}`);
  };
  const models = members(data) ?? refuse('it', 'must have names of models, each with a list of registers');
  return new Map(
    [...models].map(([name, rows]) => {
      if (!Array.isArray(rows) || rows.length === 0) refuse(name, 'must be a list of registers');
      const registers = (Array.isArray(rows) ? rows : []).map((one: unknown, at) => {
        const row = readRow(one);
        return typeof row === 'string' ? refuse(`${name}[${at}]`, row) : row;
      });
      return [name, registers];
    }),
  );
}
