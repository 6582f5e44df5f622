/** `gridshare move` in a running grid of processes: a meter is billed in both areas, and every watt-hour is where it belongs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { findMosquitto } from '../broker/mosquitto.ts';
import { CONFIG_FILE } from '../host/base/file-names.ts';
import { gridshare } from './gridshare.ts';
import { BROKERS, ProcessGrid } from './processes/grid.ts';
import { follow } from './processes/until.ts';
import { type Verdict, logsOf, verdictOf } from './processes/verdict.ts';

const LONG = { timeout: 240_000 };
const WINDOWS = { windowIntervals: 12, windows: 4, runOffIntervals: 8 };
const MOVER = 'm0001';

let grid: ProcessGrid | undefined;
afterEach(async () => {
  await grid?.stop();
  grid?.delete();
  grid = undefined;
});

const written = (playing: ProcessGrid): number => {
  const [row] = playing.rows('fleet', 'SELECT min(last_interval) AS last FROM meter');
  return Number(row?.['last'] ?? playing.firstInterval - 1) + 1 - playing.firstInterval;
};

/** Intervals that the roster of an area has the mover for, from the first one on. */
function spanIn(playing: ProcessGrid, area: string): readonly [number, number] | undefined {
  const line = logsOf(playing).get(area)?.roster.byId(MOVER);
  return line && [line.from - playing.firstInterval, line.until - playing.firstInterval];
}

async function play(broker: (typeof BROKERS)[number]): Promise<Verdict> {
  const playing = await ProcessGrid.create({
    seed: 7,
    broker,
    meters: 8,
    areas: 2,
    aggregators: 3,
    threshold: 2,
    // A second an interval: there is time to move.
    speed: 900,
    leadMs: 8_000_000,
    sharesTopic: 'meter',
    ...WINDOWS,
  });
  grid = playing;
  await playing.startBroker();
  for (const name of playing.parties) playing.start(name);
  await follow(
    playing,
    () => written(playing),
    (count) => count >= 4,
  );
  const [utility, meters] = [playing.paths.utility, playing.paths.meters].map((folder) => join(folder, CONFIG_FILE));
  const moving = ['move', MOVER, 'area-2', '--config', utility ?? '', '--meter-config', meters ?? ''];
  // Control: not to an area that nobody is in, nor to where it is.
  expect(await gridshare(moving.map((word) => (word === 'area-2' ? 'area-3' : word)))).toMatchObject({ code: 2 });
  expect(await gridshare(moving.map((word) => (word === 'area-2' ? 'area-1' : word)))).toMatchObject({ code: 2 });
  const moved = await gridshare(moving);
  expect(moved).toMatchObject({ code: 0, stderr: '' });
  expect(moved.stdout).toContain(`Meter ${MOVER} moves from area-1 to area-2`);
  await follow(
    playing,
    () => spanIn(playing, 'area-2'),
    (span) => span !== undefined && written(playing) > span[0] + 2,
  );
  await playing.kill('fleet');
  playing.start('fleet');
  return follow(
    playing,
    () => verdictOf(playing),
    ({ lost, double, unsettled }) => lost.length + double.length + unsettled.length === 0,
  );
}

describe.each(BROKERS)('[P-7.1.11] on %s', (broker) => {
  test.skipIf(broker === 'mosquitto' && findMosquitto() === undefined)(
    'a moved meter has a bill in either area for the window of its move, and all of them are exact',
    LONG,
    async () => {
      const verdict = await play(broker);
      expect(verdict).toMatchObject({ lost: [], double: [], unsettled: [] });
      const [before, after] = ['area-1', 'area-2'].map((area) => spanIn(grid!, area));
      // Each interval is of one area.
      expect(before?.[0]).toBe(0);
      expect(after?.[0]).toBe(before?.[1]);
      const cells = [...logsOf(grid!)].map(([area, log]) => {
        const line = log.roster.byId(MOVER);
        const pages = [...log.pages].filter(([, { set }]) => line !== undefined && set.has(line.index));
        return [area, pages.map(([interval]) => interval - grid!.firstInterval)] as const;
      });
      const [inOld, inNew] = cells.map(([, offsets]) => offsets);
      expect(inOld!.every((offset) => offset < before![1])).toBe(true);
      expect(inNew!.every((offset) => offset >= after![0])).toBe(true);
      expect(inOld!.length).toBeGreaterThan(0);
      expect(inNew!.length).toBeGreaterThan(0);
      const log = readFileSync(join(grid!.paths.meters, 'log.jsonl'), 'utf8');
      expect(log).toContain('"left_area"');
    },
  );
});
