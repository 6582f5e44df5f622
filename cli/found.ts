/** `gridshare found`: an aggregator that lost ledger and counter goes on, by the hands of all operators. */
import type { Command } from '@commander-js/extra-typings';
import { applyFounding, beginFounding, signFounding, writeFounding } from '../aggregator/host/founding-file.ts';
import { readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { say } from './render/output.ts';

export function addFound(program: Command): void {
  program
    .command('found')
    .description(
      'found an aggregator anew that lost its ledger and its counter: every other operator signs a file by hand',
    )
    .requiredOption('--config <file>', "the aggregator's config file (YAML)")
    .option('--to <file>', 'the one that lost everything: write the file that goes round')
    .option('--sign <file>', 'each of the others: add what the own ledger says')
    .option('--apply <file>', 'the one that lost everything: put it in place; the aggregator must be stopped')
    .addHelpText(
      'after',
      '\nNothing that began before the aggregator starts again is ever attested or released by it. Where its counter is only not\nmounted, mount it instead: docs/operating.md, "A lost counter".',
    )
    .action(({ config: path, to, sign, apply }) => {
      const config = readConfig('config-aggregator', path);
      const name = `aggregator-${config.index}`;
      if ([to, sign, apply].filter((file) => file !== undefined).length !== 1)
        throw new HostError('ERR_USAGE', 'name one of --to, --sign and --apply');
      if (to !== undefined) {
        writeFounding(to, beginFounding(path, config));
        say(`Wrote ${to}. Every other operator: gridshare found --sign ${to} --config FILE, one after the other.\n`);
      } else if (sign !== undefined) {
        const founding = signFounding(sign, path, config);
        writeFounding(sign, founding);
        const signed = founding.witnesses.map(({ aggregator }) => aggregator).join(', ');
        say(
          `${name} has signed that aggregator ${founding.inquiry.aggregator} begins anew. Signed so far: ${signed}.\n`,
        );
      } else if (apply !== undefined) {
        applyFounding(apply, path, config);
        say(`${name} begins anew with its next start. Nothing of before that is attested or released by it again.\n`);
      }
    });
}
