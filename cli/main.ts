#!/usr/bin/env node
/** The command `gridshare`. Every subcommand is a thin file of its own, loaded when it is called. */
import { Command, CommanderError } from '@commander-js/extra-typings';
import { HostError } from '../host/errors.ts';
import { exitCodeOf } from '../host/exit.ts';
import { SOFTWARE_VERSION } from '../host/version.ts';
import { EXIT } from './exit.ts';
import { addExport, addVerify } from './audit.ts';
import { addAuthority, addIssue, addRevoke, addToken } from './authority.ts';
import { addBalance } from './balance.ts';
import { addBackup, addRestore } from './backup.ts';
import { addDecode } from './decode.ts';
import { addDemo } from './demo.ts';
import { addDoctor } from './doctor.ts';
import { addEnrol, addRenew } from './enrol.ts';
import { addExplain } from './explain.ts';
import { addBills, addLoad } from './figures.ts';
import { addHealth } from './health.ts';
import { addInit } from './init.ts';
import { addParties } from './parties.ts';
import { addRotate } from './rotate.ts';
import { addSettle } from './settle.ts';

// Stores, reports and exports are for their owner's eyes.
process.umask(0o077);

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
  gridshare doctor --config grid/utility/config.yaml
  gridshare revoke m-017 --config grid/ca/config.yaml

Exit codes: ${EXIT.ok} exact, ${EXIT.notExact} not exact, ${EXIT.usage} usage or config, ${EXIT.environment} environment (broker, disk, network).`,
  );

const commands = [addDemo, addInit, addParties, addSettle, addExplain, addBills, addLoad, addBalance, addDecode];
const operation = [addDoctor, addHealth, addBackup, addRestore, addExport, addVerify, addRotate];
const access = [addAuthority, addToken, addIssue, addEnrol, addRenew, addRevoke];
for (const add of [...commands, ...operation, ...access]) add(program);

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
    process.stderr.write(
      `gridshare: this is a bug, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = EXIT.bug;
  }
}
