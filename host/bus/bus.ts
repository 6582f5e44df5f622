/**
 * The bus port: what a party's host needs from MQTT. Third-party types stop here. [P-5]
 * The broker is a pipe: nothing published is known to have arrived until the application says so.
 */

export interface Publication {
  readonly topic: string;
  readonly payload: Uint8Array | string;
  readonly isRetained: boolean;
}

export interface BusMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** True when the broker delivered a stored retained message. */
  readonly isRetained: boolean;
}

/** What pino offers; fields first. */
export interface BusLogger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
}

export interface BusHandlers {
  onMessage(message: BusMessage): void;
  /** Connected, and every subscription of this session is in force. */
  onConnected(): void;
  onDisconnected(reason: string): void;
}

export interface Bus {
  /** Resolves when connected for the first time; retries until then, reporting each failure through `onDisconnected`. */
  start(handlers: BusHandlers): Promise<void>;
  /** Adds filters to what is subscribed now and after every reconnection. Resolves when the broker granted all of them; rejects with ERR_BUS_SUBSCRIBE naming the refused ones. */
  subscribe(filters: readonly string[]): Promise<void>;
  unsubscribe(filters: readonly string[]): Promise<void>;
  /**
   * Hands a message over, QoS 1, in order. `onAcknowledged` is called at the broker's PUBACK: a transport hint only.
   * While disconnected, messages wait in memory up to `queueLimit`; beyond that the oldest are dropped and counted, since the parties send again by themselves.
   */
  publish(publication: Publication, onAcknowledged?: () => void): void;
  /** Messages handed over and not yet acknowledged by the broker. */
  readonly pendingCount: number;
  /** Publishes what waits (at most `timeoutMs`), then disconnects. */
  stop(timeoutMs: number): Promise<void>;
}
