/** The tables of the outbox file, their migrations, and what a row of them means. [P-2.4] */
import { adoptRows } from '../../host/store/checked-table.ts';
import { PROOF_COLUMNS, PROOF_TABLE } from '../../host/store/proof-table.ts';
import { parseStored } from '../../host/store/sqlite.ts';
import type { Migrating, StoreKind } from '../../host/store/store-making.ts';
import type { Carry, Gap, TakenReplacement } from '../outbox.ts';
import type { Estimate, ReplacementProblem } from '../sample.ts';
import { BOOKS_MIGRATION, COUNTER_MIGRATION } from './books-sqlite.ts';

/** Tables with checked rows, and the columns that their checksums cover. [P-6.2] */
export const CHECKED = {
  meter: ['number', 'id', 'last_interval'],
  reading: ['interval', 'meter', 'sharing', 'booked_wh', 'is_void', 'is_billed'],
  carry: ['meter', 'interval', 'register', 'wh', 'remaining_wh', 'after_interval', 'skipped', 'portions'],
  booking: ['meter', 'register', 'from_interval', 'to_interval', 'wh'],
  scheme: ['number', 'message', 'tariffs'],
  billed: ['meter', 'window'],
  card: ['aggregator', 'message'],
  lost: ['meter', 'key_epoch'],
  joined: ['meter', 'area', 'key_epoch', 'interval'],
  early: ['interval', 'meter', 'booked_wh'],
  gap: ['meter', 'from_interval', 'until_interval', 'wh'],
  sample: ['meter', 'sample'],
  estimate: ['meter', 'from_interval', 'until_interval', 'since_interval', 'wh'],
  replacement: ['meter', 'id', 'register', 'final_milli', 'initial_milli', 'host_ms', 'problem'],
  proof: PROOF_COLUMNS,
  tariff: ['hash', 'message'],
} as const;

/** Tables that had checked rows before meters kept what is on no bill, and samples. */
const {
  joined: _joined,
  early: _early,
  gap: _gap,
  sample: _sample,
  estimate: _estimate,
  replacement: _replacement,
  tariff: _tariff,
  ...CHECKED_AT_FIRST
} = CHECKED;

const JOINING_MIGRATION = `
  CREATE TABLE joined (meter INTEGER PRIMARY KEY, area TEXT NOT NULL, key_epoch INTEGER NOT NULL, interval INTEGER NOT NULL) STRICT;
  CREATE TABLE early (interval INTEGER NOT NULL, meter INTEGER NOT NULL, booked_wh TEXT NOT NULL,
    PRIMARY KEY (interval, meter)) STRICT, WITHOUT ROWID;
  CREATE TABLE gap (meter INTEGER NOT NULL, from_interval INTEGER NOT NULL, until_interval INTEGER NOT NULL, wh TEXT NOT NULL,
    PRIMARY KEY (meter, from_interval)) STRICT, WITHOUT ROWID`;

const SAMPLE_MIGRATION = `
  CREATE TABLE sample (meter INTEGER PRIMARY KEY, sample TEXT NOT NULL) STRICT`;

const ESTIMATE_MIGRATION = `
  CREATE TABLE estimate (meter INTEGER NOT NULL, from_interval INTEGER NOT NULL, until_interval INTEGER NOT NULL,
    since_interval INTEGER NOT NULL, wh TEXT NOT NULL, PRIMARY KEY (meter, from_interval)) STRICT;
  CREATE TABLE replacement (meter INTEGER NOT NULL, id TEXT NOT NULL, register TEXT NOT NULL, final_milli TEXT NOT NULL,
    initial_milli TEXT NOT NULL, host_ms REAL NOT NULL, problem TEXT NOT NULL, PRIMARY KEY (meter, id)) STRICT`;

const TARIFF_MIGRATION = `
  CREATE TABLE tariff (hash TEXT PRIMARY KEY, message TEXT NOT NULL) STRICT`;

/** Name of the outbox file in a meter's state folder. */
export const OUTBOX_FILE = 'outbox.sqlite';

const OUTBOX_MIGRATIONS = [
  `CREATE TABLE meter (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, last_interval INTEGER NOT NULL) STRICT;
   CREATE TABLE reading (interval INTEGER NOT NULL, meter INTEGER NOT NULL, sharing TEXT NOT NULL, booked_wh TEXT NOT NULL,
     is_void INTEGER NOT NULL, is_billed INTEGER NOT NULL, PRIMARY KEY (interval, meter)) STRICT, WITHOUT ROWID;
   CREATE TABLE carry (meter INTEGER NOT NULL, interval INTEGER NOT NULL, register INTEGER NOT NULL,
     wh INTEGER NOT NULL, remaining_wh INTEGER NOT NULL, after_interval INTEGER NOT NULL, skipped INTEGER NOT NULL,
     portions INTEGER NOT NULL, PRIMARY KEY (meter, interval, register)) STRICT;
   CREATE TABLE booking (meter INTEGER NOT NULL, register INTEGER NOT NULL, from_interval INTEGER NOT NULL,
     to_interval INTEGER NOT NULL, wh INTEGER NOT NULL, PRIMARY KEY (meter, register, from_interval, to_interval)) STRICT;
   CREATE TABLE scheme (number INTEGER PRIMARY KEY CHECK (number = 0), message TEXT NOT NULL, tariffs TEXT NOT NULL) STRICT;
   CREATE TABLE billed (meter INTEGER NOT NULL, window INTEGER NOT NULL, PRIMARY KEY (meter, window)) STRICT;
   CREATE TABLE card (aggregator INTEGER PRIMARY KEY, message TEXT NOT NULL) STRICT;
   CREATE TABLE lost (meter INTEGER PRIMARY KEY, key_epoch INTEGER NOT NULL) STRICT`,
  PROOF_TABLE,
  BOOKS_MIGRATION,
  (database: Migrating): void => {
    for (const [table, columns] of Object.entries(CHECKED_AT_FIRST)) adoptRows(database, table, columns);
  },
  (database: Migrating): void => {
    database.exec(JOINING_MIGRATION);
    for (const table of ['joined', 'early', 'gap'] as const) adoptRows(database, table, CHECKED[table]);
  },
  (database: Migrating): void => {
    database.exec(SAMPLE_MIGRATION);
    adoptRows(database, 'sample', CHECKED.sample);
    database.exec(COUNTER_MIGRATION);
  },
  (database: Migrating): void => {
    database.exec(ESTIMATE_MIGRATION);
    for (const table of ['estimate', 'replacement'] as const) adoptRows(database, table, CHECKED[table]);
  },
  (database: Migrating): void => {
    database.exec(TARIFF_MIGRATION);
    adoptRows(database, 'tariff', CHECKED.tariff);
  },
];

export const OUTBOX_STORE: StoreKind = { keeper: 'meter', file: OUTBOX_FILE, migrations: OUTBOX_MIGRATIONS };

/** A row of the table of gaps. */
export function gapFrom(row: Readonly<Record<string, unknown>>): Gap {
  return {
    from: Number(row['from_interval']),
    until: Number(row['until_interval']),
    units: parseStored<number[]>(row['wh']),
  };
}

/** A row of the table of estimates. */
export function estimateFrom(row: Readonly<Record<string, unknown>>): Estimate {
  return {
    since: Number(row['since_interval']),
    from: Number(row['from_interval']),
    until: Number(row['until_interval']),
    units: parseStored<number[]>(row['wh']),
  };
}

const PROBLEMS: readonly ReplacementProblem[] = ['unseen', 'final-below', 'initial-above', 'above-fuse'];

/** A row of the table of what was said of exchanged devices. */
export function replacementFrom(row: Readonly<Record<string, unknown>>): TakenReplacement {
  const problem = PROBLEMS.find((one) => one === row['problem']);
  return {
    id: String(row['id']),
    register: String(row['register']),
    finalMilli: String(row['final_milli']),
    initialMilli: String(row['initial_milli']),
    hostMs: Number(row['host_ms']),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** A row of the table of carries. */
export function carryFrom(row: Readonly<Record<string, unknown>>): Carry {
  return {
    interval: Number(row['interval']),
    register: Number(row['register']),
    units: Number(row['wh']),
    remainingUnits: Number(row['remaining_wh']),
    after: Number(row['after_interval']),
    skipped: Number(row['skipped']),
    portions: Number(row['portions']),
  };
}
