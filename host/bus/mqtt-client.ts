/**
 * One connection over mqtt.js, the only file that imports it. [P-5] Every option is said, so that no default of a later
 * version counts. Each connection is a new client with a clean session.
 */
import { connect, type IClientOptions, type MqttClient, Store, UniqueMessageIdProvider } from 'mqtt';
import type { TopicRoot } from '../../protocol/wire/topic-root.ts';
import type { Address } from '../base/address.ts';
import type { TlsMaterial } from '../keys/tls-files.ts';
import type { BusLogger, Publication } from './bus.ts';

export interface MqttBusOptions {
  /** `mqtt://host:port`, or `mqtts://` with `tls`. */
  readonly url: string;
  /** Further addresses of the same broker, tried in turn. */
  readonly furtherUrls?: readonly string[] | undefined;
  /** Asked at every connection, so that renewed files count from the next one on. What it throws is why one failed. */
  readonly tls?: () => Partial<TlsMaterial>;
  readonly clientId: string;
  /** First levels of the deployment's topics; default `grid`. Topics and filters at the port always begin with `grid`. */
  readonly topicRoot?: string;
  /** Messages that may wait in memory. */
  readonly queueLimit: number;
  /** Messages sent and not yet acknowledged; default 500. Message ids end at 65535, Mosquitto ships with 1000 here. */
  readonly inflightLimit?: number;
  readonly reconnectMinMs: number;
  readonly reconnectMaxMs: number;
  readonly keepaliveSeconds: number;
  /** Published by the broker when this party vanishes without saying goodbye. */
  readonly will?: Publication;
  readonly logger?: BusLogger;
}

const CONNECT_TIMEOUT_MS = 10_000;
export const SUBSCRIBE_BATCH_COUNT = 200;

/** For one connection: TLS files are read again. Throws what `settings.tls` throws. */
function clientOptions(settings: MqttBusOptions, address: Address, root: TopicRoot): IClientOptions {
  const { clientId, keepaliveSeconds, will, tls } = settings;
  const { scheme, host, port, credentials } = address;
  const options: IClientOptions = {
    // Not the URL: mqtt.js cuts a password at its last colon, and lets the rest of a URL name another client id.
    protocol: scheme === 'mqtts' ? 'mqtts' : 'mqtt',
    host,
    port,
    protocolId: 'MQTT',
    protocolVersion: 4,
    clientId,
    clean: true,
    keepalive: keepaliveSeconds,
    reschedulePings: true,
    timerVariant: 'native',
    connectTimeout: CONNECT_TIMEOUT_MS,
    manualConnect: false,
    reconnectPeriod: 0,
    reconnectOnConnackError: false,
    resubscribe: false,
    subscribeBatchSize: SUBSCRIBE_BATCH_COUNT,
    queueQoSZero: false,
    // The default provider hands out ids that are still in use after 65,535 messages.
    messageIdProvider: new UniqueMessageIdProvider(),
    incomingStore: new Store({ clean: true }),
    outgoingStore: new Store({ clean: true }),
    autoUseTopicAlias: false,
    autoAssignTopicAlias: false,
    writeCache: false,
  };
  if (credentials !== undefined) {
    options.username = credentials.username;
    if (credentials.password !== undefined) options.password = credentials.password;
  }
  if (tls !== undefined) Object.assign(options, tls(), { rejectUnauthorized: true, minVersion: 'TLSv1.2' });
  if (will !== undefined) {
    const payload = Buffer.from(typeof will.payload === 'string' ? will.payload : Uint8Array.from(will.payload));
    options.will = { topic: root.outward(will.topic), payload, qos: 1, retain: will.isRetained };
  }
  return options;
}

export const CLOSED = 'connection closed by the broker or the network';

export interface Connection {
  readonly client: MqttClient;
  readonly startedAtMs: number;
  /** CONNACK seen: subscriptions may be sent. */
  isOpen: boolean;
  /** Every subscription in force: publications may be sent. */
  isReady: boolean;
  /** Why it ended, as far as known. */
  reason: string;
  /** The TLS handshake was over. */
  isSecure: boolean;
  watchdog: NodeJS.Timeout | undefined;
  /** Its end was asked for, and no failure. */
  isWanted: boolean;
  /** Nobody here ended it. */
  isByBroker: boolean;
}

/** A new client of mqtt.js, which begins to connect. Throws what `settings.tls` throws. */
export function openConnection(settings: MqttBusOptions, address: Address, root: TopicRoot): Connection {
  return {
    client: connect(clientOptions(settings, address, root)),
    startedAtMs: performance.now(),
    isOpen: false,
    isReady: false,
    reason: CLOSED,
    isSecure: false,
    watchdog: undefined,
    isWanted: false,
    isByBroker: true,
  };
}
