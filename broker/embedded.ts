/**
 * The embedded broker: Aedes with the rights of the one topic table, for demonstrations, tests and small sites. [P-10]
 * With TLS the client id is the name in the client's certificate. Without, it is a claim, so plain TCP is for loopback only.
 * It stores nothing: after a restart retained messages are gone and the parties send again. [P-6] It may serve several
 * deployments, each at an address of its own, under a root of its own. [P-10.10]
 */
import { Aedes, type AedesOptions, type AuthenticateError, type Client } from 'aedes';
import { batchWrites } from '../host/bus/batch-writes.ts';
import type { BusLogger } from '../host/bus/bus.ts';
import { keepPacketLengths } from '../host/bus/packet-lengths.ts';
import type { TopicName } from '../protocol/wire/topics.ts';
import type { ConnectionLimits } from '../schemas/types.ts';
import { DEFAULT_LIMITS } from './admission.ts';
import { type FrameLimit, limitFrames } from './frame-limit.ts';
import { type Guest, judge, MAX_KEEPALIVE_SECONDS } from './guests.ts';
import { openReception, type Reception } from './reception.ts';
import { type EmbeddedBrokerOptions, type Served, servedBy } from './served.ts';
import { SparingLog } from './sparing-log.ts';
import type { BrokerStats } from './stats.ts';
import { Takeovers } from './takeovers.ts';
import { DEFAULT_UNDELIVERED, Undelivered } from './undelivered.ts';

export interface EmbeddedBroker {
  /** Of the first address. */
  readonly port: number;
  /** Of all of them, in the order of the options. */
  readonly ports: readonly number[];
  stop(): Promise<void>;
  stats(): BrokerStats;
  /** Client ids that are taken over again and again: each most likely has two processes. */
  contested(): readonly string[];
}

const MAX_BYTES_BEFORE_CONNECT = 16 * 1024;

/** What the broker is while it runs; its methods are what Aedes asks. */
class Front {
  readonly messages: Partial<Record<TopicName, number>> = {};
  readonly counts = {
    deliveries: 0,
    refusedPublishes: 0,
    refusedSubscribes: 0,
    refusedForwards: 0,
    refusedClients: 0,
    endedCertificates: 0,
    refusedFrames: 0,
    takeovers: 0,
  };
  readonly takeovers = new Takeovers();
  readonly connected = new Map<string, Client>();
  readonly undelivered: Undelivered;
  readonly log: SparingLog;
  private readonly guests = new WeakMap<object, Guest>();
  private readonly maxPacketBytes: number;
  private readonly logger: BusLogger | undefined;

  constructor({ maxPacketBytes, undelivered, logger }: EmbeddedBrokerOptions) {
    this.maxPacketBytes = maxPacketBytes ?? 1024 * 1024;
    this.undelivered = new Undelivered({ ...DEFAULT_UNDELIVERED, ...undelivered });
    this.logger = logger;
    this.log = new SparingLog(logger);
  }

  /** A connection is there, and has not said who it is. */
  arrived(socket: object, guest: Guest): void {
    this.guests.set(socket, guest);
  }

  private guestOf(client: Client | null): Guest | undefined {
    return client === null ? undefined : this.guests.get(client.conn);
  }

  readonly preConnect: NonNullable<AedesOptions['preConnect']> = (client, packet, callback) => {
    const guest = this.guestOf(client);
    if (guest !== undefined) {
      guest.will = packet.will;
      // Judged below, with the others: the broker itself would refuse it with a code that MQTT 3.1.1 does not have, and
      // log nobody's name.
      guest.keepaliveSeconds = packet.keepalive ?? 0;
    }
    packet.keepalive = Math.min(packet.keepalive || MAX_KEEPALIVE_SECONDS, MAX_KEEPALIVE_SECONDS);
    callback(null, true);
  };

  readonly authenticate: NonNullable<AedesOptions['authenticate']> = (client, _username, _password, done) => {
    const guest = this.guestOf(client);
    const judged = guest === undefined ? NOBODY : judge(guest, client.id, client.clean);
    if (guest === undefined || 'returnCode' in judged) {
      const { returnCode, message } = 'returnCode' in judged ? judged : NOBODY;
      this.counts.refusedClients += 1;
      const who = guest?.peer?.clientId ?? '';
      this.log.warn(who, { clientId: client.id, reason: message }, 'Refused a connection');
      const refusal: AuthenticateError = Object.assign(new Error(message), { returnCode });
      done(refusal, null);
      return;
    }
    if (this.connected.has(client.id)) {
      this.counts.takeovers += 1;
      this.takeovers.note(client.id, performance.now());
      const fields = { code: 'ERR_BROKER_TAKEOVER', clientId: client.id };
      this.log.warn(client.id, fields, 'A second connection took over a client id');
    }
    guest.identity = judged;
    guest.limit.maxBytes = this.maxPacketBytes;
    guest.settle();
    done(null, true);
  };

  readonly authorizePublish: NonNullable<AedesOptions['authorizePublish']> = (client, packet, callback) => {
    const guest = this.guestOf(client);
    const { qos, topic, retain } = packet;
    const name =
      guest?.identity === undefined || qos !== 1 ? undefined : guest.rights.mayPublish(guest.identity, topic, retain);
    if (name !== undefined) {
      this.messages[name] = (this.messages[name] ?? 0) + 1;
      guest?.inflow.accepted(packet.payload.length);
      callback(null);
      return;
    }
    this.counts.refusedPublishes += 1;
    const fields = { code: 'ERR_BROKER_PUBLISH', clientId: client?.id, topic: topic.slice(0, 256), qos, retain };
    this.log.warn(client?.id ?? '', fields, 'Refused a publication and closed the connection');
    callback(new Error('ERR_BROKER_PUBLISH'));
  };

  readonly published: NonNullable<AedesOptions['published']> = (packet, client, callback) => {
    this.guestOf(client)?.inflow.delivered(packet.payload.length);
    callback(null);
  };

  readonly authorizeSubscribe: NonNullable<AedesOptions['authorizeSubscribe']> = (client, subscription, callback) => {
    const guest = this.guestOf(client);
    if (guest?.identity !== undefined && guest.rights.maySubscribe(guest.identity, subscription.topic)) {
      callback(null, subscription);
      return;
    }
    this.counts.refusedSubscribes += 1;
    const fields = { code: 'ERR_BROKER_SUBSCRIBE', clientId: client.id, filter: subscription.topic.slice(0, 256) };
    this.log.warn(client.id, fields, 'Refused a subscription');
    callback(null, null);
  };

  readonly authorizeForward: NonNullable<AedesOptions['authorizeForward']> = (client, packet) => {
    const guest = this.guestOf(client);
    if (guest?.identity !== undefined && guest.rights.mayReceive(guest.identity, packet.topic)) {
      this.counts.deliveries += 1;
      return packet;
    }
    this.counts.refusedForwards += 1;
    const fields = { code: 'ERR_BROKER_FORWARD', clientId: client.id, topic: packet.topic };
    this.log.warn(client.id, fields, 'Withheld a message');
    return null;
  };

  watch(aedes: Aedes): void {
    aedes.on('client', (client) => this.connected.set(client.id, client));
    aedes.on('clientDisconnect', (client) => {
      if (this.connected.get(client.id) === client) this.connected.delete(client.id);
    });
    aedes.on('clientError', (client, error) => {
      // Before it is in, its id is a claim: a new one each time would be logged each time.
      const name = this.guestOf(client)?.identity === undefined ? '' : client.id;
      this.log.info(name, { clientId: client.id, reason: error.message }, 'A client failed');
    });
    aedes.on('connectionError', (_client, error) => {
      this.log.info('', { reason: error.message }, 'A connection failed');
    });
  }

  /** The certificate of a live connection is over; the connection is closed afterwards. */
  ended(socket: object, code: string): void {
    this.counts.endedCertificates += 1;
    const guest = this.guests.get(socket);
    // What it sent before and nobody has looked at yet is nobody's now.
    if (guest !== undefined) guest.identity = undefined;
    this.logger?.warn({ code, clientId: guest?.peer?.clientId }, 'Closed a connection whose certificate has ended');
  }
}

const NOBODY = { returnCode: 5, message: 'ERR_BROKER_IDENTITY: a connection that came in nowhere' } as const;

function startAedes(front: Front, limits: ConnectionLimits): Promise<Aedes> {
  const { preConnect, authenticate, authorizePublish, published, authorizeSubscribe, authorizeForward } = front;
  return Aedes.createBroker({
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
    preConnect,
    authenticate,
    authorizePublish,
    published,
    authorizeSubscribe,
    authorizeForward,
  });
}

/** Opens one address. Throws HostError, as `openReception`. */
function openAddress(
  front: Front,
  aedes: Aedes,
  { address, rights }: Served,
  limits: ConnectionLimits,
  logger: BusLogger | undefined,
): Promise<Reception> {
  const { host, port, tls, isDebugAllowed } = address;
  return openReception({
    host,
    port,
    tls,
    limits,
    logger,
    onArrival(socket, arrival) {
      const limit: FrameLimit = { maxBytes: MAX_BYTES_BEFORE_CONNECT };
      limitFrames(socket, limit, (reason) => {
        front.counts.refusedFrames += 1;
        const who = arrival.peer?.clientId;
        const fields = { code: 'ERR_BROKER_FRAME', clientId: who, reason };
        front.log.warn(who ?? '', fields, 'Closed a connection over its frames');
      });
      const inflow = front.undelivered.gate(socket);
      const unknown = { will: undefined, keepaliveSeconds: 0, identity: undefined };
      front.arrived(socket, {
        ...arrival,
        rights,
        isDebugAllowed,
        isTls: tls !== undefined,
        limit,
        inflow,
        ...unknown,
      });
      batchWrites(socket);
      aedes.handle(socket);
    },
    onEnded: (socket, code) => front.ended(socket, code),
  });
}

/** Throws HostError ERR_BROKER_ROOTS, or as `openReception`. */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const served = servedBy(options);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  keepPacketLengths();
  const front = new Front(options);
  const aedes = await startAedes(front, limits);
  front.watch(aedes);
  const receptions: Reception[] = [];
  const stop = async (): Promise<void> => {
    const closed = receptions.map((reception) => reception.close());
    await new Promise<void>((resolve) => aedes.close(() => resolve()));
    for (const reception of receptions) reception.disconnectAll();
    await Promise.all(closed);
  };
  try {
    for (const one of served) receptions.push(await openAddress(front, aedes, one, limits, options.logger));
  } catch (error) {
    // Its timers would keep a process that has nothing to do.
    await stop();
    throw error;
  }
  const { counts, messages, connected, takeovers } = front;
  const ports = receptions.map(({ port }) => port);
  return {
    port: ports[0] ?? 0,
    ports,
    stats() {
      const refusedStrangers = receptions.reduce((sum, { refusedCount }) => sum + refusedCount, 0);
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
    stop,
  };
}
