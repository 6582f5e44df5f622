/** `gridshare tariff`: what tariffs may be, what they tell, what they would have cost, and how a scheme gets one. [P-8.5, P-8.7] */
import type { Command } from '@commander-js/extra-typings';
import { say } from './render/output.ts';
import { EXIT } from './exit.ts';
import { seconds, wholeNumber } from './options.ts';

const DAY_SECONDS = 86_400;

function addCheck(tariff: Command): void {
  tariff
    .command('check')
    .argument('<file>', "a tariff document (JSON or YAML), or the utility's config file with the scheme that is wanted")
    .description(
      'say whether tariffs are allowed under the floors, with the code of a refusal, and what bills tell by them',
    )
    .option('--config <file>', "of a document: the utility's config, whose scheme has the windows and floors")
    .option('--floor-of <file...>', 'configs of aggregators and meters: whether their own floors let them follow, too')
    .option('--from <day>', 'of a document: the local day from which on it is to hold (default: the next window)')
    .option('--windows <n>', 'of a document: for so many windows (default: 12)', wholeNumber(1, 1_000))
    .addHelpText(
      'after',
      `
A rate is a query: a bill has a total for each. So calendars are patterns of the day, and those of any 12 windows
cut a day into few sets. Without --config, a document is checked against what init writes: calendar months (of a
dynamic one days) of its zone, quarters of an hour, floors of 100 meters. Documents are in examples/tariffs.

Exit codes: ${EXIT.ok} allowed, ${EXIT.notExact} refused, ${EXIT.usage} the file is neither.`,
    )
    .action(async (file, options) => {
      const { checkFile } = await import('./tariff-files.ts');
      const { isAllowed, lines } = checkFile(file, options, Date.now());
      say(`${lines.join('\n')}\n`);
      process.exitCode = isAllowed ? EXIT.ok : EXIT.notExact;
    });
}

function addAdd(tariff: Command): void {
  tariff
    .command('add')
    .argument('<file>', 'a tariff document (JSON or YAML)')
    .description("write a document's tariffs for windows to come into the scheme of the utility's config")
    .requiredOption('--config <file>', "the utility's config")
    .option('--from <day>', 'the local day from which on it is to hold (default: the next window)')
    .option('--windows <n>', 'for so many windows (default: 12)', wholeNumber(1, 1_000))
    .action(async (file, options) => {
      const { addDocument } = await import('./tariff-files.ts');
      say(`${addDocument(file, options, Date.now()).join('\n')}\n`);
    });
}

function addPreview(tariff: Command): void {
  tariff
    .command('preview')
    .argument('<file>', 'a tariff document (JSON or YAML)')
    .description('say what a tariff would have cost homes whose readings are known')
    .requiredOption('--homes <csv>', 'readings of homes (meter_id,timestamp,wh[,export_wh])')
    .option('--interval <length>', "length of an interval (default: the data's own)", seconds(60, DAY_SECONDS))
    .option('--interval-offset <seconds>', 'as `init` has it', wholeNumber(0, DAY_SECONDS - 1), 0)
    .option('--config <file>', "the utility's config, whose scheme has the floors")
    .option('--monthly', 'a bill for each calendar month, not one for all of it', false)
    .option('--json', 'as JSON, with the lines of every bill', false)
    .action(async (file, options) => {
      const { preview } = await import('./tariff-files.ts');
      say(await preview(file, options));
    });
}

export function addTariff(program: Command): void {
  const tariff = program.command('tariff').description('tariffs: what they may be, what they tell, and what they cost');
  addCheck(tariff);
  addAdd(tariff);
  addPreview(tariff);
}
