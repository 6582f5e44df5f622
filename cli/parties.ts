/** `gridshare broker|aggregator|utility|meter --config FILE`: runs one party until it is told to stop. */
import type { Command } from '@commander-js/extra-typings';

export function addParties(program: Command): void {
  program
    .command('broker')
    .description('run the embedded MQTT broker (loopback only; Mosquitto in the field)')
    .requiredOption('--config <file>', 'config file (YAML)')
    .action(async ({ config }) => (await import('../broker/main.ts')).runBroker(config));
  program
    .command('aggregator')
    .description('run one aggregator: stores shares, adds them up, releases weighted sums')
    .requiredOption('--config <file>', 'config file (YAML)')
    .action(async ({ config }) => (await import('../aggregator/main.ts')).runAggregator(config));
  program
    .command('utility')
    .description('run the utility: orders the log, combines totals, sends bills')
    .requiredOption('--config <file>', 'config file (YAML)')
    .action(async ({ config }) => (await import('../utility/main.ts')).runUtility(config));
  program
    .command('meter')
    .description('run one meter, or a fleet of many in one process')
    .requiredOption('--config <file>', 'config file (YAML)')
    .action(async ({ config }) => (await import('../meter/main.ts')).runMeter(config));
}
