/** An outbox with a long backlog, as a fleet has it that nobody receipts, filled at one go. */
import { DatabaseSync } from 'node:sqlite';
import { adoptRows } from '../host/store/checked-table.ts';
import { SqliteOutbox } from '../meter/host/outbox-sqlite.ts';
import { CHECKED } from '../meter/host/outbox-tables.ts';

const FIRST_INTERVAL = 29_000_000;

/** Makes the outbox of these meters, with so many readings: as many of each meter, all of an interval side by side. */
export function fillOutbox(path: string, meters: readonly string[], readings: number): void {
  const outbox = new SqliteOutbox(path);
  const reading = { interval: FIRST_INTERVAL, sharing: 'sharing', bookedUnits: [0], isVoid: false, isBilled: false };
  outbox.commit(meters.map((meter) => ({ kind: 'reading', meter, reading })));
  outbox.close();
  const database = new DatabaseSync(path);
  database.exec('BEGIN');
  const insert = database.prepare('INSERT INTO reading VALUES (?, ?, ?, ?, 0, 0, 0)');
  const end = FIRST_INTERVAL + readings / meters.length;
  for (let interval = FIRST_INTERVAL + 1; interval < end; interval++)
    for (let number = 1; number <= meters.length; number++)
      insert.run(interval, number, 'sharing', `[${(interval * 37 + number * 53) % 211}]`);
  database.prepare('UPDATE meter SET last_interval = ?').run(end - 1);
  for (const table of ['meter', 'reading'] as const) adoptRows(database, table, CHECKED[table]);
  database.exec('COMMIT');
  database.close();
}
