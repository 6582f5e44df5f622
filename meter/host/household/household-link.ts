/**
 * The connection to the household's broker. It keeps of each topic the last message only, has one under way at a time, and
 * tries again for ever: a broker that is away, slow or hostile costs a timer, and never more memory than what is to be shown.
 */
import { BackOff } from '../../../host/bus/back-off.ts';
import { type Connection, openConnection } from '../../../host/bus/mqtt-client.ts';
import type { PartyLogger } from '../../../host/base/logger.ts';
import { codeOf, messageOf } from '../../../host/base/errors.ts';
import { TopicRoot } from '../../../protocol/wire/topic-root.ts';
import { type HomeBroker, assertNotTheGrids } from './household-broker.ts';
import { householdTrouble } from './household-words.ts';

const AGAIN_MIN_MS = 1_000;
const AGAIN_MAX_MS = 60_000;
const KEEPALIVE_SECONDS = 30;
const ACKNOWLEDGE_MS = 10_000;
const STOP_WITHIN_MS = 1_000;
/** Home Assistant says that it is there in six letters: whoever begins a message that is so much longer is not let end it. */
const MOST_UNREAD_BYTES = 262_144;
/** All of it is sent again on request at most so often. */
const AGAIN_ON_REQUEST_MS = 5_000;
const CLOSED = 'it closed the connection: look at its log';

export interface LinkOptions {
  readonly broker: HomeBroker;
  /** The same for ever: a broker ends what is left of an old connection, and says its will, before it lets the new one in. */
  readonly clientId: string;
  readonly availabilityTopic: string;
  /** Where Home Assistant says that it is there. */
  readonly statusTopic: string;
  readonly logger: PartyLogger;
}

export class HouseholdLink {
  private readonly options: LinkOptions;
  private readonly backOff = new BackOff(AGAIN_MIN_MS, AGAIN_MAX_MS);
  /** By topic, in the order in which they were given first. All are retained. */
  private readonly wanted = new Map<string, string>();
  /** What the broker has acknowledged of it on this connection. */
  private readonly held = new Map<string, string>();
  private connection: Connection | undefined;
  private isBusy = false;
  private isStopped = false;
  private timer: NodeJS.Timeout | undefined;
  private reason: string | undefined;
  /** Monotonic: when somebody asked for all of it. */
  private askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: LinkOptions) {
    this.options = options;
    this.wanted.set(options.availabilityTopic, 'online');
  }

  /** Why it is not connected, in words; undefined while it is, or nothing is known yet. */
  get trouble(): string | undefined {
    if (this.reason === undefined) return undefined;
    return `the household's broker ${this.options.broker.address.text} can't be used: ${this.reason}. Nothing of the grid waits for it`;
  }

  start(): void {
    void this.connect();
  }

  /** Sends it, now or when there is a connection again, if it is new. */
  show(topic: string, payload: string): void {
    this.wanted.set(topic, payload);
    this.pump();
  }

  /** Says goodbye, if there is anybody to say it to. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    const { connection } = this;
    if (connection === undefined) return;
    const { client } = connection;
    await new Promise<void>((resolve) => {
      client.once('close', () => resolve());
      this.timer = setTimeout(() => {
        client.end(true);
        resolve();
      }, STOP_WITHIN_MS);
      if (connection.isReady)
        client.publish(this.options.availabilityTopic, 'offline', { qos: 1, retain: true }, () => client.end());
      else client.end(true);
    });
    clearTimeout(this.timer);
  }

  private async connect(): Promise<void> {
    const { broker, clientId, availabilityTopic } = this.options;
    try {
      await assertNotTheGrids(broker);
      if (this.isStopped) return;
      const credentials = broker.credentials();
      const ca = broker.ca();
      this.connection = openConnection(
        {
          url: broker.address.url,
          clientId,
          queueLimit: 1,
          reconnectMinMs: AGAIN_MIN_MS,
          reconnectMaxMs: AGAIN_MAX_MS,
          keepaliveSeconds: KEEPALIVE_SECONDS,
          will: { topic: availabilityTopic, payload: 'offline', isRetained: true },
          ...(broker.address.scheme === 'mqtts' ? { tls: () => (ca === undefined ? {} : { ca }) } : {}),
        },
        { ...broker.address, credentials },
        new TopicRoot(),
      );
    } catch (error) {
      // Whatever it is, it must not end what meters are for.
      this.again(`${messageOf(error)} [${codeOf(error) ?? 'ERR_BUG'}]`);
      return;
    }
    this.listen(this.connection);
  }

  private listen(connection: Connection): void {
    const { client } = connection;
    const { statusTopic, logger, broker } = this.options;
    connection.reason = CLOSED;
    client.on('error', (error) => (connection.reason = householdTrouble(error)));
    client.on('message', (topic, payload, { retain }) => {
      // It began anew, and may have missed something. What was retained says nothing new.
      if (topic !== statusTopic || retain || payload.toString() !== 'online') return;
      if (performance.now() - this.askedAtMs < AGAIN_ON_REQUEST_MS) return;
      this.askedAtMs = performance.now();
      this.showAll();
    });
    let unreadBytes = 0;
    client.on('packetreceive', () => (unreadBytes = 0));
    client.stream.on('data', (bytes: Uint8Array) => {
      unreadBytes += bytes.length;
      if (unreadBytes <= MOST_UNREAD_BYTES) return;
      connection.reason = 'it sends what nobody asked for: look at what is published there';
      client.end(true);
    });
    client.once('close', () => {
      if (connection !== this.connection) return;
      this.connection = undefined;
      clearTimeout(connection.watchdog);
      this.isBusy = false;
      client.end(true);
      // One that lets in and closes again is no better than one that is away.
      if (performance.now() - connection.startedAtMs > AGAIN_MAX_MS) this.backOff.succeeded();
      if (!this.isStopped) this.again(connection.reason);
    });
    client.once('connect', () => {
      connection.isReady = true;
      this.reason = undefined;
      logger.info(`connected to the household's broker ${broker.address.text}`);
      // One that refuses it keeps the messages all the same.
      client.subscribe(statusTopic, { qos: 0 }, () => {});
      this.showAll();
    });
  }

  private showAll(): void {
    this.held.clear();
    this.pump();
  }

  private pump(): void {
    const { connection } = this;
    if (connection?.isReady !== true || this.isBusy || this.isStopped) return;
    const [next] = [...this.wanted].filter(([topic, payload]) => this.held.get(topic) !== payload);
    if (next === undefined) return;
    const [topic, payload] = next;
    this.isBusy = true;
    connection.watchdog = setTimeout(() => {
      connection.reason = 'it acknowledges nothing: look at the broker and its log';
      connection.client.end(true);
    }, ACKNOWLEDGE_MS);
    this.held.set(topic, payload);
    connection.client.publish(topic, payload, { qos: 1, retain: true }, (error) => {
      if (connection !== this.connection) return;
      clearTimeout(connection.watchdog);
      this.isBusy = false;
      // Without an acknowledgement the connection ended, and the next one gets all of it.
      if (error === undefined || error === null) this.pump();
    });
  }

  /** Told when it begins, and when the cause is another one. */
  private again(reason: string): void {
    const isNews = reason !== this.reason;
    this.reason = reason;
    if (isNews) this.options.logger.warn({ code: 'household_away' }, this.trouble ?? reason);
    this.timer = setTimeout(() => void this.connect(), this.backOff.nextMs(undefined));
  }
}
