/** Planted faults of aggregators: cells, ledgers, promises, what is erased. */
import { CellIndex } from '../../aggregator/cells.ts';
import { DueAnswers } from '../../aggregator/due-answers.ts';
import { HpkeKeys } from '../../aggregator/hpke-keys.ts';
import { Manifests } from '../../aggregator/manifests.ts';
import { Releaser } from '../../aggregator/release.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { SimulatedLedger } from './simulated-ledger.ts';
import { type Mutant, type Opened, type Patches, losing } from './patches.ts';

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

export const AGGREGATOR_MUTANTS: readonly Mutant[] = [
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
    name: 'an acceptance is not locked',
    plant: (patches) => losing(patches, SimulatedLedger, 'lock'),
  },
  {
    name: 'a signed manifest is not stored',
    plant: (patches) => losing(patches, SimulatedLedger, 'manifest'),
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
