/** `gridshare broker|aggregator|utility --config FILE`: runs one party until it is told to stop. */
import type { Command } from '@commander-js/extra-typings';
import { besideConfig, readPartyConfig } from '../host/base/config.ts';
import type { Role } from '../host/process/health-record.ts';
import { noteFailedStart } from '../host/process/failed-start.ts';

/** The state folder of a party's config, and its name. Throws HostError as `readConfig`. */
function placeOf(role: Role, configPath: string): { readonly state: string; readonly party: string } {
  if (role === 'authority') return { state: besideConfig(configPath, 'state'), party: role };
  const config = readPartyConfig(configPath);
  const party = config.role === 'aggregator' ? `aggregator-${config.index}` : role;
  return { state: besideConfig(configPath, config.state), party };
}

/**
 * A start that fails ends the process, wherever it fails: one that went on with half of its parts would look well. Says in
 * the health file why. What throws later is ended by the party itself.
 */
export async function running(
  role: Role,
  configPath: string,
  run: (configPath: string) => Promise<void>,
): Promise<void> {
  try {
    await run(configPath);
  } catch (error) {
    try {
      const { state, party } = placeOf(role, configPath);
      noteFailedStart(state, role, party, error);
    } catch {
      // A config that can't be read names no folder: the error says so.
    }
    throw error;
  }
}

export function addParties(program: Command): void {
  program
    .command('broker')
    .description('run the embedded MQTT broker (without TLS on the loopback interface only)')
    .requiredOption('--config <file>', 'config file (YAML)')
    .action(async ({ config }) => running('broker', config, (await import('../broker/main.ts')).runBroker));
  program
    .command('aggregator')
    .description('run one aggregator: stores shares, adds them up, releases weighted sums')
    .requiredOption('--config <file>', 'config file (YAML)')
    .action(async ({ config }) =>
      running('aggregator', config, (await import('../aggregator/host/main.ts')).runAggregator),
    );
  program
    .command('utility')
    .description('run the utility: orders the log, combines totals, sends bills')
    .requiredOption('--config <file>', 'config file (YAML)')
    .option(
      '--dashboard [host:port]',
      'serve the dashboard and its API beside it, here or at http.address (default: 127.0.0.1:8480); a config with http does so by itself',
    )
    .action(async ({ config, dashboard }) => {
      const { runUtility } = await import('../utility/host/main.ts');
      const desk = dashboard === undefined ? undefined : { at: dashboard === true ? undefined : dashboard };
      return running('utility', config, (path) => runUtility(path, desk));
    });
}
