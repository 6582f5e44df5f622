/**
 * The household's own broker, as a meter's config names it: where it is, who comes to it, and that it is not the grid's. What is
 * wrong with the line in the config ends a start; what is wrong with a file, or with the broker, is told and tried again.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Address, BUS_SCHEMES, type Credentials, isLoopback, parseAddress } from '../../../host/base/address.ts';
import { besideConfig } from '../../../host/base/config.ts';
import { HostError } from '../../../host/base/errors.ts';
import { escaped } from '../../../host/base/printable.ts';
import { readTextFile } from '../../../host/base/text-file.ts';
import { describeTrouble } from '../../../host/base/trouble.ts';
import { addressesOf } from '../../../host/bus/addresses.ts';
import { secretBeside } from '../../../host/keys/credentials.ts';
import { assertPrivate } from '../../../host/keys/keys.ts';
import { readPem } from '../../../host/keys/tls-files.ts';
import type { MeterConfig } from '../../../schemas/types.ts';

/** Of one household. A process with more meters is a fleet, and their readings are nobody's to show. */
const MOST_METERS = 16;

export interface HomeBroker {
  readonly address: Address;
  /** Those of the grid's, as the same config names them. */
  readonly grid: readonly Address[];
  readonly discoveryPrefix: string;
  readonly everySeconds: number;
  /** Read for each connection, so that a new password counts from the next one on. Throws HostError. */
  readonly credentials: () => Credentials | undefined;
  /** The same. */
  readonly ca: () => string | undefined;
}

function refused(configPath: string, text: string): HostError {
  return new HostError('ERR_HOUSEHOLD_BROKER', `${escaped(configPath)}: ${text}`);
}

const ELSEWHERE =
  'it would show readings to those who must not see them. Name the broker that Home Assistant has in this household';

function isSameHost(one: string, other: string): boolean {
  return one === other || (isLoopback(one) && isLoopback(other));
}

function readCredentials(path: string): Credentials {
  let text: string;
  try {
    text = readTextFile(path);
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    const said = `household.credentials ${escaped(path)} can't be read: ${describeTrouble(cause)}`;
    throw new HostError('ERR_HOUSEHOLD_FILE', said, { cause });
  }
  assertPrivate(path);
  const [username = '', password, ...others] = text.split(/\r?\n/);
  if (username === '' || others.some((line) => line !== '') || /\p{Cc}/u.test(`${username}${password ?? ''}`))
    throw new HostError(
      'ERR_HOUSEHOLD_FILE',
      `household.credentials ${escaped(path)} must hold the user name on its first line, the password on its second, and nothing else`,
    );
  return { username, password: password === '' ? undefined : password };
}

/** Throws HostError ERR_HOUSEHOLD_BROKER, ERR_CONFIG_INVALID. `meterCount`: of the process. */
export function homeBrokerOf(configPath: string, config: MeterConfig, meterCount: number): HomeBroker | undefined {
  const { household, bus } = config;
  if (household === undefined) return undefined;
  const address = parseAddress(household.url, BUS_SCHEMES, 'household.url');
  const grid = addressesOf(bus);
  if (address.credentials !== undefined)
    throw refused(
      configPath,
      'no user name or password belongs into household.url: put both into a file of mode 0600, and name it in household.credentials',
    );
  if (household.ca !== undefined && address.scheme !== 'mqtts')
    throw refused(
      configPath,
      `household.ca is for mqtts://, and household.url is ${address.text}: correct one of them`,
    );
  if (grid.some(({ host, port }) => address.port === port && isSameHost(address.host, host)))
    throw refused(configPath, `household.url ${address.text} is the grid's broker: ${ELSEWHERE}`);
  if (meterCount > MOST_METERS)
    throw refused(
      configPath,
      `household is for the meters of one household, at most ${MOST_METERS}, and this process has ${meterCount}: take it out`,
    );
  const { credentials, ca } = household;
  return {
    address,
    grid,
    discoveryPrefix: household.discoveryPrefix,
    everySeconds: household.everySeconds,
    credentials: () => (credentials === undefined ? undefined : readCredentials(secretBeside(configPath, credentials))),
    ca: () => (ca === undefined ? undefined : readPem(besideConfig(configPath, ca))),
  };
}

async function lookedUp(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  return (await lookup(host, { all: true }).catch(() => [])).map(({ address }) => address);
}

/** Two names may be one machine: looked up before each connection. Throws HostError ERR_HOUSEHOLD_BROKER. */
export async function assertNotTheGrids({ address, grid }: HomeBroker): Promise<void> {
  for (const { host, port, text: gridText } of grid) {
    if (address.port !== port || (isIP(address.host) !== 0 && isIP(host) !== 0)) continue;
    const [own, theirs] = await Promise.all([lookedUp(address.host), lookedUp(host)]);
    if (!own.some((one) => theirs.some((other) => isSameHost(one, other)))) continue;
    const text = `household.url ${address.text} is at the same address as the grid's broker ${gridText}: ${ELSEWHERE}`;
    throw new HostError('ERR_HOUSEHOLD_BROKER', text);
  }
}
