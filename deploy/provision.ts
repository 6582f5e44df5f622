/**
 * Writing a deployment: one folder per party with its config and its own keys. No two parties share a file; what they
 * know of each other is public keys only. [P-9]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { COLD_KEYS_FILE, CONFIG_FILE } from '../host/base/file-names.ts';
import { makeFolder } from '../host/base/folders.ts';
import { writeKeys } from '../host/keys/keys.ts';
import { expectNewStore } from '../host/store/new-store.ts';
import type { Enrolment } from '../schemas/types.ts';
import { type DeploymentPaths, type DeploymentPlan, deploymentPaths, meterFolders } from './deployment-plan.ts';
import {
  KEYS_FILE,
  ROSTER_FILE,
  STATE_FOLDER,
  aggregatorConfig,
  brokerConfig,
  commonConfig,
  meterConfig,
  operatorBrokerConfig,
  utilityConfig,
} from './party-configs.ts';
import {
  type MeterKeyPair,
  anchorsOf,
  createAggregatorKeys,
  createMeterKeys,
  createUtilityKeys,
} from './party-keys.ts';
import { kemOf } from './plan.ts';

export function writeConfig(folder: string, schema: string, config: object): void {
  const header = `# gridshare ${schema}. Every option: schemas/config-${schema}.schema.json in the gridshare package.\n`;
  // Inlined rather than with YAML aliases, which people edit wrongly.
  writeFileSync(join(folder, CONFIG_FILE), header + stringify(config, { aliasDuplicateObjects: false, lineWidth: 0 }), {
    mode: 0o600,
  });
}

/** The keys of each meter process, in the order of `meterFolders`. */
function keysByFolder({ meterKeysIn }: DeploymentPlan, pairs: readonly MeterKeyPair[]): readonly MeterKeyPair[][] {
  return meterKeysIn === 'folders' ? pairs.map((pair) => [pair]) : [[...pairs]];
}

/** Creates every folder, key and config of a deployment. */
export function writeDeployment(folder: string, plan: DeploymentPlan): DeploymentPaths {
  const { scheme } = plan;
  const paths = deploymentPaths(folder, plan);
  const folders = meterFolders(paths, plan);
  for (const path of [paths.broker, ...paths.operatorBrokers, paths.utility, ...paths.aggregators, ...folders])
    makeFolder(path);
  for (const path of [paths.utility, ...paths.aggregators]) expectNewStore(join(path, STATE_FOLDER));
  const utility = createUtilityKeys(kemOf(scheme));
  // A demonstration is over before anybody loses a disk.
  const aggregators = createAggregatorKeys(paths.aggregators.length, !plan.isDemo, kemOf(scheme));
  const common = commonConfig(plan, anchorsOf(scheme, utility, aggregators));
  const meters =
    plan.meterKeysIn === 'tokens' ? [] : plan.meters.map((meter) => createMeterKeys(meter, plan.firstInterval));

  writeConfig(paths.broker, 'broker', brokerConfig(plan));
  for (const [at, path] of paths.operatorBrokers.entries())
    writeConfig(path, 'broker', operatorBrokerConfig(plan, at + 1));
  writeConfig(paths.utility, 'utility', utilityConfig(plan, common));
  writeKeys(join(paths.utility, KEYS_FILE), utility.file);
  const enrolment: Enrolment = { meters: meters.map(({ enrolled }) => enrolled) };
  writeFileSync(join(paths.utility, ROSTER_FILE), `${JSON.stringify(enrolment)}\n`, { mode: 0o600 });
  for (const [at, { file, cold }] of aggregators.entries()) {
    const path = paths.aggregators[at] ?? '';
    writeConfig(path, 'aggregator', aggregatorConfig(plan, common, at + 1));
    writeKeys(join(path, KEYS_FILE), file);
    if (cold !== undefined) writeKeys(join(path, COLD_KEYS_FILE), cold.file);
  }
  const keys = keysByFolder(plan, meters);
  for (const [at, path] of folders.entries()) {
    writeConfig(path, 'meter', meterConfig(plan, common));
    writeKeys(join(path, KEYS_FILE), { meters: (keys[at] ?? []).map((pair) => pair.keys) });
  }
  return paths;
}
