/** A grid that is looked at as a person would: by its commands, by the household, and by what it has counted itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect } from 'vitest';
import { type HouseholdView, viewHousehold } from '../meter/views/own-books.ts';
import { IndexedArea } from '../utility/views/indexed-area.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { OutboxReader } from '../meter/host/outbox-reader.ts';
import { SqliteOutbox } from '../meter/host/outbox-sqlite.ts';
import { isValid } from '../schemas/validate.ts';
import { SqliteArchive } from '../utility/host/archive-sqlite.ts';
import type { WindowFigure } from '../utility/archive.ts';
import { UtilityMachine } from '../utility/machine.ts';
import { FIRST_INTERVAL, Grid, type GridOptions, IMPORT } from './simulation/grid.ts';

export const SIZE: GridOptions = { meters: 4, aggregators: 3, threshold: 2 };
export const value = (meter: number, offset: number): number => 100 * (meter + 1) + offset;

let folder = '';

/** Each test of the file that calls this has a folder of its own for its stores. */
export function useFolder(): void {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gridshare-settlement-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
}

/** A grid whose stores are on disk as well, as commands find them, and that remembers what its meters were given. */
export class Watched {
  readonly grid: Grid;
  readonly metered: number[];
  private readonly outbox = new SqliteOutbox(join(folder, 'outbox.sqlite'));
  private readonly archive = new SqliteArchive(join(folder, 'archive.sqlite'));

  constructor(options: Partial<GridOptions> = {}) {
    this.grid = new Grid({ ...SIZE, ...options });
    this.metered = this.grid.meterIds.map(() => 0);
    for (const [store, copy] of [
      [this.grid.outbox, this.outbox],
      [this.grid.archive, this.archive],
    ] as const) {
      const commit = store.commit.bind(store);
      Object.assign(store, {
        commit: (ops: never) => {
          commit(ops);
          copy.commit(ops);
        },
      });
    }
    this.grid.start();
  }

  /** Reads one interval at every meter that has a value for it; with `isClosed` its page is closed before the next. */
  read(offset: number, wh: (meter: number) => number | undefined, isClosed = true): void {
    this.grid.readInterval(offset, (meter) => {
      const one = wh(meter);
      if (one !== undefined) this.metered[meter] = (this.metered[meter] ?? 0) + one;
      return one === undefined ? undefined : [one];
    });
    if (isClosed) this.grid.closeDue();
  }

  /** What a command would see now; `isLive`: of a running utility. */
  look(isLive = true): IndexedArea {
    const machine = this.grid.utility['running'].machine as UtilityMachine;
    const status = { ...machine.progress(this.grid.times), writtenAtMs: 1, isRunning: true };
    expect(isValid('settlement-status', JSON.parse(JSON.stringify(status)))).toBe(true);
    const record = this.grid.archive.restore()[0]!;
    return new IndexedArea(nodeCrypto, record, { gridMs: this.grid.gridMs, live: isLive ? status : undefined });
  }

  household(meter: number): HouseholdView {
    const reader = OutboxReader.open(join(folder, 'outbox.sqlite'));
    const view = viewHousehold(reader.books(this.grid.meterIds[meter]!)!, [IMPORT], this.grid.scheme);
    reader.close();
    return view;
  }

  /** Wh that are neither on a bill of the utility nor still at the meter, by meter; all 0 if none is lost or doubled. */
  unaccounted(): number[] {
    const left = new Map(this.grid.outbox.restore().map((meter) => [meter.meter, meter]));
    return this.grid.meterIds.map((id, at) => {
      const billed = this.grid.bills
        .filter(({ meter, status }) => meter === id && status === 'verified')
        .flatMap(({ lines }) => lines)
        .reduce((sum, { totalUnits }) => sum + totalUnits, 0);
      const { readings, carries = [] } = left.get(id) ?? {};
      const outstanding = (readings?.toArray() ?? [])
        .filter(({ isVoid, isBilled }) => !isVoid && !isBilled)
        .reduce((sum, { bookedUnits }) => sum + (bookedUnits[0] ?? 0), 0);
      const carried = carries.reduce((sum, { remainingUnits }) => sum + remainingUnits, 0);
      return (this.metered[at] ?? 0) - billed - outstanding - carried;
    });
  }

  /** Every figure of a window there ever was. */
  windowHistory(from: number): WindowFigure[] {
    const database = new DatabaseSync(join(folder, 'archive.sqlite'), { readOnly: true });
    const rows = database.prepare('SELECT figure FROM window ORDER BY revision').all();
    database.close();
    return rows
      .map(({ figure }) => JSON.parse(String(figure)) as WindowFigure)
      .filter((figure) => figure.from === from);
  }

  /** Everything is on a bill: nothing is left at any meter, and each adds up its own books. */
  expectAllBilled(): void {
    expect(this.unaccounted()).toEqual(this.metered.map(() => 0));
    const meters = this.grid.meterIds.map((_, at) => this.household(at));
    expect(meters.map(({ doesAddUp, registers: [books] }) => [doesAddUp, books])).toEqual(
      this.metered.map((meteredUnits) => [
        true,
        {
          register: IMPORT,
          unit: 'Wh',
          meteredUnits,
          billedUnits: meteredUnits,
          outstandingUnits: 0,
          carryUnits: 0,
          beforeUnits: 0,
          doesAddUp: true,
        },
      ]),
    );
  }

  close(): void {
    this.outbox.close();
    this.archive.close();
  }
}

export function meterOf(area: IndexedArea, at: number) {
  return area.log.roster.byIndex(at)!;
}

/** Whether a share message is of a meter. */
export function isOf(meter: string, message: { readonly topic: string; readonly payload: string }): boolean {
  return message.topic.endsWith('/shares') && message.payload.includes(`"meter":"${meter}"`);
}

export const at = (offset: number): number => FIRST_INTERVAL + offset;
export const startMs = (offset: number): number => at(offset) * 900_000;
export const isoTime = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
