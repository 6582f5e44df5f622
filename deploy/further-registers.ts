/** Registers of a new scheme beside electricity: what their meters count, and what passes one in an hour at the most. */
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../homes/household.ts';
import { HostError } from '../host/base/errors.ts';
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import type { RegisterUnit } from '../protocol/grid/register.ts';
import type { RegisterDefinition, Scheme } from '../schemas/types.ts';
import type { PlannedMeter } from './deployment-plan.ts';

interface FurtherKind {
  readonly pattern: RegExp;
  readonly what: string;
  readonly unit: RegisterUnit;
  readonly mostAnHour: number;
  /** The least step that is usual among them. */
  readonly resolution?: number;
}

/** What lets through less than that is no home's: a gas meter G25, a water meter of 25 m³ an hour, 200 kW of heat. */
const KINDS: readonly FurtherKind[] = [
  { pattern: /^7-\d:3\.0\.0$/, what: '7-0:3.0.0 (gas)', unit: 'dm3', mostAnHour: 40_000 },
  { pattern: /^[89]-\d:1\.0\.0$/, what: '8-0:1.0.0 (water), 9-0:1.0.0 (warm water)', unit: 'dm3', mostAnHour: 25_000 },
  {
    pattern: /^[56]-\d:1\.0\.0$/,
    what: '6-0:1.0.0 (heat), 5-0:1.0.0 (cooling)',
    unit: 'kJ',
    mostAnHour: 720_000,
    // Most show GJ with three decimals.
    resolution: 1_000,
  },
];

const FURTHER = KINDS.map(({ what }) => what).join(', ');

/** Undefined for a register that nothing is known of. */
function furtherRegister(obis: string, isLoad: boolean, intervalSeconds: number): RegisterDefinition | undefined {
  const kind = KINDS.find(({ pattern }) => pattern.test(obis));
  if (kind === undefined) return undefined;
  const { unit, mostAnHour, resolution } = kind;
  const maxReading = Math.ceil((mostAnHour * intervalSeconds) / 3_600);
  return {
    obis,
    direction: 'import',
    isLoad,
    unit,
    maxReading,
    ...(resolution === undefined ? {} : { resolution }),
  };
}

/** What meters have beside electricity. Throws HostError ERR_USAGE for what nothing is known of. */
export function furtherOf(
  meters: readonly PlannedMeter[],
  loads: readonly string[],
  { intervalSeconds }: IntervalGrid,
): readonly RegisterDefinition[] {
  const codes = new Set(meters.flatMap(({ registers }) => registers));
  const unread = loads.find((obis) => !codes.has(obis));
  if (unread !== undefined) throw new HostError('ERR_USAGE', `--loads ${unread}: no meter has that register`);
  for (const obis of [IMPORT_REGISTER, EXPORT_REGISTER]) codes.delete(obis);
  return [...codes].toSorted().map((obis) => {
    const known = furtherRegister(obis, loads.includes(obis), intervalSeconds);
    if (known !== undefined) return known;
    const [meter] = meters.filter(({ registers }) => registers.includes(obis));
    throw new HostError(
      'ERR_USAGE',
      `meter ${meter?.id} has the register ${obis}, and a new scheme can have ${IMPORT_REGISTER}, ${EXPORT_REGISTER}, ${FURTHER}`,
    );
  });
}

/** Meters that differ in their load registers are counted apart: of too few, nothing would ever be opened. [P-8.2] */
export function loadsProblem({ registers, floors }: Scheme, meters: readonly PlannedMeter[]): string | undefined {
  const loads = new Set(registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis));
  const classes = Map.groupBy(meters, (meter) => {
    const own = meter.registers.filter((obis) => loads.has(obis)).toSorted();
    return `${meter.area}: ${own.join(' and ')}`;
  });
  const [short] = [...classes].filter(([, alike]) => alike.length < floors.minMeters);
  return short === undefined
    ? undefined
    : `${short[1].length} meters only have the load curves ${short[0].split(': ')[1]} in ${short[1][0]?.area}, and ${floors.minMeters} must be alike (minMeters): leave --loads out, and such registers are on bills only`;
}
