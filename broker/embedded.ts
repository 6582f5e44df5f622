/**
 * The embedded broker: Aedes with the rights of the one topic table, for demonstrations, tests and small sites. [P-10]
 * With TLS the client id is the name in the client's certificate. Without, it is a claim, so plain TCP is for loopback only.
 * It stores nothing: after a restart retained messages are gone and the parties send again. [P-6]
 */
import { Aedes, type AuthenticateError, type AuthErrorCode, type Client, type ConnectPacket } from 'aedes';
import {
  type Identity,
  mayLeaveWill,
  mayPublish,
  mayReceive,
  maySubscribe,
  parseIdentity,
  parseTopic,
  type TopicName,
  topicRow,
} from '../protocol/wire/topics.ts';
import type { ConnectionLimits } from '../schemas/types.ts';
import { DEFAULT_LIMITS } from './admission.ts';
import { batchWrites } from '../host/bus/batch-writes.ts';
import { type FrameLimit, limitFrames } from './frame-limit.ts';
import type { BusLogger } from '../host/bus/mqtt-bus.ts';
import { keepPacketLengths } from '../host/bus/packet-lengths.ts';
import { type Arrival, openReception } from './reception.ts';
import { SparingLog } from './sparing-log.ts';
import { Takeovers } from './takeovers.ts';
import type { BrokerTlsFiles } from './tls-door.ts';
import { DEFAULT_UNDELIVERED, type Inflow, Undelivered, type UndeliveredLimits } from './undelivered.ts';

export interface EmbeddedBrokerOptions {
  /** Address to listen on; without `tls` one of the loopback interface. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly isDebugAllowed: boolean;
  readonly isClockAllowed: boolean;
  /** Shares in the topic of the meter that publishes them only. */
  readonly areSharesPerMeter?: boolean;
  /** Largest frame of an accepted client; default 1 MiB. */
  readonly maxPacketBytes?: number;
  /** Default: 4 MiB of a connection, 64 MiB of all. */
  readonly undelivered?: Partial<UndeliveredLimits>;
  /** Mutual TLS instead of plain TCP. */
  readonly tls?: BrokerTlsFiles;
  /** Default: those of the config's schema. */
  readonly limits?: Partial<ConnectionLimits>;
  readonly logger?: BusLogger;
}

export interface BrokerStats {
  /** Messages accepted, by topic name. */
  readonly messages: Readonly<Partial<Record<TopicName, number>>>;
  readonly deliveries: number;
  readonly refusedPublishes: number;
  readonly refusedSubscribes: number;
  /** Messages withheld at delivery although a subscription existed: should stay 0. */
  readonly refusedForwards: number;
  readonly refusedConnections: number;
  /** Of these, by what a client said of itself in CONNECT. */
  readonly refusedClients: number;
  /** The others, before anybody knew who it was: too many of them, or no handshake. */
  readonly refusedStrangers: number;
  /** Connections closed because their certificate was revoked or ended. */
  readonly endedCertificates: number;
  readonly refusedFrames: number;
  /** A second connection under a connected client id: the first one was closed. */
  readonly takeovers: number;
  readonly connections: number;
}

export interface EmbeddedBroker {
  readonly port: number;
  stop(): Promise<void>;
  stats(): BrokerStats;
  /** Client ids that are taken over again and again: each most likely has two processes. */
  contested(): readonly string[];
}

/** What the broker knows of a connection. */
interface Guest extends Arrival {
  readonly limit: FrameLimit;
  readonly inflow: Inflow;
  client?: Client;
}

const MAX_BYTES_BEFORE_CONNECT = 16 * 1024;
const MAX_KEEPALIVE_SECONDS = 300;
const MAX_WILL_BYTES = 1024;
const IDENTIFIER_REJECTED = 2 as AuthErrorCode;
const NOT_AUTHORIZED = 5 as AuthErrorCode;

function refuse(returnCode: AuthErrorCode, message: string): AuthenticateError {
  return Object.assign(new Error(message), { returnCode });
}

/** Throws HostError, as `openReception`. */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const { logger, isDebugAllowed, isClockAllowed } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const maxPacketBytes = options.maxPacketBytes ?? 1024 * 1024;
  const undelivered = new Undelivered({ ...DEFAULT_UNDELIVERED, ...options.undelivered });
  const messages: Partial<Record<TopicName, number>> = {};
  const counts = {
    deliveries: 0,
    refusedPublishes: 0,
    refusedSubscribes: 0,
    refusedForwards: 0,
    refusedClients: 0,
    endedCertificates: 0,
    refusedFrames: 0,
    takeovers: 0,
  };
  const identities = new WeakMap<Client, Identity>();
  const wills = new WeakMap<Client, NonNullable<ConnectPacket['will']>>();
  const keepalives = new WeakMap<Client, number>();
  const guests = new WeakMap<object, Guest>();
  const log = new SparingLog(logger);
  const connected = new Map<string, Client>();
  const takeovers = new Takeovers();

  const isOpenTopic = (topic: string): boolean => {
    const parsed = parseTopic(topic);
    if (parsed === undefined || (parsed.name === 'shares' && options.areSharesPerMeter === true)) return false;
    return isClockAllowed || !topicRow(parsed.name).isDemoOnly;
  };

  const whyNotConnect = (client: Client): AuthenticateError | undefined => {
    const identity = parseIdentity(client.id);
    if (identity === undefined) return refuse(IDENTIFIER_REJECTED, 'ERR_BROKER_IDENTITY: the client id names no party');
    const peer = guests.get(client.conn)?.peer;
    // Attack: a genuine certificate and somebody else's client id.
    if (options.tls !== undefined && peer?.clientId !== client.id) {
      return refuse(NOT_AUTHORIZED, `ERR_BROKER_CERTIFICATE: the certificate is for ${peer?.clientId ?? 'nobody'}`);
    }
    if (identity.role === 'debug' && !isDebugAllowed) {
      return refuse(NOT_AUTHORIZED, 'ERR_BROKER_DEBUG: debug identities are switched off');
    }
    // Attack: subscribe, go away, and let the broker's memory fill with a queue; or come as somebody else and get his.
    if (!client.clean) return refuse(NOT_AUTHORIZED, 'ERR_BROKER_SESSION: only clean sessions are accepted');
    const keepalive = keepalives.get(client) ?? 0;
    if (keepalive === 0 || keepalive > MAX_KEEPALIVE_SECONDS) {
      const text = `ERR_BROKER_KEEPALIVE: keep-alive ${keepalive}: set 1 to ${MAX_KEEPALIVE_SECONDS} seconds`;
      return refuse(NOT_AUTHORIZED, text);
    }
    const will = wills.get(client);
    if (will !== undefined) {
      // Attack: a will is published later and past the checks at publication, for instance as a retained share.
      const isAllowed = mayLeaveWill(identity, will.topic, will.retain === true) && will.qos === 1;
      if (!isAllowed || Buffer.byteLength(will.payload) > MAX_WILL_BYTES) {
        return refuse(NOT_AUTHORIZED, `ERR_BROKER_WILL: no will is accepted for ${will.topic}`);
      }
    }
    identities.set(client, identity);
    return undefined;
  };

  keepPacketLengths();
  const aedes = await Aedes.createBroker({
    concurrency: 100,
    heartbeatInterval: 60_000,
    connectTimeout: limits.connectWithinMs,
    // One frozen subscriber holds up everybody for this long.
    drainTimeout: 5_000,
    keepaliveLimit: MAX_KEEPALIVE_SECONDS,
    queueLimit: 42,
    maxInflightInbound: 1,
    maxClientsIdLength: 23,
    maxTopicLevels: 16,
    trustProxy: false,
    trustedProxies: [],
    preConnect(client, packet, callback) {
      if (packet.will !== undefined) wills.set(client, packet.will);
      // Judged below, with the others: the broker itself would refuse it with a code that MQTT 3.1.1 does not have, and
      // log nobody's name.
      keepalives.set(client, packet.keepalive ?? 0);
      packet.keepalive = Math.min(packet.keepalive || MAX_KEEPALIVE_SECONDS, MAX_KEEPALIVE_SECONDS);
      callback(null, true);
    },
    authenticate(client, _username, _password, done) {
      const refusal = whyNotConnect(client);
      if (refusal !== undefined) {
        counts.refusedClients += 1;
        const who = guests.get(client.conn)?.peer?.clientId ?? '';
        log.warn(who, { clientId: client.id, reason: refusal.message }, 'Refused a connection');
        done(refusal, null);
        return;
      }
      if (connected.has(client.id)) {
        counts.takeovers += 1;
        takeovers.note(client.id, performance.now());
        const fields = { code: 'ERR_BROKER_TAKEOVER', clientId: client.id };
        log.warn(client.id, fields, 'A second connection took over a client id');
      }
      const guest = guests.get(client.conn);
      if (guest !== undefined) {
        guest.limit.maxBytes = maxPacketBytes;
        guest.client = client;
        guest.settle();
      }
      done(null, true);
    },
    authorizePublish(client, packet, callback) {
      const identity = client === null ? undefined : identities.get(client);
      const isAllowed =
        identity !== undefined &&
        packet.qos === 1 &&
        isOpenTopic(packet.topic) &&
        mayPublish(identity, packet.topic, packet.retain);
      if (isAllowed) {
        const name = parseTopic(packet.topic)?.name;
        if (name !== undefined) messages[name] = (messages[name] ?? 0) + 1;
        if (client !== null) guests.get(client.conn)?.inflow.accepted(packet.payload.length);
        callback(null);
        return;
      }
      counts.refusedPublishes += 1;
      const fields = {
        code: 'ERR_BROKER_PUBLISH',
        clientId: client?.id,
        topic: packet.topic.slice(0, 256),
        qos: packet.qos,
        retain: packet.retain,
      };
      log.warn(client?.id ?? '', fields, 'Refused a publication and closed the connection');
      callback(new Error('ERR_BROKER_PUBLISH'));
    },
    published(packet, client, callback) {
      const sender: Client | null = client;
      if (sender !== null) guests.get(sender.conn)?.inflow.delivered(packet.payload.length);
      callback(null);
    },
    authorizeSubscribe(client, subscription, callback) {
      const identity = identities.get(client);
      if (identity !== undefined && maySubscribe(identity, subscription.topic)) {
        callback(null, subscription);
        return;
      }
      counts.refusedSubscribes += 1;
      const fields = { code: 'ERR_BROKER_SUBSCRIBE', clientId: client.id, filter: subscription.topic.slice(0, 256) };
      log.warn(client.id, fields, 'Refused a subscription');
      callback(null, null);
    },
    authorizeForward(client, packet) {
      const identity = identities.get(client);
      if (identity !== undefined && mayReceive(identity, packet.topic)) {
        counts.deliveries += 1;
        return packet;
      }
      counts.refusedForwards += 1;
      const fields = { code: 'ERR_BROKER_FORWARD', clientId: client.id, topic: packet.topic };
      log.warn(client.id, fields, 'Withheld a message');
      return null;
    },
  });
  aedes.on('client', (client) => connected.set(client.id, client));
  aedes.on('clientDisconnect', (client) => {
    if (connected.get(client.id) === client) connected.delete(client.id);
  });
  aedes.on('clientError', (client, error) => {
    // Before it is in, its id is a claim: a new one each time would be logged each time.
    const name = identities.has(client) ? client.id : '';
    log.info(name, { clientId: client.id, reason: error.message }, 'A client failed');
  });
  aedes.on('connectionError', (_client, error) => log.info('', { reason: error.message }, 'A connection failed'));

  const reception = await openReception({
    host: options.host,
    port: options.port,
    tls: options.tls,
    limits,
    logger,
    onArrival(socket, arrival) {
      const limit: FrameLimit = { maxBytes: MAX_BYTES_BEFORE_CONNECT };
      limitFrames(socket, limit, (reason) => {
        counts.refusedFrames += 1;
        const who = arrival.peer?.clientId;
        log.warn(who ?? '', { code: 'ERR_BROKER_FRAME', clientId: who, reason }, 'Closed a connection over its frames');
      });
      guests.set(socket, { ...arrival, limit, inflow: undelivered.gate(socket) });
      batchWrites(socket);
      aedes.handle(socket);
    },
    onEnded(socket, code) {
      counts.endedCertificates += 1;
      const guest = guests.get(socket);
      // What it sent before and nobody has looked at yet is nobody's now.
      if (guest?.client !== undefined) identities.delete(guest.client);
      logger?.warn({ code, clientId: guest?.peer?.clientId }, 'Closed a connection whose certificate has ended');
    },
  }).catch(async (error: unknown) => {
    // Its timers would keep a process that has nothing to do.
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
    throw error;
  });

  return {
    port: reception.port,
    stats() {
      const { refusedCount: refusedStrangers } = reception;
      const refusedConnections = counts.refusedClients + refusedStrangers;
      return {
        messages: { ...messages },
        ...counts,
        refusedStrangers,
        refusedConnections,
        connections: connected.size,
      };
    },
    contested: () => takeovers.contested(performance.now()),
    async stop() {
      const closed = reception.close();
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
      reception.disconnectAll();
      await closed;
    },
  };
}
