/**
 * Rotating HPKE keys in mid-run, on real parties by the system's clock: nobody is restarted, no reading is lost, bills are
 * exact, and no key is ever printed. [P-9.2]
 */
import { copyFileSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Child } from '../cli/demo/children.ts';
import { COLD_KEYS_FILE, CONFIG_FILE } from '../host/base/file-names.ts';
import type { DeploymentPaths } from '../deploy/deployment-plan.ts';
import { writeDeployment } from '../deploy/provision.ts';
import type { ListedBill } from '../utility/views/figure-list.ts';
import type { Check } from '../host/care/finding.ts';
import { type IntervalGrid, intervalAt } from '../protocol/grid/interval.ts';
import type { KeyFile } from '../schemas/types.ts';
import { until } from '../host/bus/bus.conformance.ts';
import { freePort, gridshare, temporaryFolder } from './gridshare.ts';
import { fingerprintMeters, writeCsv } from './processes/fingerprints.ts';
import { planOf, usualScheme } from './processes/plan.ts';

const INTERVAL_SECONDS = 2;
/** Intervals begin in odd seconds. */
const INTERVALS: IntervalGrid = { intervalSeconds: INTERVAL_SECONDS, intervalOffsetSeconds: 1 };
const WINDOW_INTERVALS = 14;
/** How long everybody may take to start. */
const LEAD_SECONDS = 14;

const folder = temporaryFolder();
const children: Child[] = [];

afterAll(async () => {
  await Promise.all(children.map((child) => child.kill()));
  rmSync(folder, { recursive: true, force: true });
});

const intervalNow = (): number => intervalAt(Date.now(), INTERVALS);
const firstInterval = intervalNow() + LEAD_SECONDS / INTERVAL_SECONDS;
const meters = fingerprintMeters({ seed: 1, meters: 3, areas: 1, intervals: WINDOW_INTERVALS });

async function deploy(): Promise<DeploymentPaths> {
  const port = await freePort();
  const csv = join(folder, 'readings.csv');
  writeCsv(csv, meters, firstInterval, INTERVALS);
  const scheme = usualScheme({
    deployment: 'rotation',
    ...INTERVALS,
    maxMeters: meters.length,
    floors: { minMeters: 3, minIntervals: 2, maxKnown: 0, minCrowd: 1 },
    firstInterval,
    windowIntervals: WINDOW_INTERVALS,
    closeAfterSeconds: 6,
  });
  const plan = planOf({ ...scheme, maxReadingWh: 2 ** 32 - 1 }, port, {
    meters,
    source: { kind: 'csv', file: csv },
    sendJitterSeconds: 1,
  });
  return writeDeployment(join(folder, 'grid'), plan);
}

test('[P-9.2] a planned rotation and an emergency cost no reading', { timeout: 180_000 }, async () => {
  const paths = await deploy();
  const configOf = (path: string): string => join(path, CONFIG_FILE);
  const [first, second, third] = paths.aggregators as [string, string, string];
  const parties = [
    ['broker', 'broker', paths.broker],
    ['aggregator', 'aggregator-1', first],
    ['aggregator', 'aggregator-2', second],
    ['aggregator', 'aggregator-3', third],
    ['utility', 'utility', paths.utility],
    ['meter', 'meters', paths.meters],
  ] as const;
  const keysOf = (path: string): KeyFile => JSON.parse(readFileSync(join(path, 'keys.json'), 'utf8')) as KeyFile;
  const secrets = new Set<string>();
  const remember = (): void => {
    for (const path of paths.aggregators) for (const { privateKey } of keysOf(path).hpke ?? []) secrets.add(privateKey);
  };
  remember();
  for (const [role, name, path] of parties) children.push(new Child(role, name, path));
  const said: string[] = [];
  const run = async (...args: string[]): Promise<{ readonly code: number | null; readonly text: string }> => {
    const { code, stdout, stderr } = await gridshare(args);
    said.push(stdout, stderr);
    return { code, text: stdout + stderr };
  };
  const pids = children.map(({ pid }) => pid);

  await until('two intervals are over', () => intervalNow() >= firstInterval + 2);
  const planned = await run('rotate', '--config', configOf(first), '--after', '12', '--keep', '2');
  expect(planned.text).toContain('has taken it up');
  expect(planned.code).toBe(0);
  remember();
  const again = await run('rotate', '--config', configOf(first), '--after', '60');
  expect([again.code, again.text]).toEqual([2, expect.stringContaining('ERR_KEYS_PENDING')]);
  const emergency = await run('rotate', '--config', configOf(second), '--now');
  expect([emergency.code, emergency.text]).toEqual([0, expect.stringContaining('has taken it up')]);
  remember();
  const meter = await run('rotate', '--config', configOf(paths.meters));
  expect([meter.code, meter.text]).toEqual([2, expect.stringContaining('ERR_KEYS_PARTY')]);

  await until('the key that has ended is deleted', () => keysOf(first).hpke?.length === 1);
  const current = [first, second].map((path) => keysOf(path).hpke?.[0]?.keyId ?? '');
  expect(current).toEqual([expect.stringMatching(/^k2-/), expect.stringMatching(/^k2-/)]);
  expect([first, second].map((path) => statSync(join(path, 'keys.json')).mode & 0o777)).toEqual([0o600, 0o600]);
  const doctor = await run('doctor', '--json', '--config', configOf(first));
  const { checks } = JSON.parse(doctor.text) as { readonly checks: readonly Check[] };
  expect(checks.find(({ name }) => name === 'keys')).toMatchObject({
    status: 'ok',
    text: expect.stringContaining(`meters seal to ${current[0]}`),
  });

  let bills: ListedBill[] = [];
  const endMs = Date.now() + 90_000;
  while (Date.now() < endMs && bills.filter(({ signers }) => signers.length === 3).length < 4) {
    for (const child of children) child.check();
    const { text } = await run('bills', '--json', '--config', configOf(paths.utility));
    bills = text.startsWith('[') ? (JSON.parse(text) as ListedBill[]) : [];
  }
  const billed = bills.flatMap(({ meter: id, status, signers, lines }) =>
    lines.map(({ register, cells, totalUnits }) =>
      [id, register, status, signers.join(' '), cells, totalUnits].join(' / '),
    ),
  );
  const used = meters.flatMap(({ id, registers, readings }) =>
    registers.map((register, at) => {
      const totalUnits = readings.reduce((sum, valuesUnits) => sum + valuesUnits[at]!, 0);
      return [id, register, 'verified', '1 2 3', WINDOW_INTERVALS, totalUnits].join(' / ');
    }),
  );
  expect(billed.toSorted()).toEqual(used.toSorted());

  // The same processes all the time, and they said which key, never a key.
  expect(children.map(({ pid }) => pid)).toEqual(pids);
  const logs = parties.map(([, , path]) => readFileSync(join(path, 'log.jsonl'), 'utf8'));
  const inUse = logs[5]!
    .split('\n')
    .filter((line) => line.includes('"key_in_use"'))
    .map((line) => JSON.parse(line) as { readonly aggregator: number; readonly keyId: string })
    .map(({ aggregator, keyId }) => `${aggregator} ${keyId}`);
  expect(inUse.toSorted()).toEqual(['1 k1', `1 ${current[0]}`, '2 k1', `2 ${current[1]}`, '3 k1'].toSorted());
  expect(secrets.size).toBe(5);
  const everything = [...said, ...logs].join('\n');
  expect(everything).toContain(current[0]!);
  for (const secret of secrets) expect(everything).not.toContain(secret);

  // [P-9.1] The disk of the third is lost, ledger and keys: the identity that was kept cold goes on.
  await children[3]!.stop();
  rmSync(join(third, 'state'), { recursive: true });
  copyFileSync(join(third, COLD_KEYS_FILE), join(third, 'keys.json'));
  const lacking = await run('doctor', '--json', '--config', configOf(third));
  const found = JSON.parse(lacking.text) as { readonly checks: readonly Check[] };
  expect(found.checks.find(({ name }) => name === 'keys')).toMatchObject({
    status: 'failed',
    text: 'there is no HPKE key',
  });
  expect(await run('rotate', '--now', '--config', configOf(third))).toMatchObject({ code: 0 });
  const { keyId } = keysOf(third).hpke![0]!;
  const before = readFileSync(join(third, 'log.jsonl'), 'utf8').length;
  children[3] = new Child('aggregator', 'aggregator-3', third);
  await until('meters seal to the key that the cold identity signed', () => {
    children[3]!.check();
    return readFileSync(join(paths.meters, 'log.jsonl'), 'utf8').includes(`"keyId":"${keyId}"`);
  });
  expect(readFileSync(join(third, 'log.jsonl'), 'utf8').slice(before)).toContain('store epoch 2 begins');
});
