/** A signed contradiction as operators meet it: every surface says so until each of them has acknowledged it. [P-7.7] */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '../host/care/finding.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { readConfig } from '../host/base/config.ts';
import { readPartyKeys } from '../host/keys/keys.ts';
import { withSignature } from '../protocol/keys/signing.ts';
import { RawClient } from './attacks/raw-client.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const folder = temporaryFolder();
const grid = join(folder, 'grid');
const configOf = (name: string): string => join(grid, name, 'config.yaml');
const running: ReturnType<typeof start>[] = [];
const WITNESSES = ['aggregator-1', 'utility', 'meters'];
const LONG_MS = 180_000;
let url = '';

async function evidenceCheckOf(party: string): Promise<Check | undefined> {
  const { stdout } = await gridshare(['doctor', '--config', configOf(party), '--json']);
  const { checks } = JSON.parse(stdout) as { readonly checks: readonly Check[] };
  return checks.find(({ name }) => name === 'evidence');
}

/** Asks again until it is so, for a minute at most. */
async function eventually(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const endMs = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const ofAll = (run: (party: string) => Promise<void>) => Promise.all(WITNESSES.map((party) => run(party)));

const list = (party: string) => gridshare(['evidence', 'list', '--config', configOf(party)]);

beforeAll(async () => {
  url = `mqtt://127.0.0.1:${await freePort()}`;
  const args = ['--meters', '3', '--aggregators', '3', '--threshold', '2', '--interval', '60', '--broker', url];
  const made = await gridshare(['init', grid, ...args]);
  expect(made.code, made.stderr).toBe(0);
  // Aggregator 3 is not started: the test speaks for it, with its keys.
  for (const [role, name] of [
    ['broker', 'broker'],
    ['aggregator', 'aggregator-1'],
    ['aggregator', 'aggregator-2'],
    ['utility', 'utility'],
    ['meter', 'meters'],
  ] as const)
    running.push(start([role, '--config', configOf(name)]));
  await eventually('the log begins', async () => {
    const { stdout } = await gridshare(['settle', '--config', configOf('utility')]);
    return /: [2-9] log entries/.test(stdout);
  });
}, LONG_MS);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

describe('[P-7.7] an aggregator that signs two logs', () => {
  test(
    'nobody is convicted before (control)',
    async () => {
      await ofAll(async (party) => {
        expect(await list(party)).toMatchObject({ code: 0, stdout: 'Nobody is convicted.\n' });
        expect(await evidenceCheckOf(party)).toMatchObject({ status: 'ok' });
      });
    },
    LONG_MS,
  );

  test(
    'is named by every party and on every surface',
    async () => {
      const { deployment } = readConfig('config-aggregator', configOf('aggregator-3'));
      const { identity } = readPartyKeys(join(grid, 'aggregator-3', 'keys.json'));
      const client = new RawClient(Number(new URL(url).port));
      expect(await client.connect({ clientId: 'aggregator-3' })).toBe(true);
      for (const letter of ['A', 'B']) {
        const head = withSignature(nodeCrypto, identity.privateKey, 'head', {
          version: 1,
          deployment,
          type: 'head',
          area: 'area-1',
          aggregator: 3,
          storeEpoch: 1,
          length: 2,
          hash: `${letter.repeat(42)}A`,
          ballot: 0,
          keptFrom: 0,
        });
        const canonical = JSON.stringify(
          Object.fromEntries(Object.entries(head).toSorted(([a], [b]) => (a < b ? -1 : 1))),
        );
        expect(await client.publish('grid/agg/3/log/area-1', canonical)).toBe(true);
      }
      await client.end(true);
      await ofAll(async (party) => {
        await eventually(`${party} keeps the proof`, async () => (await list(party)).code === 1);
        expect((await list(party)).stdout).toContain('aggregator-3: ');
        expect(await evidenceCheckOf(party)).toMatchObject({
          status: 'warning',
          text: expect.stringContaining('aggregator-3'),
        });
        const shown = await gridshare(['evidence', 'show', 'aggregator-3', '--config', configOf(party)]);
        expect(JSON.parse(shown.stdout)).toMatchObject({ kind: 'heads' });
        await eventually(`the health of ${party} says so`, async () =>
          (await gridshare(['health', '--config', configOf(party)])).stdout.includes('see gridshare evidence list'),
        );
      });
      const status = await gridshare(['settle', '--status', '--config', configOf('utility')]);
      expect(status.stdout).toContain('EVIDENCE');
    },
    LONG_MS,
  );

  test(
    'is only on the list once it is acknowledged',
    async () => {
      await ofAll(async (party) => {
        const said = await gridshare(['evidence', 'acknowledge', 'aggregator-3', '--config', configOf(party)]);
        expect(said).toMatchObject({ code: 0 });
        expect(await list(party)).toMatchObject({ code: 0, stdout: expect.stringContaining('(acknowledged)') });
        expect(await evidenceCheckOf(party)).toMatchObject({
          status: 'ok',
          text: expect.stringContaining('aggregator-3'),
        });
        await eventually(
          `the health of ${party} is well again`,
          async () =>
            !(await gridshare(['health', '--config', configOf(party)])).stdout.includes('see gridshare evidence list'),
        );
      });
      const refused = await gridshare(['evidence', 'acknowledge', 'aggregator-2', '--config', configOf('utility')]);
      expect(refused.code).toBe(2);
      expect(refused.stderr).toContain('kept are aggregator-3');
    },
    LONG_MS,
  );

  test(
    'stands in the exports, which agree with each other',
    async () => {
      const files = ['aggregator-1', 'utility'].map((party) => join(folder, `${party}.jsonl`));
      for (const [at, party] of ['aggregator-1', 'utility'].entries())
        expect(await gridshare(['export', '--config', configOf(party), '--to', files[at]!])).toMatchObject({ code: 0 });
      const verified = await gridshare(['verify', ...files, '--config', configOf('meters'), '--json']);
      expect(verified.code, verified.stderr).toBe(0);
      expect(JSON.parse(verified.stdout)).toMatchObject({
        contradictions: [],
        reports: [{ evidence: 1 }, { evidence: 1 }],
      });
    },
    LONG_MS,
  );
});
