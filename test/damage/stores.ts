/**
 * The three SQLite stores as a real grid fills them, commit by commit, and everything that each gives back, as one text:
 * so that a test can damage files and see what a process would then believe.
 */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CellIndex, cellDigest } from '../../aggregator/cells.ts';
import { type IsIntact, foldBills, foldPage } from '../../aggregator/fold.ts';
import type { CellRow, LedgerOp } from '../../aggregator/ledger.ts';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import type { OutboxOp } from '../../meter/outbox.ts';
import { SqliteOutbox } from '../../meter/host/outbox-sqlite.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import type { ArchiveOp } from '../../utility/archive.ts';
import { SqliteArchive } from '../../utility/host/archive-sqlite.ts';
import type { SharesMessage } from '../../schemas/types.ts';
import { EXPORT, FIRST_INTERVAL, Grid, IMPORT } from '../simulation/grid.ts';

/** Commits of one aggregator's ledger, of the fleet's outbox and of the archive, as they came. */
export interface Recorded {
  readonly ledger: readonly (readonly LedgerOp[])[];
  readonly outbox: readonly (readonly OutboxOp[])[];
  readonly archive: readonly (readonly ArchiveOp[])[];
}

/** Aggregator 1 never gets this cell: it can't settle the fourth window, and so keeps its shares. */
const LACKED = { meter: 'meter-7', offset: 26 };

function isLacked({ topic, payload }: { readonly topic: string; readonly payload: string }): boolean {
  if (!topic.startsWith('grid/agg/1/shares')) return false;
  const { meter, from, count } = JSON.parse(payload) as SharesMessage;
  const at = FIRST_INTERVAL + LACKED.offset;
  return meter === LACKED.meter && from <= at && at < from + count;
}

/**
 * A grid with voids, carries, bookings, a liar's evidence, three windows whose shares are erased and one whose shares are
 * kept, so that no table stays empty.
 */
export function record(): Recorded {
  const grid = new Grid({
    meters: 12,
    aggregators: 3,
    threshold: 2,
    registersOf: (meter) => (meter % 4 === 0 ? [IMPORT, EXPORT] : [IMPORT]),
  });
  const recorded = { ledger: [] as LedgerOp[][], outbox: [] as OutboxOp[][], archive: [] as ArchiveOp[][] };
  tap(grid.ledgers[0]!, recorded.ledger);
  tap(grid.outbox, recorded.outbox);
  tap(grid.archive, recorded.archive);
  grid.start();
  for (let offset = 0; offset < 32; offset++) {
    // One meter's third reading reaches nobody in time: it is void and booked again.
    grid.onDeliver = (message) =>
      !isLacked(message) &&
      !(offset === 2 && message.topic.endsWith('/shares') && message.payload.includes('"meter":"meter-5"'));
    grid.readInterval(offset, (meter) => (meter % 4 === 0 ? [10 * meter + offset, offset] : [10 * meter + offset]));
    if (offset % 4 === 3) grid.closeDue();
    grid.wait(2_000);
  }
  grid.onDeliver = (message) => !isLacked(message);
  grid.closeDue();
  grid.wait(8_000);
  recorded.ledger.push([{ kind: 'hint', area: 'area-1', index: 1, text: 'other shares' }]);
  recorded.archive.push([{ kind: 'evidence', area: 'area-1', text: 'two sums' }]);
  return recorded;
}

function tap<Op>(store: { commit(ops: readonly Op[]): void }, into: Op[][]): void {
  const commit = store.commit.bind(store);
  store.commit = (ops) => {
    commit(ops);
    into.push([...ops]);
  };
}

function hexed(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part,
  );
}

/** An open store of whichever kind. */
export interface Opened {
  commit(at: number): void;
  /** Everything it gives back; throws HostError. */
  state(): string;
  close(): void;
}

export interface StoreKind {
  readonly name: 'ledger' | 'outbox' | 'archive';
  readonly commitCount: number;
  open(folder: string): Opened;
}

export function fileOf(kind: StoreKind, folder: string): string {
  return join(folder, `${kind.name}.sqlite`);
}

function cellRows(ledger: SqliteLedger, area: string, from: number, end: number): CellRow[] {
  const answer = ledger.read({ kind: 'window', area, sequence: 0, from, end, meters: [] });
  return answer.kind === 'cells' ? [...answer.rows] : [];
}

export function storeKinds(recorded: Recorded): StoreKind[] {
  return [
    {
      name: 'ledger',
      commitCount: recorded.ledger.length,
      open(folder) {
        const ledger = new SqliteLedger(fileOf(this, folder));
        const state = (): string =>
          hexed([
            ledger.standing(),
            ledger.restore().map((area) => ({
              ...area,
              cells: [...area.cells],
              rows: cellRows(ledger, area.area, 0, Number.MAX_SAFE_INTEGER),
            })),
          ]);
        return { commit: (at) => ledger.commit(recorded.ledger[at]!), state, close: () => ledger.close() };
      },
    },
    {
      name: 'outbox',
      commitCount: recorded.outbox.length,
      open(folder) {
        const outbox = new SqliteOutbox(fileOf(this, folder));
        return {
          commit: (at) => outbox.commit(recorded.outbox[at]!),
          state: () => {
            const meters = outbox.restore().map((meter) => ({ ...meter, readings: meter.readings.toArray() }));
            return hexed([meters, outbox.restoreMessages()]);
          },
          close: () => outbox.close(),
        };
      },
    },
    {
      name: 'archive',
      commitCount: recorded.archive.length,
      open(folder) {
        const archive = new SqliteArchive(fileOf(this, folder));
        return {
          commit: (at) => archive.commit(recorded.archive[at]!),
          state: () => hexed(archive.restore()),
          close: () => archive.close(),
        };
      },
    },
  ];
}

/** Every sum that a restarted aggregator would release from its ledger. */
export function sumsOf(path: string): Map<string, string> {
  const ledger = new SqliteLedger(path);
  try {
    const sums = new Map<string, string>();
    for (const { area, entries, cells } of ledger.restore()) {
      const log = new AreaLog(area);
      for (const { entry } of entries) log.apply(entry, entryHash(nodeCrypto, entry));
      const index = new CellIndex();
      for (const cell of cells) index.add(cell.interval, cell.index, cell.digest);
      const isIntact: IsIntact = (row) => cellDigest(nodeCrypto, area, row) === index.digest(row.interval, row.index);
      for (const [interval, page] of log.pages) {
        if (page.loads.length === 0 || !index.holdsAll(interval, page.set)) continue;
        const rows = cellRows(ledger, area, interval, interval + 1);
        const isOfPage: IsIntact = (row) => row.interval === interval && isIntact(row);
        const folded = foldPage(log, page, rows, isOfPage, 1n, 0n);
        if (folded !== undefined) sums.set(`${area}/page/${interval}`, hexed(folded));
      }
      for (const [sequence, { meters, window }] of log.bills) {
        const rows = cellRows(ledger, area, 0, window.from + window.count);
        for (const [meter, release] of meters) {
          const folded = foldBills(log, [release], window, rows, isIntact, 1n, 0n);
          if (folded !== undefined) sums.set(`${area}/bill/${sequence}/${meter}`, hexed(folded));
        }
      }
    }
    return sums;
  } finally {
    ledger.close();
  }
}

/** A folder in memory where there is one: thousands of copies need no real disk. */
export function caseFolder(): string {
  const memory = '/dev/shm';
  return mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'gridshare-damage-'));
}

/** Thousands of cases on a machine that has other work. */
export const PATIENCE_MS = 300_000;

/** Numbers in [0, below) that depend on the seed only. */
export function drawer(seed: string): (below: number) => number {
  let count = 0;
  return (below) => {
    count += 1;
    const bytes = nodeCrypto.sha256(Buffer.from(`${seed}/${count}`));
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) % below;
  };
}
