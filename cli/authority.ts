/** `gridshare authority|token|issue|revoke`: who signs a deployment's certificates, in the folder of its key. */
import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../homes/household.ts';
import { partyOfClient } from '../protocol/wire/topic-root.ts';
import { namedMeters, nameOf } from './named-meters.ts';
import { wholeNumber } from './options.ts';
import { running } from './parties.ts';
import { say } from './render/output.ts';

const HOUR_MS = 3_600_000;

export function addAuthority(program: Command): void {
  program
    .command('authority')
    .description("run the authority: enrols meters by one-time token, renews certificates, the broker's too")
    .requiredOption('--config <file>', "the authority's config file (YAML)")
    .action(async ({ config }) => running('authority', config, (await import('../authority/main.ts')).runAuthority));
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('make a one-time token with which one device can enrol as this meter, or one for each of a list')
    .argument('[meter]', 'id that the meter gets')
    .requiredOption('--config <file>', "the authority's config file (YAML)")
    .requiredOption(
      '--out <file|dir>',
      'file to write the token to (a secret, mode 0600); of a list the folder for them',
    )
    .option('--meters-file <file>', 'meters, one a line: meter_id[,area[,registers]]; each gets a token of its own')
    .option('--area <id>', 'area that the meter joins', 'area-1')
    .option(
      '--registers <codes>',
      'what it reports, OBIS codes in order, separated by commas',
      `${IMPORT_REGISTER},${EXPORT_REGISTER}`,
    )
    .option('--hours <n>', 'hours that the token is good for', wholeNumber(1, 720), 24)
    .action(async (meter, options) => {
      const meters = namedMeters(meter, options);
      const { EnrolmentDesk } = await import('../authority/enrolment.ts');
      const { writeToken, writeTokens } = await import('../authority/token-files.ts');
      const desk = await EnrolmentDesk.open(options.config);
      const untilMs = Date.now() + options.hours * HOUR_MS;
      const until = new Date(untilMs).toISOString();
      const [only] = meters;
      if (options.metersFile === undefined && only !== undefined) {
        await writeToken(desk, only, untilMs, options.out);
        say(
          `Wrote ${options.out}: good once, until ${until}, for meter ${only.id}. Give it to that device and nobody else.\n`,
        );
        return;
      }
      await writeTokens(desk, meters, untilMs, options.out);
      say(
        `Wrote ${meters.length} tokens to ${options.out}, a file for each meter: each good once, until ${until}. Give each device its own and nobody else.\n`,
      );
    });
}

export function addIssue(program: Command): void {
  program
    .command('issue')
    .description('make certificate and key of any party, here, by client id: aggregator-2, fleet-oak, debug-me')
    .argument('<client-id>', 'whom it is for')
    .argument('<dir>', "folder to write to: the party's")
    .requiredOption('--config <file>', "the authority's config file (YAML)")
    .option('--area <id>', 'for a meter that is not in the roster here: its area, which a broker may hold it to')
    .action(async (clientId, dir, { config, area }) => {
      const { EnrolmentDesk } = await import('../authority/enrolment.ts');
      const { writeTlsFiles } = await import('../authority/authority.ts');
      const desk = await EnrolmentDesk.open(config);
      writeTlsFiles(
        resolve(dir),
        desk.authority.authority.cert,
        await desk.issue(clientId, area === undefined ? undefined : nameOf(area, 'the area')),
      );
      say(`Wrote ca.pem, cert.pem and key.pem of ${clientId} to ${resolve(dir)}.\n`);
    });
}

export function addRevoke(program: Command): void {
  program
    .command('revoke')
    .description('end the access of a meter (or another party, by client id): certificates, rights, roster')
    .argument('<meter>', 'meter id')
    .requiredOption('--config <file>', "the authority's config file (YAML)")
    .action(async (meter, { config }) => {
      const { EnrolmentDesk } = await import('../authority/enrolment.ts');
      const desk = await EnrolmentDesk.open(config);
      nameOf(partyOfClient(meter), 'the meter id');
      const { clientId, certificates, hasLeftRoster, witnesses } = await desk.revoke(meter);
      const roster = hasLeftRoster ? 'it leaves the roster with the next interval' : 'it is in no roster here';
      const count = certificates === 1 ? '1 certificate' : `${certificates} certificates`;
      say(`Revoked ${meter}: ${count} more; ${roster}.\n`);
      const { askBrokers } = await import('../authority/revocation-check.ts');
      say(`In force: ${await askBrokers(desk.brokers, clientId, witnesses)}.\n`);
    });
}
