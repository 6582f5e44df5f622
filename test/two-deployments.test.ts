/**
 * [P-10.10] Two deployments under roots of their own on one broker, as real processes with mutual TLS: the same names of parties and
 * meters, other readings, another form of topics. Both settle to the Wh, and neither hears or reaches anything of the other.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BrokerStats } from '../broker/stats.ts';
import { findMosquitto, startMosquitto, startMosquittoIn } from '../broker/mosquitto.ts';
import { until } from '../host/bus/bus.conformance.ts';
import { RawClient } from './attacks/raw-client.ts';
import { demo, withFolder } from './gridshare.ts';
import { BROKERS, type BrokerKind, ProcessGrid } from './processes/grid.ts';
import { until as untilAll } from './processes/until.ts';
import { verdictOf } from './processes/verdict.ts';

const LONG = { timeout: 240_000 };
const [WATCH, ROGUE] = ['debug-watch', 'fleet-rogue'];
const METERS = 6;
const WINDOWS = { windowIntervals: 6, windows: 1, runOffIntervals: 2 };
const NORTH = 'city/north';
const SOUTH = 'city/south/grid';

function create(
  seed: number,
  broker: BrokerKind,
  topicRoot: string,
  sharesTopic: 'area' | 'meter',
): Promise<ProcessGrid> {
  const size = { meters: METERS, areas: 1, aggregators: 3, threshold: 2, ...WINDOWS };
  return ProcessGrid.create({ seed, broker, topicRoot, sharesTopic, ...size, tlsOthers: [WATCH, ROGUE] });
}

const portOf = ({ url }: ProcessGrid): number => Number(new URL(url).port);

/** One line of the shell blocks of docs/operating.md. */
function documented(pattern: RegExp): string {
  const text = readFileSync(resolve(import.meta.dirname, '../docs/operating.md'), 'utf8');
  const line = text.split('\n').find((one) => pattern.test(one));
  if (line === undefined) throw new Error(`docs/operating.md has no line like ${String(pattern)}`);
  return line;
}

/** Serves both; resolves to what ends it. */
async function startBroker(kind: BrokerKind, north: ProcessGrid, south: ProcessGrid): Promise<() => Promise<void>> {
  if (kind === 'embedded') {
    north.serve(south);
    await north.startBroker();
    return async () => undefined;
  }
  const folder = join(north.folder, 'both');
  mkdirSync(folder);
  symlinkSync(join(north.brokerConfig, '../..'), join(folder, 'north'));
  symlinkSync(join(south.brokerConfig, '../..'), join(folder, 'south'));
  execFileSync('bash', ['-c', documented(/per_listener_settings/)], { cwd: folder });
  const mosquitto = await startMosquittoIn(folder, portOf(north), true);
  return () => mosquitto.stop();
}

describe.each(BROKERS)('[P-10.10] two deployments on one broker: %s', (kind) => {
  const isHere = kind === 'embedded' || findMosquitto() !== undefined;

  test.skipIf(!isHere)('[P-10.10] run side by side, and hear and reach nothing of each other', LONG, async () => {
    const [north, south] = [await create(1, kind, NORTH, 'area'), await create(2, kind, SOUTH, 'meter')];
    const clients: RawClient[] = [];
    const joined = async (grid: ProcessGrid, at: ProcessGrid, clientId: string): Promise<RawClient | undefined> => {
      const client = new RawClient(portOf(at), grid.tlsFilesOf(clientId.replace(/@.*/, '')));
      clients.push(client);
      return (await client.connect({ clientId })) ? client : undefined;
    };
    let stopBroker = async (): Promise<void> => undefined;
    try {
      stopBroker = await startBroker(kind, north, south);
      const watches = [
        [await joined(north, north, `${WATCH}@${NORTH}`), `${NORTH}/`],
        [await joined(south, south, `${WATCH}@${SOUTH}`), `${SOUTH}/`],
      ] as const;
      for (const [watch] of watches) {
        await watch?.subscribe([`${NORTH}/#`]);
        await watch?.subscribe([`${SOUTH}/#`]);
        await watch?.subscribe(['#']);
        await watch?.subscribe(['city/+/scheme']);
      }
      for (const grid of [north, south]) for (const name of grid.parties) grid.start(name);
      let pingedAtMs = performance.now();
      await untilAll('both are settled', 150, north, () => {
        south.check();
        // Who only listens has to say that it is there.
        if (performance.now() - pingedAtMs > 10_000) {
          pingedAtMs = performance.now();
          for (const [watch] of watches) void watch!.flush();
        }
        const isSettled = [north, south].every((grid) => {
          const { bills, unsettled } = verdictOf(grid);
          return bills === METERS && unsettled.length === 0;
        });
        return isSettled || undefined;
      });

      // A genuine certificate of one at the other's address.
      expect(await joined(north, south, `${ROGUE}@${NORTH}`)).toBeUndefined();
      expect(await joined(north, south, `${ROGUE}@${SOUTH}`)).toBeUndefined();
      // At its own address, in the other's topics and its own.
      for (const topic of [`${SOUTH}/agg/1/shares/area-1/m1`, `${SOUTH}/clock`, `${SOUTH}/agg/1/status`]) {
        const rogue = await joined(north, north, `${ROGUE}@${NORTH}`);
        await rogue?.publish(topic, 'foreign', false);
      }
      const honest = await joined(north, north, `${ROGUE}@${NORTH}`);
      await honest?.publish(`${NORTH}/agg/1/shares/area-1`, 'own', false);
      await until('the control is here', () => watches[0][0]!.texts().includes('own'));
      for (const [watch, prefix] of watches) {
        await watch!.flush();
        expect(watch!.deliveries.length).toBeGreaterThan(100);
        expect(watch!.deliveries.filter(({ topic }) => !topic.startsWith(prefix))).toEqual([]);
        expect(watch!.texts()).not.toContain('foreign');
      }
      for (const client of clients) await client.end(true);

      for (const grid of [north, south]) {
        const verdict = verdictOf(grid);
        expect(verdict).toMatchObject({ lost: [], double: [], unsettled: [], bills: METERS });
        await grid.stop();
      }
      await stopBroker();
      if (kind === 'mosquitto') return;
      const report = JSON.parse(readFileSync(join(north.brokerConfig, '../state/report.json'), 'utf8')) as BrokerStats;
      expect(report).toMatchObject({ takeovers: 0, refusedPublishes: 3, refusedForwards: 0 });
      expect(report.messages).toMatchObject({ areaShares: expect.any(Number), meterShares: expect.any(Number) });
      expect(report.messages).not.toHaveProperty('shares');
      expect(report.messages).not.toHaveProperty('totals');
    } finally {
      for (const client of clients) await client.end(false);
      for (const grid of [north, south]) await grid.stop();
      await stopBroker();
      for (const grid of [north, south]) grid.delete();
    }
  });
});

test('[P-10.10] the embedded broker refuses roots of which one is the beginning of another', LONG, async () => {
  const north = await create(3, 'embedded', 'city', 'area');
  const south = await create(4, 'embedded', 'city/south', 'area');
  try {
    north.serve(south);
    await expect(north.startBroker()).rejects.toThrow('city/south and city are not');
    await north.stop();
  } finally {
    for (const grid of [north, south]) grid.delete();
  }
});

test.skipIf(findMosquitto() === undefined)(
  '[P-10.10] at one address of a plain Mosquitto: what one demo left there is nothing to the next, under another root',
  LONG,
  async () => {
    await withFolder(async (folder) => {
      const stateFolder = join(folder, 'mosquitto');
      const broker = await startMosquitto({ port: 0, stateFolder, maxPacketBytes: 4_194_304 });
      try {
        const size = ['--interval', '3600', '--meters', '8', '--broker', `mqtt://127.0.0.1:${broker.port}`];
        for (const [at, root] of ['north', 'city/south'].entries()) {
          const { code, json } = await demo([...size, '--root', root, '--seed', `${at + 1}`]);
          expect([code, json]).toMatchObject([0, { billsExact: 8, billsWrong: 0, loadsWrong: 0 }]);
        }
      } finally {
        await broker.stop();
      }
    });
  },
);
