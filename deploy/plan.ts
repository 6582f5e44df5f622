/** Schemes for new deployments: the defaults that `gridshare init` and the demo start from. */
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../homes/household.ts';
import type { IntervalGrid } from '../protocol/grid/interval.ts';
import { HostError } from '../host/base/errors.ts';
import type { Kem } from '../host/keys/crypto.ts';
import type { SharesTopic } from '../protocol/wire/topics.ts';
import type { RegisterDefinition, Scheme } from '../schemas/types.ts';

/** What a strong house connection lets through: 3 x 145 A. A reading above it can't be. */
const FUSE_WATTS = 100_000;

export function maxReadingWhOf(intervalSeconds: number): number {
  return Math.max(1, Math.floor((FUSE_WATTS * intervalSeconds) / 3600));
}

/** Of how many meters the utility may be assumed to know the readings: its own, an employee's, a dead one's. */
const MAX_KNOWN = 2;

/**
 * Floors for areas of so many meters, the smallest counts: half of them in a load, at least 5 and at most 100, and a crowd
 * that still hides a home from whoever knows `MAX_KNOWN` others. Areas of fewer than 6 get what they can have: one meter may be
 * missing, but never does a load have one meter only.
 */
export function floorsFor(meters: number, minIntervals: number): Scheme['floors'] {
  if (meters < 6) {
    const all = Math.max(2, meters - 1);
    return { minMeters: all, minIntervals, maxKnown: 0, minCrowd: all };
  }
  const minMeters = Math.min(100, Math.max(5, Math.floor(meters / 2)));
  const minCrowd = MAX_KNOWN + Math.max(3, Math.floor(minMeters / 2));
  return { minMeters, minIntervals, maxKnown: MAX_KNOWN, minCrowd };
}

/** Throws HostError ERR_FLEET_SMALL for an area in which nobody hides anybody. `what`: how to have more. */
export function assertCrowds(areas: readonly string[], what: string): void {
  const counts = new Map<string, number>();
  for (const area of areas) counts.set(area, (counts.get(area) ?? 0) + 1);
  const [lone] = [...counts].find(([, count]) => count < 2) ?? [];
  if (lone === undefined) return;
  const text =
    `${lone} has one meter only, and the load of an area of one is that meter's reading: no floor can hide it, so nothing of it is ever ` +
    `opened, not even its bill. An area needs two meters, and hides a home the better the more it has: ${what}`;
  throw new HostError('ERR_FLEET_SMALL', text);
}

/** Suites by the names that people choose them by. */
const SUITES: Readonly<Record<Kem, Scheme['suite']>> = {
  'x-wing': 'X-Wing, HKDF-SHA256, AES-256-GCM',
  x25519: 'DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM',
};

/** Which keys a scheme's suite asks for. */
export function kemOf({ suite }: Scheme): Kem {
  return suite === SUITES.x25519 ? 'x25519' : 'x-wing';
}

export interface SchemeChoices extends IntervalGrid {
  readonly deployment: string;
  readonly aggregators: number;
  readonly threshold: number;
  readonly trust: Scheme['trust'];
  readonly areas: readonly string[];
  readonly maxMeters: number;
  readonly floors: Scheme['floors'];
  readonly firstInterval: number;
  readonly windowIntervals: number;
  /** Where windows are of different lengths: those, in runs. */
  readonly windows?: Scheme['billing']['windows'];
  readonly closeAfterSeconds: number;
  readonly graceSeconds: number;
  /** How long a release waits for silent aggregators under `covert`; the scheme's default unless said. */
  readonly patienceSeconds?: number;
  /** `x-wing` if not said. */
  readonly suite?: Kem | undefined;
  /** `aggregator` if not said. */
  readonly sharesTopic?: SharesTopic;
  /** Beside import and export of electricity: none if not said. */
  readonly furtherRegisters?: readonly RegisterDefinition[];
}

export function createScheme(choices: SchemeChoices): Scheme {
  const { sharesTopic = 'aggregator' } = choices;
  return {
    version: 1,
    deployment: choices.deployment,
    threshold: choices.threshold,
    trust: choices.trust,
    field: 'Field128',
    suite: SUITES[choices.suite ?? 'x-wing'],
    operators: Array.from({ length: choices.aggregators }, (_, at) => `operator-${at + 1}`),
    intervalSeconds: choices.intervalSeconds,
    intervalOffsetSeconds: choices.intervalOffsetSeconds,
    maxReadingWh: maxReadingWhOf(choices.intervalSeconds),
    registers: [
      { obis: IMPORT_REGISTER, direction: 'import', isLoad: true },
      // Few homes have it, so its load curve would be somebody's roof: billed only. [P-8.2]
      { obis: EXPORT_REGISTER, direction: 'export', isLoad: false },
      ...(choices.furtherRegisters ?? []),
    ],
    areas: [...choices.areas],
    maxMeters: choices.maxMeters,
    floors: choices.floors,
    closeAfterSeconds: choices.closeAfterSeconds,
    graceSeconds: choices.graceSeconds,
    ...(choices.patienceSeconds === undefined ? {} : { patienceSeconds: choices.patienceSeconds }),
    billing: {
      firstInterval: choices.firstInterval,
      windows:
        choices.windows === undefined ? [{ count: 1, intervalCount: choices.windowIntervals }] : [...choices.windows],
    },
    tariffs: [],
    // Not said where it is the default: so it is the scheme that it was before there were others.
    ...(sharesTopic === 'aggregator' ? {} : { sharesTopic }),
  };
}

/** What choosing `covert` means, in one line; undefined for `active`. [P-1.2] */
export function covertText(trust: Scheme['trust']): string | undefined {
  if (trust === 'active') return undefined;
  return "Trust covert: aggregators that collude with the utility can open a reading, and are convicted by their signatures, not stopped; 'active' stops fewer than the threshold, and needs two aggregators more than that.";
}
