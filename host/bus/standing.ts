/**
 * What a bus keeps over its connections, whatever carries them: handlers, queue, subscriptions, and whether it runs. [P-5]
 * Both buses share it, the one over MQTT and the simulator's; it sends nothing itself.
 */
import { HostError } from '../base/errors.ts';
import type { BusHandlers } from './bus.ts';
import { OutgoingQueue } from './outgoing.ts';
import { SubscriptionBook } from './subscriptions.ts';

const DEFAULT_INFLIGHT = 500;

export class Standing {
  readonly queue: OutgoingQueue;
  readonly book = new SubscriptionBook();
  handlers: BusHandlers | undefined;
  #started: PromiseWithResolvers<void> | undefined;
  #isStopped = false;

  constructor(options: { readonly queueLimit: number; readonly inflightLimit?: number }) {
    const { queueLimit, inflightLimit = DEFAULT_INFLIGHT } = options;
    this.queue = new OutgoingQueue({ queueLimit, inflightLimit });
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Resolves with the first connection on which everything is in force. Throws HostError ERR_BUS_STARTED. */
  start(handlers: BusHandlers): Promise<void> {
    if (this.handlers !== undefined)
      throw new HostError('ERR_BUS_STARTED', 'This bus was started before: make a new one');
    this.handlers = handlers;
    this.#started = Promise.withResolvers<void>();
    return this.#started.promise;
  }

  /** Throws HostError ERR_BUS_STOPPED. */
  assertRunning(): void {
    if (this.#isStopped) throw new HostError('ERR_BUS_STOPPED', 'This bus was stopped: make a new one');
  }

  /** Once every subscription of this connection is answered; true if that is news. */
  becomeReady(connection: { isReady: boolean }): boolean {
    if (connection.isReady || this.book.unansweredCount > 0) return false;
    connection.isReady = true;
    this.handlers?.onConnected();
    this.#started?.resolve();
    return true;
  }

  /** Who waits for a broker waits no longer. */
  stop(): void {
    this.#isStopped = true;
    const stopped = new HostError('ERR_BUS_STOPPED', 'The bus was stopped before the broker answered');
    this.book.abandon(stopped);
    this.#started?.reject(stopped);
  }
}
