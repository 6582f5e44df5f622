/**
 * What an aggregator keeps over many windows: replays 24 of them through a whole grid in this process, real cryptography and
 * SQLite files, and prints after each what aggregator 1 holds. `npm run bench:retention`. [P-6.5]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Grid } from '../test/simulation/grid.ts';

const WINDOWS = 24;
const INTERVALS = 24;
const METERS = 10;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const folder = mkdtempSync(join(tmpdir(), 'gridshare-retention-'));
try {
  const grid = new Grid({
    meters: METERS,
    aggregators: 3,
    threshold: 2,
    intervalCount: INTERVALS,
    ledgerFolder: folder,
  });
  grid.start();
  const path = join(folder, 'ledger-1.sqlite');
  const heaps: number[] = [];
  process.stdout.write(
    'window  cells read  cells held  rows  keys  heap of the whole grid  ledger file  of it log and answers\n',
  );
  for (let window = 0; window < WINDOWS; window++) {
    for (let at = 0; at < INTERVALS; at++) {
      const offset = window * INTERVALS + at;
      grid.readInterval(offset, (meter) => [100 * meter + at]);
    }
    grid.closeDue();
    grid.wait(10_000);
    grid.tapped.length = 0;
    for (const { history } of [...grid.aggregators, grid.utility, grid.fleet]) history.length = 0;
    collect();
    const database = new DatabaseSync(path, { readOnly: true });
    const count = (sql: string): number => Number(database.prepare(sql).get()?.['count'] ?? 0);
    const rows = count('SELECT coalesce(sum(cells), 0) AS count FROM cell_batch');
    const keys = count('SELECT count(*) AS count FROM window_key');
    const kept =
      count('SELECT sum(length(certified)) AS count FROM entry') +
      count('SELECT sum(length(message)) AS count FROM release');
    database.close();
    const { heapUsed } = process.memoryUsage();
    heaps.push(heapUsed);
    const cells = (window + 1) * INTERVALS * METERS;
    const kib = (bytes: number): string => `${Math.round(bytes / 1024)} KiB`;
    process.stdout.write(
      [
        String(window + 1).padStart(6),
        String(cells).padStart(10),
        String(grid.aggregatorMachines[0]?.heldCells).padStart(10),
        String(rows).padStart(4),
        String(keys).padStart(4),
        kib(heapUsed).padStart(22),
        kib(statSync(path).size).padStart(11),
        kib(kept).padStart(21),
      ].join('  ') + '\n',
    );
  }
  const ratio = (heaps.at(-1) ?? 0) / (heaps[3] ?? 1);
  process.stdout.write(`heap after the last window to that after the 4th: ${ratio.toFixed(2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
