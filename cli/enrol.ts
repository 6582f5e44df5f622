/** `gridshare enroll|renew`: a device gets its name and certificate, a party a new certificate. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from '@commander-js/extra-typings';
import { readConfig, readPartyConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { decodeText, readTextFile } from '../host/base/text-file.ts';
import { busTlsFiles } from '../host/keys/tls-files.ts';
import { say } from './render/output.ts';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** From a file or, as `-`, standard input: a command line is for everybody to see. */
function readToken(path: string): string {
  let text: string;
  try {
    text = path === '-' ? decodeText('standard input', readFileSync(0)) : readTextFile(path);
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_USAGE', `cannot read the token from ${path}: ${describeTrouble(cause)}`, { cause });
  }
  const token = text.trim();
  if (!TOKEN.test(token)) {
    const where = path === '-' ? 'standard input has' : `${path} has`;
    throw new HostError('ERR_USAGE', `${where} no token in it: --token names the file that gridshare token wrote`);
  }
  return token;
}

export function addEnrol(program: Command): void {
  program
    .command('enroll')
    .description('on a device: make its keys here, and get name and certificate for a one-time token')
    .argument('<dir>', "folder to create: the meter's")
    .requiredOption('--kit <file>', 'what the meter was flashed with (kit.json of gridshare init --tls)')
    .requiredOption('--token <file>', 'file with the token, - for standard input; never the token itself')
    .option('--data <file>', "CSV of the meter's readings, relative to its folder", 'readings.csv')
    .option(
      '--source <line>',
      "where the meter's readings come from instead: p1:/dev/ttyUSB0, for instance, or a YAML file with source as in its config",
    )
    .action(async (dir, options) => {
      const kit = readConfig('kit', options.kit);
      const { enrolDevice } = await import('../authority/device.ts');
      const folder = resolve(dir);
      const { readSource } = await import('../authority/device-config.ts');
      const { assertSource } = await import('./source-option.ts');
      await assertSource(options.source);
      const source =
        options.source === undefined ? { kind: 'csv' as const, file: options.data } : readSource(options.source, kit);
      const { meter, area } = await enrolDevice(folder, kit, readToken(options.token), source);
      say(`Enrolled as meter ${meter} of ${area}. Next: gridshare meter --config ${resolve(folder, 'config.yaml')}\n`);
    });
}

export function addRenew(program: Command): void {
  program
    .command('renew')
    .description("renew a party's certificate now (a party with bus.tls.authority does so by itself)")
    .requiredOption('--config <file>', "the party's config file (YAML)")
    .action(async ({ config: path }) => {
      const config = readPartyConfig(path);
      const files = config.role === 'broker' ? undefined : busTlsFiles(path, config.bus);
      const authority = config.role === 'broker' ? undefined : config.bus.tls?.authority;
      if (files === undefined || authority === undefined) {
        const message = `${path} names no authority in bus.tls (a broker's certificate is renewed by gridshare authority)`;
        throw new HostError('ERR_USAGE', message);
      }
      const { renewCertificate } = await import('../host/keys/renewal.ts');
      await renewCertificate(files, authority);
      say(`Renewed ${files.cert}. A running party takes it within seconds.\n`);
    });
}
