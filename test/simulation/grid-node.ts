/** One party of a grid in one process, around its machine: what a host does, without a network or time of its own. */
import {
  type CommonInput,
  Effects,
  type Machine,
  type Notice,
  type Outgoing,
  type Times,
} from '../../protocol/machine.ts';

export interface Store<Op> {
  commit(ops: readonly Op[]): void;
}

interface Running<Input, Op, Read> {
  readonly machine: Machine<Input, Op, Read>;
  readonly store: Store<Op>;
  readonly filters: readonly string[];
  readonly answer?: (read: Read) => Input;
  /** The store writes down by itself what it was told: more than the machine persists. */
  readonly isRecording?: boolean;
}

/** One party at work: what it persists is committed before what it publishes leaves. */
export class Node<Input = CommonInput, Op = unknown, Read = never> {
  readonly name: string;
  isUp = true;
  readonly notices: Notice[] = [];
  /** What it persisted, in order: an earlier state of its store is the one after fewer of them. */
  history: Op[] = [];
  /** Asked before each input: whether the process dies in it, before or after what it persists is durable. */
  crash: ((input: Input) => 'before' | 'after' | undefined) | undefined;
  private running: Running<Input, Op, Read>;
  private readonly publish: (message: Outgoing) => void;
  private readonly restart: (node: Node<Input, Op, Read>) => void;

  constructor(
    name: string,
    running: Running<Input, Op, Read>,
    publish: (message: Outgoing) => void,
    restart: (node: Node<Input, Op, Read>) => void,
  ) {
    this.name = name;
    this.running = running;
    this.publish = publish;
    this.restart = restart;
  }

  /** Goes on with another machine, as a new process with the same store does. */
  replace(
    machine: Machine<Input, Op, Read>,
    store: Partial<Pick<Running<Input, Op, Read>, 'store' | 'answer'>> = {},
  ): void {
    this.running = { ...this.running, machine, ...store };
  }

  get filters(): readonly string[] {
    return this.running.filters;
  }

  feed(input: Input, times: Times): void {
    if (!this.isUp) return;
    const crash = this.crash?.(input);
    const effects = new Effects<Op, Read>();
    this.running.machine.step(input, times, effects);
    if (crash === 'before') return this.restart(this);
    if (effects.ops.length > 0) {
      this.running.store.commit(effects.ops);
      if (!this.running.isRecording) this.history.push(...effects.ops);
    }
    if (crash === 'after') return this.restart(this);
    this.notices.push(...effects.notices);
    for (const message of effects.publications) this.publish(message);
    for (const read of effects.reads) {
      const answer = this.running.answer?.(read);
      if (answer !== undefined) this.feed(answer, times);
    }
  }
}
