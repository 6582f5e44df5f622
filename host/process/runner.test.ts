/** A machine as a process over a store that answers late: what stops, fails, hangs and fills up. [P-6.2] */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CommonInput, Effects } from '../../protocol/machine.ts';
import type { Bus, BusHandlers, Publication } from '../bus/bus.ts';
import { HostError } from '../base/errors.ts';
import type { PartyLogger } from '../base/logger.ts';
import { Activity } from './health.ts';
import { Runner } from './runner.ts';

interface Op {
  readonly kind: 'written';
  readonly topic: string;
}

/** Persists and publishes every message under its topic. */
const machine = {
  ticks: 0,
  step(input: CommonInput, _times: unknown, effects: Effects<Op>): void {
    if (input.kind === 'tick') this.ticks += 1;
    if (input.kind !== 'message') return;
    effects.persist({ kind: 'written', topic: input.topic });
    effects.publish(input.topic, '');
  },
};

/** A bus that is connected, and hands over what the test says. */
class PlainBus implements Bus {
  handlers: BusHandlers | undefined;
  readonly published: string[] = [];
  readonly pendingCount = 0;
  isStopped = false;

  start(handlers: BusHandlers): Promise<void> {
    this.handlers = handlers;
    return Promise.resolve();
  }

  subscribe(): Promise<void> {
    return Promise.resolve();
  }

  unsubscribe(): Promise<void> {
    return Promise.resolve();
  }

  publish({ topic }: Publication): void {
    this.published.push(topic);
  }

  stop(): Promise<void> {
    this.isStopped = true;
    return Promise.resolve();
  }

  message(topic: string): void {
    this.handlers?.onMessage({ topic, payload: new Uint8Array(0), isRetained: false });
  }
}

class Running {
  readonly bus = new PlainBus();
  readonly activity = new Activity();
  readonly commits: { readonly ops: readonly Op[]; answer(): void; fail(error: Error): void }[] = [];
  readonly fatal: unknown[] = [];
  readonly logged: string[] = [];
  readonly runner: Runner<CommonInput, Op>;

  constructor(idleTickMs?: number) {
    const log =
      (level: string) =>
      (fields: unknown, text?: string): void => {
        this.logged.push(`${level} ${typeof fields === 'string' ? fields : `${JSON.stringify(fields)} ${text}`}`);
      };
    const logger = { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
    machine.ticks = 0;
    this.runner = new Runner<CommonInput, Op>({
      machine,
      store: {
        commit: (ops) =>
          new Promise((resolve, reject) => {
            this.commits.push({ ops, answer: resolve, fail: reject });
          }),
      },
      bus: this.bus,
      clock: {
        now: () => ({ gridMs: Date.now(), monotonicMs: performance.now() }),
        hold: () => {},
        isReplay: false,
      },
      logger: logger as unknown as PartyLogger,
      commit: { maxMessages: 3, maxDelayMs: 5 },
      ...(idleTickMs === undefined ? {} : { idleTickMs }),
      activity: this.activity,
      onFatal: (error) => void this.fatal.push(error),
    });
  }

  static async start(idleTickMs?: number): Promise<Running> {
    const running = new Running(idleTickMs);
    await running.runner.start([]);
    return running;
  }

  /** Messages that are to be committed now. */
  get underWay(): readonly string[] {
    return this.commits.at(-1)?.ops.map(({ topic }) => topic) ?? [];
  }

  async answer(): Promise<void> {
    this.commits.at(-1)?.answer();
    await vi.advanceTimersByTimeAsync(0);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('[P-6.2] groups', () => {
  test('begin after so many messages or so long; what comes while one is under way is the next, at once', async () => {
    const running = await Running.start();
    const { bus, commits } = running;
    bus.message('a');
    expect(commits).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(5);
    for (const topic of ['b', 'c', 'd', 'e']) bus.message(topic);
    expect(commits.map(({ ops }) => ops.map(({ topic }) => topic))).toEqual([['a']]);
    expect(bus.published).toEqual([]);
    commits[0]!.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(commits.map(({ ops }) => ops.map(({ topic }) => topic))).toEqual([['a'], ['b', 'c', 'd', 'e']]);
    expect(bus.published).toEqual(['a']);
    commits[1]!.answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(bus.published).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (const topic of ['f', 'g', 'h']) bus.message(topic);
    expect(commits).toHaveLength(3);
    expect(running.fatal).toEqual([]);
  });
});

describe('[P-6.2] a party that stops', () => {
  test('finishes the commit under way and what gathered, publishes it, and takes in no more', async () => {
    const running = await Running.start();
    const { bus, commits } = running;
    for (const topic of ['a', 'b', 'c', 'd']) bus.message(topic);
    let isStopped = false;
    const stopped = running.runner.stop().then(() => (isStopped = true));
    bus.message('too late');
    await vi.advanceTimersByTimeAsync(1_000);
    expect([commits.length, isStopped, bus.isStopped]).toEqual([1, false, false]);
    await running.answer();
    expect(running.underWay).toEqual(['d']);
    expect(bus.isStopped).toBe(false);
    await running.answer();
    await stopped;
    expect([bus.published, bus.isStopped, commits.length]).toEqual([['a', 'b', 'c', 'd'], true, 2]);
  });
});

describe('[P-6.2] a commit that fails', () => {
  test('ends the process, once; nothing of it was published, and nothing is taken in', async () => {
    const running = await Running.start();
    for (const topic of ['a', 'b', 'c', 'd']) running.bus.message(topic);
    const error = new HostError('ERR_STORE_COMMIT', 'no room');
    running.commits[0]!.fail(error);
    await vi.advanceTimersByTimeAsync(1_000);
    for (const topic of ['e', 'f', 'g']) running.bus.message(topic);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([running.fatal, running.bus.published, running.commits.length]).toEqual([[error], [], 1]);
  });
});

describe('[P-6.2] a commit that hangs', () => {
  test('is told after ten seconds, in health and log, and that it is over; control: not before', async () => {
    const running = await Running.start();
    for (const topic of ['a', 'b', 'c']) running.bus.message(topic);
    await vi.advanceTimersByTimeAsync(9_000);
    expect([running.activity.problem, running.logged]).toEqual([undefined, []]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(running.activity.problem).toContain('its store has not answered a commit for 12 s');
    expect(running.logged.filter((line) => line.includes('ERR_STORE_HANGS'))).toHaveLength(1);
    await running.answer();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(running.activity.problem).toBeUndefined();
    expect(running.logged.at(-1)).toContain('the store answers again');
    expect(running.bus.published).toEqual(['a', 'b', 'c']);
  });

  test('lets so much gather and no more: messages and ticks beyond are turned away and counted', async () => {
    const running = await Running.start();
    for (const topic of ['a', 'b', 'c']) running.bus.message(topic);
    for (let number = 0; number < 12_000; number++) running.bus.message(`m${number}`);
    await vi.advanceTimersByTimeAsync(200);
    expect(running.activity.problem).toContain('inputs were turned away');
    expect(running.activity.turnedAwayCount).toBeGreaterThanOrEqual(2_000);
    await running.answer();
    expect(running.underWay).toHaveLength(10_000);
    await running.answer();
    // Then there is room again.
    running.bus.message('again');
    await vi.advanceTimersByTimeAsync(10);
    expect(running.underWay).toEqual(['again']);
    expect(running.activity.problem).toBeUndefined();
  });
});

describe('ticks', () => {
  const ticksOf = async (idleTickMs: number | undefined): Promise<number> => {
    const { runner } = await Running.start(idleTickMs);
    await vi.advanceTimersByTimeAsync(10_050);
    await runner.stop();
    return machine.ticks;
  };

  test('come ten times a second, and of a party that may be idle seldom while nothing comes of them', async () => {
    expect(await ticksOf(undefined)).toBe(100);
    expect(await ticksOf(500)).toBe(20);
  });

  test('come soon after anything that had effects, also for a party that was idle', async () => {
    const running = await Running.start(60_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(machine.ticks).toBe(1);
    running.bus.message('a');
    await vi.advanceTimersByTimeAsync(100);
    expect(machine.ticks).toBe(2);
    // As often as ever while its store is busy with that.
    await vi.advanceTimersByTimeAsync(1_000);
    expect(machine.ticks).toBe(12);
    await running.answer();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(machine.ticks).toBe(13);
  });
});
