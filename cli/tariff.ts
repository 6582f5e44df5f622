/** `gridshare tariff check FILE`: whether tariffs are allowed, and what they tell of a home. [P-8.5] */
import type { Command } from '@commander-js/extra-typings';
import { checkTariffs } from '../deploy/tariff-check.ts';
import { readConfig } from '../host/base/config.ts';
import { EXIT } from './exit.ts';
import { say } from './render/output.ts';

export function addTariff(program: Command): void {
  const tariff = program.command('tariff').description('tariffs: what they may be, and what they tell');
  tariff
    .command('check')
    .argument('<file>', "the utility's config file (YAML), with the scheme that is wanted")
    .description('say whether the tariffs of a scheme are allowed under its floors, and what bills tell by them')
    .addHelpText(
      'after',
      `
A rate is a query: a bill has a total for each. So calendars are patterns of the day, and those of any 12 windows
cut a day into few sets. A night and a day rate, from local midnight on, in Berlin's winter:

  tariffs:
    - id: 2026-01
      from: 1963200            # first interval of the window
      count: 2880
      rates: [{ name: night, microPerKwh: 200000 }, { name: day, microPerKwh: 320000 }]
      runs: [{ rate: 0, count: 24 }, { rate: 1, count: 64 }, { rate: 0, count: 8 }]
      days: { utcOffsetSeconds: 3600 }

Exit codes: ${EXIT.ok} allowed, ${EXIT.notExact} refused, ${EXIT.usage} the file is no config.`,
    )
    .action((file) => {
      const { isAllowed, lines } = checkTariffs(readConfig('config-utility', file).scheme);
      say(`${lines.join('\n')}\n`);
      process.exitCode = isAllowed ? EXIT.ok : EXIT.notExact;
    });
}
