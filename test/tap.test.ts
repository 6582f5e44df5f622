/** What the wire tells: nothing. With sealing off the same tap must find every reading, or it proves nothing. [P-4] */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startEmbeddedBroker } from '../broker/embedded.ts';
import { demo, withFolder } from './gridshare.ts';
import { findReadings, tap } from './tap.ts';

const METERS = 5;
const DAYS = 10;
/** Seven-digit readings of a day, unlike anything else on the wire. */
const readings = Array.from({ length: METERS * DAYS }, (_, at) => 1_234_567 + at * 7_919);

function csv(): string {
  const rows = ['meter_id,timestamp,wh'];
  for (let day = 0; day < DAYS; day++) {
    for (let meter = 0; meter < METERS; meter++) {
      const timestamp = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
      rows.push(`house-${String.fromCharCode(97 + meter)},${timestamp},${readings[day * METERS + meter]}`);
    }
  }
  return `${rows.join('\n')}\n`;
}

async function runTapped(environment: Readonly<Record<string, string>>) {
  const broker = await startEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    isDebugAllowed: true,
    isClockAllowed: true,
    maxPacketBytes: 4_194_304,
  });
  const url = `mqtt://127.0.0.1:${broker.port}`;
  const { messages, stop } = await tap(url);
  try {
    const outcome = await withFolder(async (folder) => {
      const file = join(folder, 'homes.csv');
      writeFileSync(file, csv());
      return demo(['--data', file, '--interval', '86400', '--broker', url], environment);
    });
    return { ...outcome, messages };
  } finally {
    await stop();
    await broker.stop();
  }
}

describe('[P-4.1] a tap on every topic', () => {
  test('finds no reading in any encoding', { timeout: 120_000 }, async () => {
    const { code, json, messages } = await runTapped({});
    expect({ code, billsExact: json.billsExact, loadsExact: json.loadsExact }).toEqual({
      code: 0,
      billsExact: METERS,
      loadsExact: DAYS + 8,
    });
    // Everything went through this tap: every share, receipts, totals and bills.
    const topics = new Set(messages.map(({ topic }) => topic.replaceAll(/\d+|house-\w/g, '*')));
    for (const name of [
      'grid/agg/*/shares',
      'grid/utility/totals',
      'grid/meter/*/bill',
      'grid/meter/*/receipts/*',
      'grid/agg/*/manifests/area-*',
    ])
      expect(topics).toContain(name);
    expect(messages.filter(({ topic }) => topic.endsWith('/shares')).length).toBeGreaterThanOrEqual(
      METERS * (DAYS + 8) * 3,
    );
    expect(findReadings(messages, readings, 2)).toEqual([]);
  });

  test('control: with sealing switched off it finds every one of them', { timeout: 120_000 }, async () => {
    const { json, messages } = await runTapped({ GRIDSHARE_TEST_UNSEALED: '1' });
    expect(json.billsExact).toBe(METERS);
    const found = new Set(findReadings(messages, readings, 2).map(({ reading }) => reading));
    expect([...found].toSorted((a, b) => a - b)).toEqual(readings);
  });

  test('control: it finds a reading in each encoding it looks for', () => {
    const reading = 1_234_567;
    const bytes = Buffer.alloc(16);
    bytes.writeBigUInt64LE(BigInt(reading), 0);
    const planted = [
      `{"a":"${reading}"}`,
      `{"a":${reading}}`,
      `{"a":"1234.567"}`,
      `{"a":"${reading.toString(16)}"}`,
      `{"a":"${bytes.toString('base64url')}"}`,
      `{"a":"${Buffer.from(bytes.toReversed()).toString('base64url')}"}`,
      `{"a":{"b":["${Buffer.from(`{"wh":${reading}}`).toString('base64url')}"]}}`,
      `{"a":"${Buffer.from(new Float64Array([reading]).buffer).toString('base64url')}"}`,
    ];
    for (const payload of planted)
      expect(findReadings([{ topic: 't', payload }], [reading], 2), payload).not.toEqual([]);
    expect(findReadings([{ topic: 't', payload: '{"a":"91234567","b":12345678}' }], [reading], 2)).toEqual([]);
  });
});
