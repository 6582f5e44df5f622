/**
 * A machine as a process: feeds it messages, ticks and a party's own inputs, and decides when the step loop flushes, so
 * that many messages share one fsync. While the store is busy inputs gather, up to a bound. When a commit fails, memory is
 * ahead of the disk: the process ends and restarts from what is stored. [P-6.2]
 */
import type { Bus } from '../bus/bus.ts';
import { decodeMessage } from '../../protocol/wire/envelope.ts';
import type { CommonInput, Machine, Outgoing, Times } from '../../protocol/machine.ts';
import { topics } from '../../protocol/wire/topics.ts';
import type { CommitConfig } from '../../schemas/types.ts';
import type { GridClock } from '../base/clock.ts';
import type { Activity } from './health.ts';
import type { PartyLogger } from '../base/logger.ts';
import type { Committing } from '../store/committing.ts';
import { StepLoop } from './step-loop.ts';

/** How often a machine hears that time has passed, while it has anything to do. */
const TICK_MS = 100;
/**
 * So many inputs gather while the store is busy; messages and ticks beyond are turned away. Nothing rests on one message, as
 * after a lost connection, and memory stays bounded however long a disk hangs.
 */
const MOST_GATHERED = 10_000;

export interface RunnerOptions<Input, Op, Read> {
  readonly machine: Machine<Input | CommonInput, Op, Read>;
  readonly store: Committing<Op>;
  readonly bus: Bus;
  readonly clock: GridClock;
  readonly logger: PartyLogger;
  readonly commit: CommitConfig;
  /** How often it hears of time while nothing comes of that; as often as ever if not said. Ticks are most of what an idle party costs. */
  readonly idleTickMs?: number;
  /** Answers a read, after everything persisted before it is durable. */
  readonly answer?: (read: Read) => Promise<Input>;
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
  private isHanging = false;
  private flushTimer: NodeJS.Timeout | undefined;
  private tickTimer: NodeJS.Timeout | undefined;
  /** By the monotonic clock. */
  private tickAt = Infinity;
  /** Nothing new is taken in; what was goes on to its end. */
  private isStopping = false;
  private isStopped = false;

  constructor(options: RunnerOptions<Input, Op, Read>) {
    this.options = options;
    const { machine, store, logger, activity, answer } = options;
    this.loop = new StepLoop<Input, Op, Read>({
      machine,
      commit: async (ops) => {
        activity.asked('a commit');
        await store.commit(ops);
        activity.answered();
        activity.committed(ops);
      },
      notice: ({ level, code, text, fields }) => logger[level]({ ...fields, code }, text),
      publish: (publication) => this.publish(publication),
      ...(answer === undefined
        ? {}
        : {
            answer: async (read: Read) => {
              activity.asked('a read');
              const rows = await answer(read);
              activity.answered();
              return rows;
            },
          }),
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
        else this.feedUnlessFull({ kind: 'message', topic, payload });
      },
      onConnected: () => {
        logger.info('connected to the broker');
        activity.connected();
        this.feed({ kind: 'connected' });
        void this.flush().then(() => this.options.onConnected?.());
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
    this.tickWithin(TICK_MS);
  }

  private tick(): void {
    this.tickAt = Infinity;
    this.feedUnlessFull({ kind: 'tick' });
    this.tellHanging();
    const { clock, idleTickMs } = this.options;
    const isIdle = !this.loop.isDue && !this.loop.isFlushing;
    this.tickWithin(isIdle && !clock.isReplay ? (idleTickMs ?? TICK_MS) : TICK_MS);
  }

  /** The next tick comes so soon, or sooner. */
  private tickWithin(delayMs: number): void {
    const at = performance.now() + delayMs;
    if (this.isStopped || this.isStopping || at >= this.tickAt) return;
    clearTimeout(this.tickTimer);
    this.tickAt = at;
    this.tickTimer = setTimeout(() => this.tick(), delayMs);
  }

  private hold(payload: Uint8Array): void {
    const decoded = decodeMessage('clock', payload);
    if (!decoded.isOk) return;
    this.options.clock.hold(decoded.message.holdMs);
    this.feedUnlessFull({ kind: 'tick' });
  }

  /** What can be turned away: the next one comes by itself, or is sent again. */
  private feedUnlessFull(input: CommonInput): void {
    if (this.loop.isFlushing && this.loop.gathered >= MOST_GATHERED) this.options.activity.turnedAway();
    else this.feed(input);
  }

  /** Said once when the store does not answer, and once more when it does. */
  private tellHanging(): void {
    const { activity, logger } = this.options;
    const { problem } = activity;
    if ((problem !== undefined) === this.isHanging) return;
    this.isHanging = problem !== undefined;
    if (problem === undefined) logger.info('the store answers again');
    else logger.error({ code: 'ERR_STORE_HANGS' }, problem);
  }

  get times(): Times {
    return this.options.clock.now();
  }

  feed(input: Input | CommonInput): void {
    if (this.isStopped || this.isStopping) return;
    const { loop } = this;
    try {
      loop.step(input, this.times);
    } catch (error) {
      this.fail(error);
      return;
    }
    // What came of it may be to be gone on with.
    if (loop.isDue && this.options.idleTickMs !== undefined) this.tickWithin(TICK_MS);
    // A flush that is under way takes it with its next group, without a timer.
    if (loop.isFlushing || !loop.isDue) return;
    if (loop.gathered >= this.options.commit.maxMessages) void this.flush();
    else this.flushTimer ??= setTimeout(() => void this.flush(), this.options.commit.maxDelayMs);
  }

  /** Commits, then publishes, then answers reads, until nothing is left; resolves then. */
  async flush(): Promise<void> {
    clearTimeout(this.flushTimer);
    this.flushTimer = undefined;
    try {
      await this.loop.flush(() => this.times);
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
    clearTimeout(this.tickTimer);
    clearTimeout(this.flushTimer);
    this.options.onFatal(error);
  }

  /** Finishes the commit that is under way, commits and publishes what is left, then disconnects. */
  async stop(): Promise<void> {
    clearTimeout(this.tickTimer);
    this.isStopping = true;
    await this.flush();
    this.isStopped = true;
    await this.options.bus.stop(2_000);
  }
}
