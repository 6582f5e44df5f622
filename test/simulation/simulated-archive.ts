/**
 * The utility's store over a simulated disk: what a commit wrote is there for ever, what it did not is gone with the process. A power cut in the
 * middle of a commit leaves all of it or nothing, as a checked journal does.
 * Semantics as SQLite has them: a row that is there already makes the commit fail.
 */
import type { AtOnce } from '../../host/store/at-once.ts';
import type { ArchiveStore } from '../../utility/host/archive-store.ts';
import { MAX_ENTRIES_PER_MESSAGE } from '../../protocol/wire/limits.ts';
import type { Proof } from '../../schemas/types.ts';
import type {
  Answer,
  ArchiveOp,
  ArchiveRead,
  ArchiveRows,
  ArchiveStanding,
  RestoredUtilityArea,
} from '../../utility/archive.ts';
import { refuseTwice } from './refuse-twice.ts';

function answerName({ sequence, interval, aggregator, meters, storeEpoch }: Answer): string {
  return `${sequence}/${interval}/${aggregator}/${meters}/${storeEpoch}`;
}

/** The last figure of each key, in the order of keys. */
function latest<Figure>(figures: readonly Figure[], keyOf: (figure: Figure) => readonly (number | string)[]): Figure[] {
  const found = new Map(figures.map((figure) => [keyOf(figure).join('/'), figure]));
  return [...found.values()].toSorted((one, other) => {
    const [left, right] = [keyOf(one), keyOf(other)];
    const at = left.findIndex((part, index) => part !== right[index]);
    return at === -1 ? 0 : left[at]! < right[at]! ? -1 : 1;
  });
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

export class SimulatedArchive implements AtOnce<ArchiveStore> {
  private hasBegun = false;
  isRecovering = false;
  readonly recovering = new Map<string, boolean>();
  readonly proofs = new Map<string, Proof>();
  readonly storeEpochs = new Map<number, number>();
  readonly areas = new Map<string, Mutable<RestoredUtilityArea>>();

  /** A disk that lost everything, and knows it. */
  static lost(): SimulatedArchive {
    const archive = new SimulatedArchive();
    archive.isRecovering = true;
    return archive;
  }

  isBlank(): boolean {
    return this.areas.size === 0 && !this.hasBegun && !this.isRecovering;
  }

  begin(): void {
    this.hasBegun = true;
  }

  markLost(): void {
    this.recovering.clear();
    this.isRecovering = true;
  }

  standing(): ArchiveStanding {
    const { isRecovering, recovering, storeEpochs, proofs } = this;
    return {
      isRecovering,
      areas: new Map(recovering),
      storeEpochs: new Map(storeEpochs),
      proofs: [...proofs.values()],
    };
  }

  area(name: string): Mutable<RestoredUtilityArea> {
    let area = this.areas.get(name);
    if (area === undefined) {
      area = {
        area: name,
        entries: [],
        announcement: undefined,
        answers: [],
        loads: [],
        bills: [],
        windows: [],
        sentBills: [],
      };
      this.areas.set(name, area);
    }
    return area;
  }

  commit(ops: readonly ArchiveOp[]): void {
    for (const op of ops) this.write(op);
  }

  private write(op: ArchiveOp): void {
    if (op.kind === 'store-epoch') {
      this.storeEpochs.set(op.aggregator, op.storeEpoch);
      return;
    }
    if (op.kind === 'proof') {
      this.proofs.set(op.name, op.proof);
      return;
    }
    const area = this.area(op.area);
    switch (op.kind) {
      case 'announcement':
        area.announcement = op.announcement;
        break;
      case 'entry':
        refuseTwice(op.certified.entry.sequence !== area.entries.length, 'entry');
        area.entries.push(op.certified);
        break;
      case 'answer': {
        const name = answerName(op.answer);
        refuseTwice(
          area.answers.some((answer) => answerName(answer) === name),
          'answer',
        );
        area.answers.push(op.answer);
        break;
      }
      case 'load':
        area.loads.push(op.figure);
        break;
      case 'bill':
        area.bills.push(op.figure);
        break;
      case 'window':
        area.windows.push(op.figure);
        break;
      case 'sealed-bill':
        area.sentBills = [...area.sentBills.filter(({ index }) => index !== op.sent.index), op.sent];
        break;
      case 'recovering':
        this.recovering.set(op.area, op.isRecovering);
        break;
      case 'evidence':
        break;
    }
  }

  read(query: ArchiveRead): ArchiveRows {
    const entries = this.areas.get(query.area)?.entries ?? [];
    return { read: query, entries: entries.slice(query.sequence, query.sequence + MAX_ENTRIES_PER_MESSAGE) };
  }

  restore(): RestoredUtilityArea[] {
    return [...this.areas.values()].map((area) => ({
      ...area,
      entries: [...area.entries],
      answers: [...area.answers],
      loads: latest(area.loads, ({ interval, register }) => [interval, register]),
      bills: latest(area.bills, ({ sequence, index }) => [sequence, index]),
      windows: latest(area.windows, ({ sequence }) => [sequence]),
      sentBills: [...area.sentBills],
    }));
  }

  close(): void {}
}
