/**
 * Planted faults: each is a mistake that somebody could make, switched on for one run from here alone, and each must be
 * caught within so many seeds. A simulator that misses one of them proves nothing about it.
 */
import { CellIndex } from '../../aggregator/cells.ts';
import { HpkeKeys } from '../../aggregator/hpke-keys.ts';
import { Releaser } from '../../aggregator/release.ts';
import { StepLoop } from '../../host/step-loop.ts';
import { KeyCards } from '../../meter/key-cards.ts';
import { Meter } from '../../meter/meter.ts';
import { AreaLog } from '../../protocol/area-log.ts';
import { Judgement } from '../../protocol/release-graph.ts';
import { Tagger } from '../../protocol/tag.ts';
import { Proposer } from '../../utility/proposer.ts';
import { SimulatedArchive, SimulatedLedger, SimulatedOutbox } from './stores.ts';
import type { World } from './world.ts';

/** Seeds within which a planted fault must be caught. */
export const MOST_SEEDS = 500;

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
type Opened = any;

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
function losing(patches: Patches, store: { readonly prototype: object }, kind: string): void {
  patches.replace(
    store.prototype,
    'write',
    (original) =>
      function (this: Opened, op: Opened, ...rest: never[]) {
        if (op.kind !== kind) Reflect.apply(original, this, [op, ...rest]);
      },
  );
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'the outbox is emptied when a share message was sent',
    plant: (patches) =>
      patches.replace(
        Meter.prototype,
        'sendFresh',
        (original) =>
          function (this: Opened, row: Opened, view: Opened, times: Opened, out: Opened) {
            Reflect.apply(original, this, [row, view, times, out]);
            this.forget([row], out);
          },
      ),
  },
  {
    name: 'receipts leave before the commit',
    plant: (patches) =>
      patches.replace(
        StepLoop.prototype,
        'flush',
        (original) =>
          function (this: Opened, times: Opened) {
            for (const publication of this.effects.publications.splice(0)) this.ports.publish(publication);
            Reflect.apply(original, this, [times]);
          },
      ),
  },
  {
    name: 'the disk says it has what it loses with the power',
    plantIn: (world) => {
      for (const host of world.aggregators as Opened[]) {
        let cached: unknown[] | undefined;
        const { write, die } = host;
        host.write = (ops: unknown[]) => {
          if (cached !== undefined) Reflect.apply(write, host, [cached]);
          cached = ops;
        };
        host.die = () => {
          cached = undefined;
          Reflect.apply(die, host, []);
        };
      }
    },
  },
  {
    name: 'no dedupe',
    plant: (patches) => {
      patches.replace(CellIndex.prototype, 'digest', () => () => 0);
      patches.replace(
        SimulatedLedger.prototype,
        'write',
        (original) =>
          function (this: Opened, op: Opened) {
            const page = op.kind === 'cell' ? this.area(op.area).cells.get(op.row.interval) : undefined;
            if (page?.has(op.row.index) === true) page.set(op.row.index + page.size / 1_000, op.row);
            else Reflect.apply(original, this, [op] as never[]);
          },
      );
    },
  },
  {
    name: 'cells are not checked when they are folded',
    plant: (patches) =>
      patches.replace(
        Releaser.prototype,
        'tick',
        (original) =>
          function (this: Opened, ...args: never[]) {
            this.isIntact = () => true;
            Reflect.apply(original, this, args);
          },
      ),
  },
  {
    name: 'everybody sums the set it holds',
    plant: (patches) => {
      patches.replace(CellIndex.prototype, 'holdsAll', () => () => true);
      patches.replace(
        Releaser.prototype,
        'releasePage',
        (original) =>
          function (this: Opened, interval: number, ...rest: never[]) {
            const page = this.log.pages.get(interval);
            this.log.pages.set(interval, { ...page, set: this.cells.held(interval) });
            Reflect.apply(original, this, [interval, ...rest] as never[]);
            this.log.pages.set(interval, page);
          },
      );
    },
  },
  {
    name: 'fresh coefficients in every process',
    plantIn: (world) => {
      let count = 0;
      world.splitSeed = (meter) => `${meter}/split/${(count += 1)}`;
    },
  },
  {
    name: 'the announced entry is not stored',
    plant: (patches) => losing(patches, SimulatedArchive, 'announcement'),
  },
  {
    name: 'the utility announces below the floors',
    plant: (patches) => {
      patches.replace(Proposer.prototype, 'refusalOf', () => () => undefined);
      patches.replace(
        Proposer.prototype,
        'tick',
        (original) =>
          function (this: Opened, ...args: never[]) {
            this.log.isProposing = true;
            Reflect.apply(original, this, args);
            this.log.isProposing = false;
          },
      );
      patches.replace(
        AreaLog.prototype,
        'closePage',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const page = Reflect.apply(original, this, args) as object;
            return this.isProposing === true ? { ...page, empty: [] } : page;
          },
      );
    },
  },
  {
    name: 'the audit lets thin cuts pass, and the utility proposes them',
    plant: (patches) => patches.replace(Judgement.prototype, 'exposure', () => () => undefined),
  },
  {
    name: 'a single aggregator is believed when it calls a cell void',
    plant: (patches) =>
      patches.replace(
        Meter.prototype,
        'voidIfAgreed',
        (original) =>
          function (this: Opened, row: Opened, out: Opened) {
            for (const [at, bits] of row.voidBy.entries()) if (bits !== 0) row.voidBy[at] = -1;
            Reflect.apply(original, this, [row, out] as never[]);
          },
      ),
  },
  {
    name: 'void energy is booked and stays in the carry',
    plant: (patches) =>
      patches.replace(
        Meter.prototype,
        'setCarry',
        (original) =>
          function (this: Opened, carry: Opened, out: Opened) {
            const isKnown = this.carries.some(
              (other: Opened) => other.interval === carry.interval && other.register === carry.register,
            );
            if (!isKnown) Reflect.apply(original, this, [carry, out] as never[]);
          },
      ),
  },
  {
    name: 'the carry is forgotten at a restart',
    plant: (patches) =>
      patches.replace(
        SimulatedOutbox.prototype,
        'restore',
        (original) =>
          function (this: Opened) {
            const meters = Reflect.apply(original, this, []) as object[];
            return meters.map((meter) => ({ ...meter, carries: [] }));
          },
      ),
  },
  {
    name: 'half of a torn commit counts',
    plantIn: (world) => {
      for (const host of world.hosts as Opened[]) {
        host.tear = (ops: unknown[]) => {
          if (ops.length > 1) host.write(ops.slice(0, ops.length >> 1));
        };
      }
    },
  },
  {
    name: 'billed cells are billed again',
    plant: (patches) =>
      patches.replace(
        AreaLog.prototype,
        'applyBill',
        (original) =>
          function (this: Opened, entry: Opened) {
            Reflect.apply(original, this, [entry] as never[]);
            this.billedUntil.clear();
          },
      ),
  },
  {
    name: 'every process draws the same seed',
    plantIn: (world) => {
      world.drawSeed = (host) => new Uint8Array(32).fill(host.length);
    },
  },
  {
    name: 'tags are not checked',
    plant: (patches) => patches.replace(Tagger.prototype, 'isTotal', () => () => true),
  },
  {
    name: 'an acceptance is not locked',
    plant: (patches) => losing(patches, SimulatedLedger, 'lock'),
  },
  {
    name: 'a signed manifest is not stored',
    plant: (patches) => losing(patches, SimulatedLedger, 'manifest'),
  },
  {
    name: 'a restarted meter reads again what it has written',
    plant: (patches) =>
      patches.replace(
        SimulatedOutbox.prototype,
        'restore',
        (original) =>
          function (this: Opened) {
            for (const meter of this.meters.values()) meter.lastInterval = -1;
            return Reflect.apply(original, this, []);
          },
      ),
  },
  {
    name: 'meters never change over to another key',
    plant: (patches) =>
      patches.replace(
        KeyCards.prototype,
        'turn',
        (original) =>
          function (this: Opened, times: Opened) {
            const before = new Map(this.active);
            const changes = Reflect.apply(original, this, [times] as never[]);
            for (const [aggregator, key] of before) this.active.set(aggregator, key);
            return changes;
          },
      ),
  },
  {
    name: 'a running aggregator does not take up its new keys',
    plant: (patches) => patches.replace(HpkeKeys.prototype, 'replace', () => () => undefined),
  },
];
