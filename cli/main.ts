#!/usr/bin/env node
/** The command `gridshare`. Every subcommand is a thin file of its own, loaded when it is called. */
import { Command, CommanderError } from '@commander-js/extra-typings';
import { codeOf, messageOf } from '../host/base/errors.ts';
import { exitCodeOf } from '../host/base/exit.ts';
import { printable } from '../host/base/printable.ts';
import { SOFTWARE_VERSION } from '../host/base/version.ts';
import { EXIT } from './exit.ts';
import { addExport, addVerify } from './audit.ts';
import { addAuthority, addIssue, addRevoke, addToken } from './authority.ts';
import { addBalance } from './balance.ts';
import { addBackup, addRestore } from './backup.ts';
import { addDecode } from './decode.ts';
import { addDemo } from './demo.ts';
import { addDoctor } from './doctor.ts';
import { addEnrol, addRenew } from './enrol.ts';
import { addEvidence } from './evidence.ts';
import { addExplain } from './explain.ts';
import { addBills, addLoad } from './figures.ts';
import { addFound } from './found.ts';
import { addHealth } from './health.ts';
import { addInit } from './init.ts';
import { addParties } from './parties.ts';
import { addRotate } from './rotate.ts';
import { addSettle } from './settle.ts';
import { addTariff } from './tariff.ts';
import { watchOutput } from './render/output.ts';

// Stores, reports and exports are for their owner's eyes.
process.umask(0o077);
watchOutput();

const program = new Command('gridshare')
  .description('Bill every household and see the load of every street without ever seeing one reading.')
  .version(SOFTWARE_VERSION)
  .showHelpAfterError('(gridshare <command> --help tells more)')
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ writeErr: (text) => void process.stderr.write(printable(text)) })
  .addHelpText(
    'after',
    `
Examples:
  gridshare demo                              a hundred simulated homes, billed for a day
  gridshare demo --data homes.csv --days 7    your own homes (meter_id,timestamp,wh)
  gridshare init grid --meters 100 --aggregators 3 --threshold 2 --tls    one folder per party
  gridshare aggregator --config grid/aggregator-1/config.yaml
  gridshare bills --config grid/utility/config.yaml
  gridshare settle --status --config grid/utility/config.yaml
  gridshare doctor --config grid/utility/config.yaml
  gridshare revoke home-017 --config grid/ca/config.yaml

Exit codes: ${EXIT.ok} exact, ${EXIT.notExact} not exact, ${EXIT.usage} usage or config, ${EXIT.environment} environment (broker, disk, network).`,
  );

const commands = [
  addDemo,
  addInit,
  addParties,
  addSettle,
  addExplain,
  addBills,
  addLoad,
  addBalance,
  addTariff,
  addDecode,
];
const operation = [addDoctor, addHealth, addBackup, addRestore, addExport, addVerify, addEvidence, addRotate, addFound];
const access = [addAuthority, addToken, addIssue, addEnrol, addRenew, addRevoke];
for (const add of [...commands, ...operation, ...access]) add(program);

/** No line of somebody else's may look like one of ours: what goes on is indented. */
function shown(error: unknown): string {
  return printable(messageOf(error)).replaceAll(/\n(?! {2})/g, '\n  ');
}

try {
  await program.parseAsync();
} catch (error) {
  const code = codeOf(error);
  if (error instanceof CommanderError) {
    // Commander has said what is wrong already; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else if (code !== undefined) {
    process.stderr.write(`gridshare: ${shown(error)} [${code}]\n`);
    process.exitCode = exitCodeOf(code);
  } else {
    process.stderr.write(
      `gridshare: this is a bug, please report it: ${printable(String(error instanceof Error ? error.stack : error))}\n`,
    );
    process.exitCode = EXIT.bug;
  }
  // What had begun by then (a bus, a timer) must not keep alive a process that has said that it failed.
  process.exit();
}
