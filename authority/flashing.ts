/**
 * Flash kits: a folder with all that makes one Raspberry Pi one meter, a token of its own with it. Everything is checked before a
 * token is made. [P-9.6]
 */
import { createHash } from 'node:crypto';
import { closeSync, linkSync, openSync, readFileSync, readSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { PlannedMeter } from '../deploy/deployment-plan.ts';
import { FIRST_RUN_WORDS, type Flashed, firstRun, hostnameOf, networkConfig, userData } from '../deploy/flash-files.ts';
import { type Image, type Labelled, labelSheet, labelSvg, stepsText } from '../deploy/flash-words.ts';
import type { Wifi } from '../deploy/wifi.ts';
import { isLoopback, parseAddress } from '../host/base/address.ts';
import { readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { KIT_FILE } from '../host/base/file-names.ts';
import { makeFolder } from '../host/base/folders.ts';
import { escaped } from '../host/base/printable.ts';
import { describeTrouble } from '../host/base/trouble.ts';
import { addressesOf } from '../host/bus/addresses.ts';
import type { MeterConfig, MeterKit } from '../schemas/types.ts';
import { readSource } from './device-config.ts';
import { EnrolmentDesk } from './enrolment.ts';

const DEB_NAME = /^gridshare_[A-Za-z0-9.+~-]+_arm64\.deb$/;

export interface FlashOrder {
  /** One device each. */
  readonly meters: readonly PlannedMeter[];
  /** Whether they are of a list: then each has a folder of its name in `out`, and `out` a sheet of all labels. */
  readonly isList: boolean;
  readonly image: Image;
  readonly wifi: Wifi | undefined;
  readonly sshKey: string | undefined;
  /** Paths. `source`: a YAML file, or undefined for a CSV file that is put there later. */
  readonly deb: string;
  readonly source: string | undefined;
  readonly authority: string;
  readonly out: string;
  /** When the tokens end, in milliseconds since 1970. */
  readonly untilMs: number;
}

interface Package {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Throws HostError ERR_USAGE. */
function readDeb(path: string): Package {
  const name = basename(path);
  const refuse = (what: string): HostError => new HostError('ERR_USAGE', `--deb ${escaped(path)}: ${what}`);
  if (!DEB_NAME.test(name)) throw refuse('name the package for arm64, gridshare_VERSION_arm64.deb');
  try {
    const head = Buffer.alloc(8);
    const file = openSync(path, 'r');
    readSync(file, head, 0, 8, 0);
    closeSync(file);
    if (head.toString('latin1') !== '!<arch>\n') throw refuse('this is not a Debian package');
    const bytes = readFileSync(path);
    return { name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw refuse(`cannot be read: ${describeTrouble(cause)}`);
  }
}

/** Throws HostError ERR_USAGE. */
function takeFolder(out: string): void {
  makeFolder(out);
  if (readdirSync(out).length > 0)
    throw new HostError('ERR_USAGE', `${escaped(out)} is not empty: name a new folder. No token was made`);
}

/** Addresses of the kit that no other machine finds, for people. */
function lonelyAddresses({ authority, bus }: MeterKit): string[] {
  const addresses = [parseAddress(authority.url, ['https'], 'authority.url'), ...addressesOf(bus)];
  return addresses.filter(({ host }) => isLoopback(host)).map(({ text }) => text);
}

/** Tens of megabytes: kits of one list have it once on the disk. */
function writePackage(path: string, { bytes }: Package, first: string | undefined): void {
  try {
    if (first !== undefined) return linkSync(first, path);
  } catch {
    // A file system without links has a copy.
  }
  writeFileSync(path, bytes, { mode: 0o600, flag: 'wx' });
}

function writeKit(folder: string, image: Image, flashed: Flashed, label: Labelled, until: string): void {
  makeFolder(folder);
  const write = (name: string, content: string): void =>
    writeFileSync(join(folder, name), content, { mode: 0o600, flag: 'wx' });
  if (image === 'trixie') {
    write('user-data', userData(flashed));
    write('network-config', networkConfig(flashed.wifi));
  } else {
    write('firstrun.sh', firstRun(flashed));
    write('cmdline-addition.txt', `${FIRST_RUN_WORDS}\n`);
  }
  write('label.svg', labelSvg(label));
  write('README.txt', stepsText(image, label, flashed.packageFile.name, until));
}

/**
 * Writes the kits; addresses in them that only this machine finds. Throws HostError ERR_USAGE, ERR_CONFIG_* of kit, source and the
 * authority's config, before any token is made.
 */
export async function writeFlashKits(order: FlashOrder): Promise<readonly string[]> {
  const { meters, isList, image, wifi, sshKey, authority, out, untilMs } = order;
  const desk = await EnrolmentDesk.open(authority);
  const kit = readConfig('kit', join(dirname(authority), KIT_FILE));
  const csv: MeterConfig['source'] = { kind: 'csv', file: 'readings.csv' };
  const source = order.source === undefined ? csv : readSource(order.source, kit);
  const deb = readDeb(order.deb);
  takeFolder(out);
  const invitations = meters.map(({ id, area, registers }) => ({ meter: id, area, registers }));
  const tokens = await desk.invite(invitations, untilMs);
  const labels = meters.map(({ id }): Labelled => {
    return { meter: id, deployment: kit.deployment, fingerprint: kit.authority.fingerprint };
  });
  let first: string | undefined;
  for (const [at, label] of labels.entries()) {
    const folder = isList ? join(out, label.meter) : out;
    const flashed: Flashed = {
      hostname: hostnameOf(label.meter),
      wifi,
      sshKey,
      packageFile: { name: deb.name, sha256: deb.sha256 },
      token: tokens[at] ?? '',
      kit: `${JSON.stringify(kit)}\n`,
      source: stringify({ source }),
    };
    writeKit(folder, image, flashed, label, new Date(untilMs).toISOString());
    writePackage(join(folder, deb.name), deb, first);
    first ??= join(folder, deb.name);
  }
  if (isList) writeFileSync(join(out, 'labels.html'), labelSheet(labels), { mode: 0o600, flag: 'wx' });
  return lonelyAddresses(kit);
}
