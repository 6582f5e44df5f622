/** [P-6.5] [P-7.5.2] What seized ledgers tell, before and after their windows are settled. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LedgerReader } from '../../aggregator/host/ledger-reader.ts';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import { DueAnswers } from '../../aggregator/due-answers.ts';
import { agreementFromSeed, nodeCrypto } from '../../host/keys/crypto.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import { Encoder, fromBase64url, toBase64url } from '../../protocol/wire/bytes.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { decodeElement } from '../../protocol/math/field.ts';
import { sharesAad } from '../../protocol/wire/headers.ts';
import { RETENTION_SECONDS } from '../../protocol/wire/limits.ts';
import { meterSender } from '../../protocol/keys/seal.ts';
import type { SharesMessage } from '../../schemas/types.ts';
import { bytesNamed } from '../material.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';
import { slowCoefficients } from '../reference/field.ts';
import { elementBytes, forgedShares } from './forge.ts';

const WINDOW = 8;
const METERS = 4;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gridshare-seized-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function gridHere(): Grid {
  return new Grid({ meters: METERS, aggregators: 3, threshold: 2, intervalCount: WINDOW, ledgerFolder: folder });
}

function readingWh(meter: number, offset: number): number {
  return 100 * (meter + 1) + offset;
}

function read(grid: Grid, from: number, until: number): void {
  for (let offset = from; offset < until; offset++) grid.readInterval(offset, (meter) => [readingWh(meter, offset)]);
}

function settle(grid: Grid): void {
  grid.closeDue();
  grid.wait(10_000);
}

/** Copies of the files as they lie on the disk, the write-ahead log and all. */
function seized(name: string): string {
  const place = mkdtempSync(join(folder, `${name}-`));
  for (const file of readdirSync(folder)) {
    if (file.startsWith('ledger-')) copyFileSync(join(folder, file), join(place, file));
  }
  return place;
}

/** All readings that two of the ledgers open with everything that is in their files: our own software, and their keys. */
function opened(place: string): Map<string, number> {
  const shares = [1, 2].map((index) => {
    const ledger = new SqliteLedger(join(place, `ledger-${index}.sqlite`));
    const end = FIRST_INTERVAL + 1000;
    const rows = ledger.read({ kind: 'window', area: 'area-1', sequence: 0, from: 0, end, meters: [] });
    const cells = new Map<string, bigint>();
    if (rows.kind !== 'cells') throw new Error('a window consists of cells');
    for (const { interval, index: meter, shares: bytes } of rows.rows)
      cells.set(`${meter}/${interval - FIRST_INTERVAL}`, decodeElement(bytes, 0));
    ledger.close();
    return cells;
  });
  const [one, two] = shares;
  const readings = new Map<string, number>();
  for (const [name, share] of one!) {
    const other = two!.get(name);
    if (other === undefined) continue;
    const points = [share, other].map((y, at) => ({ x: at + 1, y }));
    readings.set(name, Number(slowCoefficients(points)[0]));
  }
  return readings;
}

function isRight(readings: ReadonlyMap<string, number>): boolean {
  return [...readings].every(([name, units]) => {
    const [meter, offset] = name.split('/').map(Number);
    return units === readingWh(meter!, offset!);
  });
}

/** Every key of every ledger, as bytes. */
function keysIn(place: string): Buffer[] {
  return [1, 2, 3].flatMap((index) => {
    const database = new DatabaseSync(join(place, `ledger-${index}.sqlite`));
    const rows = database.prepare('SELECT key FROM window_key').all();
    database.close();
    return rows.map(({ key }) => Buffer.from(key as Uint8Array));
  });
}

/** How many of the keys stand anywhere in the files of a folder. */
function foundIn(place: string, keys: readonly Buffer[]): number {
  const files = readdirSync(place)
    .filter((file) => file.startsWith('ledger-'))
    .map((file) => readFileSync(join(place, file)));
  return keys.filter((key) => files.some((bytes) => bytes.includes(key))).length;
}

describe('[P-6.5] k seized ledgers', () => {
  test('open every reading of a window that is not settled (control), and none of one that is', () => {
    const grid = gridHere();
    grid.start();
    read(grid, 0, WINDOW);
    const before = opened(seized('before'));
    expect(before.size).toBe(METERS * WINDOW);
    expect(isRight(before)).toBe(true);

    settle(grid);
    expect(grid.bills.filter(({ status }) => status === 'verified')).toHaveLength(METERS);
    expect(opened(seized('after')).size).toBe(0);

    // What is not settled is still there to be billed, and nothing else.
    read(grid, WINDOW, WINDOW + 3);
    const later = opened(seized('later'));
    expect(later.size).toBe(METERS * 3);
    expect(isRight(later)).toBe(true);
  });

  test('hold no key of a settled window anywhere in their files, and no digest of its cells', () => {
    const grid = gridHere();
    grid.start();
    read(grid, 0, WINDOW);
    const before = seized('before');
    const keys = keysIn(before);
    expect(keys).toHaveLength(3);
    expect(foundIn(before, keys)).toBe(3);
    settle(grid);
    const after = seized('after');
    expect(foundIn(after, keys)).toBe(0);
    for (const index of [1, 2, 3]) {
      const database = new DatabaseSync(join(after, `ledger-${index}.sqlite`));
      expect(database.prepare('SELECT count(*) AS cells FROM cell_batch').get()).toEqual({ cells: 0 });
      expect(grid.aggregatorMachines[index - 1]!.heldCells).toBe(0);
      database.close();
    }
  });

  test('hold answers that say nothing without a key of the utility', () => {
    const grid = gridHere();
    grid.start();
    read(grid, 0, WINDOW);
    settle(grid);
    const database = new DatabaseSync(join(seized('after'), 'ledger-1.sqlite'));
    const columns = database.prepare("SELECT name FROM pragma_table_info('release')").all();
    expect(columns.map(({ name }) => name)).not.toContain('sums');
    const answers = database.prepare('SELECT message FROM release').all();
    database.close();
    expect(answers).toHaveLength(WINDOW + 1);
    // What is repeated is what was recorded, to the byte: nothing is left to seal again.
    const sent = grid.tapped.filter(({ topic }) => topic === 'grid/utility/totals').map(({ payload }) => payload);
    for (const { message } of answers) expect(sent).toContain(message);
  });
});

describe('[P-6.5] shares that nobody settles', () => {
  test('are gone 60 days after their window ended, by the own clock, whatever the utility does', () => {
    const grid = gridHere();
    grid.start();
    grid.onDeliver = (_message, to) => to !== 'utility';
    read(grid, 0, WINDOW);
    settle(grid);
    const endMs = (FIRST_INTERVAL + WINDOW) * 900_000;
    grid.gridMs = endMs + RETENTION_SECONDS * 1000 - 1;
    grid.wait(2_000);
    expect(opened(seized('before')).size).toBe(METERS * WINDOW);
    grid.gridMs = endMs + RETENTION_SECONDS * 1000;
    grid.wait(2_000);
    expect(opened(seized('after')).size).toBe(0);
  });

  /** A cell of the first window that one aggregator never gets. */
  type Kept = readonly [aggregator: string, meter: string, offset: number];

  const BY_ONE: readonly Kept[] = [
    ['aggregator-1', 'meter-1', 0],
    ['aggregator-2', 'meter-1', 1],
  ];

  /** After two windows, both settled. */
  function afterTwo(kept: readonly Kept[]): Grid {
    const grid = gridHere();
    grid.start();
    grid.onDeliver = ({ topic, payload }, to) => {
      if (!topic.endsWith('/shares')) return true;
      const { meter, from, count } = JSON.parse(payload) as SharesMessage;
      return !kept.some(([aggregator, whose, offset]) => {
        const interval = FIRST_INTERVAL + offset;
        return aggregator === to && whose === meter && interval >= from && interval < from + count;
      });
    };
    for (const window of [0, 1]) {
      for (let offset = window * WINDOW; offset < (window + 1) * WINDOW; offset++) {
        read(grid, offset, offset + 1);
        grid.wait(1_000);
      }
      settle(grid);
    }
    const rogues = new Set(kept.map(([, meter]) => meter));
    const others = grid.bills.filter(({ meter, status }) => !rogues.has(meter) && status === 'verified');
    expect(others).toHaveLength((METERS - rogues.size) * 2);
    return grid;
  }

  /** By ledger, how many cells it has of each page, from the first one on. */
  function rowsByPage(place: string): Map<number, number>[] {
    return [1, 2, 3].map((index) => {
      const database = new DatabaseSync(join(place, `ledger-${index}.sqlite`));
      const byPage = new Map<number, number>();
      for (const { interval } of new LedgerReader(database).places('area-1')) {
        const page = interval - FIRST_INTERVAL;
        byPage.set(page, (byPage.get(page) ?? 0) + 1);
      }
      database.close();
      return byPage;
    });
  }

  const HELD_UP = [new Map([[0, METERS - 1]]), new Map([[1, METERS - 1]]), new Map()];

  test('one meter that keeps a cell from each of two holds up the two pages that lack it, and no later window', () => {
    const grid = afterTwo(BY_ONE);
    // The later window is gone at once; of this one, the others' cells go a minute later.
    expect(opened(seized('soon')).size).toBe(METERS * WINDOW - 2);
    const keys = keysIn(seized('soon'));
    grid.wait(70_000);
    const place = seized('after');
    // No page is held up at both: together they open nothing.
    expect(opened(place).size).toBe(0);
    expect(rowsByPage(place)).toEqual(HELD_UP);
    expect(foundIn(place, keys)).toBe(0);
    expect(grid.aggregatorMachines.map(({ heldCells }) => heldCells)).toEqual([METERS - 1, METERS - 1, 0]);
    const after = { from: FIRST_INTERVAL + WINDOW, until: FIRST_INTERVAL + 2 * WINDOW };
    expect(grid.ledgers[0]!.restore()[0]!.erased).toEqual([after]);

    // The pages that wait are gone, too, when 60 days are over. (Else 60 days of empty pages would be closed.)
    grid.utility.isUp = false;
    const endMs = (FIRST_INTERVAL + WINDOW) * 900_000 + RETENTION_SECONDS * 1000;
    grid.gridMs = endMs - 1;
    grid.wait(2_000);
    expect(rowsByPage(seized('late'))).toEqual(HELD_UP);
    grid.gridMs = endMs;
    grid.wait(2_000);
    expect(rowsByPage(seized('gone'))).toEqual([new Map(), new Map(), new Map()]);
  });

  test('two meters that keep cells of one page from two hold up what both need: this page, without their own cells', () => {
    const grid = afterTwo([
      ['aggregator-1', 'meter-1', 0],
      ['aggregator-2', 'meter-2', 0],
    ]);
    grid.wait(70_000);
    const place = seized('after');
    const readings = opened(place);
    expect([...readings.keys()].toSorted()).toEqual(['2/0', '3/0']);
    expect(isRight(readings)).toBe(true);
    // Each of the two also keeps its meter's other cells: its bill waits for all of them.
    const own = Array.from({ length: WINDOW - 1 }, (_, at) => [at + 1, 1] as const);
    const each = new Map([[0, METERS - 1], ...own]);
    expect(rowsByPage(place)).toEqual([each, each, new Map()]);
  });

  test('control: erased in order, both windows would be open in two ledgers', () => {
    const { unanswered } = DueAnswers.prototype;
    const inOrder = vi.spyOn(DueAnswers.prototype, 'unanswered').mockImplementation(function (this: DueAnswers) {
      const windows = unanswered.call(this);
      for (const from of windows) if (from < FIRST_INTERVAL + WINDOW * 4) windows.add(from + WINDOW);
      return windows;
    });
    try {
      afterTwo(BY_ONE);
      expect(opened(seized('soon')).size).toBe(METERS * WINDOW * 2 - 2);
    } finally {
      inOrder.mockRestore();
    }
  });

  test('control: without that meter they open nothing after settlement', () => {
    const grid = afterTwo([]);
    expect(opened(seized('after')).size).toBe(0);
    expect(grid.aggregatorMachines.map(({ heldCells }) => heldCells)).toEqual([0, 0, 0]);
  });

  test('what is held up is enough to answer, in a new process as well, and goes as soon as it has', () => {
    const grid = afterTwo(BY_ONE);
    grid.wait(70_000);
    grid.restartAggregator(1);
    grid.restartAggregator(2);
    grid.wait(70_000);
    expect(rowsByPage(seized('restarted'))).toEqual(HELD_UP);
    // What its operator is told: the window, and what it waits for.
    const reader = LedgerReader.open(join(seized('told'), 'ledger-1.sqlite'));
    const log = new AreaLog('area-1');
    for (const { entry } of grid.ledgers[0]!.restore()[0]!.entries) log.apply(entry, entryHash(nodeCrypto, entry));
    expect(reader.backlog(log)).toMatchObject({
      keptFrom: FIRST_INTERVAL + 2 * WINDOW,
      unreleasedPages: 1,
      unreleasedBills: 0,
      waiting: [{ from: FIRST_INTERVAL, pages: 1, bills: 0 }],
    });
    reader.close();
    const answers = (index: number): number => [...grid.ledgers[index - 1]!.restore()[0]!.releases].length;
    const before = [answers(1), answers(2)];
    // Nobody sends again what is not needed any more.
    const stored = grid.aggregatorMachines.map(({ stats }) => stats.cells);
    grid.onDeliver = () => true;
    grid.wait(700_000);
    expect(grid.aggregatorMachines.map(({ stats }, at) => stats.cells - stored[at]!)).toEqual([1, 1, 0]);
    expect([answers(1), answers(2)]).toEqual(before.map((count) => count + 1));
    expect(rowsByPage(seized('answered'))).toEqual([new Map(), new Map(), new Map()]);
    const both = { from: FIRST_INTERVAL, until: FIRST_INTERVAL + 2 * WINDOW };
    for (const ledger of grid.ledgers) expect(ledger.restore()[0]!.erased).toEqual([both]);
  });

  test('a cell that comes for a settled window is not stored again, and its meter hears that it is not needed', () => {
    const grid = gridHere();
    grid.start();
    read(grid, 0, WINDOW);
    const late = grid.tapped.find(
      ({ topic, payload }) => topic.endsWith('agg/1/shares') && payload.includes('meter-1'),
    )!;
    settle(grid);
    const receipts = (): string[] =>
      grid.tapped.filter(({ topic }) => topic === 'grid/meter/meter-1/receipts/1').map(({ payload }) => payload);
    const count = receipts().length;
    grid.publish(late);
    grid.wait(1_000);
    expect(opened(seized('after')).size).toBe(0);
    expect(grid.aggregatorMachines[0]!.stats.rejections['batch_collected']).toBeUndefined();
    expect(receipts().length).toBeGreaterThan(count);
    const receipt = JSON.parse(receipts().at(-1)!) as { from: number; stored: string; void: string };
    expect(receipt.from).toBe(FIRST_INTERVAL);
    expect(Buffer.from(receipt.stored, 'base64url')[0]! & 1).toBe(1);
    expect(receipt.void).toBe('');
  });
});

describe('[P-6.5] an aggregator over many windows', () => {
  test('holds no more cells and digests than what is not settled has, on disk and in memory', () => {
    const grid = gridHere();
    grid.start();
    const most = { rows: 0, digests: 0 };
    for (let window = 0; window < 6; window++) {
      for (let offset = window * WINDOW; offset < (window + 1) * WINDOW; offset++) {
        read(grid, offset, offset + 1);
        const [area] = grid.ledgers[0]!.restore();
        most.rows = Math.max(most.rows, [...(area?.cells ?? [])].length);
        most.digests = Math.max(most.digests, grid.aggregatorMachines[0]!.heldCells);
      }
      settle(grid);
    }
    expect(grid.bills.filter(({ status }) => status === 'verified')).toHaveLength(METERS * 6);
    // A window, and what came of the next one before the bill was certified.
    expect(most.rows).toBeGreaterThanOrEqual(METERS * WINDOW);
    expect(most.rows).toBeLessThanOrEqual(METERS * (WINDOW + 1));
    expect(most.digests).toBe(most.rows);
    // A new process on the same ledger starts with the same.
    grid.restartAggregator(1);
    expect(grid.ledgers[0]!.restore()[0]!.erased).toEqual([
      { from: FIRST_INTERVAL, until: FIRST_INTERVAL + 6 * WINDOW },
    ]);
  });
});

describe('[P-6.1] a meter that sends other shares again and again', () => {
  const hintsOf = (index: number): string[] => {
    const database = new DatabaseSync(join(seized('hints'), `ledger-${index}.sqlite`));
    const rows = database.prepare('SELECT text FROM hint').all();
    database.close();
    return rows.map(({ text }) => String(text));
  };

  test('fills no disk and no log: one hint is kept of it, however many messages come', () => {
    const grid = gridHere();
    grid.start();
    read(grid, 0, WINDOW);
    expect(hintsOf(1)).toEqual([]);
    for (let count = 0; count < 50; count++) {
      grid.monotonicMs += 1_000;
      grid.publish(forgedShares(grid, 'meter-1', 1, count % WINDOW, [BigInt(count), 7n]));
      grid.settle();
    }
    grid.wait(1_000);
    expect(grid.aggregatorMachines[0]!.stats.rejections['report_conflict']).toBe(50);
    expect(hintsOf(1)).toHaveLength(1);
    expect(hintsOf(1).join('').length).toBeLessThan(1_000);
    // Nor a log: the pace at which it is said doubles.
    const said = grid.aggregators[0]!.notices.filter(({ code }) => code === 'report_conflict').length;
    expect(said).toBeGreaterThan(16);
    expect(said).toBeLessThan(30);
    // A new process knows of it; another meter has a hint of its own.
    grid.restartAggregator(1);
    grid.publish(forgedShares(grid, 'meter-1', 1, 0, [8n, 8n]));
    grid.publish(forgedShares(grid, 'meter-2', 1, 0, [8n, 8n]));
    grid.wait(1_000);
    expect(hintsOf(1).map((text) => (JSON.parse(text) as { meter: string }).meter)).toEqual(['meter-1', 'meter-2']);
  });

  test('what its aggregator could have made up itself is no evidence: it makes it up, and all that is kept is a hint', () => {
    const grid = gridHere();
    grid.start();
    read(grid, 0, WINDOW);
    const genuine = grid.tapped.find(
      ({ topic, payload }) => topic.endsWith('agg/1/shares') && payload.includes('"meter":"meter-1"'),
    )!;
    // All that aggregator 1 has: its HPKE key and a genuine message, whose set-up the meter signed.
    const { sealed: _sealed, ...header } = JSON.parse(genuine.payload) as SharesMessage;
    const own = agreementFromSeed(bytesNamed('aggregator-1/hpke'));
    const info = new Encoder('gridshare/1 info').text('shares').text('test').text(header.sharing);
    info.text(meterSender('meter-1', 1)).text('aggregator/1').text('k1');
    const context = new Encoder('gridshare/1 session key').finish();
    const enc = fromBase64url(header.session!)!;
    const key = nodeCrypto.hpkeReceive(own.privateKey, own.publicRaw, enc, info.finish(), context)!;
    const nonce = new Uint8Array(12).fill(9);
    const forged = { ...header, nonce: toBase64url(nonce) };
    const sealed = nodeCrypto.aeadSeal(key, nonce, sharesAad(forged), elementBytes([666n, 667n]));
    const ops: string[] = [];
    const node = grid.aggregators[0]!;
    const before = node.history.length;
    grid.publish({ ...genuine, payload: canonicalJson({ ...forged, sealed: toBase64url(sealed) }) });
    grid.wait(1_000);
    // It opens as if the meter had sent it (control), and so proves nothing.
    expect(grid.aggregatorMachines[0]!.stats.rejections['report_conflict']).toBe(1);
    ops.push(...node.history.slice(before).map(({ kind }) => kind));
    expect(ops).toContain('hint');
    expect(ops).not.toContain('proof');
    expect(hintsOf(1).join('')).not.toContain('sealed');
  });
});
