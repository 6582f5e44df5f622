/** `gridshare flash-kit METER`: what makes a freshly flashed Raspberry Pi this meter, or many those of a list, with one-time tokens. */
import { type Command, Option } from '@commander-js/extra-typings';
import { wifiOf } from '../deploy/wifi.ts';
import { HostError } from '../host/base/errors.ts';
import { escaped } from '../host/base/printable.ts';
import { readTextFile } from '../host/base/text-file.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { EXPORT_REGISTER, IMPORT_REGISTER } from '../homes/household.ts';
import { namedMeters } from './named-meters.ts';
import { wholeNumber } from './options.ts';
import { say } from './render/output.ts';

const HOUR_MS = 3_600_000;
const SSH_KEY = /^(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+ [A-Za-z0-9+/=]+(?: [ -~]*)?$/;

/** The one line of a file. Throws HostError ERR_USAGE, ERR_FILE_ENCODING. */
function lineOf(path: string, option: string): string {
  try {
    return readTextFile(path).replace(/\r?\n$/, '');
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_USAGE', `${option}: cannot read ${escaped(path)}: ${describeTrouble(cause)}`, { cause });
  }
}

interface WifiOptions {
  readonly wifi?: string | undefined;
  readonly wifiPasswordFile?: string | undefined;
  readonly country?: string | undefined;
}

function wifiIn({ wifi, wifiPasswordFile: file, country }: WifiOptions) {
  if (wifi === undefined && file === undefined && country === undefined) return undefined;
  if (wifi === undefined || file === undefined || country === undefined)
    throw new HostError(
      'ERR_USAGE',
      'a wireless network takes --wifi, --wifi-password-file and --country: name all three',
    );
  return wifiOf(wifi, lineOf(file, '--wifi-password-file'), country);
}

function sshKeyIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const key = lineOf(path, '--ssh-key');
  if (SSH_KEY.test(key)) return key;
  throw new HostError(
    'ERR_USAGE',
    `--ssh-key ${escaped(path)}: this is not a public key of OpenSSH, one line such as id_ed25519.pub has`,
  );
}

export function addFlashKit(program: Command): void {
  program
    .command('flash-kit')
    .description(
      'write what makes a freshly flashed Raspberry Pi this meter, or each of many one of a list: config, package, one-time token, label',
    )
    .argument('[meter]', 'id that the meter gets')
    .requiredOption('--config <file>', "the authority's config file (YAML)")
    .requiredOption('--deb <file>', 'the package for arm64: gridshare_VERSION_arm64.deb')
    .requiredOption('--out <dir>', 'folder to write to: a new one, secret until the device has enrolled')
    .addOption(
      new Option('--image <name>', 'the Raspberry Pi OS')
        .choices(['trixie', 'bookworm'] as const)
        .default('trixie' as const),
    )
    .option(
      '--source <line>',
      "where the meter's readings come from: p1:/dev/ttyUSB0, for instance, or a YAML file with source as in its config; a CSV file if not said",
    )
    .option(
      '--meters-file <file>',
      'meters, one a line: meter_id[,area[,registers]]; each gets a kit of its own in a folder of its name, and --out a sheet of all labels',
    )
    .option('--wifi <ssid>', 'wireless network to join; a cable works in any case')
    .option(
      '--wifi-password-file <file>',
      'file with its password, which is not written into the kit, but the key made of it',
    )
    .option('--country <code>', 'where the device is, two letters: decides on wireless channels')
    .option('--ssh-key <file>', 'public key of who may log in as admin; nobody may without it')
    .option('--area <id>', 'area that the meter joins', 'area-1')
    .option(
      '--registers <codes>',
      'what it reports, OBIS codes in order, separated by commas',
      `${IMPORT_REGISTER},${EXPORT_REGISTER}`,
    )
    .option('--hours <n>', 'hours that the token is good for', wholeNumber(1, 168), 24)
    .action(async (meter, options) => {
      const meters = namedMeters(meter, options);
      const untilMs = Date.now() + options.hours * HOUR_MS;
      const { assertSource } = await import('./source-option.ts');
      await assertSource(options.source);
      const { writeFlashKits } = await import('../authority/flashing.ts');
      const lonely = await writeFlashKits({
        meters,
        isList: options.metersFile !== undefined,
        image: options.image,
        wifi: wifiIn(options),
        sshKey: sshKeyIn(options.sshKey),
        deb: options.deb,
        source: options.source,
        authority: options.config,
        out: options.out,
        untilMs,
      });
      const [wrote, until] = [`Wrote ${escaped(options.out)}`, new Date(untilMs).toISOString()];
      say(
        options.metersFile === undefined
          ? `${wrote}: README.txt in it says what to do. Its token is good once, until ${until}, for meter ${meters[0]?.id}.\n`
          : `${wrote}: a folder for each of ${meters.length} meters, README.txt in it says what to do, and labels.html to print. Each has a token that is good once, until ${until}.\n`,
      );
      if (lonely.length > 0)
        say(
          `No device will find ${lonely.join(' and ')}, which is this machine itself: give init --broker and --authority, or correct kit.json.\n`,
        );
    });
}
