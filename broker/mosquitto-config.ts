/**
 * Mosquitto's configuration and ACL file, as shipped and as tested. [P-10.9]
 * With TLS a user is the name in the client's certificate, and so is the client id, whatever a client claims. Without,
 * a user name proves nothing: loopback only, for demonstrations.
 */
import { TopicRoot } from '../protocol/wire/topic-root.ts';
import { parseIdentity, permittedFilters } from '../protocol/wire/topic-rights.ts';
import { type BridgeOptions, bridgeLines } from './mosquitto-bridge.ts';
import { isServed, refusedTopics, type TopicChoices } from './rights.ts';

export interface MosquittoConfigOptions {
  readonly port: number;
  /** Address to listen on with TLS; everywhere if not said. */
  readonly host?: string | undefined;
  /** Where it is started; it keeps nothing there. */
  readonly stateFolder: string;
  /** Largest frame; default 1 MiB. */
  readonly maxPacketBytes?: number | undefined;
  /** What may wait for one subscriber; default 256 MiB. */
  readonly maxQueuedBytes?: number | undefined;
  /** Mutual TLS, from these files; relative ones are relative to where Mosquitto is started. */
  readonly tls?: MosquittoTlsFiles | undefined;
  /** An operator's own, and what crosses its bridge. */
  readonly bridge?: { readonly options: BridgeOptions; readonly choices: TopicChoices } | undefined;
}

export interface MosquittoTlsFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly crl: string;
  readonly acl: string;
}

const DEFAULT_MAX_PACKET_BYTES = 1024 * 1024;
const DEFAULT_MAX_QUEUED_BYTES = 256 * 1024 * 1024;
/** As many as fill the default in bytes if they are share messages of one interval. */
const MAX_QUEUED_MESSAGES = 400_000;
const MAX_INFLIGHT_BYTES = 32 * 1024 * 1024;
export const PID_FILE = 'mosquitto.pid';

function tlsLines({ ca, cert, key, crl, acl }: MosquittoTlsFiles): string[] {
  return [
    `cafile ${ca}`,
    `certfile ${cert}`,
    `keyfile ${key}`,
    `crlfile ${crl}`,
    // The least: 1.3 where both sides know it.
    'tls_version tlsv1.2',
    'require_certificate true',
    'use_identity_as_username true',
    // A client id is never a claim: with a stolen one nobody throws out its owner or gets his messages.
    'use_username_as_clientid true',
    'allow_anonymous false',
    'allow_zero_length_clientid false',
    'max_connections 10000',
    'max_qos 1',
    `acl_file ${acl}`,
    // For `gridshare revoke`, which tells it to read the files again.
    `pid_file ${PID_FILE}`,
  ];
}

export function mosquittoConfig(options: MosquittoConfigOptions): string {
  const { port, host, stateFolder, maxPacketBytes, maxQueuedBytes, tls, bridge } = options;
  const listener =
    tls === undefined
      ? // Without TLS a user name proves nothing, so an acl_file would only look like protection.
        [`listener ${port} 127.0.0.1`, 'allow_anonymous true', `persistence_location ${stateFolder}/`]
      : [`listener ${port}${host === undefined ? '' : ` ${host}`}`, ...tlsLines(tls)];
  return [
    ...listener,
    'persistence false',
    // Sessions are clean. No persistent_client_expiration for those that are not: before 2.1 Mosquitto puts an old session into its
    // list of those that run out again whenever it reads its files anew, and uses it there after it was freed.
    // What a subscriber is behind by more than this is acknowledged and dropped; the publisher hears nothing, and is not slowed down. The
    // default is 1000; 0 ("no limit") drops everything in some versions. At some 350 bytes beside its payload each: 140 MB. `npm run bench:broker`.
    `max_queued_messages ${MAX_QUEUED_MESSAGES}`,
    'max_inflight_messages 1000',
    // Attack: somebody subscribes and stops reading while somebody else sends what is large. Those who sent it send again. [P-6]
    `max_queued_bytes ${maxQueuedBytes ?? DEFAULT_MAX_QUEUED_BYTES}`,
    `max_inflight_bytes ${MAX_INFLIGHT_BYTES}`,
    `max_packet_size ${maxPacketBytes ?? DEFAULT_MAX_PACKET_BYTES}`,
    'max_keepalive 300',
    'set_tcp_nodelay true',
    // Counters of everything, for everybody who may read $SYS: nobody may.
    'sys_interval 0',
    'log_dest stderr',
    'log_type error',
    'log_type warning',
    // That it drops is a notice; that somebody comes or goes would be as well.
    'log_type notice',
    'connection_messages false',
    ...(bridge === undefined ? [] : bridgeLines(bridge.options, bridge.choices)),
    '',
  ].join('\n');
}

/** Who has a certificate: its name, and what else it says. */
export interface CertifiedClient {
  readonly clientId: string;
  /** Of a meter. */
  readonly area?: string | undefined;
  /** Of one that moved. */
  readonly formerAreas?: readonly string[];
}

/**
 * The ACL file for these clients, where their client ids are user names (`use_identity_as_username true`). What Mosquitto can't
 * say: that a topic takes no retained messages or wills, and that a subscription is refused (it is granted and stays silent).
 */
export function mosquittoAcl(clients: readonly CertifiedClient[], choices: TopicChoices): string {
  const root = new TopicRoot(choices.topicRoot);
  const refused = [...refusedTopics(choices)];
  const parties = clients.flatMap(({ clientId, area, formerAreas }) => {
    const party = root.partyOf(clientId);
    const identity = party === undefined ? undefined : parseIdentity(party, area ?? '', formerAreas);
    if (identity === undefined) throw new RangeError(`"${clientId}" names no party under ${root.text}`);
    return isServed(choices, identity) ? [{ clientId, identity }] : [];
  });
  const indexes = parties.flatMap(({ identity }) => (identity.role === 'aggregator' ? [identity.index] : []));
  // Attack: a meter lets the broker keep a message on each of `grid/agg/<whatever>/shares` until its memory is full.
  const written = (filter: string): string[] =>
    filter.startsWith('grid/agg/+/') ? indexes.map((index) => filter.replace('+', String(index))) : [filter];
  const lines = ['# Made from the topic table; anything not listed is denied.'];
  for (const { clientId, identity } of parties) {
    lines.push('', `user ${clientId}`);
    for (const filter of permittedFilters(identity, 'publish', refused).flatMap(written))
      lines.push(`topic write ${root.outward(filter)}`);
    for (const filter of permittedFilters(identity, 'subscribe', refused))
      lines.push(`topic read ${root.outward(filter)}`);
  }
  return `${lines.join('\n')}\n`;
}
