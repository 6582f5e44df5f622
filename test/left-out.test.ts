/** A reading that can't be: out of the bill, and said wherever somebody looks. [P-2.4] */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gridshare, withFolder } from './gridshare.ts';

const HOURS = 24;

/** Six homes, a row every quarter of an hour; the first has one of 30 kWh in it, more than a fuse lets through. */
function homes(spike: number): string {
  const rows = ['meter_id,timestamp,wh'];
  for (let home = 1; home <= 6; home++) {
    for (let quarter = 0; quarter < HOURS * 4; quarter++) {
      const time = new Date(Date.UTC(2026, 2, 29) + quarter * 900_000).toISOString();
      rows.push(`h${home},${time},${home === 1 && quarter === 41 ? spike : 100 + home}`);
    }
  }
  return rows.join('\n');
}

describe('a sample that cannot be', () => {
  test.each([
    ['inside a longer interval', 30_000, 1],
    ['that can be (control)', 8_000, 0],
  ])('%s', { timeout: 180_000 }, async (_what, spike, leftOut) => {
    await withFolder(async (folder) => {
      const [file, kept] = [join(folder, 'homes.csv'), join(folder, 'kept')];
      writeFileSync(file, homes(spike));
      const played = await gridshare(['demo', '--data', file, '--interval', '3600', '--keep', kept]);
      expect(played.code, played.stdout).toBe(0);
      const said = played.stdout.includes('1 reading that cannot be is on no bill');
      expect([said, played.stdout.includes('Left out: h1 at 2026-03-29 10:00 UTC')]).toEqual([
        leftOut > 0,
        leftOut > 0,
      ]);
      const books = await gridshare(['explain', 'h1', '--config', join(kept, 'meters', 'config.yaml')]);
      expect(books.code, books.stderr).toBe(0);
      expect(books.stdout.includes('1 reading left out')).toBe(leftOut > 0);
    });
  });
});
