/**
 * The order of things around a machine, without timers: steps gather effects; a flush commits them in one transaction,
 * then notices and publishes, then answers reads, until nothing is left. Production (`runner.ts`) and the simulator run
 * this same loop, so a crash between any two of these is what it would be in the field. [P-6.2]
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
  /** One durable transaction. When it throws, memory is ahead of the disk: the loop must not be used again. */
  commit(ops: readonly Op[]): void;
  notice(notice: Notice): void;
  publish(message: Outgoing): void;
  /** Answers a read, after everything persisted before it is durable. */
  answer?(read: Read): Input;
}

export class StepLoop<Input = CommonInput, Op = never, Read = never> {
  private readonly ports: StepLoopPorts<Input, Op, Read>;
  private effects = new Effects<Op, Read>();

  constructor(ports: StepLoopPorts<Input, Op, Read>) {
    this.ports = ports;
  }

  /** Whether anything waits for a flush. */
  get isDue(): boolean {
    const { ops, publications, reads, notices } = this.effects;
    return ops.length + publications.length + reads.length + notices.length > 0;
  }

  /** Steps the machine; what comes of it waits for a flush. Throws what the machine throws: a bug of ours. */
  step(input: Input | CommonInput, times: Times): void {
    this.ports.machine.step(input, times, this.effects);
  }

  /** Commits, then publishes, then answers reads, until nothing is left. */
  flush(times: () => Times): void {
    const { ports } = this;
    while (this.isDue) {
      const effects = this.effects;
      this.effects = new Effects();
      if (effects.ops.length > 0) ports.commit(effects.ops);
      for (const notice of effects.notices) ports.notice(notice);
      for (const publication of effects.publications) ports.publish(publication);
      for (const read of effects.reads) {
        const rows = ports.answer?.(read);
        if (rows !== undefined) ports.machine.step(rows, times(), this.effects);
      }
    }
  }
}
