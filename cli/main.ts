#!/usr/bin/env node
/** The command `gridshare`. Every subcommand is a thin file of its own, loaded when it is called. */
import { Command, CommanderError } from '@commander-js/extra-typings';
import { HostError } from '../host/errors.ts';
import { SOFTWARE_VERSION } from '../host/version.ts';
import { EXIT } from './exit.ts';
import { addDecode } from './decode.ts';
import { addDemo } from './demo.ts';
import { addBills, addLoad } from './figures.ts';
import { addSettle } from './settle.ts';
import { addExplain } from './explain.ts';
import { addInit } from './init.ts';
import { addParties } from './parties.ts';

const program = new Command('gridshare')
  .description('Bill every household and see the load of every street without ever seeing one reading.')
  .version(SOFTWARE_VERSION)
  .showHelpAfterError('(gridshare <command> --help tells more)')
  .showSuggestionAfterError()
  .exitOverride()
  .addHelpText(
    'after',
    `
Examples:
  gridshare demo                              a hundred simulated homes, billed for a day
  gridshare demo --data homes.csv --days 7    your own homes (meter_id,timestamp,wh)
  gridshare init grid --meters 100            a deployment: one folder per party
  gridshare aggregator --config grid/aggregator-1/config.yaml
  gridshare bills --config grid/utility/config.yaml
  gridshare settle --status --config grid/utility/config.yaml

Exit codes: ${EXIT.ok} exact, ${EXIT.notExact} not exact, ${EXIT.usage} usage or config, ${EXIT.environment} environment (broker, disk, network).`,
  );

for (const add of [addDemo, addInit, addParties, addSettle, addExplain, addBills, addLoad, addDecode]) add(program);

/** Whose fault an error is decides the exit code. */
function exitCodeOf(code: string): number {
  return /^ERR_(USAGE|CONFIG|CSV|KEYS|ANCHORS|SCHEME)/.test(code) ? EXIT.usage : EXIT.environment;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong already; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else if (
    error instanceof HostError ||
    (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_CSV'))
  ) {
    const code = 'code' in error ? String(error.code) : '';
    process.stderr.write(`gridshare: ${error.message} [${code}]\n`);
    process.exitCode = exitCodeOf(code);
  } else {
    throw error;
  }
}
