/** The command `gridshare`. Every subcommand is a thin file of its own, loaded when it is called. */
import { Command, CommanderError } from '@commander-js/extra-typings';
import { codeOf, messageOf } from '../host/base/errors.ts';
import { exitCodeOf } from '../host/base/exit.ts';
import { printable } from '../host/base/printable.ts';
import { SOFTWARE_VERSION } from '../host/base/version.ts';
import { EXIT } from './exit.ts';
import { watchOutput } from './render/output.ts';

// Stores, reports and exports are for their owner's eyes.
process.umask(0o077);
watchOutput();

const program = new Command('gridshare')
  .description('Bill every household and see the load of every street without ever seeing one reading.')
  .version(SOFTWARE_VERSION)
  .showHelpAfterError('(gridshare <command> --help tells more)')
  .showSuggestionAfterError()
  // Options of a command that has commands below it are not those of the ones below.
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ writeErr: (text) => void process.stderr.write(printable(text)) })
  .addHelpText(
    'after',
    `
Exit codes: ${EXIT.ok} exact, ${EXIT.notExact} not exact, ${EXIT.usage} usage or config, ${EXIT.environment} environment (broker, disk, network).`,
  );

/** Words that ask for help, with its examples. */
const HELP = new Set(['--help', '-h', 'help']);

/** In the order of the help. Each file is loaded when one of its commands is called: a start costs what that command needs. */
const files: readonly {
  readonly names: readonly string[];
  readonly load: () => Promise<readonly ((to: Command) => void)[]>;
}[] = [
  { names: ['demo'], load: async () => [(await import('./demo.ts')).addDemo] },
  { names: ['init'], load: async () => [(await import('./init.ts')).addInit] },
  {
    names: ['broker', 'aggregator', 'utility'],
    load: async () => [(await import('./parties.ts')).addParties],
  },
  { names: ['meter'], load: async () => [(await import('./meter-commands.ts')).addMeter] },
  { names: ['settle'], load: async () => [(await import('./settle.ts')).addSettle] },
  { names: ['explain'], load: async () => [(await import('./explain.ts')).addExplain] },
  { names: ['bill'], load: async () => [(await import('./bill.ts')).addBill] },
  { names: ['bills'], load: async () => [(await import('./figures.ts')).addBills] },
  { names: ['load'], load: async () => [(await import('./load.ts')).addLoad] },
  { names: ['balance'], load: async () => [(await import('./balance.ts')).addBalance] },
  { names: ['dashboard'], load: async () => [(await import('./desk.ts')).addDashboard] },
  { names: ['access'], load: async () => [(await import('./access.ts')).addAccessCommands] },
  { names: ['billing'], load: async () => [(await import('./billing.ts')).addBilling] },
  { names: ['tariff'], load: async () => [(await import('./tariff.ts')).addTariff] },
  { names: ['decode'], load: async () => [(await import('./decode.ts')).addDecode] },
  { names: ['source'], load: async () => [(await import('./source.ts')).addSource] },
  { names: ['tap'], load: async () => [(await import('./tap.ts')).addTap] },
  { names: ['doctor'], load: async () => [(await import('./doctor.ts')).addDoctor] },
  { names: ['health'], load: async () => [(await import('./health.ts')).addHealth] },
  {
    names: ['backup', 'restore'],
    load: async () => import('./backup.ts').then((file) => [file.addBackup, file.addRestore]),
  },
  { names: ['export'], load: async () => [(await import('./export.ts')).addExport] },
  { names: ['verify'], load: async () => [(await import('./verify.ts')).addVerify] },
  { names: ['evidence'], load: async () => [(await import('./evidence.ts')).addEvidence] },
  { names: ['rotate'], load: async () => [(await import('./rotate.ts')).addRotate] },
  { names: ['found'], load: async () => [(await import('./found.ts')).addFound] },
  {
    names: ['authority', 'token', 'issue', 'revoke'],
    load: async () =>
      import('./authority.ts').then((file) => [file.addAuthority, file.addToken, file.addIssue, file.addRevoke]),
  },
  { names: ['move'], load: async () => [(await import('./move.ts')).addMove] },
  { names: ['flash-kit'], load: async () => [(await import('./flash-kit.ts')).addFlashKit] },
  { names: ['enroll', 'renew'], load: async () => import('./enrol.ts').then((file) => [file.addEnrol, file.addRenew]) },
];

/** No line of somebody else's may look like one of ours: what goes on is indented. */
function shown(error: unknown): string {
  return printable(messageOf(error)).replaceAll(/\n(?! {2})/g, '\n  ');
}

try {
  const called = process.argv[2];
  const wanted = files.filter(({ names }) => called !== undefined && names.includes(called));
  // Without a known name it is the help, the version or a mistake, and what there is instead must be known to say so.
  for (const { load } of wanted.length > 0 ? wanted : files) for (const add of await load()) add(program);
  if (called === undefined || process.argv.some((word) => HELP.has(word)))
    (await import('./examples.ts')).addExamples(program);
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
