/** `gridshare settle --status` and `explain` as a user runs them, on what a demo with a fault left behind. [P-7.5, P-7.6] */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePage } from '../cli/explain.ts';
import type { HouseholdView } from '../cli/settlement/household.ts';
import { openSettlement } from '../cli/settlement/read.ts';
import type { AreaView } from '../cli/settlement/windows.ts';
import { type Outcome, gridshare, withFolder } from './gridshare.ts';

const LONG = { timeout: 180_000 };
const HOURS = 24;
const LATE_WH = 3 * 500;

/** Six homes for a day of hours; the last one reports only the last three. */
function homes(): string {
  const rows = ['meter_id,timestamp,wh'];
  for (let hour = 0; hour < HOURS; hour++) {
    for (let home = 1; home <= 6; home++) {
      if (home === 6 && hour < HOURS - 3) continue;
      rows.push(`h${home},2026-03-29T${String(hour).padStart(2, '0')}:00:00Z,${home === 6 ? 500 : 100 * home + hour}`);
    }
  }
  return rows.join('\n');
}

/** What h1 used, which waits with it. */
const COMPANION_WH = Array.from({ length: HOURS }, (_, hour) => 100 + hour).reduce((sum, wh) => sum + wh);

describe('after a demo in which an aggregator died and a home reported too little', () => {
  test('status and explanations name what waits, why, and who has not answered', LONG, async () => {
    await withFolder(async (folder) => {
      const file = join(folder, 'homes.csv');
      writeFileSync(file, homes());
      const kept = join(folder, 'kept');
      const played = await gridshare([
        'demo',
        '--json',
        '--data',
        file,
        '--interval',
        '3600',
        '--keep',
        kept,
        '--fault',
        'kill-aggregator=2@0.4',
      ]);
      // One bill waits: not everything is exact, and nothing is wrong.
      expect(played.code).toBe(1);
      const config = join(kept, 'utility', 'config.yaml');
      const ask = (...args: string[]): Promise<Outcome> => gridshare([...args, '--config', config]);

      const status = await ask('settle', '--status', '--json');
      expect(status.code).toBe(0);
      const { utility, areas } = JSON.parse(status.stdout) as { utility: object; areas: AreaView[] };
      expect(utility).toMatchObject({ isRunning: false });
      const [area] = areas;
      expect(area).toMatchObject({ area: 'area-1', threshold: 2, quorum: 2, pages: { closed: 32, empty: 0 } });
      expect(area!.windows[0]).toMatchObject({
        state: 'waiting',
        bills: { billed: 4, waiting: 2, failed: 0 },
        footing: { state: 'outstanding', sums: [{ register: '1-0:1.8.0' }] },
      });
      const [sum] = area!.windows[0]!.footing.sums;
      // Alone, h6 would be what loads and bills differ by: another home waits with it.
      expect(sum!.loadWh - sum!.billedWh).toBe(LATE_WH + COMPANION_WH);
      expect(area!.unsettled).toMatchObject([
        { meter: 'h1', state: 'waiting' },
        { meter: 'h6', state: 'waiting' },
      ]);
      expect(
        area!.aggregators.map(({ unansweredPages, unansweredBills }) => [unansweredPages > 0, unansweredBills]),
      ).toEqual([
        [false, 0],
        [true, 4],
        [false, 0],
      ]);
      const text = (await ask('settle', '--status')).stdout;
      for (const words of [
        'The utility was stopped',
        'waiting: 2 bills waiting',
        'h6, window from',
        '2 (operator-2)  has not',
      ])
        expect(text).toContain(words);
      const bills = JSON.parse((await ask('bills', '--json')).stdout) as object[];
      expect(bills).toHaveLength(6);
      expect(bills[1]).toMatchObject({
        intervals: 32,
        of: 32,
        quorum: 2,
        setHash: expect.stringMatching(/^[\w-]{43}$/),
        certifiedBy: '1 3',
      });
      const csv = (await ask('settle', '--status', '--csv')).stdout.trim().split('\n');
      expect(csv[0]).toMatch(/^area,from,intervals,state,reason,/);
      expect(csv[1]).toContain(',waiting,');

      const late = await ask('explain', 'h6');
      expect(late.code).toBe(0);
      for (const words of ['h6 in area-1', 'waiting: too few intervals', 'fewIntervals', 'void cells'])
        expect(late.stdout).toContain(words);
      const companion = await ask('explain', 'h1');
      expect(companion.stdout).toContain('would tell the few cells that wait from all others (companion)');
      const billed = await ask('explain', 'h2');
      for (const words of [
        'billed: its tag confirms it',
        'covers     32 of 32 cells',
        'certified by',
        'no answer  aggregator 2',
      ])
        expect(billed.stdout).toContain(words);
      const page = await ask('explain', '2026-03-29T23:00Z', '--json');
      expect(JSON.parse(page.stdout)).toMatchObject({
        kind: 'page',
        pages: [
          { state: 'closed', meters: 6, of: 6, set: { quorum: 2 }, loads: [{ notAnswered: [2], signers: [1, 3] }] },
        ],
      });

      // The household's side: what the utility can't know.
      const meters = join(kept, 'meters', 'config.yaml');
      const own = await gridshare(['explain', 'h6', '--config', meters, '--json']);
      expect(own.code).toBe(0);
      expect(JSON.parse(own.stdout) as HouseholdView).toMatchObject({
        doesAddUp: true,
        registers: [{ meteredWh: LATE_WH, billedWh: 0, outstandingWh: LATE_WH, carryWh: 0 }],
      });
      expect((await gridshare(['explain', 'h2', '--config', meters])).stdout).toContain(
        'outstanding 0.000 kWh + carry 0.000 kWh',
      );

      const unknown = await ask('explain', 'nobody');
      expect(unknown).toMatchObject({ code: 2, stdout: '' });
      expect(unknown.stderr).toContain('no meter of the rosters');
      const wrong = await gridshare(['explain', 'h1', '--config', join(kept, 'aggregator-1', 'config.yaml')]);
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toContain('is of aggregator');

      checkStatusFile(join(kept, 'utility', 'state', 'status.json'), config);
      expect((await ask('settle', '--status')).code).toBe(3);
    });
  });
});

/** A utility that crashed, left nothing, or left something that is no status. */
function checkStatusFile(path: string, config: string): void {
  const status = JSON.parse(readFileSync(path, 'utf8')) as object;
  const nowMs = 2_000_000_000_000;
  const told = (changes: object): string => {
    writeFileSync(path, JSON.stringify({ ...status, ...changes }));
    const settlement = openSettlement(config, nowMs);
    settlement.close();
    return settlement.utility.text;
  };
  const old = { isRunning: true, writtenAtMs: nowMs - 7_200_000 };
  expect(told(old)).toContain('its last status is 2 h 00 min old');
  expect(told({ isRunning: true, isConnected: false, writtenAtMs: nowMs })).toContain('NOT connected');
  expect(told({ isRunning: true, isConnected: true, writtenAtMs: nowMs })).toContain('running and connected');
  rmSync(path);
  const settlement = openSettlement(config, nowMs);
  settlement.close();
  expect(settlement.utility.text).toContain('left no status');
  writeFileSync(path, '{');
  expect(() => openSettlement(config, nowMs)).toThrow('is not JSON');
  expect(() => told({ areas: 7 })).toThrow('is not a settlement status');
}

test.each([
  ['1964021', 1964021],
  ['2026-01-05T13:15Z', 1964021],
  ['2026-01-05 13:29:59 UTC', 1964021],
  ['2026-01-05T14:15+01:00', 1964021],
  ['2026-01-05T13:15', 1964021],
  ['2026-13-05T13:15Z', undefined],
  ['05.01.2026', undefined],
  ['home-01', undefined],
])('a page by index or UTC time: %s', (text, interval) => {
  expect(parsePage(text, 900)).toBe(interval);
});
