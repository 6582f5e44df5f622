/** `gridshare access add|list|remove`: who may ask a utility's dashboard and its API. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Command, Option } from '@commander-js/extra-typings';
import { readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { NAME } from '../protocol/wire/topics.ts';
import { accessEntries, accessPath, addAccess, removeAccess } from '../utility/host/desk/access-file.ts';
import { configOption, wholeNumber } from './options.ts';
import { printRecords } from './render/forms.ts';
import { say } from './render/output.ts';

const DAY_MS = 86_400_000;

function pathOf(configPath: string): string {
  return accessPath(configPath, readConfig('config-utility', configPath));
}

/** Throws HostError ERR_USAGE. */
function certificateIn(path: string): Uint8Array {
  try {
    return new X509Certificate(readFileSync(path)).raw;
  } catch (cause) {
    throw new HostError('ERR_USAGE', `${path} is no certificate: ${describeTrouble(cause)}`, { cause });
  }
}

export function addAccessCommands(program: Command): void {
  const access = program.command('access').description("who may ask the utility's dashboard and its API");
  access
    .command('add')
    .description('give somebody access: prints a token, once; or by their TLS client certificate')
    .argument('<name>', 'who it is: stands in the log at every use')
    .addOption(configOption())
    .addOption(
      new Option('--role <role>', 'viewer: what areas used; operator: the bills of meters, too')
        .choices(['viewer', 'operator'] as const)
        .default('viewer' as const),
    )
    .option('--days <n>', 'days that it is good for', wholeNumber(1, 3_650), 90)
    .option('--certificate <file>', 'their TLS client certificate, PEM, instead of a token')
    .action((name, { config, role, days, certificate }) => {
      if (!NAME.test(name))
        throw new HostError('ERR_USAGE', `"${name}" is no name: 1 to 64 of A-Z a-z 0-9 _ -, and no _ or - in front`);
      const nowMs = Date.now();
      const untilMs = nowMs + days * DAY_MS;
      const der = certificate === undefined ? undefined : certificateIn(certificate);
      const token = addAccess(pathOf(config), { name, role, nowMs, untilMs, certificate: der });
      const until = new Date(untilMs).toISOString().slice(0, 10);
      say(`${name} is ${role === 'operator' ? 'an operator' : 'a viewer'} until ${until}.\n`, process.stderr);
      if (token === undefined) return;
      say('Its token, which nobody can show again:\n', process.stderr);
      say(`${token}\n`);
    });
  access
    .command('list')
    .description('who has access, and until when')
    .addOption(configOption())
    .option('--json', 'print JSON', false)
    .action(({ config, json }) => {
      const records = accessEntries(pathOf(config)).map(({ name, role, kind, createdAtMs, untilMs }) => {
        return { name, role, kind, since: new Date(createdAtMs).toISOString(), until: new Date(untilMs).toISOString() };
      });
      const empty = 'Nobody has access: gridshare access add NAME';
      printRecords({ records, csv: (one) => [one], table: (one) => [one], empty }, { json, csv: false });
    });
  access
    .command('remove')
    .description('end it: a running dashboard knows within a second')
    .argument('<name>', 'as the list has it')
    .addOption(configOption())
    .action((name, { config }) => {
      removeAccess(pathOf(config), name);
      say(`${name} has no access any more.\n`);
    });
}
