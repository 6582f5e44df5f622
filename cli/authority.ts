/** `gridshare authority|token|issue|revoke`: who signs a deployment's certificates, in the folder of its key. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { HostError } from '../host/base/errors.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../homes/household.ts';
import { wholeNumber } from './options.ts';
import { say } from './render/output.ts';

const HOUR_MS = 3_600_000;
const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

function nameOf(text: string, what: string): string {
  if (!NAME.test(text)) throw new HostError('ERR_USAGE', `${what} "${text}" is none: 1 to 64 of A-Z a-z 0-9 _ -`);
  return text;
}

export function addAuthority(program: Command): void {
  program
    .command('authority')
    .description("run the authority: enrols meters by one-time token, renews certificates, the broker's too")
    .requiredOption('--config <file>', "the authority's config file (YAML)")
    .action(async ({ config }) => (await import('../authority/main.ts')).runAuthority(config));
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('make a one-time token with which one device can enrol as this meter')
    .argument('<meter>', 'id that the meter gets')
    .requiredOption('--config <file>', "the authority's config file (YAML)")
    .requiredOption('--out <file>', 'file to write the token to (a secret, mode 0600)')
    .option('--area <id>', 'area that the meter joins', 'area-1')
    .option(
      '--registers <codes>',
      'what it reports, OBIS codes in order, separated by commas',
      `${IMPORT_REGISTER},${EXPORT_REGISTER}`,
    )
    .option('--hours <n>', 'hours that the token is good for', wholeNumber(1, 720), 24)
    .action(async (meter, options) => {
      const { EnrolmentDesk } = await import('../authority/enrolment.ts');
      const desk = await EnrolmentDesk.open(options.config);
      const invitation = {
        meter: nameOf(meter, 'the meter id'),
        area: nameOf(options.area, 'the area'),
        registers: options.registers.split(','),
      };
      const untilMs = Date.now() + options.hours * HOUR_MS;
      const token = await desk.invite(invitation, untilMs);
      try {
        writeFileSync(options.out, `${token}\n`, { mode: 0o600, flag: 'wx' });
      } catch (cause) {
        throw new HostError(
          'ERR_USAGE',
          `cannot write ${options.out}: ${describeTrouble(cause)}. The token counts for nothing: make another`,
          {
            cause,
          },
        );
      }
      say(
        `Wrote ${options.out}: good once, until ${new Date(untilMs).toISOString()}, for meter ${meter}. Give it to that device and nobody else.\n`,
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
    .action(async (clientId, dir, { config }) => {
      const { EnrolmentDesk } = await import('../authority/enrolment.ts');
      const { writeTlsFiles } = await import('../authority/authority.ts');
      const desk = await EnrolmentDesk.open(config);
      writeTlsFiles(resolve(dir), desk.authority.authority.cert, await desk.issue(clientId));
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
      const { clientId, certificates, hasLeftRoster, witnesses } = await desk.revoke(nameOf(meter, 'the meter id'));
      const roster = hasLeftRoster ? 'it leaves the roster with the next interval' : 'it is in no roster here';
      const count = certificates === 1 ? '1 certificate' : `${certificates} certificates`;
      say(`Revoked ${meter}: ${count} more; ${roster}.\n`);
      const { askBrokers } = await import('../authority/revocation-check.ts');
      say(`In force: ${await askBrokers(desk.brokers, clientId, witnesses)}.\n`);
    });
}
