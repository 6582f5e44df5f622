/**
 * The bus over MQTT 3.1.1, on connections of mqtt.js (`mqtt-client.ts`). [P-5]
 * Each is a new client with a clean session; queue, window, subscriptions and back-off are our own, because
 * mqtt.js' store replays out of order, its back-off has no jitter, and it forgets what a broker refused.
 * A PUBACK here is a transport hint: nothing is known to be stored until the application says so. [P-6]
 */
import { TopicRoot } from '../../protocol/wire/topic-root.ts';
import type { Address } from '../base/address.ts';
import { HostError } from '../base/errors.ts';
import { addressesOf } from './addresses.ts';
import { BackOff } from './back-off.ts';
import { batchWrites } from './batch-writes.ts';
import type { Bus, BusHandlers, Publication } from './bus.ts';
import { Contention } from './contention.ts';
import { culpritProblem, describeFailure } from './failure-words.ts';
import { CLOSED, type Connection, type MqttBusOptions, openConnection, SUBSCRIBE_BATCH_COUNT } from './mqtt-client.ts';
import { keepLengthOf } from './packet-lengths.ts';
import { Standing } from './standing.ts';

/** A broker that is alive but swallows messages (Mosquitto does so with oversized ones) would fill the window for ever. */
const ACKNOWLEDGE_TIMEOUT_MS = 30_000;
/** The embedded broker says nothing to whom it does not let in. */
const CLOSED_AT_THE_DOOR =
  "the broker closed the connection before it let this party in: most likely its certificate was revoked, or the broker's limits are " +
  "reached. The broker's log says why";

export class MqttBus implements Bus {
  readonly #options: MqttBusOptions;
  readonly #addresses: readonly [Address, ...Address[]];
  /** Which of them is, or was last, connected to. */
  #at = 0;
  readonly #root: TopicRoot;
  readonly #standing: Standing;
  readonly #backOff: BackOff;
  readonly #contention: Contention;
  #connection: Connection | undefined;
  #reconnectTimer: NodeJS.Timeout | undefined;
  /** Called whenever pendingCount may have become 0. */
  #onDrained: (() => void) | undefined;

  /** Throws HostError ERR_CONFIG_INVALID for a URL that is none, RangeError for a root that is none. */
  constructor(options: MqttBusOptions) {
    this.#options = options;
    this.#addresses = addressesOf(options);
    this.#root = new TopicRoot(options.topicRoot);
    this.#contention = new Contention(options.reconnectMaxMs);
    this.#backOff = new BackOff(options.reconnectMinMs, options.reconnectMaxMs, this.#addresses.length);
    this.#standing = new Standing(options);
    // What ended over a message of its own says nothing of another process.
    this.#standing.queue.onUnexplained = (livedMs) => this.#contention.closed(livedMs);
  }

  get pendingCount(): number {
    return this.#standing.queue.pendingCount;
  }

  /** Messages given up: the queue was full, or the broker closed the connection over them again and again. */
  get droppedCount(): number {
    return this.#standing.queue.droppedCount;
  }

  /** How often in a row the broker let this party in and closed its connection again soon. */
  get closedInARow(): number {
    this.#lookHowItLives();
    return this.#contention.closedInARow;
  }

  /** What keeps closing its connections, in words; undefined if nothing does. */
  get problem(): string | undefined {
    this.#lookHowItLives();
    const { culprit } = this.#standing.queue;
    if (culprit !== undefined) return culpritProblem(culprit.topic);
    return this.#contention.problem(this.#options.clientId);
  }

  get #address(): Address {
    return this.#addresses[this.#at] ?? this.#addresses[0];
  }

  #lookHowItLives(): void {
    const connection = this.#connection;
    if (connection?.isReady === true) this.#contention.lives(performance.now() - connection.startedAtMs);
  }

  start(handlers: BusHandlers): Promise<void> {
    const started = this.#standing.start(handlers);
    this.#connect();
    return started;
  }

  async subscribe(filters: readonly string[]): Promise<void> {
    this.#standing.assertRunning();
    // People and the broker's log know filters and topics by what they are on the wire, so that is what is kept.
    const outward = filters.map((filter) => this.#root.outward(filter));
    const granted = this.#standing.book.add(outward);
    const connection = this.#connection;
    if (connection?.isOpen === true) this.#sendSubscribe(connection, outward);
    return granted;
  }

  async unsubscribe(filters: readonly string[]): Promise<void> {
    const outward = filters.map((filter) => this.#root.outward(filter));
    this.#standing.book.remove(outward);
    const connection = this.#connection;
    if (connection?.isOpen !== true || filters.length === 0) return;
    // An error here means that the connection ended, and with it the clean session and all its subscriptions.
    await new Promise<void>((resolve) => connection.client.unsubscribe(outward, {}, () => resolve()));
  }

  /** The payload is not copied: don't change it afterwards. */
  publish(publication: Publication, onAcknowledged?: () => void): void {
    this.#standing.assertRunning();
    this.#standing.queue.push({ ...publication, topic: this.#root.outward(publication.topic) }, onAcknowledged);
    this.#pump();
  }

  /** Ends the connection in order and makes a new one at once: with files that were renewed. What waits is sent there. */
  reconnect(reason: string): void {
    const connection = this.#connection;
    if (connection === undefined || this.#standing.isStopped) return;
    connection.reason = reason;
    connection.isWanted = true;
    // Nothing more goes out on it; unanswered publications are sent again on the next one. [P-6]
    connection.isReady = false;
    connection.client.end(!connection.isOpen);
    const timer = setTimeout(() => connection.client.stream.destroy(), 1_000);
    connection.client.once('close', () => clearTimeout(timer));
  }

  async stop(timeoutMs: number): Promise<void> {
    if (this.#standing.isStopped) return;
    // Without a broker nothing will drain: who stops need not wait for it.
    if (this.#connection?.isReady === true && this.pendingCount > 0) {
      const drained = Promise.withResolvers<void>();
      this.#onDrained = drained.resolve;
      const timer = setTimeout(drained.resolve, timeoutMs);
      await drained.promise;
      clearTimeout(timer);
    }
    clearTimeout(this.#reconnectTimer);
    this.#standing.stop();
    const connection = this.#connection;
    if (connection === undefined) return;
    connection.reason = 'stopped';
    connection.isWanted = true;
    const closed = new Promise<void>((resolve) => connection.client.once('close', () => resolve()));
    // Force only when unanswered: DISCONNECT tells the broker not to publish the will.
    const isClean = connection.isOpen && this.#standing.queue.oldestSentAtMs === undefined;
    connection.client.end(!isClean);
    const timer = setTimeout(() => connection.client.stream.destroy(), 1_000);
    await closed;
    clearTimeout(timer);
  }

  #connect(): void {
    let connection: Connection;
    try {
      connection = openConnection(this.#options, this.#address, this.#root);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      this.#retryLater(`${error.message} [${error.code}]`);
      return;
    }
    const { client } = connection;
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
      const inward = this.#root.inward(topic);
      if (inward !== undefined)
        this.#standing.handlers?.onMessage({ topic: inward, payload, isRetained: packet.retain });
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
    const filters = this.#standing.book.beginConnection();
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
    const lost = this.#standing.book.settle(filters, refused);
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
    if (this.#standing.becomeReady(connection)) this.#pump();
  }

  #pump(): void {
    const connection = this.#connection;
    if (connection?.isReady !== true) return;
    for (;;) {
      const entry = this.#standing.queue.takeNext(performance.now());
      if (entry === undefined) break;
      const { topic, payload, isRetained } = entry.publication;
      const bytes =
        typeof payload === 'string' ? payload : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
      keepLengthOf(topic, bytes);
      connection.client.publish(topic, bytes, { qos: 1, retain: isRetained, dup: false }, (error) => {
        // An error, or an answer on a connection given up: the message is in the queue again.
        if ((error !== undefined && error !== null) || connection !== this.#connection) return;
        this.#backOff.succeeded();
        this.#standing.queue.acknowledge(entry);
        this.#pump();
      });
    }
    if (this.pendingCount === 0) this.#onDrained?.();
  }

  #checkAcknowledgements(connection: Connection): void {
    const oldest = this.#standing.queue.oldestSentAtMs;
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
      this.#standing.queue.forgetEndings();
    }
    const givenUp = this.#standing.queue.requeue(isClosedByBroker ? livedMs : undefined);
    if (givenUp !== undefined) {
      const { topic } = givenUp.publication;
      logger?.warn({ code: 'ERR_BUS_PUBLISH', topic }, 'Gave up a message over which connections kept closing');
    }
    if (livedMs > reconnectMaxMs) this.#backOff.succeeded();
    this.#retryLater(connection.reason, connection.isWanted);
  }

  #retryLater(reason: string, isWanted = false): void {
    const { logger, clientId } = this.#options;
    const { text: broker } = this.#address;
    const isOneOfMany = this.#addresses.length > 1;
    logger?.info({ clientId, reason, ...(isOneOfMany ? { broker } : {}) }, 'Disconnected');
    this.#standing.handlers?.onDisconnected(isOneOfMany ? `${broker}: ${reason}` : reason);
    if (this.#standing.isStopped) return;
    if (isWanted) {
      this.#connect();
      return;
    }
    this.#at = (this.#at + 1) % this.#addresses.length;
    const { yieldMs } = this.#contention;
    const delayMs = this.#backOff.nextMs(yieldMs);
    if (yieldMs !== undefined) {
      const fields = { code: 'ERR_BUS_CONTESTED', clientId, delayMs: Math.round(delayMs) };
      logger?.warn(fields, `Leaves the name to the other one for a while: ${this.#contention.problem(clientId) ?? ''}`);
    }
    this.#reconnectTimer = setTimeout(() => this.#connect(), delayMs);
  }
}
