/**
 * Planted faults: each is a mistake that somebody could make, switched on for one run from here alone, and each must be
 * caught within so many seeds. A simulator that misses one of them proves nothing about it.
 */
import { CellIndex } from '../../aggregator/cells.ts';
import { DueAnswers } from '../../aggregator/due-answers.ts';
import { ReleaseGate } from '../../aggregator/gate.ts';
import { HpkeKeys } from '../../aggregator/hpke-keys.ts';
import { Manifests } from '../../aggregator/manifests.ts';
import { Releaser } from '../../aggregator/release.ts';
import { Comparing } from '../../aggregator/comparing.ts';
import { StepLoop } from '../../host/process/step-loop.ts';
import { IntervalMaker, type MadeReading } from '../../meter/intervals.ts';
import { KeyCards } from '../../meter/key-cards.ts';
import { Carries } from '../../meter/carries.ts';
import { ReceiptMerge } from '../../meter/receipt-merge.ts';
import { RegisterTrack } from '../../meter/register-track.ts';
import { Sending } from '../../meter/sending.ts';
import { RateCells } from '../../meter/rate-cells.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { VoidCells } from '../../protocol/log/void-cells.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { Convictions } from '../../protocol/log/convictions.ts';
import { WindowPlan } from '../../protocol/release/remnants.ts';
import { StatementMemory } from '../../protocol/log/statement-memory.ts';
import { Tagger } from '../../protocol/keys/tag.ts';
import { BillOpener } from '../../utility/settling/bill-opener.ts';
import { Proposer } from '../../utility/ordering/proposer.ts';
import { UtilityComparing } from '../../utility/ordering/comparing.ts';
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

/** A part of an aggregator that does not know of a founding. */
function neverFounded(patches: Patches, part: { readonly prototype: object }, method: string): void {
  patches.replace(
    part.prototype,
    method,
    (original) =>
      function (this: Opened, ...args: never[]) {
        const { party } = this;
        this.party = { ...party, foundedFromMs: 0 };
        Reflect.apply(original, this, args);
        this.party = party;
      },
  );
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
    name: 'what an exchanged meter counted is counted twice',
    plant: (patches) =>
      patches.replace(
        RegisterTrack.prototype,
        'replace',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const before = this.pendingMilli;
            const result: unknown = Reflect.apply(original, this, args);
            this.pendingMilli += this.pendingMilli - before;
            return result;
          },
      ),
  },
  {
    name: 'the rest of a Wh is dropped',
    plant: (patches) =>
      patches.replace(
        RegisterTrack.prototype,
        'collect',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const wh: unknown = Reflect.apply(original, this, args);
            this.pendingMilli -= this.pendingMilli % 1000n;
            return wh;
          },
      ),
  },
  {
    name: 'what is estimated is not marked',
    plant: (patches) =>
      patches.replace(
        IntervalMaker.prototype,
        'fill',
        (original) =>
          function (this: Opened, ...args: never[]) {
            const filled = Reflect.apply(original, this, args) as MadeReading[];
            return filled.map(({ estimate: _estimate, ...reading }) => reading);
          },
      ),
  },
  {
    name: 'the sample is not kept that ended a reading',
    plant: (patches) => losing(patches, SimulatedOutbox, 'sample'),
  },
  {
    name: 'the outbox is emptied when a share message was sent',
    plant: (patches) =>
      patches.replace(
        Sending.prototype,
        'sendFresh',
        (original) =>
          function (this: Opened, row: Opened, view: Opened, times: Opened, out: Opened) {
            Reflect.apply(original, this, [row, view, times, out]);
            this.rows.forget([row], out);
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
            return Reflect.apply(original, this, [times]);
          },
      ),
  },
  {
    name: 'publications leave while the commit is under way',
    plantIn: (world) => {
      for (const host of world.hosts as Opened[]) {
        const { commit } = host;
        host.commit = (ops: unknown[]) => {
          host.ports.scheduler.work(host.guard(() => Reflect.apply(commit, host, [ops])));
          return Promise.resolve();
        };
      }
    },
  },
  {
    name: 'the disk says it has what it loses with the power',
    plantIn: (world) => {
      for (const host of world.aggregators as Opened[]) {
        let cached: unknown[] | undefined;
        const { write, die } = host;
        host.write = async (ops: unknown[]) => {
          const before = cached;
          cached = ops;
          if (before !== undefined) await Reflect.apply(write, host, [before]);
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
    name: "R4 instead of R4': cells are company, whoever they are of",
    plant: (patches) => {
      // Who counts cells thinks that three of one meter are a crowd of three.
      patches.replace(
        WindowPlan.prototype,
        'findCompany',
        (original) =>
          function (this: Opened, part: Opened, floors: Opened, draw: Opened) {
            const cells = [...part.few].flatMap((index) => this.intervalsOf(index, part.rate) as number[]);
            if (cells.length < Math.min(floors.minCrowd, floors.minIntervals))
              Reflect.apply(original, this, [part, floors, draw] as never[]);
          },
      );
      patches.replace(WindowPlan.prototype, 'remnantIds', () => () => new Set());
    },
  },
  {
    name: 'remnants have no company',
    plant: (patches) => {
      patches.replace(WindowPlan.prototype, 'findCompany', () => () => undefined);
      patches.replace(WindowPlan.prototype, 'remnantIds', () => () => new Set());
    },
  },
  {
    name: 'companions give one cell only',
    plant: (patches) =>
      patches.replace(
        WindowPlan.prototype,
        'findCompany',
        (original) =>
          function (this: Opened, part: Opened, floors: Opened, draw: Opened) {
            Reflect.apply(original, this, [part, floors, draw] as never[]);
            for (const [index, given] of part.given as Map<number, Set<number>>) {
              part.kept.set(index, part.kept.get(index) + given.size - 1);
              part.given.set(index, new Set([...given].slice(0, 1)));
            }
          },
      ),
  },
  {
    name: 'a page nearly nobody has a long bill of is billed all the same',
    plant: (patches) => patches.replace(WindowPlan.prototype, 'isCrowded', () => () => true),
  },
  {
    name: 'registers are decided one by one',
    plant: (patches) => {
      patches.replace(
        AreaLog.prototype,
        'closePage',
        (original) =>
          function (this: Opened, interval: number, held: Opened) {
            const { floors } = this.scheme;
            this.scheme.floors = { ...floors, minMeters: 1, minCrowd: 1 };
            const page: Opened = Reflect.apply(original, this, [interval, held] as never[]);
            this.scheme.floors = floors;
            const counts = this.registerCounts(Bitmap.decode(page.set)) as Map<string, number>;
            const loads = (this.scheme.registers as Opened[]).filter(({ isLoad }) => isLoad).map(({ obis }) => obis);
            const least = Math.max(floors.minMeters, floors.minCrowd);
            return { ...page, empty: loads.filter((register) => (counts.get(register) ?? 0) < least) };
          },
      );
      patches.replace(AreaLog.prototype, 'classCounts', () => () => new Map());
    },
  },
  {
    name: 'energy is booked twice through a remnant',
    plant: (patches) =>
      patches.replace(
        VoidCells.prototype,
        'isVoid',
        (original) =>
          function (this: Opened, index: number, interval: number) {
            const page = this.log.pages.get(interval);
            const window = this.windows.get(this.log.windowOf(interval));
            const isGiving = window?.plan.part(index, page?.rate.name)?.given.has(index) === true;
            // All of a companion's cells, those that its bill has among them.
            return (
              (page?.set.has(index) === true && isGiving) || Reflect.apply(original, this, [index, interval] as never[])
            );
          },
      ),
  },
  {
    name: 'who waits in vain is billed all the same',
    plant: (patches) =>
      patches.replace(
        VoidCells.prototype,
        'isVoid',
        (original) =>
          function (this: Opened, index: number, interval: number) {
            const window = this.windows.get(this.log.windowOf(interval));
            const isLeftOut = window?.waitingCount === 0 && window.released.has(index) === false;
            return !isLeftOut && Reflect.apply(original, this, [index, interval] as never[]);
          },
      ),
  },
  {
    name: 'energy is booked into the next interval',
    plant: (patches) =>
      patches.replace(
        Carries.prototype,
        'set',
        (original) =>
          function (this: Opened, carry: Opened, out: Opened) {
            Reflect.apply(original, this, [{ ...carry, skipped: 0, portions: 1 }, out] as never[]);
          },
      ),
  },
  {
    name: 'energy is booked again at a cheaper rate',
    plant: (patches) =>
      patches.replace(
        RateCells.prototype,
        'takes',
        () =>
          function (this: Opened, interval: number, origin: number) {
            return this.calendar.rateOf(interval).microPerKwh <= this.calendar.rateOf(origin).microPerKwh;
          },
      ),
  },
  {
    name: 'the first choice of answers that passes wins',
    plant: (patches) =>
      patches.replace(
        BillOpener.prototype,
        'open',
        (original) =>
          function (this: Opened, window: Opened, open: Opened) {
            const combined: Opened = Reflect.apply(original, this, [window, open] as never[]);
            const [line, ...others] = open.release.lines;
            if (combined.status !== 'disputed' || others.length > 0) return combined;
            const most = BigInt(line.cells) * BigInt(this.log.scheme.maxReadingWh);
            const claim = (combined.claims as { total: bigint; aggregators: number[] }[]).find(
              ({ total }) => total <= most,
            );
            if (claim === undefined) return combined;
            return { status: 'verified', totals: [claim.total], agreeing: claim.aggregators, differing: [] };
          },
      ),
  },
  {
    name: 'acceptances are not compared',
    plant: (patches) =>
      patches.replace(
        StatementMemory.prototype,
        'accept',
        (original) =>
          function (this: Opened, accept: Opened) {
            Reflect.apply(original, this, [accept] as never[]);
            return [];
          },
      ),
  },
  {
    name: 'certificates that contradict are not compared',
    plant: (patches) => {
      patches.replace(Comparing.prototype, 'certified', () => () => undefined);
      patches.replace(UtilityComparing.prototype, 'certificates', () => () => undefined);
    },
  },
  {
    name: 'heads of other logs are not looked into',
    plant: (patches) => patches.replace(Comparing.prototype, 'show', () => () => undefined),
  },
  {
    name: 'an area that is forked goes on',
    plant: (patches) => patches.replace(Convictions.prototype, 'stopOf', () => () => undefined),
  },
  {
    name: 'nothing waits for the signatures of others',
    plant: (patches) => patches.replace(ReleaseGate.prototype, 'isOpen', () => () => true),
  },
  {
    name: 'a convicted signer still counts',
    plant: (patches) => patches.replace(Convictions.prototype, 'isConvicted', () => () => false),
  },
  {
    name: 'a single aggregator is believed when it calls a cell void',
    plant: (patches) =>
      patches.replace(
        ReceiptMerge.prototype,
        'voidIfAgreed',
        (original) =>
          function (this: Opened, row: Opened, out: Opened) {
            if (row.voidBy !== 0) row.voidBy = -1;
            Reflect.apply(original, this, [row, out] as never[]);
          },
      ),
  },
  {
    name: 'void energy is booked and stays in the carry',
    plant: (patches) =>
      patches.replace(
        Carries.prototype,
        'set',
        (original) =>
          function (this: Opened, carry: Opened, out: Opened) {
            const isKnown = this.carries.has(`${carry.interval}/${carry.register}`);
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
        host.tear = async (ops: unknown[]) => {
          if (ops.length > 1) await host.write(ops.slice(0, ops.length >> 1));
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
            this.nextBillFrom -= entry.round === 1 ? entry.count : 0;
          },
      ),
  },
  {
    name: 'a stale ledger signs',
    plantIn: (world) => {
      world.standingOf = (standing) => {
        const { freshness } = standing;
        const isSilent = freshness.kind === 'older' && !freshness.isKnown;
        return isSilent ? { ...standing, freshness: { kind: 'proved' } } : standing;
      };
    },
  },
  {
    name: 'a founded aggregator attests what was before',
    plant: (patches) => neverFounded(patches, Manifests, 'tick'),
  },
  {
    name: 'a founded aggregator attests and releases what was before',
    plant: (patches) => {
      neverFounded(patches, Manifests, 'tick');
      patches.replace(Releaser.prototype, 'isOfThisFounding', () => () => true);
      patches.replace(Releaser.prototype, 'mayRepeat', () => () => true);
    },
  },
  {
    name: 'a founded aggregator releases what was before',
    plant: (patches) => {
      patches.replace(Releaser.prototype, 'isOfThisFounding', () => () => true);
      patches.replace(Releaser.prototype, 'mayRepeat', () => () => true);
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
  {
    name: 'shares of settled windows are kept',
    plant: (patches) => losing(patches, SimulatedLedger, 'erase'),
  },
  {
    name: 'shares of a window that waits are all kept',
    plant: (patches) => losing(patches, SimulatedLedger, 'trim'),
  },
  {
    name: 'shares go that a window waits for',
    plant: (patches) => patches.replace(DueAnswers.prototype, 'needs', () => () => false),
  },
  {
    name: 'digests of settled windows are kept',
    plant: (patches) =>
      patches.replace(
        CellIndex.prototype,
        'erase',
        () =>
          function (this: Opened, span: Opened) {
            this.erased.add(span);
            this.erasedTimes += 1;
          },
      ),
  },
  {
    name: 'shares go before the answers are on record',
    plant: (patches) => patches.replace(DueAnswers.prototype, 'unanswered', () => () => new Set()),
  },
];
