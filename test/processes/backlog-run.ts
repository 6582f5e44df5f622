/**
 * A fleet with a long backlog: in a file, which no aggregator receipts, and all of it in its outbox. Real processes: everybody runs
 * until the meters know scheme and keys, and then the meters alone.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import type { DeploymentPlan } from '../../deploy/deployment-plan.ts';
import { writeDeployment } from '../../deploy/provision.ts';
import { CONFIG_FILE } from '../../host/base/file-names.ts';
import { diagnose } from '../../host/process/diagnosis.ts';
import { adoptRows } from '../../host/store/checked-table.ts';
import { CHECKED } from '../../meter/host/outbox-tables.ts';
import { intervalAt, intervalStartMs } from '../../protocol/grid/interval.ts';
import type { MeterConfig } from '../../schemas/types.ts';
import { freePort } from '../gridshare.ts';
import { planOf, usualScheme } from './plan.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const GRID = { intervalSeconds: 60, intervalOffsetSeconds: 0 };
const DAY = 1_440;
const IMPORT = '1-0:1.8.0';
const AGGREGATORS = 3;
const FILE = 'homes.csv';
const LOOK_MS = 100;
const ALIVE_LOOK_MS = 1_000;
/** The launcher gives it to every meter. */
const FLAGS = ['--max-semi-space-size=1'];

type Paths = ReturnType<typeof writeDeployment>;

export interface Size {
  readonly meters: number;
  readonly days: number;
  /** What V8 may have for objects: without a bound it lets garbage lie, the more of it the busier the machine is. */
  readonly heapMb?: number;
}

/** What was seen of one meter process. */
export interface Seen {
  /** Peak of its resident memory, in MB of 10^6 bytes. */
  readonly peakMb: number;
  /** From its start to the first word that it runs: until then it reads its outbox, and says how far it is. */
  readonly startSeconds: number;
  /** From its start until all that was wanted waits for receipts. */
  readonly seconds: number;
  /** Looks at its health since its first word, and how many of them said that it is not alive. */
  readonly looks: number;
  readonly deadLooks: number;
  /** From SIGTERM to its end. */
  readonly endMs: number;
  readonly code: number | null;
  /** Readings in its outbox. */
  readonly readings: number;
  /** Readings of its outbox that are not what the file has, or that do not follow upon the one before. */
  readonly wrong: number;
}

/** Wh of a meter in an interval: no two are alike in a row, so that one that slips shows. */
const usedWh = (meter: number, interval: number): number => (interval * 37 + meter * 53) % 211;
const meterOf = (id: unknown): number => Number(String(id).slice(2)) - 1;
const idOf = (meter: number): string => `m-${String(meter + 1).padStart(3, '0')}`;

export class BacklogRun {
  private readonly size: Size;
  private readonly paths: Paths;
  private readonly firstInterval: number;
  private readonly children = new Set<ChildProcess>();

  private constructor(size: Size, paths: Paths, firstInterval: number) {
    this.size = size;
    this.paths = paths;
    this.firstInterval = firstInterval;
  }

  /** Lets the meters hear of scheme and keys, and then takes everybody else away. */
  static async create(folder: string, size: Size): Promise<BacklogRun> {
    const firstInterval = intervalAt(Date.now(), GRID) - size.days * DAY;
    const paths = writeDeployment(join(folder, 'grid'), backlogPlan(size, firstInterval, await freePort()));
    const run = new BacklogRun(size, paths, firstInterval);
    await run.learn();
    return run;
  }

  get count(): number {
    return this.size.meters * this.size.days * DAY;
  }

  private get state(): string {
    return join(this.paths.meters, 'state');
  }

  private get outbox(): string {
    return join(this.state, 'outbox.sqlite');
  }

  private start(role: string, folder: string): ChildProcess {
    const { heapMb } = this.size;
    const heap = heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`];
    const child = spawn(process.execPath, [...FLAGS, ...heap, MAIN, role, '--config', join(folder, CONFIG_FILE)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.resume();
    this.children.add(child);
    return child;
  }

  private async learn(): Promise<void> {
    this.source({
      kind: 'lines',
      file: 'none.jsonl',
      registers: [{ register: IMPORT, value: 'wh', unit: 'Wh' }],
      meter: 'id',
    });
    writeFileSync(join(this.paths.meters, 'none.jsonl'), '');
    const { broker, aggregators, utility, meters } = this.paths;
    this.start('broker', broker);
    for (const path of aggregators) this.start('aggregator', path);
    this.start('utility', utility);
    this.start('meter', meters);
    await this.until(() => this.knows());
    await this.end();
  }

  private knows(): boolean {
    if (!existsSync(this.outbox)) return false;
    const [scheme, cards] = ['scheme', 'card'].map((table) => this.ask(`SELECT count(*) AS count FROM ${table}`)[0]);
    return scheme?.['count'] === 1 && cards?.['count'] === AGGREGATORS;
  }

  private ask(sql: string): Record<string, unknown>[] {
    const database = new DatabaseSync(this.outbox, { readOnly: true, timeout: 5_000 });
    try {
      return database.prepare(sql).all();
    } catch {
      return [];
    } finally {
      database.close();
    }
  }

  private source(source: MeterConfig['source']): void {
    const path = join(this.paths.meters, CONFIG_FILE);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the deployment
    const config = parse(readFileSync(path, 'utf8')) as MeterConfig;
    writeFileSync(path, stringify({ ...config, source }));
  }

  private async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }

  /** Ends everybody that is left. */
  async end(): Promise<void> {
    const ended = [...this.children].map((child) => once(child, 'exit'));
    for (const child of this.children) child.kill('SIGTERM');
    await Promise.all(ended);
    this.children.clear();
  }

  /** Writes the homes as a file, all meters of an interval side by side, and lets the meters read it. */
  async writeFile(): Promise<void> {
    const file = createWriteStream(join(this.paths.meters, FILE));
    file.write('meter_id,timestamp,wh\n');
    for (let at = 0; at < this.size.days * DAY; at++) {
      const interval = this.firstInterval + at;
      const time = new Date(intervalStartMs(interval, GRID)).toISOString().replace('.000', '');
      let lines = '';
      for (let meter = 0; meter < this.size.meters; meter++)
        lines += `${idOf(meter)},${time},${usedWh(meter, interval)}\n`;
      if (!file.write(lines)) await once(file, 'drain');
    }
    file.end();
    await once(file, 'finish');
    this.source({ kind: 'csv', file: FILE });
  }

  /** Writes into the outbox what the file has and it has not, as a fleet that nobody receipts would; all of it at one go. */
  fillOutbox(): void {
    const database = new DatabaseSync(this.outbox);
    const meters = database.prepare('SELECT number, id, last_interval FROM meter').all();
    const sharing = String(database.prepare('SELECT sharing FROM reading LIMIT 1').get()?.['sharing']);
    const end = this.firstInterval + this.size.days * DAY;
    database.exec('BEGIN');
    const insert = database.prepare('INSERT INTO reading VALUES (?, ?, ?, ?, 0, 0, 0)');
    for (let interval = this.firstInterval; interval < end; interval++) {
      for (const { number, id, last_interval: last } of meters)
        if (interval > Number(last))
          insert.run(interval, Number(number), sharing, `[${usedWh(meterOf(id), interval)}]`);
    }
    database.prepare('UPDATE meter SET last_interval = ?').run(end - 1);
    for (const table of ['meter', 'reading'] as const) adoptRows(database, table, CHECKED[table]);
    database.exec('COMMIT');
    database.close();
  }

  /** Runs the meters until so many of their readings wait for receipts, and for `restMs` more. */
  async play(waiting: number, restMs: number): Promise<Seen> {
    const startedMs = performance.now();
    const child = this.start('meter', this.paths.meters);
    let [looks, deadLooks, peakMb, atMs] = [0, 0, 0, 0];
    let [runsMs, readyMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    await this.until(() => {
      const now = performance.now();
      peakMb = Math.max(peakMb, peakOf(child));
      if (child.exitCode !== null) throw new Error(`the meters ended by themselves with ${child.exitCode}`);
      if (now - atMs < ALIVE_LOOK_MS) return false;
      atMs = now;
      const { isHealthy, health } = diagnose(this.state, true, Date.now());
      if (health === undefined || health.pid !== child.pid) return false;
      looks += 1;
      if (!isHealthy) deadLooks += 1;
      if (health.state === 'starting') return false;
      runsMs = Math.min(runsMs, now);
      if (readyMs === Number.POSITIVE_INFINITY && (health.counts['unstored'] ?? 0) >= waiting) readyMs = now;
      return now >= readyMs + restMs;
    });
    const [startSeconds = 0, seconds = 0] = [runsMs, readyMs].map((ms) => (ms - startedMs) / 1000);
    const termMs = performance.now();
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    this.children.delete(child);
    const endMs = performance.now() - termMs;
    return { peakMb, startSeconds, seconds, looks, deadLooks, endMs, code, ...this.judged() };
  }

  private judged(): Pick<Seen, 'readings' | 'wrong'> {
    const database = new DatabaseSync(this.outbox, { readOnly: true });
    let [readings, wrong] = [0, 0];
    const last = new Map<number, number>();
    const rows = database.prepare(
      'SELECT id, interval, booked_wh FROM reading JOIN meter ON meter = number ORDER BY interval',
    );
    for (const row of rows.iterate()) {
      const [meter, interval] = [meterOf(row['id']), Number(row['interval'])];
      readings += 1;
      if (row['booked_wh'] !== `[${usedWh(meter, interval)}]`) wrong += 1;
      if (interval !== (last.get(meter) ?? this.firstInterval - 1) + 1) wrong += 1;
      last.set(meter, interval);
    }
    database.close();
    return { readings, wrong };
  }
}

/** Peak of resident memory so far, in MB of 10^6 bytes; 0 for one that has ended. */
function peakOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return (Number(kilobytes ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

function backlogPlan({ meters, days }: Size, firstInterval: number, port: number): DeploymentPlan {
  const scheme = usualScheme({
    deployment: 'backlog',
    ...GRID,
    maxMeters: meters,
    floors: { minMeters: 2, minIntervals: 2, maxKnown: 0, minCrowd: 2 },
    firstInterval,
    windowIntervals: DAY,
    closeAfterSeconds: (days + 1) * 86_400,
    graceSeconds: 60,
    patienceSeconds: 10,
  });
  return planOf(scheme, port, {
    meters: Array.from({ length: meters }, (_, at) => ({ id: idOf(at), area: 'area-1', registers: [IMPORT] })),
    source: { kind: 'csv', file: FILE },
  });
}
