/** Schemes for new deployments: the defaults that `gridshare init` and the demo start from. */
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../meter/sources/household.ts';
import type { Scheme } from '../schemas/types.ts';

/** What a strong house connection lets through: 3 x 145 A. A reading above it can't be. */
const FUSE_WATTS = 100_000;

export function maxReadingWhOf(intervalSeconds: number): number {
  return Math.max(1, Math.floor((FUSE_WATTS * intervalSeconds) / 3600));
}

export interface SchemeChoices {
  readonly deployment: string;
  readonly aggregators: number;
  readonly threshold: number;
  readonly trust: Scheme['trust'];
  readonly intervalSeconds: number;
  readonly areas: readonly string[];
  readonly maxMeters: number;
  readonly floors: Scheme['floors'];
  readonly firstInterval: number;
  readonly windowIntervals: number;
  readonly closeAfterSeconds: number;
  readonly graceSeconds: number;
  readonly sharesTopic?: Scheme['sharesTopic'];
}

export function createScheme(choices: SchemeChoices): Scheme {
  return {
    version: 1,
    deployment: choices.deployment,
    threshold: choices.threshold,
    trust: choices.trust,
    field: 'Field128',
    suite: 'DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM',
    operators: Array.from({ length: choices.aggregators }, (_, at) => `operator-${at + 1}`),
    intervalSeconds: choices.intervalSeconds,
    maxReadingWh: maxReadingWhOf(choices.intervalSeconds),
    registers: [
      { obis: IMPORT_REGISTER, direction: 'import', isLoad: true },
      // Few homes have it, so its load curve would be somebody's roof: billed only. [P-8.2]
      { obis: EXPORT_REGISTER, direction: 'export', isLoad: false },
    ],
    areas: [...choices.areas],
    maxMeters: choices.maxMeters,
    floors: choices.floors,
    closeAfterSeconds: choices.closeAfterSeconds,
    graceSeconds: choices.graceSeconds,
    billing: { firstInterval: choices.firstInterval, intervalCount: choices.windowIntervals },
    tariffs: [],
    ...(choices.sharesTopic === undefined ? {} : { sharesTopic: choices.sharesTopic }),
  };
}
