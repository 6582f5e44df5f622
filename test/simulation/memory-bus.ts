/**
 * The bus over the in-memory broker: what MqttBus does, without sockets, timers or chance. [P-5]
 * It connects again at once, and only as fast as the test lets packets travel.
 */
import { parseIdentity } from '../../protocol/wire/topic-rights.ts';
import type { Bus, BusHandlers, Publication } from '../../host/bus/bus.ts';
import { Link, type MemoryBroker, type Session } from './memory-broker.ts';
import { Standing } from '../../host/bus/standing.ts';

export interface MemoryBusOptions {
  readonly clientId: string;
  readonly will?: Publication;
  /** Default 100,000. */
  readonly queueLimit?: number;
  /** Default 500. */
  readonly inflightLimit?: number;
}

interface MemoryConnection {
  readonly up: Link;
  readonly session: Session;
  isOpen: boolean;
  isReady: boolean;
}

export class MemoryBus implements Bus {
  readonly #broker: MemoryBroker;
  readonly #options: MemoryBusOptions;
  readonly #standing: Standing;
  #connection: MemoryConnection | undefined;
  /** Set when stopping. */
  #drained: PromiseWithResolvers<void> | undefined;

  constructor(broker: MemoryBroker, options: MemoryBusOptions) {
    this.#broker = broker;
    this.#options = options;
    this.#standing = new Standing({ queueLimit: 100_000, ...options });
  }

  get pendingCount(): number {
    return this.#standing.queue.pendingCount;
  }

  get droppedCount(): number {
    return this.#standing.queue.droppedCount;
  }

  start(handlers: BusHandlers): Promise<void> {
    const started = this.#standing.start(handlers);
    this.#broker.whenListening(() => this.#connect());
    return started;
  }

  async subscribe(filters: readonly string[]): Promise<void> {
    this.#standing.assertRunning();
    const granted = this.#standing.book.add(filters);
    if (this.#connection?.isOpen === true) this.#sendSubscribe(this.#connection, filters);
    return granted;
  }

  async unsubscribe(filters: readonly string[]): Promise<void> {
    this.#standing.book.remove(filters);
    const connection = this.#connection;
    if (connection === undefined) return;
    const done = Promise.withResolvers<void>();
    this.#broker.send(connection.up, () => {
      for (const filter of filters) connection.session.filters.delete(filter);
      this.#broker.send(connection.session.down, done.resolve);
    });
    await done.promise;
  }

  publish(publication: Publication, onAcknowledged?: () => void): void {
    this.#standing.assertRunning();
    this.#standing.queue.push(publication, onAcknowledged);
    this.#pump();
  }

  /** Resolves once what waits was acknowledged (the test lets it travel) or the connection ends; there is no time here. */
  async stop(_timeoutMs: number): Promise<void> {
    if (this.#drained !== undefined) return this.#drained.promise;
    this.#drained = Promise.withResolvers<void>();
    if (this.#connection?.isReady !== true || this.#standing.queue.pendingCount === 0) this.#finish();
    await this.#drained.promise;
  }

  #finish(): void {
    this.#drained?.resolve();
    this.#standing.stop();
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#connection = undefined;
    this.#broker.send(connection.up, () => {
      this.#broker.leave(connection.session);
      this.#broker.closeLink(connection.up);
      this.#broker.closeLink(connection.session.down);
    });
    this.#standing.handlers?.onDisconnected('stopped');
  }

  #connect(): void {
    if (this.#drained !== undefined) return;
    const up = new Link();
    const session: Session = {
      clientId: this.#options.clientId,
      identity: parseIdentity(this.#options.clientId),
      filters: new Set(),
      will: this.#options.will,
      down: new Link(),
      onMessage: (message) => this.#standing.handlers?.onMessage(message),
      onLost: (reason) => this.#onLost(connection, reason),
    };
    const connection: MemoryConnection = { up, session, isOpen: false, isReady: false };
    this.#connection = connection;
    this.#broker.send(up, () => {
      if (!this.#broker.isListening) return this.#onLost(connection, 'broker stopped');
      if (this.#broker.accept(session)) this.#broker.send(session.down, () => this.#onOpen(connection));
      else this.#onRefused(connection);
    });
  }

  #onOpen(connection: MemoryConnection): void {
    connection.isOpen = true;
    const filters = this.#standing.book.beginConnection();
    if (filters.length > 0) this.#sendSubscribe(connection, filters);
    this.#becomeReady(connection);
  }

  #sendSubscribe(connection: MemoryConnection, filters: readonly string[]): void {
    const { session, up } = connection;
    this.#broker.send(up, () => {
      const refused = this.#broker.subscribe(session, filters);
      this.#broker.send(session.down, () => {
        this.#standing.book.settle(filters, refused);
        this.#becomeReady(connection);
      });
      this.#broker.sendRetained(session, filters);
    });
  }

  #becomeReady(connection: MemoryConnection): void {
    if (this.#standing.becomeReady(connection)) this.#pump();
  }

  #pump(): void {
    const connection = this.#connection;
    if (connection?.isReady !== true) return;
    for (;;) {
      const entry = this.#standing.queue.takeNext(0);
      if (entry === undefined) break;
      this.#broker.send(connection.up, () => {
        this.#broker.publish(connection.session.identity, entry.publication);
        this.#broker.send(connection.session.down, () => {
          this.#standing.queue.acknowledge(entry);
          this.#pump();
        });
      });
    }
    if (this.#drained !== undefined && this.#standing.queue.pendingCount === 0) this.#finish();
  }

  #onLost(connection: MemoryConnection, reason: string): void {
    this.#broker.closeLink(connection.up);
    this.#broker.closeLink(connection.session.down);
    if (connection !== this.#connection) return;
    this.#connection = undefined;
    this.#standing.queue.requeue();
    this.#standing.handlers?.onDisconnected(reason);
    if (this.#drained !== undefined) return this.#finish();
    this.#broker.whenListening(() => this.#connect());
  }

  /** Not tried again: nothing in this broker ever changes its mind, and a simulation would never come to rest. */
  #onRefused(connection: MemoryConnection): void {
    this.#broker.closeLink(connection.up);
    this.#broker.closeLink(connection.session.down);
    this.#connection = undefined;
    this.#standing.handlers?.onDisconnected('refused by the broker');
  }
}
