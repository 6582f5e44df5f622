/** Plans of deployments that tests run as processes: what a test does not say is alike for all of them. */
import type { DeploymentPlan } from '../../deploy/deployment-plan.ts';
import { type SchemeChoices, createScheme } from '../../deploy/plan.ts';
import type { Scheme } from '../../schemas/types.ts';

const USUAL = {
  aggregators: 3,
  threshold: 2,
  trust: 'covert',
  areas: ['area-1'],
  graceSeconds: 3,
  patienceSeconds: 1,
} as const;

/** Three aggregators, any two of which open a total of the one area. */
export function usualScheme(choices: Omit<SchemeChoices, keyof typeof USUAL> & Partial<SchemeChoices>): Scheme {
  return createScheme({ ...USUAL, ...choices });
}

type Said = Pick<DeploymentPlan, 'meters' | 'source'> & Partial<Omit<DeploymentPlan, 'brokerPort' | 'scheme'>>;

/** By the system's clock, with a broker at this port, and a floor that is the scheme's. */
export function planOf(scheme: Scheme, port: number, said: Said): DeploymentPlan {
  const { billing, threshold, trust, floors } = scheme;
  return {
    scheme,
    firstInterval: billing.firstInterval,
    brokerUrl: `mqtt://127.0.0.1:${port}`,
    brokerPort: port,
    bus: { reconnectMinMs: 50, reconnectMaxMs: 500 },
    runOffIntervals: 0,
    sendJitterSeconds: 0,
    clock: { source: 'system', offsetMs: 0, speed: 1 },
    commit: { maxMessages: 100, maxDelayMs: 20 },
    floor: { minThreshold: threshold, trust, ...floors },
    log: { level: 'info' },
    isDemo: false,
    lieWh: new Map(),
    isUnsealed: false,
    ...said,
  };
}
