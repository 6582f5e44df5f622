/** `gridshare billing extend`: more calendar windows behind those that a scheme lists, before the list is over. [P-2.6] */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from '@commander-js/extra-typings';
import { parseDocument } from 'yaml';
import { PERIODS } from '../deploy/periods.ts';
import { readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { intervalStartMs } from '../protocol/grid/interval.ts';
import { schemeProblem } from '../protocol/grid/scheme.ts';
import { readableTime } from '../protocol/grid/span.ts';
import { readTariffDocuments } from '../utility/host/document-files.ts';
import { gridNowMs } from './grid-now.ts';
import { wholeNumber } from './options.ts';
import { plural } from './render/format.ts';
import { say } from './render/output.ts';

const DEFAULT_YEARS = 20;

interface ExtendOptions {
  readonly config: string;
  readonly billing?: (typeof PERIODS)[number] | undefined;
  readonly timeZone?: string | undefined;
  readonly years: number;
}

/** Writes the longer list; what was done. Throws HostError as `prolongWindows`, and ERR_SCHEME_INVALID. */
async function extend({ config: path, billing, timeZone, years }: ExtendOptions, nowMs: number): Promise<string[]> {
  const config = readConfig('config-utility', path);
  const { scheme } = config;
  // Loaded where it is needed: nobody else knows time zones.
  const [{ machineZone }, { prolongWindows }] = await Promise.all([
    import('../deploy/calendar.ts'),
    import('../deploy/prolong-windows.ts'),
  ]);
  const documents = [...readTariffDocuments(path, config).values()];
  const zones = [...new Set([machineZone(), ...documents.map((document) => document.timeZone), 'UTC'])];
  const choice = { period: billing, timeZone, zones, years };
  const prolonged = prolongWindows(scheme.billing, scheme, choice, gridNowMs(config.clock, nowMs));
  const problem = schemeProblem({ ...scheme, billing: prolonged.billing });
  if (problem !== undefined) throw new HostError('ERR_SCHEME_INVALID', `the longer list can't be run: ${problem}`);
  const before = `${path}.before`;
  copyFileSync(path, before);
  // What people wrote into it, comments too, stays.
  const yaml = parseDocument(readFileSync(path, 'utf8'));
  yaml.setIn(['scheme', 'billing', 'windows'], yaml.createNode(prolonged.billing.windows));
  writeFileSync(path, yaml.toString());
  const end = readableTime(intervalStartMs(prolonged.end, scheme));
  return [
    `${plural(prolonged.added, 'window')} more, each a calendar ${prolonged.period} of ${prolonged.timeZone}: windows are listed until ${end} in ${path}`,
    ...(prolonged.isRegular
      ? []
      : [
          `The list so far is not of these periods: the first window that is new leads from its end to the next of them.`,
        ]),
    `(the config of before is ${basename(before)}). Restart the utility: it asks the aggregators to certify the list before the old one is over.`,
  ];
}

export function addBilling(program: Command): void {
  const billing = program.command('billing').description('billing windows: how far ahead they are listed');
  billing
    .command('extend')
    .description("list more calendar windows in the scheme of the utility's config, before the list is over")
    .requiredOption('--config <file>', "the utility's config")
    .addOption(
      new Option('--billing <period>', 'what a window covers (default: what the windows of the list do)').choices(
        PERIODS,
      ),
    )
    .option(
      '--time-zone <name>',
      'the zone whose calendar that is (default: that of this machine or of a tariff, if the list is of it)',
    )
    .option('--years <n>', 'until so many years from now', wholeNumber(1, 60), DEFAULT_YEARS)
    .action(async (options) => say(`${(await extend(options, Date.now())).join('\n')}\n`));
}
