/**
 * A simulated broker and its links: drops, doubles, delays and reorders, cuts a party off, forgets its retained messages.
 * It promises as little as real brokers do: a PUBACK means nothing, a clean session loses what was on its way. [P-6.3]
 */
import type { Outgoing } from '../../protocol/machine.ts';
import { isTopicMatched } from '../../protocol/wire/topics.ts';
import type { Coverage } from './coverage.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export interface LinkFaults {
  drop: number;
  double: number;
  /** Longest delay of most messages. */
  delayMs: number;
  /** Chance that a message takes ten times as long: others overtake it. */
  straggle: number;
}

export const QUIET_LINK: LinkFaults = { drop: 0, double: 0, delayMs: 5, straggle: 0 };

/** A party's end of its connection. */
export interface Client {
  readonly name: string;
  readonly filters: readonly string[];
  readonly will: Outgoing | undefined;
  onConnected(): void;
  onDisconnected(): void;
  onMessage(topic: string, payload: Uint8Array): void;
}

interface Connection {
  client: Client;
  isUp: boolean;
  /** Rises with every connection: what was on its way to an earlier one is lost. */
  number: number;
  /** Until when this party can't reach the broker. */
  cutUntilMs: number;
}

const RECONNECT_MS = 400;

export class Network {
  readonly faults: LinkFaults = { ...QUIET_LINK };
  messageCount = 0;
  private readonly scheduler: Scheduler;
  private readonly random: Random;
  private readonly coverage: Coverage;
  private readonly connections = new Map<string, Connection>();
  private readonly retained = new Map<string, Outgoing>();
  /** Who gets a topic, worked out once. */
  private readonly routes = new Map<string, Connection[]>();
  private readonly encoded = new WeakMap<Outgoing, Uint8Array>();
  private downUntilMs = 0;
  /** Whether a party never gets a message, by what it says. */
  isDeaf: (to: string, message: Outgoing) => boolean = () => false;
  /** Hears of every delivery, before it happens. */
  onDeliver: (to: string, message: Outgoing) => void = () => {};

  constructor(scheduler: Scheduler, random: Random, coverage: Coverage) {
    this.scheduler = scheduler;
    this.random = random;
    this.coverage = coverage;
  }

  /** A process starts: it will be connected as soon as the broker can be reached. */
  join(client: Client): void {
    const before = this.connections.get(client.name);
    if (before !== undefined) {
      // The next process of the same party: it subscribes to the same.
      before.client = client;
      before.isUp = false;
      before.number += 1;
      this.connectLater(before);
      return;
    }
    const connection = { client, isUp: false, number: 1, cutUntilMs: 0 };
    this.connections.set(client.name, connection);
    this.routes.clear();
    this.connectLater(connection);
  }

  /** A process ended, in order or not: the broker publishes its will. */
  leave(name: string): void {
    const connection = this.connections.get(name);
    if (connection === undefined) return;
    this.lose(connection);
    connection.number += 1;
  }

  private connectLater(connection: Connection): void {
    const { number } = connection;
    this.scheduler.after(this.random.between(1, RECONNECT_MS), () => {
      if (connection.number !== number || connection.isUp) return;
      const { nowMs } = this.scheduler;
      if (nowMs < Math.max(connection.cutUntilMs, this.downUntilMs)) this.connectLater(connection);
      else this.connect(connection);
    });
  }

  private connect(connection: Connection): void {
    connection.isUp = true;
    for (const message of this.retained.values()) {
      if (this.route(message.topic).includes(connection)) this.toward(connection, message);
    }
    connection.client.onConnected();
  }

  private lose(connection: Connection): void {
    if (!connection.isUp) return;
    connection.isUp = false;
    connection.number += 1;
    const { will } = connection.client;
    if (will !== undefined) this.scheduler.after(this.random.between(0, 3_000), () => this.broadcast(will));
  }

  private drop(connection: Connection): void {
    if (!connection.isUp) return;
    this.lose(connection);
    connection.client.onDisconnected();
    this.connectLater(connection);
  }

  /** Cuts a party off the broker for a while. */
  cut(name: string, forMs: number): void {
    const connection = this.connections.get(name);
    if (connection === undefined) return;
    this.coverage.saw('a party cut off the broker');
    connection.cutUntilMs = this.scheduler.nowMs + forMs;
    this.drop(connection);
  }

  /** The broker dies, its data with it. */
  wipe(forMs: number): void {
    this.coverage.saw('the broker lost everything');
    this.retained.clear();
    this.downUntilMs = this.scheduler.nowMs + forMs;
    for (const connection of this.connections.values()) this.drop(connection);
  }

  heal(): void {
    this.isDeaf = () => false;
    Object.assign(this.faults, QUIET_LINK);
    this.downUntilMs = 0;
    for (const connection of this.connections.values()) connection.cutUntilMs = 0;
  }

  private latency(): number {
    const { delayMs, straggle } = this.faults;
    const isSlow = straggle > 0 && this.random.chance(straggle);
    if (isSlow) this.coverage.saw('a message overtaken by later ones');
    return this.random.fraction() * delayMs * (isSlow ? 10 : 1);
  }

  private isLost(): boolean {
    const isLost = this.faults.drop > 0 && this.random.chance(this.faults.drop);
    if (isLost) this.coverage.saw('a message lost');
    return isLost;
  }

  /** A party hands a message to its bus: lost when it is not connected, since nothing may rest on a queue in memory. */
  publish(from: string, message: Outgoing): void {
    const connection = this.connections.get(from);
    if (connection?.isUp !== true || this.isLost()) return;
    const { number } = connection;
    this.scheduler.after(this.latency(), () => {
      if (connection.number === number || this.random.chance(0.5)) this.broadcast(message);
    });
  }

  private broadcast(message: Outgoing): void {
    if (this.scheduler.nowMs < this.downUntilMs) return;
    if (message.isRetained) this.retained.set(message.topic, message);
    for (const connection of this.route(message.topic)) if (connection.isUp) this.toward(connection, message);
  }

  private route(topic: string): Connection[] {
    let route = this.routes.get(topic);
    if (route === undefined) {
      route = [...this.connections.values()].filter(({ client }) =>
        client.filters.some((filter) => isTopicMatched(filter, topic)),
      );
      this.routes.set(topic, route);
    }
    return route;
  }

  /** The bytes of a message, encoded once for all who get it. */
  private bytesOf(message: Outgoing): Uint8Array {
    let bytes = this.encoded.get(message);
    if (bytes === undefined) {
      bytes = Buffer.from(message.payload);
      this.encoded.set(message, bytes);
    }
    return bytes;
  }

  private toward(connection: Connection, message: Outgoing): void {
    if (this.isLost() || this.isDeaf(connection.client.name, message)) return;
    const isDoubled = this.faults.double > 0 && this.random.chance(this.faults.double);
    if (isDoubled) this.coverage.saw('a message delivered twice');
    for (let times = isDoubled ? 2 : 1; times > 0; times--) {
      const { number } = connection;
      this.scheduler.after(this.latency(), () => {
        if (!connection.isUp || connection.number !== number) return;
        this.messageCount += 1;
        this.onDeliver(connection.client.name, message);
        connection.client.onMessage(message.topic, this.bytesOf(message));
      });
    }
  }
}
