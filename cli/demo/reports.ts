/** What parties of a demo report when they end. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AggregatorStats } from '../../aggregator/status.ts';
import { parseStored } from '../../host/store/sqlite.ts';
import type { MeterReport } from '../../meter/host/report.ts';

/** `fallback`: of one that left none. */
export function readReport<T>(folder: string, fallback: T): T {
  const path = join(folder, 'state', 'report.json');
  return existsSync(path) ? parseStored<T>(readFileSync(path, 'utf8')) : fallback;
}

export const NO_METER_REPORT: MeterReport = {
  readings: 0,
  sharesPublished: 0,
  refusedReadings: [],
  bookings: [],
  billed: 0,
  outstanding: 0,
  carriedUnits: 0,
  timings: {
    split: { count: 0, medianMs: 0, p99Ms: 0 },
    seal: { count: 0, medianMs: 0, p99Ms: 0 },
    publish: { count: 0, medianMs: 0, p99Ms: 0 },
    receipt: { count: 0, medianMs: 0, p99Ms: 0 },
  },
};

export const NO_AGGREGATOR_STATS: AggregatorStats = {
  messages: 0,
  cells: 0,
  duplicates: 0,
  rejected: 0,
  rejections: {},
  receipts: 0,
};
