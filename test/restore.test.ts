/** Backups on real processes: a ledger restored in the middle answers nothing differently, and audit files tell the truth. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EmbeddedDemoBroker } from '../cli/demo/broker.ts';
import { Child } from '../cli/demo/children.ts';
import { type DemoOptions, planDemo } from '../cli/demo/demo-plan.ts';
import { writeTariff } from '../cli/demo/demo-tariff.ts';
import type { DeploymentPaths } from '../deploy/deployment-plan.ts';
import { writeDeployment } from '../deploy/provision.ts';
import { AuditCheck, type AuditReport } from '../host/care/audit-check.ts';
import { chainAfter, splitLine } from '../host/care/audit-file.ts';
import { backupStore } from '../host/care/backup.ts';
import { restoreStore } from '../host/care/restore.ts';
import { readConfig } from '../host/base/config.ts';
import { importAnchors } from '../host/keys/keys.ts';
import { lockState } from '../host/base/lock.ts';
import { aggregatorAuditFile, aggregatorStore } from '../aggregator/host/upkeep.ts';
import { ArchiveReader } from '../utility/host/archive-reader.ts';
import { figurePort } from '../utility/host/audit-figures.ts';
import { utilityAuditFile, utilityStore } from '../utility/host/upkeep.ts';
import { freePort, gridshare, temporaryFolder } from './gridshare.ts';

const OPTIONS: DemoOptions = {
  meters: 6,
  aggregators: 3,
  threshold: 2,
  trust: 'covert',
  days: 1,
  interval: 900,
  intervalOffset: 0,
  seed: 7,
  broker: 'embedded',
  json: true,
  fault: [],
};
const DEADLINE_MS = 90_000;

/** Answers on record by what they answer, `sequence/interval/meters`: signed messages, sealed to the utility. */
type Answers = ReadonlyMap<string, string>;

const folder = temporaryFolder();
let paths: DeploymentPaths;
/** What aggregator 2 had released when it was backed up, when it was stopped, and in the end. */
const released: { backedUp: Answers; stopped: Answers; end: Answers } = {
  backedUp: new Map(),
  stopped: new Map(),
  end: new Map(),
};

const ledgerPath = (state: string): string => join(state, 'ledger.sqlite');

function look<T>(path: string, run: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    return run(database);
  } finally {
    database.close();
  }
}

function answersOf(path: string): Answers {
  return look(
    path,
    (database) =>
      new Map(
        database
          .prepare('SELECT sequence, interval, meters, message FROM release')
          .all()
          .map((row) => [`${row['sequence']}/${row['interval']}/${row['meters']}`, String(row['message'])]),
      ),
  );
}

function releasedCount(path: string): number {
  if (!existsSync(path)) return 0;
  return look(path, (database) => {
    if (Number(database.prepare('PRAGMA user_version').get()?.['user_version']) === 0) return 0;
    return Number(database.prepare('SELECT count(*) AS count FROM release').get()?.['count']);
  });
}

async function until(what: string, children: readonly Child[], isTrue: () => boolean): Promise<void> {
  const endMs = performance.now() + DEADLINE_MS;
  while (!isTrue()) {
    for (const child of children) child.check();
    if (performance.now() > endMs) throw new Error(`gave up waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const configOf = (party: string): string => join(party, 'config.yaml');

/** A day of a whole grid; in the middle, aggregator 2 falls back to a backup. */
beforeAll(async () => {
  const port = await freePort();
  const { plan, documents } = await planDemo(OPTIONS, `mqtt://127.0.0.1:${port}`, port);
  // Ten intervals a second: backup and restore happen in the middle of the day.
  paths = writeDeployment(folder, { ...plan, clock: { ...plan.clock, speed: 9_000 } });
  writeTariff(paths.utility, documents);
  const broker = new EmbeddedDemoBroker(paths.broker, port);
  await broker.start();
  const second = paths.aggregators[1]!;
  const ledger = ledgerPath(join(second, 'state'));
  const others = [
    new Child('utility', 'the utility', paths.utility),
    new Child('aggregator', 'aggregator 1', paths.aggregators[0]!),
    new Child('aggregator', 'aggregator 3', paths.aggregators[2]!),
  ];
  const startFleet = (): Child => new Child('meter', 'the fleet', paths.meters);
  const startSecond = (): Child => new Child('aggregator', 'aggregator 2', second);
  let [fleet, aggregator] = [startFleet(), startSecond()];
  try {
    await until('some pages are released', [...others, fleet, aggregator], () => releasedCount(ledger) >= 10);
    // Taken beside the running aggregator.
    const taken = await gridshare(['backup', '--config', configOf(second), '--to', join(folder, 'second.backup')]);
    expect(taken, taken.stderr).toMatchObject({ code: 0 });
    released.backedUp = answersOf(join(folder, 'second.backup'));
    const enough = released.backedUp.size + 20;
    await until('more pages are released', [...others, fleet, aggregator], () => releasedCount(ledger) >= enough);
    const whileRunning = ['restore', '--config', configOf(second), '--from', join(folder, 'second.backup')];
    const refused = await gridshare(whileRunning);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('ERR_PARTY_RUNNING');
    await Promise.all([fleet.stop(), aggregator.stop()]);
    released.stopped = answersOf(ledger);
    const restored = await gridshare(whileRunning);
    expect(restored, restored.stderr).toMatchObject({ code: 0 });
    expect(answersOf(ledger)).toEqual(released.backedUp);
    // In any order: receipts that the broker keeps are of an older store epoch than the restored ledger's.
    fleet = startFleet();
    aggregator = startSecond();
    await until('every bill is verified', [...others, fleet, aggregator], () => {
      const path = join(paths.utility, 'state', 'archive.sqlite');
      const archive = ArchiveReader.open(path);
      try {
        const bills = archive.bills('area-1');
        return (
          bills.length === OPTIONS.meters &&
          bills.every(({ status, signers }) => status === 'verified' && signers.length === 3) &&
          archive.windows('area-1').length > 0
        );
      } finally {
        archive.close();
      }
    });
    await until('what it had released is released again', [...others, fleet, aggregator], () => {
      released.end = answersOf(ledger);
      return [...released.stopped.keys()].every((key) => released.end.has(key));
    });
  } finally {
    await Promise.all([...others, fleet, aggregator].map((child) => child.stop()));
    await broker.stop();
  }
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('[P-7.5.2] a ledger restored from a backup', () => {
  test('answers what it had released again', () => {
    const lost = [...released.stopped.keys()].filter((key) => !released.backedUp.has(key));
    expect(released.backedUp.size).toBeGreaterThanOrEqual(10);
    // What was released after the backup is what could come out differently.
    expect(lost.length).toBeGreaterThanOrEqual(10);
    for (const [key, message] of released.backedUp) expect([key, released.end.get(key)]).toEqual([key, message]);
    // Sealed anew, under the store epoch that follows: only the utility can tell whether the sums are the same.
    for (const key of lost) expect(released.end.get(key)).not.toBe(released.stopped.get(key));
    const evidence = look(join(paths.utility, 'state', 'archive.sqlite'), (database) =>
      database.prepare('SELECT count(*) AS count FROM evidence').get(),
    );
    expect(evidence).toEqual({ count: 0 });
  });

  test('the utility has the same sums of it in every store epoch', () => {
    const answers = look(join(paths.utility, 'state', 'archive.sqlite'), (database) =>
      database
        .prepare(
          `SELECT count(DISTINCT store_epoch) AS epochs, count(DISTINCT hex(sums)) AS different FROM answer
            WHERE aggregator = 2 GROUP BY sequence, interval, meters`,
        )
        .all(),
    );
    expect(answers.length).toBeGreaterThan(50);
    // What was released after the backup was released twice.
    expect(answers.filter(({ epochs }) => epochs === 2).length).toBeGreaterThanOrEqual(10);
    expect(answers.filter(({ different }) => different !== 1)).toEqual([]);
  });

  test('is marked, and the store that was there is kept', () => {
    const state = join(paths.aggregators[1]!, 'state');
    const kept = readdirSync(state).filter((name) => name.startsWith('replaced-'));
    expect(kept).toHaveLength(1);
    expect(answersOf(ledgerPath(join(state, kept[0]!)))).toEqual(released.stopped);
  });
});

describe('backup and restore', () => {
  const third = (): { path: string; config: ReturnType<typeof readConfig<'config-aggregator'>> } => {
    const path = configOf(paths.aggregators[2]!);
    return { path, config: readConfig('config-aggregator', path) };
  };
  const code = async (run: () => unknown): Promise<string> => {
    try {
      await run();
      return 'none';
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  };
  /** A state folder of its own with a copy of aggregator 3's ledger. */
  const storeIn = (name: string) => {
    const { path, config } = third();
    const stateFolder = join(folder, name);
    mkdirSync(stateFolder);
    copyFileSync(ledgerPath(join(paths.aggregators[2]!, 'state')), ledgerPath(stateFolder));
    return { ...aggregatorStore(path, config), stateFolder };
  };

  test('a restored store is the one that was backed up, marked beside', async () => {
    const store = storeIn('round-trip');
    const to = join(folder, 'round-trip.backup');
    await backupStore(store, to);
    const answers = answersOf(ledgerPath(store.stateFolder));
    rmSync(store.stateFolder, { recursive: true });
    expect(restoreStore(store, to).keptIn).toBeUndefined();
    expect(answersOf(ledgerPath(store.stateFolder))).toEqual(answers);
    look(ledgerPath(store.stateFolder), (database) => {
      const tables = database.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'gridshare%'").all();
      expect(tables).toEqual([]);
    });
    const marker = JSON.parse(readFileSync(join(store.stateFolder, 'restored-store'), 'utf8')) as unknown;
    expect(marker).toMatchObject({ party: 'aggregator-3', deployment: 'demo', from: 'round-trip.backup' });
  });

  test('no backup overwrites another, and nothing is backed up where nothing is', async () => {
    const store = storeIn('twice');
    const to = join(folder, 'twice.backup');
    await backupStore(store, to);
    expect(await code(() => backupStore(store, to))).toBe('ERR_BACKUP_EXISTS');
    rmSync(ledgerPath(store.stateFolder));
    expect(await code(() => backupStore(store, join(folder, 'none.backup')))).toBe('ERR_STORE_MISSING');
    expect(existsSync(join(folder, 'none.backup'))).toBe(false);
  });

  test('what is not this party’s, of this version and sound is refused, and the store stays as it was', async () => {
    const store = storeIn('refusals');
    const good = join(folder, 'refusals.backup');
    await backupStore(store, good);
    const before = answersOf(ledgerPath(store.stateFolder));
    const refused = (from: string, of = store) => code(() => restoreStore(of, from));
    const variant = (name: string, change: (database: DatabaseSync) => void): string => {
      const path = join(folder, name);
      copyFileSync(good, path);
      const database = new DatabaseSync(path);
      change(database);
      database.close();
      return path;
    };
    expect(await refused(join(folder, 'nowhere'))).toBe('ERR_BACKUP_INVALID');
    expect(await refused(ledgerPath(join(paths.aggregators[0]!, 'state')))).toBe('ERR_BACKUP_INVALID');
    expect(await refused(join(folder, 'second.backup'))).toBe('ERR_BACKUP_MISMATCH');
    expect(await refused(good, { ...store, deployment: 'other' })).toBe('ERR_BACKUP_MISMATCH');
    const newer = variant('newer.backup', (database) => database.exec('PRAGMA user_version = 99'));
    expect(await refused(newer)).toBe('ERR_BACKUP_MISMATCH');
    const forged = variant('forged.backup', (database) =>
      database.exec('UPDATE entry SET certified = replace(certified, \'"from":\', \'"from": \') WHERE sequence = 1'),
    );
    // Only spaces: the same entry. Its meaning changed is another.
    expect(await refused(forged)).toBe('none');
    const renamed = variant('renamed.backup', (database) =>
      database.exec("UPDATE entry SET certified = replace(certified, 'home-1', 'home-x') WHERE sequence = 1"),
    );
    expect(await refused(renamed)).toBe('ERR_BACKUP_INVALID');
    const bytes = readFileSync(good);
    const damaged = join(folder, 'damaged.backup');
    writeFileSync(damaged, bytes.fill(9, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 8_192));
    expect(await refused(damaged)).toBe('ERR_BACKUP_INVALID');
    const lock = lockState(store.stateFolder);
    expect(await refused(good)).toBe('ERR_PARTY_RUNNING');
    lock.release();
    expect(answersOf(ledgerPath(store.stateFolder))).toEqual(before);
    expect(readdirSync(store.stateFolder).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  test('a backup proves itself with all of its log; one of a ledger that could not be restored is not kept', async () => {
    const store = storeIn('proofs');
    const { entries } = await backupStore(store, join(folder, 'proofs.backup'));
    expect(entries).toBeGreaterThan(50);
    look(join(folder, 'proofs.backup'), (database) => {
      expect(database.prepare('SELECT count(*) AS count FROM entry').get()).toEqual({ count: entries });
    });
    const unproved = async (name: string, change: string): Promise<string> => {
      const other = storeIn(name);
      const database = new DatabaseSync(ledgerPath(other.stateFolder));
      database.exec(change);
      database.close();
      const to = join(folder, `${name}.backup`);
      const found = await code(() => backupStore(other, to));
      expect([name, existsSync(to), existsSync(join(other.stateFolder, 'last-backup.json'))]).toEqual([
        name,
        false,
        false,
      ]);
      return found;
    };
    // Another entry than the one that was certified; a row that is not what was stored, which only its party finds.
    const renamed = "UPDATE entry SET certified = replace(certified, 'home-1', 'home-x') WHERE sequence = 1";
    expect(await unproved('uncertified', renamed)).toBe('ERR_STORE_UNPROVED');
    expect(await unproved('changed', 'UPDATE checked SET total = total + 1')).toBe('ERR_STORE_UNPROVED');
  });

  test('the utility’s archive comes back with all its figures', async () => {
    const path = configOf(paths.utility);
    const own = utilityStore(path, readConfig('config-utility', path));
    const stateFolder = join(folder, 'archive');
    mkdirSync(stateFolder);
    const to = join(folder, 'archive.backup');
    await backupStore(own, to);
    restoreStore({ ...own, stateFolder }, to);
    const read = (state: string) => {
      const archive = ArchiveReader.open(join(state, 'archive.sqlite'));
      const all = [archive.entries('area-1'), archive.bills('area-1'), archive.loads('area-1')];
      archive.close();
      return all;
    };
    expect(read(stateFolder)).toEqual(read(own.stateFolder));
    expect(existsSync(join(stateFolder, 'restored-store'))).toBe(true);
  });

  test('[P-3.6] a meter’s outbox is neither backed up nor restored, and it is said why', async () => {
    for (const args of [
      ['backup', '--to'],
      ['restore', '--from'],
    ] as const) {
      const outcome = await gridshare([
        args[0],
        '--config',
        configOf(paths.meters),
        args[1],
        join(folder, 'meter.backup'),
      ]);
      expect(outcome.code).toBe(2);
      expect(outcome.stderr).toContain('would count energy twice');
    }
  });
});

describe('[P-4.8] audit files', () => {
  let lines: string[] = [];
  const check = (of: readonly string[]): AuditReport => {
    const { anchors, deployment, floor } = readConfig('config-aggregator', configOf(paths.aggregators[0]!));
    const { operators, signers } = importAnchors(anchors);
    const audit = new AuditCheck(signers, { deployment, operators, floor }, figurePort);
    for (const line of of) audit.add(line);
    return audit.report();
  };
  const changed = (at: number, from: string | RegExp, to: string): string[] => {
    const line = lines[at]!.replace(from, to);
    expect(line).not.toBe(lines[at]);
    return lines.with(at, line);
  };
  /** As one who knows the format would: the hashes follow the change. */
  const rechained = (of: readonly string[]): string[] => {
    let chain = '';
    return of.map((line) => {
      const { body } = splitLine(line)!;
      chain = chainAfter(chain, body);
      return `${body.slice(0, -1)},"chain":"${chain}"}`;
    });
  };
  const indexOf = (pattern: RegExp): number => lines.findIndex((line) => pattern.test(line));

  beforeAll(() => {
    const path = configOf(paths.utility);
    lines = [...utilityAuditFile(path, readConfig('config-utility', path), 1)].map((line) => line.trimEnd());
  });

  test('the utility’s and an aggregator’s are found right, with all that is in them', async () => {
    const report = check(lines);
    expect(report).toMatchObject({ party: 'utility', deployment: 'demo', isSigned: true, problems: [] });
    expect(report.entries['area-1']).toBeGreaterThan(50);
    // Every page and every bill has a figure, and the window one.
    expect(report.figures).toBeGreaterThanOrEqual(104 + 6 + 1);
    const path = configOf(paths.aggregators[1]!);
    const other = check(
      [...aggregatorAuditFile(path, readConfig('config-aggregator', path), 1)].map((line) => line.trimEnd()),
    );
    expect(other).toMatchObject({ party: 'aggregator-2', isSigned: true, problems: [], figures: 0 });
    expect(other.entries).toEqual(report.entries);
  });

  test('as a command: exported, verified, and with one byte changed named and refused', async () => {
    const file = join(folder, 'audit.jsonl');
    expect((await gridshare(['export', '--config', configOf(paths.utility), '--to', file])).code).toBe(0);
    const verify = () => gridshare(['verify', file, '--config', configOf(paths.meters)]);
    const good = await verify();
    expect(good, good.stdout).toMatchObject({ code: 0 });
    expect(good.stdout).toContain('Exported by utility of demo, signed');
    const at = indexOf(/"line":"entry".*"sequence":7,/);
    const text = readFileSync(file, 'utf8').split('\n');
    text[at] = text[at]!.replace('"sequence":7,', '"sequence":8,');
    writeFileSync(file, text.join('\n'));
    const bad = await verify();
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain(`line ${at + 1}: `);
    expect(bad.stdout).toContain('entry 7 of area-1');
    // Standard output is the same file.
    const piped = await gridshare(['export', '--config', configOf(paths.utility)]);
    expect(piped.code).toBe(0);
    const again = await gridshare(['export', '--config', configOf(paths.utility), '--to', file]);
    expect(again.code).toBe(3);
    expect(again.stderr).toContain('ERR_EXPORT_WRITE');
    expect(check(piped.stdout.trimEnd().split('\n')).problems).toEqual([]);
  });

  test.each<[what: string, tamper: () => readonly string[], named: RegExp]>([
    [
      'a set that a page closed with',
      () => changed(indexOf(/"kind":"close"/), /"set":"([^"]+)"/, '"set":"Aw"'),
      /entry \d+ of area-1 .*its hash differs/,
    ],
    [
      'the load of a page',
      () => changed(indexOf(/"kind":"load"/), /"totalUnits":\d/, '"totalUnits":9'),
      /the load of area-1/,
    ],
    ['a missing line', () => lines.toSpliced(20, 1), /its hash differs/],
    ['a missing end', () => lines.slice(0, -1), /something is missing/],
    ['a line after the end', () => [...lines, lines[3]!], /after the end|hash differs/],
    ['something else', () => lines.with(5, 'hello'), /not a line of an audit file/],
  ])('control: %s is found and named', (_what, tamper, named) => {
    const { problems } = check(tamper());
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.map(({ text }) => text).join('\n')).toMatch(named);
  });

  test.each<[what: string, tamper: () => readonly string[], named: RegExp]>([
    [
      'an entry',
      () => changed(indexOf(/"kind":"close"/), /"set":"([^"]+)"/, '"set":"Aw"'),
      /entry \d+ of area-1 is not signed by the utility/,
    ],
    [
      'who certified',
      () =>
        changed(
          indexOf(/"kind":"close"/),
          /"accepts":\[.*?\]/,
          '"accepts":[{"aggregator":1,"signature":"' + 'A'.repeat(86) + '"}]',
        ),
      /is not certified by 2 aggregators/,
    ],
    ['an entry left out', () => lines.toSpliced(indexOf(/"kind":"close"/), 1), /has number \d+ where \d+ is next/],
    [
      'a load',
      () => changed(indexOf(/"kind":"load"/), /"totalUnits":(\d)/, '"totalUnits":1$1'),
      /says that it foots|not signed/,
    ],
    [
      'a bill’s cells',
      () => changed(indexOf(/"kind":"bill",.*"figure"/), /"cells":\d+/, '"cells":1'),
      /other lines than its cells make/,
    ],
    ['a set hash', () => changed(indexOf(/"kind":"load"/), /"setHash":"../, '"setHash":"__'), /names another hash/],
  ])('control: a forger who rehashes the file is found by what he changed: %s', (_what, tamper, named) => {
    const report = check(rechained(tamper()));
    expect(report.isSigned).toBe(false);
    expect(report.problems.map(({ text }) => text).join('\n')).toMatch(named);
  });
});
