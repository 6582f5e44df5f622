/**
 * Whether a revocation is in force, asked of the brokers themselves. The key of the revoked party is not here, so two
 * certificates are made for the question, whose keys stay in memory: one that is on the new list itself, which a broker
 * refuses only once it has read that list; and one in the name of who was revoked, good for minutes, which takes the place
 * of the connection that is still there under that name, since Mosquitto looks at lists for new ones only. [P-10.1]
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMosquittoIn, mosquittoUrl } from '../broker/mosquitto-process.ts';
import { brokerUrlOf } from '../broker/upkeep.ts';
import { BUS_SCHEMES, isLoopback, parseAddress } from '../host/base/address.ts';
import { readConfig } from '../host/base/config.ts';
import { HostError } from '../host/base/errors.ts';
import { urlsOf } from '../host/bus/addresses.ts';
import { type Probed, probeBroker, probePublishing } from '../host/care/probe.ts';
import { partyOfClient, rootOfClient, TopicRoot } from '../protocol/wire/topic-root.ts';
import { parseIdentity, permittedFilters } from '../protocol/wire/topic-rights.ts';
import type { AuthorityFolder } from './authority.ts';
import type { BrokerFolders } from './broker-folders.ts';
import { CONFIG_FILE, KIT_FILE } from '../host/base/file-names.ts';
import { type Issued, issueClient } from './pki.ts';

/** A broker looks at its files twice a second, or when it is told. */
const IN_FORCE_WITHIN_MS = 5_000;
const ASK_AGAIN_MS = 100;
/** Certificates for asking count no longer; the authority's and the broker's clocks may differ by a little. */
const WITNESS_MS = 600_000;
const REVOKED_WITNESS = 'debug-revoked';
/** Topics that a broker's config may close, or that only a certificate with an area opens. */
const CLOSABLE = ['shares', 'areaShares', 'meterShares', 'totals', 'clock'] as const;

export interface Witnesses {
  readonly ca: string;
  readonly revoked: Issued;
  /** In the name of who was revoked. */
  readonly successor: Issued;
}

export interface Brokers {
  readonly urls: readonly string[];
  /** One may run that can't be seen from here. */
  readonly isElsewhere: boolean;
}

/** Before the list is published. */
export async function issueWitnesses(authority: AuthorityFolder, clientId: string): Promise<Witnesses> {
  const untilMs = Date.now() + WITNESS_MS;
  const revoked = await authority.issueRevoked(REVOKED_WITNESS, untilMs);
  // Written down nowhere, so that it gets no line among the rights.
  const named = parseIdentity(partyOfClient(clientId)) === undefined ? REVOKED_WITNESS : clientId;
  const successor = await issueClient(authority.authority, named, { untilMs });
  return { ca: authority.authority.cert, revoked, successor };
}

function urlOf(brokerFolder: string): string {
  const path = join(brokerFolder, CONFIG_FILE);
  const config = readConfig('config-broker', path);
  const isMosquitto = config.kind === 'mosquitto' || isMosquittoIn(brokerFolder);
  const shipped = isMosquitto ? mosquittoUrl(brokerFolder) : undefined;
  return shipped ?? brokerUrlOf(config);
}

/** The brokers of folders on this machine, and the one that meters are told of. */
export function brokersOf(authorityFolder: string, { common, here }: BrokerFolders): Brokers {
  const urls = new Set(here.map(urlOf));
  const kit = join(authorityFolder, KIT_FILE);
  if (existsSync(kit)) for (const url of urlsOf(readConfig('kit', kit).bus)) urls.add(url);
  const isElsewhere =
    common === undefined || [...urls].some((url) => !isLoopback(parseAddress(url, BUS_SCHEMES, 'the broker').host));
  return { urls: [...urls], isElsewhere };
}

/** What was found out, in words, once it is in force; or why nobody was asked. Throws HostError ERR_REVOKE_PENDING. */
async function askOne(url: string, clientId: string, { ca, revoked, successor }: Witnesses): Promise<string | Probed> {
  let probed: Probed;
  for (const endMs = performance.now() + IN_FORCE_WITHIN_MS; ;) {
    probed = await probeBroker(url, REVOKED_WITNESS, { ca, ...revoked });
    const isIn = probed.kind === 'accepted' || probed.kind === 'refused';
    if (!isIn || performance.now() > endMs) break;
    await sleep(ASK_AGAIN_MS);
  }
  if (probed.kind === 'unreachable' || probed.kind === 'notMqtt') return probed;
  if (probed.kind !== 'refusedCertificate') {
    throw new HostError(
      'ERR_REVOKE_PENDING',
      `${clientId} is revoked here, but STILL GETS IN at ${url}: ${IN_FORCE_WITHIN_MS / 1_000} s after the new list was written, the ` +
        'broker there takes certificates that are on it. Give it the new crl.pem (Mosquitto: acl.conf, too), tell it to read ' +
        'them (kill -HUP; the embedded broker does it by itself, its log says why not), then run this command again',
    );
  }
  const identity = parseIdentity(partyOfClient(clientId));
  if (identity === undefined) return `${url} has the new list in force`;
  const tls = { ca, ...successor };
  // Whoever is connected under that name is thrown out by whoever comes after.
  const taken = await probeBroker(url, clientId, tls);
  if (taken.kind !== 'accepted') {
    throw new HostError(
      'ERR_REVOKE_PENDING',
      `${url} has the new revocation list in force for new connections, but a connection that ${clientId} may have had from before ` +
        `could not be ended: ${describe(taken)}. Restart that broker, or end the connection there`,
    );
  }
  // Of those that every broker has open to such a party, so that a refusal means that its lines are gone.
  const inward = permittedFilters(identity, 'publish', CLOSABLE)[0]?.replaceAll('+', '1');
  const topic = inward === undefined ? undefined : new TopicRoot(rootOfClient(clientId)).outward(inward);
  if (topic !== undefined && (await probePublishing(url, clientId, topic, tls)) === 'granted') {
    throw new HostError(
      'ERR_REVOKE_PENDING',
      `${url} refuses the certificates of ${clientId}, but its rights there still have lines for that name: give it the new ` +
        'acl.conf, tell it to read it (kill -HUP), then run this command again',
    );
  }
  return `${url} refuses certificates of the new list; whoever was connected there as ${clientId} has been thrown out`;
}

function describe(probed: Probed): string {
  switch (probed.kind) {
    case 'unreachable':
      return `it can't be reached (${probed.reason})`;
    case 'notMqtt':
      return 'what answers there is not an MQTT broker';
    case 'refused':
      return `it refuses the name (CONNACK ${probed.returnCode})`;
    case 'refusedCertificate':
      return `it refuses a new certificate of this authority, too (${probed.reason})`;
    case 'accepted':
      return 'it answers';
  }
}

/**
 * Asks every broker that is known whether what was revoked is out. Throws HostError ERR_REVOKE_PENDING where it is not, and
 * ERR_REVOKE_UNASKED where nobody could be asked although a broker may be running.
 */
export async function askBrokers(
  { urls, isElsewhere }: Brokers,
  clientId: string,
  witnesses: Witnesses,
): Promise<string> {
  const answers = await Promise.all(urls.map(async (url) => ({ url, answer: await askOne(url, clientId, witnesses) })));
  const inForce = answers.flatMap(({ answer }) => (typeof answer === 'string' ? [answer] : []));
  const silent = answers.flatMap(({ url, answer }) =>
    typeof answer === 'string' ? [] : [`${url}: ${describe(answer)}`],
  );
  if (inForce.length > 0) return [...inForce, ...silent].join('; ');
  const asked = silent.length === 0 ? 'no broker is known here' : silent.join('; ');
  if (!isElsewhere) return `no broker runs (${asked}): it reads the new list when it starts`;
  throw new HostError(
    'ERR_REVOKE_UNASKED',
    `${clientId} is revoked here, but whether it still gets in could not be found out: ${asked}. Give the broker the new crl.pem ` +
      '(Mosquitto: acl.conf, too), tell it to read them (kill -HUP), then run this command again from where it can be reached',
  );
}
