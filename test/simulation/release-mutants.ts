/** Planted faults of who learns what: floors, remnants, tags. */
import { EnrolledMarks } from '../../protocol/grid/enrolled-marks.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { VoidCells } from '../../protocol/log/void-cells.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { WindowPlan } from '../../protocol/release/remnants.ts';
import { Tagger } from '../../protocol/keys/tag.ts';
import { BillOpener } from '../../utility/settling/bill-opener.ts';
import { Proposer } from '../../utility/ordering/proposer.ts';
import type { Mutant, Opened } from './patches.ts';

export const RELEASE_MUTANTS: readonly Mutant[] = [
  {
    name: 'a meter joins another area before it has left its own',
    plant: (patches) => {
      const nothing = { boundTo: undefined, lines: [] };
      patches.replace(EnrolledMarks.prototype, 'elsewhere', () => () => nothing);
    },
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
    name: 'tags are not checked',
    plant: (patches) => patches.replace(Tagger.prototype, 'isTotal', () => () => true),
  },
];
