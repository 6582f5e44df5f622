/** An outbox is read in slices: everything else has its turn meanwhile, and nothing of its checks is lost. [P-2.4, P-6.2] */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { fillOutbox } from '../../test/filled-outbox.ts';
import { withFolder } from '../../test/gridshare.ts';
import { SqliteOutbox } from './outbox-sqlite.ts';
import { outboxInThread } from './outbox-store.ts';
import { OUTBOX_FILE } from './outbox-tables.ts';

const READINGS = 60_000;
const METERS = ['m-1', 'm-2', 'm-3'];

/** What was told, and how often an immediate had its turn, while it was restored. */
async function restored(path: string) {
  const outbox = outboxInThread(new SqliteOutbox(path));
  const told: number[] = [];
  let turns = 0;
  let isOver = false;
  const turn = (): void => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  try {
    const meters = await outbox.restore((count) => told.push(count));
    return { meters, told, turns };
  } finally {
    isOver = true;
    await outbox.close();
  }
}

test('others have their turn, and what is given back is what one pass gives', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, OUTBOX_FILE);
    fillOutbox(path, METERS, READINGS);
    const { meters, told, turns } = await restored(path);
    expect(turns).toBeGreaterThan(3);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
    expect(told.at(-1)).toBeGreaterThan(READINGS / 2);
    const atOnce = new SqliteOutbox(path);
    let turnsOfOnePass = 0;
    const turn = setImmediate(() => (turnsOfOnePass += 1));
    const plain = atOnce.restore();
    // Control: one pass lets nobody have a turn.
    expect(turnsOfOnePass).toBe(0);
    clearImmediate(turn);
    atOnce.close();
    const counted = (all: typeof meters) => all.map((meter) => ({ ...meter, readings: meter.readings.toArray() }));
    expect(counted(meters)).toEqual(counted(plain));
    expect(counted(meters).flatMap(({ readings }) => readings)).toHaveLength(READINGS);
  });
});

test.each([
  [
    'a value of its last row',
    "UPDATE reading SET booked_wh = '[7]' WHERE interval = (SELECT max(interval) FROM reading)",
  ],
  ['a row that vanished', 'DELETE FROM reading WHERE interval = (SELECT max(interval) FROM reading) AND meter = 1'],
])('%s is found', async (_what, sql) => {
  await withFolder(async (folder) => {
    const path = join(folder, OUTBOX_FILE);
    fillOutbox(path, METERS, READINGS);
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
    await expect(restored(path)).rejects.toMatchObject({ code: 'ERR_STORE_CORRUPT' });
  });
});
