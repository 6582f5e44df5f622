/**
 * A party's process in the simulator: the production step loop around the production machine, a simulated store, a clock
 * that may be wrong, and a death that may come at any call of a port. The store answers at once, as one in the process's own
 * thread does, which takes nothing in meanwhile; or late, and inputs and deaths come while it is busy. [P-6.2]
 */
import { StepLoop } from '../../host/process/step-loop.ts';
import type { Committing } from '../../host/store/committing.ts';
import type { Latency } from './late.ts';
import type { CommonInput, Machine, Notice, Outgoing, Times } from '../../protocol/machine.ts';
import type { Coverage } from './coverage.ts';
import type { Network } from './network.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** The process dies here; only the simulator throws and catches it. */
export class Death extends Error {
  override readonly name = 'Death';
}

/** What makes a process of a party. */
export interface ProcessPlan<Input, Op, Read> {
  readonly name: string;
  readonly filters: readonly string[];
  readonly will?: Outgoing;
  /** A new machine on what the store holds. */
  start(): Promise<Machine<Input | CommonInput, Op, Read>>;
  /** Takes the host's time, and tells it when a commit is durable. */
  readonly store: Committing<Op>;
  answer?(read: Read): Promise<Input>;
  /** After each tick, for what a party's host does besides: a meter's reads its source. */
  onTick?(host: Host<Input, Op, Read>, times: Times): Promise<void>;
}

export interface HostPorts {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly random: Random;
  /** For how long stores take: apart, so that nothing else is drawn differently where they take no time. */
  readonly storeRandom: Random;
  readonly coverage: Coverage;
  /** Judges what became durable; throws when it must not have. */
  onCommitted(host: string, ops: readonly unknown[]): void;
  /** Its store has answered, or it never will. */
  onAnswered(host: string): void;
  /** Judges what leaves; returns what does: a liar says something else, or two things. */
  onPublish(host: string, message: Outgoing): readonly Outgoing[];
  onNotice(host: string, notice: Notice): void;
  /** A machine threw, or a commit failed that had no reason to: a bug of ours. */
  onBroken(host: string, error: unknown): void;
}

/** Where in the loop a process died: what a run must have seen. */
type Place = 'commit' | 'count' | 'publish' | 'answer' | 'step';

/** What its store is busy with: `answering` a commit that is durable. */
type Busy = 'commit' | 'answering' | 'read';

/** Chance that a call of a store that answers late takes ten times as long. */
const STRAGGLE = 0.02;

const DIED_WHILE: Readonly<Record<Busy, string>> = {
  commit: 'a death while a commit was under way',
  answering: 'a death after a commit was durable, before it answered',
  read: 'a death while a read was under way',
};

export class Host<Input = CommonInput, Op = unknown, Read = never> implements Latency {
  readonly name: string;
  private skew = 0;
  /** The earliest and the latest that its own clock has said since the process began. */
  private lived = { startMs: Infinity, nowMs: -Infinity };
  isDiskFull = false;
  isUp = false;
  /** Chance that a call of a port is the last one. */
  deathRate = 0;
  tickMs = 1_000;
  /** How long effects are gathered before they are committed. */
  commitDelayMs = 0;
  /** How long a call of its store takes at most, but for a few; 0 if it answers at once. */
  storeMs = 0;
  machine: Machine<Input | CommonInput, Op, Read> | undefined;
  private readonly plan: ProcessPlan<Input, Op, Read>;
  private readonly ports: HostPorts;
  private loop: StepLoop<Input, Op, Read> | undefined;
  private processNumber = 0;
  private startedAtMs = 0;
  private isFlushDue = false;
  private hasCommitted = false;
  private busy: Busy | undefined;
  /** Ops of the commit that is under way. */
  private writing: readonly Op[] = [];
  /** It dies in this commit: the disk takes no more time. */
  private isDying = false;
  /** How long to stay down after the next death; drawn when it happens unless set. */
  downMs: () => number = () => 1_000;

  constructor(plan: ProcessPlan<Input, Op, Read>, ports: HostPorts) {
    this.name = plan.name;
    this.plan = plan;
    this.ports = ports;
  }

  get skewMs(): number {
    return this.skew;
  }

  set skewMs(skewMs: number) {
    this.live();
    this.skew = skewMs;
    this.live();
  }

  get lifeMs(): { readonly startMs: number; readonly nowMs: number } {
    this.live();
    return this.lived;
  }

  /** Whether something that it read or wrote is still on its way. */
  get isFlushing(): boolean {
    return this.loop?.isFlushing ?? false;
  }

  private live(): void {
    const { startMs, nowMs } = this.lived;
    const { gridMs } = this.times;
    this.lived = { startMs: Math.min(startMs, gridMs), nowMs: Math.max(nowMs, gridMs) };
  }

  get times(): Times {
    const { nowMs } = this.ports.scheduler;
    return { gridMs: Math.floor(nowMs + this.skewMs), monotonicMs: nowMs - this.startedAtMs };
  }

  /** Starts a process on what is durable. */
  async start(): Promise<void> {
    const { plan, ports } = this;
    this.processNumber += 1;
    this.isUp = true;
    this.isFlushDue = false;
    this.isDying = false;
    this.busy = undefined;
    this.startedAtMs = ports.scheduler.nowMs;
    this.lived = { startMs: Infinity, nowMs: -Infinity };
    this.live();
    const { processNumber: number } = this;
    const isThis = (): boolean => this.isUp && this.processNumber === number;
    const alive = (run: () => Promise<void>): void => {
      if (isThis()) ports.scheduler.work(this.guard(run));
    };
    try {
      this.machine = await plan.start();
    } catch (error) {
      if (error instanceof Death) this.die();
      else ports.onBroken(this.name, error);
      return;
    }
    this.loop = new StepLoop<Input, Op, Read>({
      machine: this.machine,
      commit: (ops) => this.commit(ops),
      notice: (notice) => ports.onNotice(this.name, notice),
      publish: (message) => this.publish(message),
      ...(plan.answer === undefined
        ? {}
        : {
            answer: async (read: Read) => {
              this.mayDie('answer');
              this.busy = 'read';
              const rows = await plan.answer!(read);
              this.busy = undefined;
              return rows;
            },
          }),
    });
    ports.network.join({
      name: this.name,
      filters: plan.filters,
      will: plan.will,
      onConnected: () => alive(() => this.feed({ kind: 'connected' })),
      onDisconnected: () => alive(() => this.feed({ kind: 'disconnected' })),
      onMessage: (topic, payload) => alive(() => this.feed({ kind: 'message', topic, payload })),
    });
    const ticked = async (): Promise<void> => {
      await this.guard(async () => {
        await this.feed({ kind: 'tick' });
        await plan.onTick?.(this, this.times);
      });
      ports.scheduler.after(this.tickMs * ports.random.between(0.5, 1.5), tick);
    };
    const tick = (): void => {
      if (isThis()) ports.scheduler.work(ticked());
    };
    ports.scheduler.after(ports.random.between(0, this.tickMs), tick);
  }

  /** Runs something of the process; a death ends it there. */
  private async guard(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (error instanceof Death) this.die();
      else this.ports.onBroken(this.name, error);
    }
  }

  /** The process is gone at once, and with it all that is not durable; another one starts later. */
  die(): void {
    if (!this.isUp) return;
    this.isUp = false;
    this.ports.onAnswered(this.name);
    if (this.busy !== undefined && this.storeMs > 0) this.ports.coverage.saw(DIED_WHILE[this.busy]);
    this.loop = undefined;
    this.machine = undefined;
    this.ports.network.leave(this.name);
    const { processNumber } = this;
    this.ports.scheduler.after(this.downMs(), () => {
      if (!this.isUp && this.processNumber === processNumber) this.ports.scheduler.work(this.start());
    });
  }

  /** Ends in order: what it is told last is written. Where its store is busy, it ends as it can. */
  async end(last: Input): Promise<void> {
    if (!this.isUp || this.isFlushing) return this.die();
    await this.guard(async () => {
      this.loop?.step(last, this.times);
      await this.flush();
    });
    this.die();
  }

  /** Resolves when the process would take its next input: after the flush where the store is in its own thread. */
  async feed(input: Input | CommonInput): Promise<void> {
    const { loop, ports } = this;
    if (loop === undefined) return;
    loop.step(input, this.times);
    if (loop.isFlushing) ports.coverage.saw('an input while the store was busy');
    this.mayDie('step');
    if (!loop.isDue || this.isFlushDue || loop.isFlushing) return;
    if (this.commitDelayMs === 0) {
      if (this.storeMs === 0) await this.flush();
      else ports.scheduler.work(this.guard(() => this.flush()));
      return;
    }
    this.isFlushDue = true;
    const { processNumber } = this;
    ports.scheduler.after(this.commitDelayMs, () => {
      if (this.isUp && this.processNumber === processNumber) ports.scheduler.work(this.guard(() => this.flush()));
    });
  }

  private async flush(): Promise<void> {
    this.isFlushDue = false;
    this.hasCommitted = false;
    await this.loop?.flush(() => this.times);
  }

  /** Time that its store takes; none while the process starts. */
  pass(): Promise<void> | undefined {
    const { scheduler, storeRandom } = this.ports;
    if (this.storeMs === 0 || this.isDying || this.loop === undefined) return undefined;
    const { processNumber } = this;
    const delayMs = storeRandom.between(0, this.storeMs / 2) * (storeRandom.chance(STRAGGLE) ? 10 : 1);
    return scheduler.later(delayMs, () => this.isUp && this.processNumber === processNumber);
  }

  durable(): void {
    this.busy = 'answering';
    this.ports.onCommitted(this.name, this.writing);
  }

  private mayDie(place: Place): void {
    if (this.deathRate === 0 || !this.ports.random.chance(this.deathRate)) return;
    if (place === 'publish' && this.hasCommitted) this.ports.coverage.saw('a death between commit and publication');
    const where =
      place === 'count' ? 'between a commit and its count' : `before a ${place === 'step' ? 'commit' : place}`;
    this.ports.coverage.saw(`a death ${where}`);
    throw new Death();
  }

  /** For whom counts its commits in a second place: the first is durable then. */
  mayDieBeforeCount(): void {
    this.mayDie('count');
  }

  private async commit(ops: readonly Op[]): Promise<void> {
    const { random, coverage } = this.ports;
    if (this.isDiskFull) {
      coverage.saw('a full disk');
      throw new Death();
    }
    if (this.deathRate > 0 && random.chance(this.deathRate)) {
      // A power cut in the middle: the journal's checksum lets all of it count, or nothing.
      const isWhole = random.chance(0.5);
      coverage.saw(isWhole ? 'a death after a commit that nobody heard of' : 'a torn commit');
      this.isDying = true;
      if (isWhole) await this.write(ops);
      else await this.tear(ops);
      throw new Death();
    }
    this.busy = 'commit';
    await this.write(ops);
    this.ports.onAnswered(this.name);
    this.busy = undefined;
    this.hasCommitted = true;
  }

  /** What is left of a commit that was torn: nothing, since its checksum does not fit. A planted fault leaves some. */
  tear: (ops: readonly Op[]) => Promise<void> = () => Promise.resolve();

  async write(ops: readonly Op[]): Promise<void> {
    this.writing = ops;
    await this.plan.store.commit(ops);
  }

  private publish(message: Outgoing): void {
    this.mayDie('publish');
    for (const said of this.ports.onPublish(this.name, message)) this.ports.network.publish(this.name, said);
  }
}
