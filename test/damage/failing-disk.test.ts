/**
 * [P-6.2, P-6.3] A disk that is full, and one that fails: real processes around the embedded broker. No receipt leaves for
 * anything that is not durable, the aggregator ends with exit code 3 and says why, and after a restart all is exact.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { SqliteLedger } from '../../aggregator/host/ledger-sqlite.ts';
import { MqttBus } from '../../host/bus/mqtt-bus.ts';
import { countOf, judge } from '../../cli/demo/judge.ts';
import { type Demo, planDemo } from '../../cli/demo/demo-plan.ts';
import { writeTariff } from '../../cli/demo/demo-tariff.ts';
import { billedCount, openArchive } from '../../cli/demo/watch.ts';
import { writeDeployment } from '../../deploy/provision.ts';
import type { MeterReport } from '../../meter/host/report.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { decodeMessage } from '../../protocol/wire/envelope.ts';
import type { ArchiveReader } from '../../utility/host/archive-reader.ts';
import { type Outcome, gridshare, start, withFolder } from '../gridshare.ts';

const METERS = 12;
const WITHIN_MS = 120_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function until(what: string, isTrue: () => boolean): Promise<void> {
  for (const endMs = performance.now() + WITHIN_MS; !isTrue();) {
    if (performance.now() > endMs) throw new Error(`gave up waiting until ${what}`);
    await new Promise((look) => setTimeout(look, 20));
  }
}

/** Cells that aggregator 1's receipts say are stored, as `meter/interval`. */
class Receipts {
  readonly claimed = new Set<string>();
  private readonly bus: MqttBus;
  private readonly registerCounts: ReadonlyMap<string, number>;

  constructor(demo: Demo) {
    this.registerCounts = new Map(demo.plan.meters.map(({ id, registers }) => [id, registers.length]));
    this.bus = new MqttBus({
      url: demo.plan.brokerUrl,
      clientId: 'debug-failing-disk',
      queueLimit: 10,
      reconnectMinMs: 50,
      reconnectMaxMs: 200,
      keepaliveSeconds: 30,
    });
  }

  async listen(): Promise<void> {
    const subscribed = this.bus.subscribe(['grid/meter/+/receipts/1']);
    await this.bus.start({
      onMessage: ({ payload }) => this.receipt(payload),
      onConnected: () => {},
      onDisconnected: () => {},
    });
    await subscribed;
  }

  private receipt(payload: Uint8Array): void {
    const decoded = decodeMessage('receipt', payload);
    if (!decoded.isOk) return;
    const { meter, from, stored } = decoded.message;
    for (const bit of Bitmap.decode(stored) ?? [])
      this.claimed.add(`${meter}/${from + Math.floor(bit / (this.registerCounts.get(meter) ?? 1))}`);
  }

  async stop(): Promise<void> {
    await this.bus.stop(200);
  }
}

/** Cells in a copy of a ledger, in the same words. */
function storedIn(state: string, copy: string): Set<string> {
  cpSync(state, copy, { recursive: true });
  const ledger = new SqliteLedger(join(copy, 'ledger.sqlite'));
  try {
    const found = new Set<string>();
    for (const { entries, cells } of ledger.restore()) {
      const ids = entries.flatMap(({ entry }) => (entry.kind === 'roster' ? entry.add.map(({ id }) => id) : []));
      for (const { interval, index } of cells) found.add(`${ids[index]}/${interval}`);
    }
    return found;
  } finally {
    ledger.close();
  }
}

interface Trouble {
  /** Before any process starts: aggregator 1's state folder is there, without a ledger. */
  prepare(state: string, folder: string): Readonly<Record<string, string>>;
  /** Once receipts were seen. */
  begin(): void;
  /** After the aggregator has ended. */
  repair(): void;
  /** When all is over. */
  tidy(): void;
}

interface Result {
  readonly outcome: Outcome;
  readonly claimedWhenItEnded: number;
  readonly notDurable: readonly string[];
  readonly exact: readonly number[];
  readonly hasAnsweredLast: boolean;
}

/** Runs a small grid through the trouble of aggregator 1, to the end. */
async function runThrough(trouble: Trouble): Promise<Result> {
  return withFolder(async (folder) => {
    const port = await freePort();
    const options = { meters: METERS, aggregators: 3, threshold: 2, trust: 'covert', days: 1, seed: 5 } as const;
    const rest = { broker: 'embedded', json: true, fault: [], intervalOffset: 0 };
    const demo = await planDemo({ ...options, ...rest }, `mqtt://127.0.0.1:${port}`, port);
    const paths = writeDeployment(join(folder, 'grid'), demo.plan);
    writeTariff(paths.utility, demo.documents);
    const state = join(paths.aggregators[0]!, 'state');
    mkdirSync(state, { recursive: true });
    const environment = trouble.prepare(state, folder);
    const run = (role: string, at: string) => start([role, '--config', join(at, 'config.yaml')]);
    const broker = run('broker', paths.broker);
    const receipts = new Receipts(demo);
    await receipts.listen();
    const first = start(['aggregator', '--config', join(paths.aggregators[0]!, 'config.yaml')], environment);
    let hasEnded = false;
    void first.outcome.then(() => (hasEnded = true));
    const others = [
      run('aggregator', paths.aggregators[1]!),
      run('aggregator', paths.aggregators[2]!),
      run('utility', paths.utility),
      run('meter', paths.meters),
    ];
    let archive: ArchiveReader | undefined;
    try {
      await until('receipts come', () => receipts.claimed.size > 2 * METERS || hasEnded);
      trouble.begin();
      await until('the aggregator ends', () => hasEnded);
      const outcome = await first.outcome;
      const stored = storedIn(state, join(folder, 'copy'));
      const notDurable = [...receipts.claimed].filter((cell) => !stored.has(cell));
      const claimedWhenItEnded = receipts.claimed.size;
      trouble.repair();
      others.push(run('aggregator', paths.aggregators[0]!));
      await until('everything is billed', () => billedCount(paths.meters) >= METERS);
      archive = openArchive(paths.utility);
      const isAnswered = (): boolean => answersLast(archive!, 1);
      await until('the aggregator has caught up', isAnswered);
      const exact = judged(demo, archive!);
      return { outcome, claimedWhenItEnded, notDurable, exact, hasAnsweredLast: isAnswered() };
    } finally {
      archive?.close();
      await receipts.stop();
      for (const { child } of [...others, broker, first]) child.kill('SIGTERM');
      await Promise.all([...others, broker, first].map(({ outcome }) => outcome));
      trouble.tidy();
    }
  });
}

function answersLast(archive: ArchiveReader, aggregator: number): boolean {
  const last = archive.entries('area-1').findLast(({ entry }) => entry.kind === 'bill');
  return last !== undefined && archive.answering('area-1', last.entry.sequence).includes(aggregator);
}

/** How many bills and loads are exact. Two of three go on meanwhile, so nothing is void and nothing booked again. */
function judged(demo: Demo, archive: ArchiveReader): number[] {
  const report = { refusedReadings: [], bookings: [] } as unknown as MeterReport;
  const { bills, loads } = judge(demo.households, demo.plan.scheme, report, archive);
  return [countOf(bills, 'exact'), bills.length, countOf(loads, 'exact'), loads.length];
}

function expectExact(result: Result): void {
  expect(result.claimedWhenItEnded).toBeGreaterThan(METERS);
  expect(result.notDurable).toEqual([]);
  const [exactBills, bills, exactLoads, loads] = result.exact;
  expect([exactBills, exactLoads]).toEqual([bills, loads]);
  expect(bills).toBe(METERS);
  expect(result.hasAnsweredLast).toBe(true);
}

async function canMount(): Promise<boolean> {
  return withFolder(async (folder) => {
    const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0;
    if (isMounted) spawnSync('umount', [folder]);
    return isMounted;
  });
}

const isMountPermitted = await canMount();
if (!isMountPermitted)
  process.stderr.write('The test of a full disk is skipped: it mounts a tmpfs, which needs root\n');

describe('[P-6.2] [P-6.3] a full disk', () => {
  test.skipIf(!isMountPermitted)(
    'no receipt for what is not stored; exit code 3 with words; after room is made everything is exact',
    { timeout: 2 * WITHIN_MS },
    async () => {
      let at = '';
      const result = await runThrough({
        prepare: (state, folder) => {
          at = state;
          // A deployment's new state folder says that it is new: so does the small disk in its place.
          const before = join(folder, 'before');
          cpSync(at, before, { recursive: true });
          expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', at]).status).toBe(0);
          cpSync(before, at, { recursive: true });
          return {};
        },
        begin: () => {},
        repair: () => {
          expect(spawnSync('mount', ['-o', 'remount,size=64m', at]).status).toBe(0);
        },
        tidy: () => void spawnSync('umount', ['-l', at]),
      });
      expect(result.outcome.code).toBe(3);
      expect(result.outcome.stderr + result.outcome.stdout).toMatch(
        /cannot write to \S+ledger\.sqlite: no space is left on its disk/,
      );
      expectExact(result);
    },
  );
});

const FSYNC_SHIM = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
/* Fails for files of a store once the file that FAIL_FSYNC_WHEN names is there. */
static int fails(int fd) {
  const char *when = getenv("FAIL_FSYNC_WHEN");
  char link[64], path[4096];
  if (when == NULL || access(when, F_OK) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, ".sqlite") != NULL;
}
int fsync(int fd) {
  if (fails(fd)) { errno = EIO; return -1; }
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}
int fdatasync(int fd) {
  if (fails(fd)) { errno = EIO; return -1; }
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
`;

const hasCompiler = spawnSync('cc', ['--version']).status === 0;
if (!hasCompiler) process.stderr.write('The test of a failing fsync is skipped: it needs a C compiler (cc)\n');

describe('[P-6.2] [P-6.3] a disk that fails to sync', () => {
  test.skipIf(!hasCompiler)(
    'a failed fsync is no success: the process ends with exit code 3, and a restart makes everything exact',
    { timeout: 2 * WITHIN_MS },
    async () => {
      let flag = '';
      const result = await runThrough({
        prepare: (_state, folder) => {
          flag = join(folder, 'fail-now');
          const library = join(folder, 'fsync.so');
          writeFileSync(join(folder, 'fsync.c'), FSYNC_SHIM);
          const built = spawnSync('cc', ['-shared', '-fPIC', '-o', library, join(folder, 'fsync.c'), '-ldl']);
          expect(built.status, String(built.stderr)).toBe(0);
          return { LD_PRELOAD: library, FAIL_FSYNC_WHEN: flag };
        },
        begin: () => writeFileSync(flag, ''),
        repair: () => {},
        tidy: () => {},
      });
      expect(result.outcome.code).toBe(3);
      expect(result.outcome.stderr + result.outcome.stdout).toMatch(
        /cannot write to \S+ledger\.sqlite: the disk fails: look into the kernel log/,
      );
      expectExact(result);
    },
  );
});

describe('[P-6.2] a damaged ledger', () => {
  test('the aggregator does not start on it: exit code 3, and words that say what to do', async () => {
    await withFolder(async (folder) => {
      const grid = join(folder, 'grid');
      await gridshare(['init', grid, '--meters', '3', '--aggregators', '2', '--threshold', '2']);
      const config = join(grid, 'aggregator-1', 'config.yaml');
      const path = join(grid, 'aggregator-1', 'state', 'ledger.sqlite');
      const ledger = new SqliteLedger(path);
      ledger.commit(
        [1, 2].map((sequence) => ({
          kind: 'lock',
          area: `area-${sequence}`,
          lock: { sequence, ballot: 0, hash: 'h', announcement: undefined },
        })),
      );
      ledger.close();
      const database = new DatabaseSync(path);
      database.exec('DELETE FROM lock WHERE area = 2');
      database.close();
      const { code, stderr } = await gridshare(['aggregator', '--config', config]);
      expect(stderr).toMatch(
        /ledger\.sqlite is damaged: rows of lock vanished.*restore a backup.*\[ERR_STORE_CORRUPT\]/s,
      );
      expect(code).toBe(3);
    });
  });
});
