/**
 * Stores outlive the software that made them: no migration that was ever used changes, and a store of other migrations is
 * told apart from a damaged one, with what its own keeper has to do. [P-6.2]
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SqliteLedger } from '../aggregator/host/ledger-sqlite.ts';
import { LEDGER_STORE } from '../aggregator/host/ledger-tables.ts';
import type { Check } from '../host/care/finding.ts';
import { checkStore } from '../host/care/check-disk.ts';
import { HostError } from '../host/base/errors.ts';
import { openStore } from '../host/store/sqlite.ts';
import { type Migration, type StoreKind, migrationHashes } from '../host/store/store-making.ts';
import { OUTBOX_STORE } from '../meter/host/outbox-tables.ts';
import { ARCHIVE_STORE } from '../utility/host/archive-reader.ts';
import { freePort, gridshare, temporaryFolder } from './gridshare.ts';

const STORES: readonly StoreKind[] = [LEDGER_STORE, ARCHIVE_STORE, OUTBOX_STORE];
const LOCK_FILE = new URL('../host/store/migrations.lock.json', import.meta.url);
const locked = JSON.parse(readFileSync(LOCK_FILE, 'utf8')) as Readonly<Record<string, readonly string[]>>;

/** What is wrong with migrations, by the hashes that were written down when each was first used. */
function lockProblems(file: string, migrations: readonly Migration[], lines: readonly string[]): string[] {
  const problems: string[] = [];
  const hashes = migrationHashes(migrations);
  for (const [at, made] of hashes.entries()) {
    const line = lines[at];
    if (line === undefined)
      problems.push(`migration ${at + 1} of ${file} has no line in host/migrations.lock.json yet: append "${made}"`);
    else if (line !== made)
      problems.push(
        `migration ${at + 1} of ${file} was edited, and stores made by it exist: undo that, append another`,
      );
  }
  if (lines.length > hashes.length) problems.push(`a migration of ${file} is gone, and stores made by it exist`);
  return problems;
}

/** As if the first migration had been another when this store was made. */
function otherwise(kind: StoreKind, more = 'CREATE TABLE more (x INTEGER)'): StoreKind {
  const [first, ...rest] = kind.migrations;
  const edited: Migration = (database) => {
    if (typeof first === 'string') database.exec(first);
    else first?.(database);
    database.exec(more);
  };
  return { ...kind, migrations: [edited, ...rest] };
}

describe('migrations are only ever appended', () => {
  test('each store keeps those that it had', () => {
    expect(Object.keys(locked).toSorted()).toEqual(STORES.map(({ file }) => file).toSorted());
    expect(STORES.flatMap(({ file, migrations }) => lockProblems(file, migrations, locked[file] ?? []))).toEqual([]);
  });

  test.each(STORES)('control: $file: an edited, a lost and a new one are found', (kind) => {
    const { file, migrations } = kind;
    const lines = locked[file] ?? [];
    expect(lockProblems(file, otherwise(kind).migrations, lines)).toEqual([expect.stringContaining('1 of')]);
    expect(lockProblems(file, migrations.slice(0, -1), lines)).toEqual([expect.stringContaining('is gone')]);
    const added = [...migrations, 'CREATE TABLE added (x INTEGER)'];
    expect(lockProblems(file, added, lines)).toEqual([expect.stringMatching(/has no line.*append "[0-9a-f]{32}"/)]);
    // What columns a checksum covers is part of what a migration does, too.
    const covering = otherwise(kind, 'SELECT 1');
    expect(lockProblems(file, covering.migrations, lines)).toEqual([expect.stringContaining('was edited')]);
  });

  test('control: how a migration is written does not count', () => {
    expect(migrationHashes(['CREATE TABLE a (b)'])).toEqual(migrationHashes([' CREATE  TABLE a\n (b) ']));
    expect(migrationHashes(['CREATE TABLE a (b)'])).not.toEqual(migrationHashes(['CREATE TABLE a (b, c)']));
  });
});

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const PARTIES = [
  {
    kind: LEDGER_STORE,
    role: 'aggregator',
    name: 'aggregator-1',
    table: 'hint',
    damaged: /restore a backup.*Without a backup move the file aside.*counter is lost too.*found it anew/,
    version: /leave the file and the counter where they are.*gridshare that wrote it/,
  },
  {
    kind: ARCHIVE_STORE,
    role: 'utility',
    name: 'utility',
    table: 'evidence',
    damaged: /restore a backup.*asks the aggregators for the log/,
    version: /leave the file where it is.*gridshare that wrote it/,
  },
  {
    kind: OUTBOX_STORE,
    role: 'meter',
    name: 'meters',
    table: 'refused',
    damaged: /keep the file.*not confirmed yet are in it.*next key epoch and an empty state folder/,
    version: /not confirmed yet are in it.*gridshare that wrote it.*nothing is lost/,
  },
] as const;

beforeAll(async () => {
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  const few = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--broker', url];
  expect(await gridshare(['init', grid, ...few])).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Changes a store as plain SQL can, all of it in one file afterwards. */
function change(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(`${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  database.close();
}

describe.each(PARTIES)('$role: a store', ({ kind, role, name, table, damaged, version }) => {
  const state = join(grid, name, 'state');
  const path = join(state, kind.file);
  const config = join(grid, name, 'config.yaml');

  const newer = { ...kind, migrations: [...kind.migrations, 'CREATE TABLE newer (x INTEGER)'] };

  const made = (by: StoreKind, sql = 'SELECT 1'): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    openStore(path, by).close();
    change(path, sql);
  };

  const opening = (): string => {
    const before = readFileSync(path);
    try {
      openStore(path, kind).close();
      return '';
    } catch (error) {
      expect(error).toBeInstanceOf(HostError);
      // Left as it was: whoever wrote it can go on with it.
      expect(readFileSync(path).equals(before)).toBe(true);
      return `${(error as HostError).message} [${(error as HostError).code}]`;
    }
  };

  test.each([
    ['that a migration made which was edited since', (): void => made(otherwise(kind))],
    [
      'that lacks a table, of the time before stores said what made them',
      (): void => made(kind, `DROP TABLE made_by; DROP TABLE ${table}`),
    ],
    [
      'that lacks a column',
      (): void => made(kind, 'DROP TABLE made_by; ALTER TABLE checked RENAME COLUMN total TO sum'),
    ],
    ['that a newer gridshare wrote', (): void => made(newer)],
  ])('%s is of another version, not damaged', (_what, make) => {
    make();
    const text = opening();
    expect(text).toMatch(/of another version of gridshare, not damaged.*\[ERR_STORE_VERSION\]/);
    expect(text).toMatch(version);
    expect(text).not.toMatch(/delete/i);
    expect(checkStore(path, kind, true)).toMatchObject({ status: 'failed', advice: expect.stringMatching(version) });
  });

  test.each([
    ['whose record says that it has what it lacks', (): void => made(kind, `DROP TABLE ${table}`)],
    ['whose record of its making is not what was stored', (): void => made(kind, "UPDATE made_by SET migration = 'x'")],
  ])('%s is damaged', (_what, make) => {
    make();
    const text = opening();
    expect(text).toMatch(/is damaged.*\[ERR_STORE_CORRUPT\]/s);
    expect(text).toMatch(damaged);
    expect(checkStore(path, kind, true)).toMatchObject({ status: 'failed', advice: expect.stringMatching(damaged) });
  });

  test('as its party and the doctor tell it', { timeout: 120_000 }, async () => {
    for (const [make, code, advice] of [
      [(): void => made(otherwise(kind)), 'ERR_STORE_VERSION', version],
      [(): void => made(kind, 'DROP TABLE made_by; UPDATE checked SET total = 1'), 'ERR_STORE_CORRUPT', damaged],
    ] as const) {
      make();
      const outcome = await gridshare([role, '--config', config]);
      expect([outcome.code, outcome.stderr]).toEqual([3, expect.stringContaining(`[${code}]`)]);
      expect(outcome.stderr).toMatch(advice);
      expect(outcome.stderr).not.toMatch(/delete/i);
      // Only who may go on with an older store hears of backups.
      if (role === 'meter') expect(outcome.stderr).not.toMatch(/restore|backup/);
      expect((await gridshare(['health', '--config', config])).stdout).toContain(`[${code}]`);
    }
    made(otherwise(kind));
    const { code, stdout } = await gridshare(['doctor', '--json', '--config', config]);
    const { checks } = JSON.parse(stdout) as { readonly checks: readonly Check[] };
    expect(code).toBe(3);
    expect(checks.filter(({ name: about }) => about === 'store')).toEqual([
      {
        name: 'store',
        status: 'failed',
        text: expect.stringContaining('another version'),
        advice: expect.stringMatching(version),
      },
    ]);
  });

  test('control: one of the time before stores said what made them is opened, and says so from then on', () => {
    made(kind, 'DROP TABLE made_by');
    for (let times = 0; times < 2; times += 1) openStore(path, kind).close();
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database.prepare('SELECT migration FROM made_by ORDER BY version').all();
    database.close();
    expect(rows.map(({ migration }) => migration)).toEqual(migrationHashes(kind.migrations));
    // And one that is brought up to date.
    made(kind);
    openStore(path, newer).close();
  });
});

describe('a ledger of cells one by one', () => {
  const first = { ...LEDGER_STORE, migrations: LEDGER_STORE.migrations.slice(0, 1) };

  test.each([
    ['begins anew as one that lost them', "INSERT INTO cell VALUES (1, 5, 0, 1, 7, x'00')", true],
    ['goes on if it has none', 'SELECT 1', false],
  ])('%s', async (_what, sql, isRecovering) => {
    const path = join(folder, `of-cells-${isRecovering}.sqlite`);
    openStore(path, first).close();
    change(path, sql);
    const ledger = new SqliteLedger(path);
    // Every row that was checked before is as good as it was.
    expect(ledger.restore()).toEqual([]);
    expect(ledger.standing().isRecovering).toBe(isRecovering);
    ledger.close();
  });
});
