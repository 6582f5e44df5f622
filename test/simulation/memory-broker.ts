/**
 * A deterministic broker in memory, for tests and the simulator: nothing moves until `deliverNext` is called. [P-5]
 * Packets keep their order on each link, as TCP does; which link moves next is the caller's choice (oldest packet by default).
 * Like Mosquitto with MQTT 3.1.1 it acknowledges a forbidden publication and drops it. No QoS 0, no persistent sessions.
 */
import { type Identity, mayLeaveWill, mayPublish, maySubscribe } from '../../protocol/wire/topic-rights.ts';
import { isTopicMatched } from '../../protocol/wire/topics.ts';
import type { BusMessage, Publication } from '../../host/bus/bus.ts';

/** One direction of one client's connection: first in, first out. */
export class Link {
  #packets: (() => void)[] = [];
  #head = 0;
  isClosed = false;
  /** Where the broker lists it among the links that have packets; -1 when it has none. */
  busyIndex = -1;

  get count(): number {
    return this.#packets.length - this.#head;
  }

  push(packet: () => void): void {
    this.#packets.push(packet);
  }

  shift(): (() => void) | undefined {
    const packet = this.#packets[this.#head];
    if (packet === undefined) return undefined;
    this.#head += 1;
    if (this.#head === this.#packets.length) this.clear();
    return packet;
  }

  clear(): void {
    this.#packets = [];
    this.#head = 0;
  }
}

/** What the broker knows of a client that is connected. */
export interface Session {
  readonly clientId: string;
  readonly identity: Identity | undefined;
  readonly filters: Set<string>;
  readonly will: Publication | undefined;
  readonly down: Link;
  onMessage(message: BusMessage): void;
  onLost(reason: string): void;
}

export interface MemoryBrokerOptions {
  /** False lets everybody do everything; default true. */
  readonly hasPermissions?: boolean;
  /** Picks which of `count` links with packets moves next (0..count-1); a seeded generator makes a simulation. */
  readonly chooseLink?: (count: number) => number;
}

export interface MemoryBrokerStats {
  readonly deliveries: number;
  readonly refusedPublishes: number;
  readonly refusedSubscribes: number;
}

function copyMessage(topic: string, payload: Uint8Array | string, isRetained: boolean): BusMessage {
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : Uint8Array.from(payload);
  return { topic, payload: bytes, isRetained };
}

export class MemoryBroker {
  readonly #options: MemoryBrokerOptions;
  /** Links that have packets, in no order: removing swaps the last one in. */
  readonly #busy: Link[] = [];
  /** The link of each packet sent, oldest first; used unless `chooseLink` decides. */
  #order: Link[] = [];
  #orderHead = 0;
  readonly #sessions = new Map<string, Session>();
  readonly #retained = new Map<string, Publication>();
  readonly #waiting = new Set<() => void>();
  #isListening = true;
  #counts = { deliveries: 0, refusedPublishes: 0, refusedSubscribes: 0 };

  constructor(options: MemoryBrokerOptions = {}) {
    this.#options = options;
  }

  get stats(): MemoryBrokerStats {
    return { ...this.#counts };
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  get inTransitCount(): number {
    return this.#busy.reduce((sum, link) => sum + link.count, 0);
  }

  /** Moves one packet; false when nothing is on its way. */
  deliverNext(): boolean {
    const link = this.#options.chooseLink === undefined ? this.#oldest() : this.#chosen(this.#options.chooseLink);
    const packet = link?.shift();
    if (link === undefined || packet === undefined) return false;
    if (link.count === 0) this.#setIdle(link);
    packet();
    return true;
  }

  /** Moves everything, including what that sets off; throws when it never ends (parties answering each other for ever). */
  deliverAll(maxCount = 1_000_000): void {
    for (let count = 0; this.deliverNext(); count += 1) {
      if (count >= maxCount) throw new Error(`still busy after ${maxCount} packets: do two parties answer each other?`);
    }
  }

  /** The broker's process dies and starts again: retained messages, subscriptions and everything in transit are gone. */
  wipe(): void {
    this.stop();
    this.listen();
  }

  /** Dies without starting again; clients keep trying until `listen`. */
  stop(): void {
    this.#isListening = false;
    this.#retained.clear();
    for (const session of this.#sessions.values()) this.#drop(session, 'broker stopped', false);
  }

  listen(): void {
    this.#isListening = true;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const connect of waiting) connect();
  }

  /** Cuts one client's connection: what is in transit is lost, its will is published, and it connects again. */
  disconnect(clientId: string): void {
    const session = this.#sessions.get(clientId);
    if (session !== undefined) this.#drop(session, 'connection lost', true);
  }

  /** For MemoryBus: what is in transit on it is lost. */
  closeLink(link: Link): void {
    link.isClosed = true;
    link.clear();
    this.#setIdle(link);
  }

  /** For MemoryBus. */
  send(link: Link, packet: () => void): void {
    if (link.isClosed) return;
    if (link.busyIndex < 0) {
      link.busyIndex = this.#busy.length;
      this.#busy.push(link);
    }
    link.push(packet);
    if (this.#options.chooseLink === undefined) this.#order.push(link);
  }

  /** For MemoryBus: calls back now, or once the broker listens again. */
  whenListening(connect: () => void): void {
    if (this.#isListening) connect();
    else this.#waiting.add(connect);
  }

  /** For MemoryBus. False when refused. */
  accept(session: Session): boolean {
    if (this.#hasPermissions) {
      const { identity, will } = session;
      if (identity === undefined) return false;
      if (will !== undefined && !mayLeaveWill(identity, will.topic, will.isRetained)) return false;
    }
    const earlier = this.#sessions.get(session.clientId);
    if (earlier !== undefined) this.#drop(earlier, 'taken over by a second connection', true);
    this.#sessions.set(session.clientId, session);
    return true;
  }

  /** For MemoryBus. Returns the refused filters. */
  subscribe(session: Session, filters: readonly string[]): string[] {
    const refused: string[] = [];
    for (const filter of filters) {
      if (this.#hasPermissions && (session.identity === undefined || !maySubscribe(session.identity, filter))) {
        this.#counts.refusedSubscribes += 1;
        refused.push(filter);
        continue;
      }
      session.filters.add(filter);
    }
    return refused;
  }

  /** For MemoryBus: retained messages follow the SUBACK. */
  sendRetained(session: Session, filters: readonly string[]): void {
    for (const { topic, payload } of this.#retained.values()) {
      if (filters.some((filter) => session.filters.has(filter) && isTopicMatched(filter, topic))) {
        this.#deliver(session, copyMessage(topic, payload, true));
      }
    }
  }

  /** For MemoryBus. */
  publish(identity: Identity | undefined, publication: Publication): void {
    const { topic, payload, isRetained } = publication;
    if (this.#hasPermissions && (identity === undefined || !mayPublish(identity, topic, isRetained))) {
      this.#counts.refusedPublishes += 1;
      return;
    }
    if (isRetained) {
      if (payload.length === 0) this.#retained.delete(topic);
      else this.#retained.set(topic, { topic, payload: copyMessage(topic, payload, true).payload, isRetained });
    }
    for (const session of this.#sessions.values()) {
      for (const filter of session.filters) {
        if (!isTopicMatched(filter, topic)) continue;
        this.#deliver(session, copyMessage(topic, payload, false));
        break;
      }
    }
  }

  /** For MemoryBus: a goodbye, so no will. */
  leave(session: Session): void {
    if (this.#sessions.get(session.clientId) === session) this.#sessions.delete(session.clientId);
  }

  #oldest(): Link | undefined {
    if (this.#orderHead > 4096 && this.#orderHead * 2 > this.#order.length) {
      this.#order = this.#order.slice(this.#orderHead);
      this.#orderHead = 0;
    }
    while (this.#orderHead < this.#order.length) {
      const link = this.#order[this.#orderHead];
      this.#orderHead += 1;
      if (link !== undefined && link.count > 0) return link;
    }
    this.#order = [];
    this.#orderHead = 0;
    return undefined;
  }

  #chosen(chooseLink: (count: number) => number): Link | undefined {
    return this.#busy.length === 0 ? undefined : this.#busy[chooseLink(this.#busy.length)];
  }

  #setIdle(link: Link): void {
    if (link.busyIndex < 0) return;
    const last = this.#busy.pop();
    if (last !== undefined && last !== link) {
      this.#busy[link.busyIndex] = last;
      last.busyIndex = link.busyIndex;
    }
    link.busyIndex = -1;
  }

  get #hasPermissions(): boolean {
    return this.#options.hasPermissions !== false;
  }

  #deliver(session: Session, message: BusMessage): void {
    this.send(session.down, () => {
      this.#counts.deliveries += 1;
      session.onMessage(message);
    });
  }

  #drop(session: Session, reason: string, isWillPublished: boolean): void {
    this.leave(session);
    if (isWillPublished && session.will !== undefined) this.publish(session.identity, session.will);
    session.onLost(reason);
  }
}
