/**
 * The bus over MQTT 3.1.1: the only file that imports mqtt.js. [P-5]
 * Each connection is a new client with a clean session; queue, window, subscriptions and back-off are our own, because
 * mqtt.js' store replays out of order, its back-off has no jitter, and it forgets what a broker refused.
 * A PUBACK here is a transport hint: nothing is known to be stored until the application says so. [P-6]
 */
import { connect, type IClientOptions, type MqttClient, Store, UniqueMessageIdProvider } from 'mqtt';
import { type Address, BUS_SCHEMES, parseAddress } from '../base/address.ts';
import { HostError } from '../base/errors.ts';
import type { TlsMaterial } from '../keys/tls-files.ts';
import { batchWrites } from './batch-writes.ts';
import type { Bus, BusHandlers, Publication } from './bus.ts';
import { Contention } from './contention.ts';
import { OutgoingQueue } from './outgoing.ts';
import { describeFailure } from './failure-words.ts';
import { keepLengthOf } from './packet-lengths.ts';
import { SubscriptionBook } from './subscriptions.ts';

/** What pino offers; fields first. */
export interface BusLogger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface MqttBusOptions {
  /** `mqtt://host:port`, or `mqtts://` with `tls`. */
  readonly url: string;
  /** Asked at every connection, so that renewed files count from the next one on. What it throws is why one failed. */
  readonly tls?: () => TlsMaterial;
  readonly clientId: string;
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

interface Connection {
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

const CONNECT_TIMEOUT_MS = 10_000;
/** A broker that is alive but swallows messages (Mosquitto does so with oversized ones) would fill the window for ever. */
const ACKNOWLEDGE_TIMEOUT_MS = 30_000;
const SUBSCRIBE_BATCH_COUNT = 200;
const CLOSED = 'connection closed by the broker or the network';
/** The embedded broker says nothing to whom it does not let in. */
const CLOSED_AT_THE_DOOR =
  "the broker closed the connection before it let this party in: most likely its certificate was revoked, or the broker's limits are " +
  "reached. The broker's log says why";

export class MqttBus implements Bus {
  readonly #options: MqttBusOptions;
  readonly #address: Address;
  readonly #queue: OutgoingQueue;
  readonly #book = new SubscriptionBook();
  #handlers: BusHandlers | undefined;
  #connection: Connection | undefined;
  #started: PromiseWithResolvers<void> | undefined;
  #reconnectTimer: NodeJS.Timeout | undefined;
  #failureCount = 0;
  readonly #contention: Contention;
  #isStopped = false;
  /** Called whenever pendingCount may have become 0. */
  #onDrained: (() => void) | undefined;

  /** Throws HostError ERR_CONFIG_INVALID for a URL that is none. */
  constructor(options: MqttBusOptions) {
    this.#options = options;
    this.#address = parseAddress(options.url, BUS_SCHEMES, 'bus.url');
    this.#contention = new Contention(options.reconnectMaxMs);
    this.#queue = new OutgoingQueue({ queueLimit: options.queueLimit, inflightLimit: options.inflightLimit ?? 500 });
    // What ended over a message of its own says nothing of another process.
    this.#queue.onUnexplained = (livedMs) => this.#contention.closed(livedMs);
  }

  get pendingCount(): number {
    return this.#queue.pendingCount;
  }

  /** Messages given up: the queue was full, or the broker closed the connection over them again and again. */
  get droppedCount(): number {
    return this.#queue.droppedCount;
  }

  /** How often in a row the broker let this party in and closed its connection again soon. */
  get closedInARow(): number {
    this.#lookHowItLives();
    return this.#contention.closedInARow;
  }

  /** What keeps closing its connections, in words; undefined if nothing does. */
  get problem(): string | undefined {
    this.#lookHowItLives();
    const { culprit } = this.#queue;
    if (culprit !== undefined)
      return (
        `the broker closes its connection over a message of its own, for ${culprit.topic}: most likely the broker grants this party no ` +
        "right to it, or it is too large. The broker's log says which (ERR_BROKER_PUBLISH, ERR_BROKER_FRAME): give the broker the newest acl.conf, " +
        'or correct its limits. The message is given up after five times, and all else goes on'
      );
    return this.#contention.problem(this.#options.clientId);
  }

  #lookHowItLives(): void {
    const connection = this.#connection;
    if (connection?.isReady === true) this.#contention.lives(performance.now() - connection.startedAtMs);
  }

  start(handlers: BusHandlers): Promise<void> {
    if (this.#handlers !== undefined)
      throw new HostError('ERR_BUS_STARTED', 'This bus was started before: make a new one');
    this.#handlers = handlers;
    this.#started = Promise.withResolvers<void>();
    this.#connect();
    return this.#started.promise;
  }

  async subscribe(filters: readonly string[]): Promise<void> {
    this.#assertRunning();
    const granted = this.#book.add(filters);
    const connection = this.#connection;
    if (connection?.isOpen === true) this.#sendSubscribe(connection, filters);
    return granted;
  }

  async unsubscribe(filters: readonly string[]): Promise<void> {
    this.#book.remove(filters);
    const connection = this.#connection;
    if (connection?.isOpen !== true || filters.length === 0) return;
    // An error here means that the connection ended, and with it the clean session and all its subscriptions.
    await new Promise<void>((resolve) => connection.client.unsubscribe([...filters], {}, () => resolve()));
  }

  /** The payload is not copied: don't change it afterwards. */
  publish(publication: Publication, onAcknowledged?: () => void): void {
    this.#assertRunning();
    this.#queue.push(publication, onAcknowledged);
    this.#pump();
  }

  /** Ends the connection in order and makes a new one at once: with files that were renewed. What waits is sent there. */
  reconnect(reason: string): void {
    const connection = this.#connection;
    if (connection === undefined || this.#isStopped) return;
    connection.reason = reason;
    connection.isWanted = true;
    // Nothing more goes out on it; unanswered publications are sent again on the next one. [P-6]
    connection.isReady = false;
    connection.client.end(!connection.isOpen);
    const timer = setTimeout(() => connection.client.stream.destroy(), 1_000);
    connection.client.once('close', () => clearTimeout(timer));
  }

  async stop(timeoutMs: number): Promise<void> {
    if (this.#isStopped) return;
    // Without a broker nothing will drain: who stops need not wait for it.
    if (this.#connection?.isReady === true && this.#queue.pendingCount > 0) {
      const drained = Promise.withResolvers<void>();
      this.#onDrained = drained.resolve;
      const timer = setTimeout(drained.resolve, timeoutMs);
      await drained.promise;
      clearTimeout(timer);
    }
    this.#isStopped = true;
    clearTimeout(this.#reconnectTimer);
    const stopped = new HostError('ERR_BUS_STOPPED', 'The bus was stopped before the broker answered');
    this.#book.abandon(stopped);
    this.#started?.reject(stopped);
    const connection = this.#connection;
    if (connection === undefined) return;
    connection.reason = 'stopped';
    connection.isWanted = true;
    const closed = new Promise<void>((resolve) => connection.client.once('close', () => resolve()));
    // Force only when unanswered: DISCONNECT tells the broker not to publish the will.
    const isClean = connection.isOpen && this.#queue.oldestSentAtMs === undefined;
    connection.client.end(!isClean);
    const timer = setTimeout(() => connection.client.stream.destroy(), 1_000);
    await closed;
    clearTimeout(timer);
  }

  #assertRunning(): void {
    if (this.#isStopped) throw new HostError('ERR_BUS_STOPPED', 'This bus was stopped: make a new one');
  }

  #connect(): void {
    let options: IClientOptions;
    try {
      options = this.#clientOptions();
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      this.#retryLater(`${error.message} [${error.code}]`);
      return;
    }
    const client = connect(options);
    const connection: Connection = {
      client,
      startedAtMs: performance.now(),
      isOpen: false,
      isReady: false,
      reason: CLOSED,
      isSecure: false,
      watchdog: undefined,
      isWanted: false,
      isByBroker: true,
    };
    this.#connection = connection;
    client.on('error', (error: Error & { code?: unknown }) => {
      // What still tries to write on a connection that was ended in order is no reason for its end.
      if (connection.isWanted) return;
      connection.reason = describeFailure(error);
    });
    // Of TLS streams only.
    client.stream.once('secureConnect', () => (connection.isSecure = true));
    client.on('connect', () => this.#onOpen(connection));
    client.on('message', (topic, payload, packet) => {
      this.#handlers?.onMessage({ topic, payload, isRetained: packet.retain });
    });
    client.once('close', () => this.#onClose(connection));
  }

  #onOpen(connection: Connection): void {
    connection.isOpen = true;
    // mqtt.js leaves Nagle's algorithm on: with delayed ACKs that is 10-40 ms for each small message.
    const stream: { setNoDelay?: (isOn: boolean) => unknown } = connection.client.stream as object;
    stream.setNoDelay?.(true);
    batchWrites(connection.client.stream);
    connection.watchdog = setInterval(() => this.#checkAcknowledgements(connection), ACKNOWLEDGE_TIMEOUT_MS / 4);
    const filters = this.#book.beginConnection();
    this.#sendSubscribe(connection, filters);
    this.#becomeReady(connection);
  }

  #sendSubscribe(connection: Connection, filters: readonly string[]): void {
    for (let at = 0; at < filters.length; at += SUBSCRIBE_BATCH_COUNT) {
      const batch = filters.slice(at, at + SUBSCRIBE_BATCH_COUNT);
      connection.client.subscribe(batch, { qos: 1 }, (error, _granted, packet) => {
        if (connection !== this.#connection) return;
        // Without a SUBACK the connection ended (the next one asks again), or mqtt.js found a filter malformed.
        if (packet === undefined && (!connection.client.connected || error === null)) return;
        const codes = packet?.granted ?? batch.map(() => 0x80);
        const refused = batch.filter((_, index) => (Number(codes[index]) & 0x80) !== 0);
        this.#onSubscribed(connection, batch, refused);
      });
    }
  }

  #onSubscribed(connection: Connection, filters: readonly string[], refused: readonly string[]): void {
    const lost = this.#book.settle(filters, refused);
    if (refused.length > 0) {
      this.#options.logger?.warn({ code: 'ERR_BUS_SUBSCRIBE', filters: refused }, 'The broker refused subscriptions');
    }
    if (lost.length > 0) {
      // Never say "connected" without what the party relies on: a right that went away is a broken connection.
      connection.reason = `ERR_BUS_SUBSCRIBE: the broker no longer grants ${lost.join(', ')}`;
      connection.isByBroker = false;
      connection.client.end(true);
      return;
    }
    this.#becomeReady(connection);
  }

  #becomeReady(connection: Connection): void {
    if (connection.isReady || this.#book.unansweredCount > 0) return;
    connection.isReady = true;
    this.#handlers?.onConnected();
    this.#started?.resolve();
    this.#pump();
  }

  #pump(): void {
    const connection = this.#connection;
    if (connection?.isReady !== true) return;
    for (;;) {
      const entry = this.#queue.takeNext(performance.now());
      if (entry === undefined) break;
      const { topic, payload, isRetained } = entry.publication;
      const bytes =
        typeof payload === 'string' ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
      keepLengthOf(topic, bytes);
      connection.client.publish(topic, bytes, { qos: 1, retain: isRetained, dup: false }, (error) => {
        // An error, or an answer on a connection given up: the message is in the queue again.
        if ((error !== undefined && error !== null) || connection !== this.#connection) return;
        this.#failureCount = 0;
        this.#queue.acknowledge(entry);
        this.#pump();
      });
    }
    if (this.#queue.pendingCount === 0) this.#onDrained?.();
  }

  #checkAcknowledgements(connection: Connection): void {
    const oldest = this.#queue.oldestSentAtMs;
    if (oldest === undefined || performance.now() - oldest < ACKNOWLEDGE_TIMEOUT_MS) return;
    connection.reason = 'ERR_BUS_ACKNOWLEDGE: the broker did not acknowledge a message in time';
    connection.isByBroker = false;
    connection.client.end(true);
  }

  #onClose(connection: Connection): void {
    if (connection !== this.#connection) return;
    this.#connection = undefined;
    clearInterval(connection.watchdog);
    connection.client.removeAllListeners('message');
    const { logger, reconnectMaxMs } = this.#options;
    if (!connection.isOpen && connection.isSecure && connection.reason === CLOSED)
      connection.reason = CLOSED_AT_THE_DOOR;
    // A connection that lived long was a good one; one that merely opened may be closed over the same message again.
    const livedMs = performance.now() - connection.startedAtMs;
    const isClosedByBroker = !connection.isWanted && connection.isReady && connection.isByBroker;
    if (!connection.isWanted && !connection.isOpen) {
      this.#contention.brokerWasAway();
      this.#queue.forgetEndings();
    }
    const givenUp = this.#queue.requeue(isClosedByBroker ? livedMs : undefined);
    if (givenUp !== undefined) {
      const { topic } = givenUp.publication;
      logger?.warn({ code: 'ERR_BUS_PUBLISH', topic }, 'Gave up a message over which connections kept closing');
    }
    if (livedMs > reconnectMaxMs) this.#failureCount = 0;
    this.#retryLater(connection.reason, connection.isWanted);
  }

  #retryLater(reason: string, isWanted = false): void {
    const { logger, clientId, reconnectMinMs, reconnectMaxMs } = this.#options;
    logger?.info({ clientId, reason }, 'Disconnected');
    this.#handlers?.onDisconnected(reason);
    if (this.#isStopped) return;
    if (isWanted) {
      this.#connect();
      return;
    }
    // Full jitter: thousands of meters must not come back in step after a broker's restart.
    const ceilingMs = Math.min(reconnectMaxMs, reconnectMinMs * 2 ** Math.min(this.#failureCount + 1, 30));
    const { yieldMs } = this.#contention;
    const delayMs =
      yieldMs === undefined
        ? reconnectMinMs + Math.random() * Math.max(0, ceilingMs - reconnectMinMs)
        : yieldMs * (0.75 + Math.random() / 2);
    if (yieldMs !== undefined) {
      const fields = { code: 'ERR_BUS_CONTESTED', clientId, delayMs: Math.round(delayMs) };
      logger?.warn(fields, `Leaves the name to the other one for a while: ${this.#contention.problem(clientId) ?? ''}`);
    }
    this.#failureCount += 1;
    this.#reconnectTimer = setTimeout(() => this.#connect(), delayMs);
  }

  #clientOptions(): IClientOptions {
    const { clientId, keepaliveSeconds, will, tls } = this.#options;
    const { scheme, host, port, credentials } = this.#address;
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
      options.will = { topic: will.topic, payload, qos: 1, retain: will.isRetained };
    }
    return options;
  }
}
