/**
 * [P-6.2] Damaged pages of a store's main file, after a checkpoint: bit rot, a page of garbage, a write that never reached
 * the disk. SQLite finds some of it, our checksums the rest; what neither finds changes nothing. Never a wrong sum.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HostError } from '../../host/base/errors.ts';
import {
  PATIENCE_MS,
  type Recorded,
  type StoreKind,
  caseFolder,
  drawer,
  fileOf,
  record,
  storeKinds,
  sumsOf,
} from './stores.ts';

const CASES_PER_STORE = 400;

let root = '';
let recorded: Recorded;

beforeAll(() => {
  root = caseFolder();
  recorded = record();
}, PATIENCE_MS);

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Commits [from, end) into a folder's store and closes it: everything is in the main file then. */
function fill(kind: StoreKind, folder: string, from: number, end: number): void {
  const store = kind.open(folder);
  for (let at = from; at < end; at++) store.commit(at);
  store.close();
}

type Draw = (below: number) => number;

interface Material {
  readonly pageBytes: number;
  /** Pages by table. */
  readonly pagesOf: ReadonlyMap<string, readonly number[]>;
  /** The same file some commits earlier. */
  readonly earlier: Buffer;
}

/** What a page is damaged with. */
const DAMAGES: readonly ((bytes: Buffer, pageAt: number, material: Material, draw: Draw) => void)[] = [
  function flippedByte(bytes, pageAt, { pageBytes }, draw) {
    const at = pageAt + draw(pageBytes);
    bytes[at] = bytes[at]! ^ (1 + draw(255));
  },
  function flippedBits(bytes, pageAt, { pageBytes }, draw) {
    for (let flips = 2 + draw(7); flips > 0; flips--) {
      const at = pageAt + draw(pageBytes);
      bytes[at] = bytes[at]! ^ (1 << draw(8));
    }
  },
  function runOfGarbage(bytes, pageAt, { pageBytes }, draw) {
    const length = 16 + draw(500);
    const from = pageAt + draw(pageBytes - length);
    for (let at = from; at < from + length; at++) bytes[at] = draw(256);
  },
  function runMoved(bytes, pageAt, { pageBytes }, draw) {
    const length = 16 + draw(64);
    const [from, to] = [draw(pageBytes - length), draw(pageBytes - length)];
    bytes.copy(bytes, pageAt + to, pageAt + from, pageAt + from + length);
  },
  function lostWrite(bytes, pageAt, { earlier, pageBytes }) {
    // A page that was not there yet never got its first write: zeros.
    if (pageAt >= earlier.length) bytes.fill(0, pageAt, pageAt + pageBytes);
    else earlier.copy(bytes, pageAt, pageAt, pageAt + pageBytes);
  },
  function otherPage(bytes, pageAt, { pageBytes }, draw) {
    const from = draw(bytes.length / pageBytes) * pageBytes;
    bytes.copy(bytes, pageAt, from, from + pageBytes);
  },
];

function materialOf(path: string, earlierPath: string): Material {
  const database = new DatabaseSync(path);
  const pageBytes = Number(database.prepare('PRAGMA page_size').get()?.['page_size']);
  const pagesOf = new Map<string, number[]>();
  for (const { name, pageno } of database.prepare('SELECT name, pageno FROM dbstat').all()) {
    pagesOf.set(String(name), [...(pagesOf.get(String(name)) ?? []), Number(pageno)]);
  }
  database.close();
  return { pageBytes, pagesOf, earlier: readFileSync(earlierPath) };
}

/** All rows of all tables by plain SQL: what a store without checks would believe. */
function uncheckedRows(path: string, tables: readonly string[]): string | undefined {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return JSON.stringify(tables.map((table) => database.prepare(`SELECT * FROM ${table}`).all()));
  } catch {
    return undefined;
  } finally {
    database.close();
  }
}

interface Outcome {
  readonly kind: 'refused' | 'harmless' | 'less' | 'WRONG';
  readonly about: string;
}

/** A ledger may lose cells (they are sent again) but releases nothing but true sums, and knows nothing but the truth. */
function ledgerOutcome(path: string, truth: ReadonlyMap<string, string>, state: string, trueState: string): Outcome {
  if (state === trueState) return { kind: 'harmless', about: '' };
  const sums = sumsOf(path);
  for (const [what, sum] of sums) if (truth.get(what) !== sum) return { kind: 'WRONG', about: `sum of ${what}` };
  const known = (text: string): string => {
    const [epoch, areas] = JSON.parse(text) as [number, Record<string, unknown>[]];
    return JSON.stringify([epoch, areas.map(({ cells: _cells, rows: _rows, ...rest }) => rest)]);
  };
  if (known(state) !== known(trueState)) return { kind: 'WRONG', about: 'what it knows beside cells' };
  return { kind: 'less', about: `${truth.size - sums.size} sums refused` };
}

describe.each(['ledger', 'outbox', 'archive'] as const)('[P-6.2] damaged pages of the %s', (name) => {
  test(
    `${CASES_PER_STORE} cases over all tables: found, or harmless, and never a wrong sum`,
    { timeout: PATIENCE_MS },
    () => {
      const kind = storeKinds(recorded).find((candidate) => candidate.name === name)!;
      const place = join(root, name);
      mkdirSync(place, { recursive: true });
      const path = fileOf(kind, place);
      const half = Math.floor(kind.commitCount * 0.7);
      fill(kind, place, 0, half);
      const earlierPath = `${path}-earlier`;
      writeFileSync(earlierPath, readFileSync(path));
      fill(kind, place, half, kind.commitCount);
      const whole = readFileSync(path);
      const material = materialOf(path, earlierPath);
      const tables = [...material.pagesOf.keys()];
      const rowTables = tables.filter((table) => !table.startsWith('sqlite_') && !table.includes('_by_'));
      const opened = kind.open(place);
      const trueState = opened.state();
      opened.close();
      const trueRows = uncheckedRows(path, rowTables);
      const truth = name === 'ledger' ? sumsOf(path) : new Map<string, string>();
      const draw = drawer(`pages/${name}`);
      const counts = { refused: 0, harmless: 0, less: 0, WRONG: 0 };
      let silent = 0;
      const wrong: string[] = [];
      for (let number = 0; number < CASES_PER_STORE; number++) {
        const table = tables[number % tables.length]!;
        const pages = material.pagesOf.get(table)!;
        const pageAt = (pages[draw(pages.length)]! - 1) * material.pageBytes;
        const damage = DAMAGES[Math.floor(number / tables.length) % DAMAGES.length]!;
        const bytes = Buffer.from(whole);
        damage(bytes, pageAt, material, draw);
        for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
        writeFileSync(path, bytes);
        const outcome = outcomeOf();
        counts[outcome.kind] += 1;
        if (outcome.kind === 'WRONG') wrong.push(`case ${number}: ${damage.name} in ${table}: ${outcome.about}`);
        // Controls: what a store that trusts SQLite would have believed of the same file.
        writeFileSync(path, bytes);
        const rows = uncheckedRows(path, rowTables);
        if (rows !== undefined && rows !== trueRows) silent += 1;
      }
      expect(wrong).toEqual([]);
      expect(counts.refused).toBeGreaterThan(CASES_PER_STORE / 10);
      expect(counts.harmless).toBeGreaterThan(0);
      expect(silent).toBeGreaterThan(CASES_PER_STORE / 20);
      // Cells are sealed: a damaged one is no other cell, but missing, and then nothing is summed.
      if (name === 'ledger') {
        expect(truth.size).toBeGreaterThan(10);
        expect(counts.less).toBeGreaterThan(3);
      }

      function outcomeOf(): Outcome {
        try {
          const store = kind.open(place);
          let state: string;
          try {
            state = store.state();
          } finally {
            store.close();
          }
          if (name === 'ledger') return ledgerOutcome(path, truth, state, trueState);
          return { kind: state === trueState ? 'harmless' : 'WRONG', about: 'what it knows' };
        } catch (error) {
          if (error instanceof HostError) return { kind: 'refused', about: error.code };
          throw error;
        }
      }
    },
  );
});
