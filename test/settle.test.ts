/** `gridshare settle --status` and `explain` as a user runs them, on what a demo with a fault left behind. [P-7.5, P-7.6] */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parsePage } from '../cli/explain.ts';
import type { HouseholdView } from '../meter/views/own-books.ts';
import { indexLogs, openSettlement } from '../utility/host/settlement.ts';
import { type AreaView, viewArea } from '../utility/views/area-view.ts';
import { listBills, listLoads } from '../utility/views/figure-list.ts';
import { viewMeter } from '../utility/views/meter-view.ts';
import { type Selection, everyRow } from '../utility/views/slice.ts';
import { viewSummary } from '../utility/views/summary-view.ts';
import { listWindows } from '../utility/views/window-list.ts';
import { type Outcome, gridshare, withFolder } from './gridshare.ts';
import { readTariffDocuments } from '../utility/host/document-files.ts';
import { readConfig } from '../host/base/config.ts';

const LONG = { timeout: 180_000 };
const HOURS = 24;
const LATE_WH = 3 * 500;

/** Fourteen homes for a day of hours; the last one reports only the last three. */
function homes(): string {
  const rows = ['meter_id,timestamp,wh'];
  for (let hour = 0; hour < HOURS; hour++) {
    for (let home = 1; home <= 14; home++) {
      if (home === 14 && hour < HOURS - 3) continue;
      rows.push(`h${home},2026-03-29T${String(hour).padStart(2, '0')}:00:00Z,${home === 14 ? 500 : 100 * home + hour}`);
    }
  }
  return rows.join('\n');
}

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
      // One home has no bill: not everything is exact, and nothing is wrong.
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
        state: 'billed',
        bills: { billed: 13, remnant: 1, waiting: 0, failed: 0 },
        // h14 has eleven cells; four others give up as many and keep it company.
        footing: { state: 'footed', remnantMeters: 5, sums: [{ register: '1-0:1.8.0', remnantCells: 55 }] },
      });
      const [sum] = area!.windows[0]!.footing.sums;
      expect(sum!.remnantUnits).toBe(sum!.loadUnits - sum!.billedUnits);
      expect(sum!.remnantUnits).toBeGreaterThan(LATE_WH);
      expect(area!.unsettled).toMatchObject([{ meter: 'h14', state: 'remnant' }]);
      expect(
        area!.aggregators.map(({ unansweredPages, unansweredBills }) => [unansweredPages > 0, unansweredBills]),
      ).toEqual([
        [false, 0],
        [true, 13],
        [false, 0],
      ]);
      const text = (await ask('settle', '--status')).stdout;
      for (const words of [
        'The utility was stopped',
        'remnant of 1-0:1.8.0',
        'h14, window from',
        '2 (operator-2)  has not',
      ])
        expect(text).toContain(words);
      const bills = JSON.parse((await ask('bills', '--json')).stdout) as object[];
      expect(bills).toHaveLength(14);
      expect(bills[1]).toMatchObject({
        of: 32,
        begin: '2026-03-29T00:00:00Z',
        end: '2026-03-30T08:00:00Z',
        signers: [1, 3],
        set: { quorum: 2, setHash: expect.stringMatching(/^[\w-]{43}$/), certifiedBy: [1, 3] },
      });
      const csv = (await ask('settle', '--status', '--csv')).stdout.trim().split('\n');
      expect(csv[0]).toMatch(/^area,begin,end,intervals,state,reason,/);
      expect(csv[1]).toContain(',billed,');
      await checkJson(config, ask);

      const late = await ask('explain', 'h14');
      expect(late.code).toBe(0);
      for (const words of ['h14 in area-1', 'its 11 cells are remnant', 'void cells'])
        expect(late.stdout).toContain(words);
      for (let home = 1; home < 14; home++) {
        const billed = (await ask('explain', `h${home}`)).stdout;
        const isCompany = billed.includes('covers     21 of 32 intervals; 11 intervals more are remnant');
        expect(isCompany || billed.includes('covers     32 of 32 intervals')).toBe(true);
        for (const words of ['billed: its tag confirms it', 'certified by', 'no answer  aggregator 2'])
          expect(billed).toContain(words);
      }
      const page = await ask('explain', '2026-03-29T23:00Z', '--json');
      expect(JSON.parse(page.stdout)).toMatchObject({
        kind: 'page',
        pages: [
          { state: 'closed', meters: 14, of: 14, set: { quorum: 2 }, loads: [{ notAnswered: [2], signers: [1, 3] }] },
        ],
      });

      // The household's side: what the utility can't know.
      const meters = join(kept, 'meters', 'config.yaml');
      const own = await gridshare(['explain', 'h14', '--config', meters, '--json']);
      expect(own.code).toBe(0);
      expect(JSON.parse(own.stdout) as HouseholdView).toMatchObject({
        doesAddUp: true,
        registers: [{ meteredUnits: LATE_WH, billedUnits: 0 }],
      });
      expect((await gridshare(['explain', 'h2', '--config', meters])).stdout).toContain('outstanding 0.000 kWh');

      const unknown = await ask('explain', 'nobody');
      expect(unknown).toMatchObject({ code: 2, stdout: '' });
      expect(unknown.stderr).toContain('is neither a meter of the rosters');
      const wrong = await gridshare(['explain', 'h1', '--config', join(kept, 'aggregator-1', 'config.yaml')]);
      expect(wrong.code).toBe(2);
      expect(wrong.stderr).toContain('is of aggregator');

      checkStatusFile(join(kept, 'utility', 'state', 'status.json'), config);
      expect((await ask('settle', '--status')).code).toBe(3);
    });
  });
});

/** What commands print as JSON is what the views are, whole and in parts. */
async function checkJson(config: string, ask: (...args: string[]) => Promise<Outcome>): Promise<void> {
  const said = async (...args: string[]): Promise<unknown> => JSON.parse((await ask(...args, '--json')).stdout);
  const plain = (view: unknown): unknown => JSON.parse(JSON.stringify(view));
  const settlement = openSettlement(config, Date.now());
  const { archive, areas, scheme } = settlement;
  const logs = indexLogs(archive, readTariffDocuments(config, readConfig('config-utility', config)));
  const source = archive.figures;
  const all: Selection = {};
  const hours = { fromMs: Date.UTC(2026, 2, 29, 3), untilMs: Date.UTC(2026, 2, 29, 7) };
  const bills = (wanted: Selection) =>
    plain([...everyRow('bills', (after) => listBills(logs, source, wanted, { limit: 3, after }))]);
  const loads = (wanted: Selection) =>
    plain([...everyRow('loads', (after) => listLoads(logs, source, wanted, { limit: 3, after }))]);
  expect(await said('bills')).toEqual(bills(all));
  expect(await said('bills', '--meter', 'h3', '--from', '2026-03-29')).toEqual(bills({ meter: 'h3' }));
  expect(await said('bills', '--until', '2026-03-29')).toEqual([]);
  expect(await said('load')).toEqual(loads(all));
  const some = await said('load', '--from', '2026-03-29T03:00Z', '--until', '2026-03-29T07:00Z');
  expect([some, (some as object[]).length]).toEqual([loads(hours), 4]);
  expect(await said('settle', '--windows')).toEqual(plain(listWindows(areas, all, { limit: 9 }).items));
  expect(await said('settle', '--status')).toMatchObject({
    areas: plain(areas.map((area) => viewArea(area))) as object[],
  });
  const [summary] = areas.map(({ area }) => {
    const figures = {
      area,
      entries: archive.entries(area),
      bills: archive.bills(area),
      windows: archive.windows(area),
    };
    return viewSummary(figures, scheme);
  });
  expect(await said('settle')).toEqual([plain(summary)]);
  expect(summary).toMatchObject({ closedUntil: '2026-03-30T08:00:00Z', pagesClosed: 32 });
  const meter = viewMeter(areas[0]!, 'h14', (index) => archive.billHistory('area-1', index), []);
  expect(await said('explain', 'h14')).toMatchObject(plain(meter) as object);
  settlement.close();
  const refused = await ask('bills', '--from', 'yesterday');
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('a day or a time such as')]);
}

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
  expect(told(old)).toContain('its last status is of 2033-05-18T01:33:20Z. What');
  const later = { isRunning: true, writtenAtMs: nowMs + 7_200_000 };
  expect(told(later)).toContain('of 2033-05-18T05:33:20Z, which is later than this clock says');
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
  ['1970-01-01T00:00Z', 0],
  ['1969-12-31T23:59Z', undefined],
  ['2026-13-05T13:15Z', undefined],
  ['05.01.2026', undefined],
  ['home-01', undefined],
])('a page by index or UTC time: %s', (text, interval) => {
  expect(parsePage(text, { intervalSeconds: 900, intervalOffsetSeconds: 0 })).toBe(interval);
});

test.each([
  ['2026-01-05T18:30Z', 491_010],
  ['2026-01-05T18:29:59Z', 491_009],
  ['2026-01-06T00:00+05:30', 491_010],
  ['2026-01-06T00:59+05:30', 491_010],
  ['1970-01-01T00:30Z', 0],
  // Before the first interval there is.
  ['1970-01-01T00:29Z', undefined],
])('a page by time, of hours that begin at half past: %s', (text, interval) => {
  expect(parsePage(text, { intervalSeconds: 3600, intervalOffsetSeconds: 1800 })).toBe(interval);
});
