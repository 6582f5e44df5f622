/** Intervals without a reading: said once, kept in the books, and nothing is put in their place. [P-2.4] */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withFolder } from '../test/gridshare.ts';
import { FIRST_INTERVAL, Grid } from '../test/simulation/grid.ts';
import { readHouseholds } from '../homes/csv.ts';

const LIMIT_WH = 40_000;

function read(grid: Grid, offset: number, units = 100, missedUnits: readonly number[] = []): void {
  grid.readInterval(offset, () => undefined);
  const reading = { interval: FIRST_INTERVAL + offset, valuesUnits: [units], missedUnits };
  for (const meter of grid.meterIds) grid.fleet.feed({ kind: 'reading', meter, reading }, grid.times);
  grid.settle();
}

function started(): Grid {
  const grid = new Grid({ meters: 2, aggregators: 3, threshold: 2 });
  grid.start();
  return grid;
}

const gapsOf = (grid: Grid) =>
  grid.meterMachine.meters
    .get('meter-1')!
    .gaps.map(({ from, until, units }) => [from, until].map((at) => at - FIRST_INTERVAL).concat(units));
const said = (grid: Grid) =>
  grid.fleet.notices.filter(({ code, fields }) => code === 'reading_gap' && fields['meter'] === 'meter-1');

describe('[P-2.4] a gap in the readings', () => {
  test('is said once, by any process, without what was read', () => {
    const grid = started();
    read(grid, 0);
    read(grid, 1);
    expect(said(grid)).toEqual([]);
    read(grid, 4, 100, [4_321]);
    grid.restartFleet();
    grid.settle();
    read(grid, 4);
    read(grid, 5);
    expect(gapsOf(grid)).toEqual([[2, 4, 4_321]]);
    expect(said(grid)).toMatchObject([
      { level: 'warn', fields: { from: FIRST_INTERVAL + 2, until: FIRST_INTERVAL + 4, count: 2 } },
    ]);
    expect(JSON.stringify(said(grid))).not.toContain('4321');
    // Nothing is put in its place.
    expect(
      grid.outbox
        .restore()[0]!
        .readings.toArray()
        .map(({ interval }) => interval - FIRST_INTERVAL),
    ).toEqual([0, 1, 4, 5]);
  });

  test('is none where a reading is there that cannot be', () => {
    const grid = started();
    read(grid, 0);
    read(grid, 1, LIMIT_WH + 1);
    read(grid, 2);
    expect([gapsOf(grid), grid.fleet.notices.filter(({ code }) => code === 'reading_refused').length]).toEqual([[], 2]);
    read(grid, 4, LIMIT_WH + 1);
    grid.restartFleet();
    grid.settle();
    read(grid, 4, LIMIT_WH + 1);
    read(grid, 5);
    expect(gapsOf(grid)).toEqual([[3, 4]]);
    expect(said(grid)).toHaveLength(1);
  });
});

test('a file tells what it has of an interval that lacks a part', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'rows.csv');
    const rows = Array.from({ length: 24 }, (_, at) => `m,${new Date(at * 300_000).toISOString()},${at + 1}`);
    // Interval 2 lacks one of three parts, interval 3 all of them.
    writeFileSync(
      path,
      ['meter_id,timestamp,wh', ...rows.filter((_, at) => at !== 7 && (at < 9 || at > 11))].join('\n'),
    );
    const { households } = await readHouseholds(path, {
      intervalSeconds: 900,
      intervalOffsetSeconds: 0,
      maxReadingWh: LIMIT_WH,
    });
    expect([...(households[0]?.partsWh ?? [])]).toEqual([[2, [16]]]);
    expect([...households[0]!.readings.keys()]).toEqual([0, 1, 4, 5, 6, 7]);
  });
});
