/**
 * A machine as a process: feeds it messages, ticks and a party's own inputs, and decides when the step loop flushes, so
 * that many messages share one fsync. When a commit fails, memory is ahead of the disk: the process ends and restarts
 * from what is stored. [P-6.2]
 */
import type { Bus } from '../bus/bus.ts';
import { decodeMessage } from '../../protocol/wire/envelope.ts';
import type { CommonInput, Machine, Outgoing, Times } from '../../protocol/machine.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { CommitConfig } from '../../schemas/types.ts';
import type { GridClock } from '../base/clock.ts';
import type { Activity } from './health.ts';
import type { PartyLogger } from '../base/logger.ts';
import { StepLoop } from './step-loop.ts';

/** How often a machine hears that time has passed. */
const TICK_MS = 100;

export interface RunnerOptions<Input, Op, Read> {
  readonly machine: Machine<Input | CommonInput, Op, Read>;
  readonly store: { commit(ops: readonly Op[]): void };
  readonly bus: Bus;
  readonly clock: GridClock;
  readonly logger: PartyLogger;
  readonly commit: CommitConfig;
  /** Answers a read, after everything persisted before it is durable. */
  readonly answer?: (read: Read) => Input;
  /** Hears of every message handed to the bus, and of the broker's acknowledgement: for timings. */
  readonly onPublished?: (topic: string, payload: string, acknowledgedAfterMs: number) => void;
  /** Hears of what happens, for the health file. */
  readonly activity: Activity;
  /** Connected, and every subscription in force. */
  readonly onConnected?: () => void;
  readonly onFatal: (error: unknown) => void;
}

export class Runner<Input = CommonInput, Op extends { readonly kind: string } = never, Read = never> {
  private readonly options: RunnerOptions<Input, Op, Read>;
  private readonly loop: StepLoop<Input, Op, Read>;
  private inputCount = 0;
  private flushTimer: NodeJS.Timeout | undefined;
  private tickTimer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(options: RunnerOptions<Input, Op, Read>) {
    this.options = options;
    const { machine, store, logger, activity, answer } = options;
    this.loop = new StepLoop<Input, Op, Read>({
      machine,
      commit: (ops) => {
        store.commit(ops);
        activity.committed(ops);
      },
      notice: ({ level, code, text, fields }) => logger[level]({ ...fields, code }, text),
      publish: (publication) => this.publish(publication),
      ...(answer === undefined ? {} : { answer }),
    });
  }

  /**
   * Connects, subscribes and begins to tick. Resolves when connected for the first time, which may take as long as the
   * broker is away: what needs no broker must not wait for it. What the broker refuses is fatal.
   */
  async start(filters: readonly string[]): Promise<void> {
    const { bus, logger, clock, activity } = this.options;
    const subscribed = bus.subscribe(clock.isReplay ? [topics.clock(), ...filters] : filters);
    const started = bus.start({
      onMessage: ({ topic, payload }) => {
        activity.message(topic);
        if (clock.isReplay && topic === topics.clock()) this.hold(payload);
        else this.feed({ kind: 'message', topic, payload });
      },
      onConnected: () => {
        logger.info('connected to the broker');
        activity.connected();
        this.feed({ kind: 'connected' });
        this.flush();
        this.options.onConnected?.();
      },
      onDisconnected: (reason) => {
        if (!this.isStopped) logger.warn({ reason }, 'not connected to the broker: retrying');
        activity.disconnected(reason);
        this.feed({ kind: 'disconnected' });
      },
    });
    try {
      await Promise.all([started, subscribed]);
    } catch (error) {
      // If it was stopped before the broker was ever there, nothing is wrong.
      this.fail(error);
    }
    if (!this.isStopped) this.tickTimer = setInterval(() => this.feed({ kind: 'tick' }), TICK_MS);
  }

  private hold(payload: Uint8Array): void {
    const decoded = decodeMessage('clock', payload);
    if (!decoded.isOk) return;
    this.options.clock.hold(decoded.message.holdMs);
    this.feed({ kind: 'tick' });
  }

  get times(): Times {
    return this.options.clock.now();
  }

  feed(input: Input | CommonInput): void {
    if (this.isStopped) return;
    try {
      this.loop.step(input, this.times);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.inputCount += 1;
    if (this.inputCount >= this.options.commit.maxMessages) this.flush();
    else if (!this.loop.isDue) this.inputCount = 0;
    else this.flushTimer ??= setTimeout(() => this.flush(), this.options.commit.maxDelayMs);
  }

  /** Commits, then publishes, then answers reads, until nothing is left. */
  flush(): void {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    this.inputCount = 0;
    try {
      this.loop.flush(() => this.times);
    } catch (error) {
      this.fail(error);
    }
  }

  private publish(publication: Outgoing): void {
    const { bus, onPublished } = this.options;
    if (onPublished === undefined) {
      bus.publish(publication);
      return;
    }
    const startedAtMs = performance.now();
    bus.publish(publication, () =>
      onPublished(publication.topic, publication.payload, performance.now() - startedAtMs),
    );
  }

  private fail(error: unknown): void {
    if (this.isStopped) return;
    this.isStopped = true;
    clearInterval(this.tickTimer);
    clearTimeout(this.flushTimer);
    this.options.onFatal(error);
  }

  /** Commits and publishes what is left, then disconnects. */
  async stop(): Promise<void> {
    clearInterval(this.tickTimer);
    this.flush();
    this.isStopped = true;
    await this.options.bus.stop(2_000);
  }
}
