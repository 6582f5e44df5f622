/** What planted faults are made of: replaced methods, which are put back after the run. */
import type { World } from './world.ts';

export interface Mutant {
  readonly name: string;
  /** Changes code for the next run. */
  readonly plant?: (patches: Patches) => void;
  /** Changes the grid before it runs. */
  readonly plantIn?: (world: World) => void;
}

type Method = (this: never, ...args: never[]) => unknown;
/** A class instance with its privates open: mutants reach where no code may. */
// oxlint-disable-next-line typescript/no-explicit-any -- the point of a mutant
export type Opened = any;

/** Replaced methods, to be put back. */
export class Patches {
  private readonly undo: (() => void)[] = [];

  replace(target: object, name: string, make: (original: Method) => Method): void {
    const descriptor = Object.getOwnPropertyDescriptor(target, name);
    if (descriptor === undefined) throw new RangeError(`there is no ${name} to mutate`);
    const original: Method = descriptor.get ?? (descriptor.value as Method);
    const changed = make(original);
    Object.defineProperty(
      target,
      name,
      descriptor.get === undefined ? { ...descriptor, value: changed } : { ...descriptor, get: changed },
    );
    this.undo.push(() => Object.defineProperty(target, name, descriptor));
  }

  restore(): void {
    for (const undo of this.undo.splice(0)) undo();
  }
}

/** A store that loses some of what is written to it. */
export function losing(patches: Patches, store: { readonly prototype: object }, kind: string): void {
  patches.replace(
    store.prototype,
    'write',
    (original) =>
      function (this: Opened, op: Opened, ...rest: never[]) {
        if (op.kind !== kind) Reflect.apply(original, this, [op, ...rest]);
      },
  );
}
