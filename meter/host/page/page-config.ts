/** Where a household's page is shown, as config and command say, and to whom: this machine, or the own network with a password. */
import { BlockList, isIP } from 'node:net';
import { isLoopback, isUnspecified } from '../../../host/base/address.ts';
import { HostError } from '../../../host/base/errors.ts';
import { type ListenAddress, parseListen } from '../../../host/base/listen.ts';
import { escaped } from '../../../host/base/printable.ts';
import { readTextFile } from '../../../host/base/text-file.ts';
import { secretBeside } from '../../../host/keys/credentials.ts';
import { assertPrivate } from '../../../host/keys/keys.ts';
import type { MeterConfig } from '../../../schemas/types.ts';

/** Of one household. A process with more meters is a fleet, and their readings are nobody's to show. */
const MOST_METERS = 16;
const LEAST_PASSWORD = 8;
const DEFAULT = '127.0.0.1:9465';

/** Networks that no router of the internet leads to. */
const OWN_NETWORKS = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const)
  OWN_NETWORKS.addSubnet(network, bits, 'ipv4');
OWN_NETWORKS.addSubnet('fc00::', 7, 'ipv6');
OWN_NETWORKS.addSubnet('fe80::', 10, 'ipv6');
OWN_NETWORKS.addAddress('::1', 'ipv6');

/** Whether an address is of this machine or of a private network. */
export function isOwnNetwork(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
  const family = isIP(plain);
  return family !== 0 && OWN_NETWORKS.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

export interface PagePlace extends ListenAddress {
  /** Read at each attempt, so that a new one counts from then on; undefined where none is needed. Throws HostError. */
  readonly password: (() => string) | undefined;
}

function readPassword(path: string): string {
  assertPrivate(path);
  const [password = '', ...others] = readTextFile(path).split(/\r?\n/);
  if (password.length >= LEAST_PASSWORD && others.every((line) => line === '')) return password;
  throw new HostError(
    'ERR_PAGE',
    `${escaped(path)} must hold a password of at least ${LEAST_PASSWORD} characters, and nothing else`,
  );
}

/** `said`: the address of the command line; true without one. Undefined if there is to be no page. Throws HostError ERR_PAGE, ERR_CONFIG_INVALID. */
export function pagePlaceOf(
  configPath: string,
  config: MeterConfig,
  said: string | true | undefined,
  meterCount: number,
): PagePlace | undefined {
  const { page } = config;
  if (page === undefined && said === undefined) return undefined;
  const place = parseListen(typeof said === 'string' ? said : (page?.listen ?? DEFAULT));
  const refuse = (text: string): HostError => new HostError('ERR_PAGE', `${escaped(configPath)}: ${text}`);
  if (meterCount > MOST_METERS)
    throw refuse(
      `this process has ${meterCount} meters: a page is for the meters of one household, ${MOST_METERS} at most`,
    );
  if (!isLoopback(place.host) && !isUnspecified(place.host) && !isOwnNetwork(place.host))
    throw refuse(
      `${place.text} is no address of a household's own network: a page with readings must not be in the internet`,
    );
  if (page?.password === undefined && !isLoopback(place.host))
    throw refuse(
      `${place.text} can be reached by others: put a password into a file of mode 0600, and name it in page.password`,
    );
  const path = page?.password === undefined ? undefined : secretBeside(configPath, page.password);
  if (path === undefined) return { ...place, password: undefined };
  // What is wrong with it is said at the start.
  readPassword(path);
  return { ...place, password: () => readPassword(path) };
}
