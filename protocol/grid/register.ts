/** What a scheme says of its registers: their unit, and what a reading of an interval can be at the most. [P-2.2] */
import type { BillLine, RegisterDefinition, Scheme } from '../../schemas/types.ts';

/** What a register counts in, in whole. */
export type RegisterUnit = NonNullable<RegisterDefinition['unit']>;

export const ENERGY_UNIT = 'Wh';

type Registers = Pick<Scheme, 'registers'>;
type Limits = Pick<Scheme, 'registers' | 'maxReadingWh'>;

/** What a thousand of them are called. */
const THOUSANDS: Readonly<Record<RegisterUnit, string>> = { Wh: 'kWh', dm3: 'm³', kJ: 'MJ' };

/** The name of a thousand of a unit: what people read. */
export function thousandOf(unit: RegisterUnit): string {
  return THOUSANDS[unit];
}

function definitionOf({ registers }: Registers, obis: string): RegisterDefinition | undefined {
  return registers.find((register) => register.obis === obis);
}

function unitIn({ unit = ENERGY_UNIT }: RegisterDefinition): RegisterUnit {
  return unit;
}

/** Wh of one that the scheme does not know: it has no reading. */
export function unitOf(scheme: Registers | undefined, obis: string): RegisterUnit {
  const definition = scheme === undefined ? undefined : definitionOf(scheme, obis);
  return definition === undefined ? ENERGY_UNIT : unitIn(definition);
}

/** A line of a bill, with what its register counts in. */
export type UnitLine = BillLine & { readonly unit: RegisterUnit };

/** Lines of a bill as readers see them. */
export function withUnits(lines: readonly BillLine[], scheme: Registers | undefined): UnitLine[] {
  return lines.map((line) => ({ ...line, unit: unitOf(scheme, line.register) }));
}

/** Whether it counts Wh: only such have prices, rates and a feeder. */
export function isEnergy(scheme: Registers, obis: string): boolean {
  return unitOf(scheme, obis) === ENERGY_UNIT;
}

function mostIn(register: RegisterDefinition, maxReadingWh: number): number {
  return register.maxReading ?? maxReadingWh;
}

/** The most that a reading of one interval may be, in the register's unit. */
export function maxReadingOf(scheme: Limits, obis: string): number {
  const definition = definitionOf(scheme, obis);
  return definition === undefined ? scheme.maxReadingWh : mostIn(definition, scheme.maxReadingWh);
}

/** The least step that meters show, in the register's unit. */
export function resolutionOf(scheme: Registers, obis: string): number {
  return definitionOf(scheme, obis)?.resolution ?? 1;
}

/** Of all registers: what bounds every total. */
export function largestReading({ registers, maxReadingWh }: Limits): number {
  return Math.max(...registers.map((register) => mostIn(register, maxReadingWh)));
}

/** Why there can't be such registers, in words; undefined if there can. */
export function registersProblem({ registers, tariffs }: Pick<Scheme, 'registers' | 'tariffs'>): string | undefined {
  if (new Set(registers.map(({ obis }) => obis)).size !== registers.length) return 'a register is listed twice';
  for (const register of registers) {
    const { obis, maxReading } = register;
    const unit = unitIn(register);
    if (unit === ENERGY_UNIT && maxReading !== undefined)
      return `register ${obis} counts Wh and says maxReading: its limit is maxReadingWh`;
    if (unit !== ENERGY_UNIT && maxReading === undefined)
      return `register ${obis} counts ${unit} and says no maxReading: maxReadingWh is of registers in Wh`;
  }
  if (tariffs.length > 0 && !registers.some((register) => unitIn(register) === ENERGY_UNIT))
    return 'there are tariffs, and no register counts Wh: prices are of kWh';
  return registers.some(({ isLoad }) => isLoad) ? undefined : 'no register has a load curve';
}

/** Why the registers of a log can't become these, in words; undefined if they can. [P-7.1.5] */
export function registerChangeProblem(before: readonly RegisterDefinition[], after: readonly RegisterDefinition[]) {
  const isKept = before.every((one, at) => {
    const other = after[at];
    return (
      other !== undefined &&
      one.obis === other.obis &&
      one.direction === other.direction &&
      one.isLoad === other.isLoad &&
      unitIn(one) === unitIn(other)
    );
  });
  // Totals were checked under the old meaning of a register, and readings under the old limit.
  if (!isKept) return 'registers can be added, not changed: OBIS code, direction, unit and load curve stay';
  const fallen = before.find(({ maxReading = 0 }, at) => (after[at]?.maxReading ?? 0) < maxReading);
  return fallen === undefined ? undefined : `maxReading of ${fallen.obis} can not fall within a log`;
}
