/**
 * What a party's machine is: a deterministic step from an input to effects. It never waits, reads no clock, draws no
 * randomness, and sees neither MQTT nor SQL; its host does all that, in this order: persist, then publish. [P-6.3]
 */

/** The two clocks a host hands in: grid time decides intervals (replayed in demos), monotonic time paces retries. */
export interface Times {
  readonly gridMs: number;
  readonly monotonicMs: number;
}

/** A message for the bus. */
export interface Outgoing {
  readonly topic: string;
  readonly payload: string;
  readonly isRetained: boolean;
}

/** Something worth counting, logging or showing: a stable code and fields without any secret. */
export interface Notice {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly code: string;
  readonly text: string;
  readonly fields: Readonly<Record<string, string | number | boolean>>;
}

/** Inputs every machine understands; a party adds its own. */
export type CommonInput =
  | { readonly kind: 'message'; readonly topic: string; readonly payload: Uint8Array }
  /** The bus is connected and every subscription in force: retained messages may be gone, so publish them again. */
  | { readonly kind: 'connected' }
  | { readonly kind: 'disconnected' }
  /** Time has passed. */
  | { readonly kind: 'tick' };

/** Effects of steps, in order. `Op` is a write of the party's store, `Read` a query whose rows come back as an input. */
export class Effects<Op, Read = never> {
  readonly ops: Op[] = [];
  readonly publications: Outgoing[] = [];
  readonly reads: Read[] = [];
  readonly notices: Notice[] = [];

  persist(op: Op): void {
    this.ops.push(op);
  }

  publish(topic: string, payload: string, isRetained = false): void {
    this.publications.push({ topic, payload, isRetained });
  }

  read(query: Read): void {
    this.reads.push(query);
  }

  notice(
    level: Notice['level'],
    code: string,
    text: string,
    fields: Readonly<Record<string, string | number | boolean>> = {},
  ): void {
    this.notices.push({ level, code, text, fields });
  }
}

export interface Machine<Input, Op, Read = never> {
  /** Handles one input and adds what must happen to `effects`. Throws only on our own bugs. */
  step(input: Input, times: Times, effects: Effects<Op, Read>): void;
}

/** Our own bug: crash and restart from disk rather than go on wrongly. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

export function assert(condition: boolean, invariant: string): asserts condition {
  if (!condition) throw new AssertionError(invariant);
}
