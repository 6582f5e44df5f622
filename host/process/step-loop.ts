/**
 * The order of things around a machine, without timers: steps gather effects; a flush commits them in one transaction,
 * then come notices and publications, then the answers to reads, until nothing is left. While the store is busy, inputs step
 * the machine and gather for the next group. Production (`runner.ts`) and the simulator run this same loop, so a crash
 * between any two of these is what it would be in the field. [P-6.2]
 */
import {
  Effects,
  type CommonInput,
  type Machine,
  type Notice,
  type Outgoing,
  type Times,
} from '../../protocol/machine.ts';

export interface StepLoopPorts<Input, Op, Read> {
  readonly machine: Machine<Input | CommonInput, Op, Read>;
  /** One durable transaction. When it rejects, memory is ahead of the disk: the loop does nothing any more. */
  commit(ops: readonly Op[]): Promise<void>;
  notice(notice: Notice): void;
  publish(message: Outgoing): void;
  /** Answers a read, after everything persisted before it is durable. */
  answer?(read: Read): Promise<Input>;
}

export class StepLoop<Input = CommonInput, Op = never, Read = never> {
  private readonly ports: StepLoopPorts<Input, Op, Read>;
  private effects = new Effects<Op, Read>();
  private inputs = 0;
  private flushing: Promise<void> = Promise.resolve();
  private isBusy = false;
  private isBroken = false;

  constructor(ports: StepLoopPorts<Input, Op, Read>) {
    this.ports = ports;
  }

  /** Whether anything waits for a flush. */
  get isDue(): boolean {
    const { ops, publications, reads, notices } = this.effects;
    return ops.length + publications.length + reads.length + notices.length > 0;
  }

  /** Whether a flush is under way: what is stepped now goes with its next group. */
  get isFlushing(): boolean {
    return this.isBusy;
  }

  /** Inputs of the group that gathers. */
  get gathered(): number {
    return this.inputs;
  }

  /** Steps the machine; what comes of it waits for a flush. Throws what the machine throws: a bug of ours. */
  step(input: Input | CommonInput, times: Times): void {
    this.inputs += 1;
    try {
      this.ports.machine.step(input, times, this.effects);
    } catch (error) {
      this.isBroken = true;
      throw error;
    }
    // What came to nothing hurries nobody.
    if (!this.isDue) this.inputs = 0;
  }

  /**
   * Commits, then publishes, then answers reads, until nothing is left; resolves then. One that is under way takes what has
   * gathered with it. Rejects with what a port or the machine throws: nothing leaves after that.
   */
  flush(times: () => Times): Promise<void> {
    if (!this.isBusy) this.flushing = this.run(times);
    return this.flushing;
  }

  private async run(times: () => Times): Promise<void> {
    this.isBusy = true;
    try {
      while (this.isDue && !this.isBroken) {
        const effects = this.effects;
        this.effects = new Effects();
        this.inputs = 0;
        if (effects.ops.length > 0) await this.ports.commit(effects.ops);
        if (this.isStopped()) return;
        for (const notice of effects.notices) this.ports.notice(notice);
        for (const publication of effects.publications) this.ports.publish(publication);
        await this.answer(effects.reads, times);
      }
    } catch (error) {
      this.isBroken = true;
      throw error;
    } finally {
      // At once, with nothing between the last look and this: what comes next begins a flush of its own.
      this.isBusy = false;
    }
  }

  private async answer(reads: readonly Read[], times: () => Times): Promise<void> {
    for (const read of reads) {
      const rows = await this.ports.answer?.(read);
      if (this.isStopped()) return;
      if (rows !== undefined) this.step(rows, times());
    }
  }

  /** Asked after each wait: the machine may have broken meanwhile. */
  private isStopped(): boolean {
    return this.isBroken;
  }
}
