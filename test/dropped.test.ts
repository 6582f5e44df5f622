/**
 * [P-6.2] Mosquitto acknowledges what it then drops, once a subscriber is behind by more than its queue takes. With a queue of
 * forty messages it does so all the time: every total is exact all the same, since what no receipt shows is sent again. What judges that has its
 * controls in verdict.test.ts; that Mosquitto dropped anything is what its own log says.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findMosquitto } from '../broker/mosquitto.ts';
import { ProcessGrid } from './processes/grid.ts';
import { follow } from './processes/until.ts';
import { verdictOf } from './processes/verdict.ts';

const METERS = 60;
const WINDOWS = { windowIntervals: 12, windows: 1, runOffIntervals: 2 };

let grid: ProcessGrid | undefined;
afterEach(async () => {
  await grid?.stop();
  grid?.delete();
  grid = undefined;
});

test.skipIf(findMosquitto() === undefined)(
  '[P-6.2] a Mosquitto that drops what it acknowledged costs no energy',
  { timeout: 240_000 },
  async () => {
    const size = { meters: METERS, areas: 2, aggregators: 3, threshold: 2, patienceMs: 3_000, speed: 450 };
    const playing = await ProcessGrid.create({ seed: 3, broker: 'mosquitto', tlsOthers: [], ...size, ...WINDOWS });
    grid = playing;
    const { broker } = playing.paths;
    const path = join(broker, 'mosquitto.conf');
    const config = readFileSync(path, 'utf8')
      .replace(/^max_queued_messages .*$/m, 'max_queued_messages 30')
      .replace(/^max_inflight_messages .*$/m, 'max_inflight_messages 10')
      .replace(/^log_dest stderr$/m, `log_dest file ${join(broker, 'mosquitto.log')}`);
    writeFileSync(path, config);
    await playing.startBroker();
    for (const name of playing.parties) playing.start(name);
    const verdict = await follow(
      playing,
      () => verdictOf(playing),
      ({ lost, double, unsettled }) => lost.length + double.length + unsettled.length === 0,
    );
    // What came too late for its page is in no bill of this window: its homes carry it, and the books of each add up.
    expect(verdict).toMatchObject({ lost: [], double: [], unsettled: [] });
    expect(verdict.bills).toBeGreaterThan(0);
    const dropped = [
      ...readFileSync(join(broker, 'mosquitto.log'), 'utf8').matchAll(/being dropped for client (\S+?)\.?$/gm),
    ];
    expect(dropped.map(([, client]) => client)).toContain('aggregator-1');
  },
);
