/** A utility's folder with an archive of many windows in it, made without a grid: what a desk is asked about and measured with. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readConfig } from '../host/base/config.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { EMPTY_LOG_HASH, entryHash } from '../protocol/log/entries.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { MAX_METERS_PER_ROSTER_ENTRY } from '../protocol/wire/limits.ts';
import type { CertifiedEntry, Entry, Scheme, UtilityConfig } from '../schemas/types.ts';
import type { ArchiveOp, BillFigure } from '../utility/archive.ts';
import { ARCHIVE_FILE } from '../utility/host/archive-reader.ts';
import { SqliteArchive } from '../utility/host/archive-sqlite.ts';
import { gridshare } from './gridshare.ts';
import { EXPORT, IMPORT } from './material.ts';

export interface Filling {
  readonly areas: number;
  /** In each area. */
  readonly meters: number;
  readonly windows: number;
  /** In each window. */
  readonly intervals: number;
  /** Of a kWh, in millionths. */
  readonly price?: number;
}

const INTERVAL_SECONDS = 900;
/** 1 January 2026. */
export const FIRST = Date.UTC(2026, 0, 1) / 1000 / INTERVAL_SECONDS;
const AT_ONCE = 20_000;
const SIGNATURE = toBase64url(new Uint8Array(64));

type Body<T> = T extends unknown ? Omit<T, 'version' | 'deployment' | 'area' | 'sequence' | 'previous'> : never;

/** `oak-00042`. */
export function meterId(area: number, index: number): string {
  return `home-${String(area).padStart(3, '0')}-${String(index).padStart(5, '0')}`;
}

export function areaId(area: number): string {
  return `area-${String(area + 1).padStart(3, '0')}`;
}

/** Writes the log of an area, entry by entry. */
class Log {
  private readonly area: string;
  private readonly put: (op: ArchiveOp) => void;
  private previous = EMPTY_LOG_HASH;
  length = 0;

  constructor(area: string, put: (op: ArchiveOp) => void) {
    this.area = area;
    this.put = put;
  }

  /** The hash of the entry. */
  add(body: Body<Entry>): string {
    const entry: Entry = {
      version: 1,
      deployment: 'desk',
      area: this.area,
      sequence: this.length,
      previous: this.previous,
      ...body,
    };
    this.previous = entryHash(nodeCrypto, entry);
    this.length += 1;
    const accepts = [1, 2].map((aggregator) => ({ aggregator, signature: SIGNATURE }));
    const certified: CertifiedEntry = { entry, signature: SIGNATURE, certificate: { ballot: 0, accepts } };
    this.put({ kind: 'entry', area: this.area, certified });
    return this.previous;
  }
}

export function billOf(
  area: number,
  index: number,
  window: { from: number; count: number },
  sequence: number,
  microPerKwh = 0,
): BillFigure {
  const lines = [IMPORT].map((register) => {
    return {
      register,
      rate: 'all',
      cells: window.count,
      totalUnits: 1_000 + ((area * 7 + index) % 500),
      microPerKwh,
    };
  });
  const signed = { setHash: 'hash', signers: [1, 2, 3], differing: [], reason: 'its tag confirms it' };
  return { sequence, ...window, index, meter: meterId(area, index), status: 'verified', lines, ...signed };
}

function* opsOf(at: number, scheme: Scheme, { meters, windows, intervals, price }: Filling): Generator<ArchiveOp> {
  const area = areaId(at);
  const ops: ArchiveOp[] = [];
  const log = new Log(area, (op) => ops.push(op));
  log.add({ kind: 'scheme', scheme });
  const key = (index: number): string => toBase64url(nodeCrypto.sha256(new TextEncoder().encode(`${area}/${index}`)));
  for (let first = 0; first < meters; first += MAX_METERS_PER_ROSTER_ENTRY) {
    const count = Math.min(MAX_METERS_PER_ROSTER_ENTRY, meters - first);
    const add = Array.from({ length: count }, (_, offset) => {
      const index = first + offset;
      return { id: meterId(at, index), keyEpoch: 1, registers: [IMPORT], identity: key(index), agreement: key(index) };
    });
    log.add({ kind: 'roster', from: FIRST, add, remove: [] });
  }
  const set = Bitmap.of(Array.from({ length: meters }, (_, index) => index)).encode();
  const answer = { storeEpoch: 0, digest: '', sums: new Uint8Array(16) };
  const common = { signers: [1, 2, 3], differing: [], reason: '3 answers agree' };
  for (let window = 0; window < windows; window++) {
    const from = FIRST + window * intervals;
    for (let interval = from; interval < from + intervals; interval++) {
      const sequence = log.length;
      const setHash = log.add({ kind: 'close', pages: [{ interval, set, empty: [] }] });
      const totalUnits = meters * (100 + ((interval * 13) % 50));
      const figure = { interval, register: IMPORT, totalUnits, meters, rosterMeters: meters, sequence, setHash };
      ops.push({ kind: 'load', area, figure: { ...figure, status: 'verified', ...common } });
      for (const aggregator of [1, 2, 3])
        ops.push({ kind: 'answer', area, answer: { ...answer, sequence, aggregator, interval, meters: '' } });
    }
    const sequence = log.length;
    log.add({ kind: 'bill', from, count: intervals, round: 1, released: set, waiting: '' });
    for (const aggregator of [1, 2, 3])
      ops.push({ kind: 'answer', area, answer: { ...answer, sequence, aggregator, interval: 0, meters: set } });
    yield* ops.splice(0);
    let billedUnits = 0;
    for (let index = 0; index < meters; index++) {
      const figure = billOf(at, index, { from, count: intervals }, sequence, price);
      billedUnits += figure.lines[0]?.totalUnits ?? 0;
      yield { kind: 'bill', area, figure };
    }
    const sums = [{ register: IMPORT, billedUnits, loadUnits: billedUnits, remnantUnits: 0, remnantCells: 0 }];
    const figure = { sequence, from, count: intervals, state: 'footed' as const, doesFoot: true, sums };
    yield {
      kind: 'window',
      area,
      figure: { ...figure, reason: 'bills and loads are equal', remnantMeters: 0, waitingMeters: 0 },
    };
  }
  yield* ops;
}

/** The config of a utility of that many areas, with keys and anchors of its own. Its path. */
export async function deskConfig(folder: string, filling: Filling): Promise<string> {
  const { code, stderr } = await gridshare(['init', folder, '--meters', '3']);
  if (code !== 0) throw new Error(stderr);
  const path = join(folder, 'utility/config.yaml');
  const config = readConfig('config-utility', path);
  const scheme: Scheme = {
    ...config.scheme,
    deployment: 'desk',
    intervalSeconds: INTERVAL_SECONDS,
    registers: [
      { obis: IMPORT, direction: 'import', isLoad: true },
      { obis: EXPORT, direction: 'export', isLoad: false },
    ],
    areas: Array.from({ length: filling.areas }, (_, area) => areaId(area)),
    maxMeters: Math.max(filling.areas * filling.meters, config.scheme.maxMeters),
    floors: { minMeters: 2, minIntervals: 2, maxKnown: 0, minCrowd: 1 },
    billing: { firstInterval: FIRST, windows: [{ count: 1, intervalCount: filling.intervals }] },
    tariffs: [],
  };
  // As long as no utility says what time it is, the archive does.
  const clock = { source: 'replay' as const, offsetMs: 0, speed: 1 };
  // The first two are of one feeder.
  const areaLabels = scheme.areas.map((area, at) => ({ area, feeder: at < 2 ? 'north' : 'south' }));
  const filled: UtilityConfig = { ...config, deployment: 'desk', scheme, clock, areaLabels };
  writeFileSync(path, stringify(filled));
  readConfig('config-utility', path);
  return path;
}

/** Fills the archive beside a config of `deskConfig`. */
export function fillArchive(configPath: string, filling: Filling): void {
  const { scheme } = readConfig('config-utility', configPath);
  const archive = new SqliteArchive(join(configPath, '../state', ARCHIVE_FILE));
  let ops: ArchiveOp[] = [];
  for (let area = 0; area < filling.areas; area++)
    for (const op of opsOf(area, scheme, filling)) {
      ops.push(op);
      if (ops.length < AT_ONCE) continue;
      archive.commit(ops);
      ops = [];
    }
  archive.commit(ops);
  archive.close();
}

/** The archive of a utility as it writes it, for a test that goes on writing. */
export function openArchive(configPath: string): SqliteArchive {
  return new SqliteArchive(join(configPath, '../state', ARCHIVE_FILE));
}
