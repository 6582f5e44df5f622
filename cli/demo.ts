/** `gridshare demo`: a whole grid of separate processes on this machine, replaying households, judged against the truth. */
import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { parseAddress } from '../host/base/address.ts';
import type { Thief } from '../homes/thief.ts';
import { type Fault, parseFault } from './demo/fault.ts';
import { EXIT } from './exit.ts';
import { rootOption, sharesTopicOption, wholeNumber } from './options.ts';

function parseBroker(text: string): string {
  if (text === 'embedded' || text === 'mosquitto') return text;
  if (text.includes('://')) return parseAddress(text, ['mqtt'], '--broker', 'ERR_USAGE').url;
  throw new InvalidArgumentError('It must be embedded, mosquitto or a URL such as mqtt://127.0.0.1:1883.');
}

function parseThief(text: string): Thief {
  const match = /^([A-Za-z0-9][A-Za-z0-9_-]*)(?:@(\d{1,2}))?$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It must be a meter, or METER@PERCENT with 0 to 99 percent.');
  return { meter: match[1] ?? '', percent: Number(match[2] ?? 50) };
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description(
      'run broker, utility, aggregators and meters on this machine and check every bill and load against the truth',
    )
    .option(
      '--meters <n>',
      'homes; with --data the first so many of the file (default: 100, with --data all)',
      wholeNumber(1, 100_000),
    )
    .option('--aggregators <n>', 'aggregators', wholeNumber(2, 16), 3)
    .option('--threshold <k>', 'how many shares open a secret', wholeNumber(2, 16), 2)
    .addOption(
      new Option('--trust <model>', 'how far aggregators may deviate')
        .choices(['covert', 'active'] as const)
        .default('covert' as const),
    )
    .option('--days <d>', 'days to replay (default: 1, with --data all)', wholeNumber(1, 3_650))
    .option(
      '--interval <seconds>',
      "length of an interval (default: 900, with --data the data's own)",
      wholeNumber(60, 86_400),
    )
    .option(
      '--interval-offset <seconds>',
      'intervals begin so long after the whole multiples of their length in UTC, for zones at half an hour: 1800',
      wholeNumber(0, 86_399),
      0,
    )
    .option('--data <file>', 'CSV of households: meter_id,timestamp,wh and optionally area, export_wh')
    .option('--seed <number>', 'seed of the simulated households', wholeNumber(0, 4_294_967_295), 1)
    .option('--broker <which>', 'embedded, mosquitto (spawned) or a URL', parseBroker, 'embedded')
    .option('--tls', 'mutual TLS with a certificate for each party; with the embedded broker or Mosquitto', false)
    .addOption(sharesTopicOption())
    .addOption(rootOption())
    .option('--keep <dir>', 'keep the deployment (configs, keys, stores, logs) in this folder')
    .addOption(
      new Option('--serve', 'with its dashboard in the browser, and open until Ctrl-C')
        .default(false)
        .conflicts('json'),
    )
    .option('--json', 'print one JSON object on stdout and nothing else', false)
    .option(
      '--fault <fault>',
      'kill-aggregator=J@FRACTION (kill -9, stays down), lie=J (adds 1,000 Wh to every total), restart-broker@FRACTION (its data deleted); repeatable',
      (text: string, before: readonly Fault[]) => [...before, parseFault(text)],
      [] as readonly Fault[],
    )
    .option(
      '--tariff <file>',
      'what energy costs: a tariff document, such as those in examples/tariffs (default: one price)',
    )
    .option('--feeder', "a feeder meter for each area, and its balance with the area's load", false)
    .option(
      '--thief <meter[@percent]>',
      'a home that reports only so much of what it used (default: 50 %); implies --feeder',
      parseThief,
    )
    .addHelpText(
      'after',
      `
Time is replayed: a day takes seconds. The release floors are lowered to fit the demo, which it says.
Exit codes: ${EXIT.ok} every bill and load exact, ${EXIT.notExact} not exact, ${EXIT.usage} usage, ${EXIT.environment} environment.`,
    )
    .action(async (options) => {
      const { runDemo } = await import('./demo/run.ts');
      process.exitCode = await runDemo(options);
    });
}
