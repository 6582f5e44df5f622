/**
 * The household's own broker: a real Mosquitto that asks for a password, TLS, a broker that is away, mute or refuses; and what a
 * meter process makes of its config. That readings and bills come there, and nothing of it goes to the grid, is in
 * `ports.test.ts`, where meters have ports to read.
 */
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { lookup } from 'node:dns/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { writeDeployment } from '../deploy/provision.ts';
import { createLogger } from '../host/base/logger.ts';
import { homeBrokerOf } from '../meter/host/household/household-broker.ts';
import { HouseholdLink } from '../meter/host/household/household-link.ts';
import type { HouseholdBroker, MeterConfig } from '../schemas/types.ts';
import { TestAuthority } from './certificates.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';
import { HomeListener, HomeMosquitto, MuteBroker, hasMosquitto, writeCredentials } from './home-broker.ts';
import { sampledPlan, until } from './sampled-grid.ts';

const WITHIN_MS = 30_000;
const AVAILABILITY = 'gridshare/sampled/home/availability';
const noMosquitto = hasMosquitto ? '' : ' (skipped: apt-get install mosquitto)';

let folder: string;
let ends: (() => Promise<unknown>)[];

beforeEach(() => {
  folder = temporaryFolder();
  ends = [];
});

afterEach(async () => {
  for (const end of ends.toReversed()) await end();
  rmSync(folder, { recursive: true, force: true });
});

async function homeBroker(...args: Parameters<typeof HomeMosquitto.start>): Promise<HomeMosquitto> {
  const broker = await HomeMosquitto.start(...args);
  ends.push(() => broker.end());
  return broker;
}

async function listener(port: number, ca?: string): Promise<HomeListener> {
  const home = await HomeListener.on(port, ca);
  ends.push(() => home.end());
  return home;
}

function linkTo(
  household: Partial<HouseholdBroker> & { readonly url: string },
  grid = 'mqtt://127.0.0.1:1',
): HouseholdLink {
  const config = {
    household: { discoveryPrefix: 'homeassistant', everySeconds: 1, ...household },
    bus: { url: grid },
  } as MeterConfig;
  const link = new HouseholdLink({
    broker: homeBrokerOf(join(folder, 'config.yaml'), config, 1)!,
    clientId: 'gridshare-household-sampled-home',
    availabilityTopic: AVAILABILITY,
    statusTopic: 'homeassistant/status',
    logger: createLogger('household', { level: 'silent' }),
  });
  ends.push(() => link.stop());
  return link;
}

const troubleOf = (link: HouseholdLink, words: RegExp) =>
  until(() => (words.test(link.trouble ?? '') ? link.trouble : undefined), WITHIN_MS);
const come = (is: () => boolean) => until(() => (is() ? true : undefined), WITHIN_MS);

describe.skipIf(!hasMosquitto)(`a household's broker${noMosquitto}`, { timeout: 120_000 }, () => {
  test('keeps what it is shown, gets it again when anybody begins anew, and hears a goodbye', async () => {
    const broker = await homeBroker(folder);
    writeCredentials(join(folder, 'login'));
    const link = linkTo({ url: `mqtt://127.0.0.1:${broker.port}`, credentials: 'login' });
    link.show('homeassistant/device/x/config', '{}');
    link.show('gridshare/sampled/home/energy', '{"a":"1"}');
    link.start();
    let home = await listener(broker.port);
    const shown = { 'homeassistant/device/x/config': '{}', 'gridshare/sampled/home/energy': '{"a":"1"}' };
    const all = { ...shown, [AVAILABILITY]: 'online' };
    const hasAll = (): boolean => Object.entries(all).every(([topic, text]) => home.last(topic) === text);
    await come(hasAll);
    // What is retained is there for whoever comes later.
    home = await listener(broker.port);
    await come(() =>
      Object.keys(all).every((topic) => home.heard.some((one) => one.topic === topic && one.isRetained)),
    );
    expect(link.trouble).toBeUndefined();

    // What is no news is not said again; a new value is.
    const before = home.heard.length;
    link.show('gridshare/sampled/home/energy', '{"a":"1"}');
    link.show('gridshare/sampled/home/energy', '{"a":"2"}');
    await come(() => home.last('gridshare/sampled/home/energy') === '{"a":"2"}');
    expect(home.heard.length).toBe(before + 1);

    await home.sayOnline();
    await come(() =>
      Object.keys(all).every((topic) => home.heard.slice(before + 2).some((one) => one.topic === topic)),
    );

    // A broker that keeps nothing over a restart.
    await broker.end();
    await troubleOf(link, /can't be used: .*\. Nothing of the grid waits for it$/);
    await broker.begin();
    home = await listener(broker.port);
    await come(() => home.last(AVAILABILITY) === 'online' && home.last('homeassistant/device/x/config') === '{}');
    await link.stop();
    await come(() => home.last(AVAILABILITY) === 'offline');
  });

  test('that refuses a password is told of, and so is what is wrong with the file; both are mended while it runs', async () => {
    const broker = await homeBroker(folder);
    const path = join(folder, 'login');
    const toldOf = async (words: RegExp): Promise<HouseholdLink> => {
      const link = linkTo({ url: `mqtt://127.0.0.1:${broker.port}`, credentials: 'login' });
      link.start();
      expect(await troubleOf(link, words)).not.toContain('hunter2');
      return link;
    };
    await (await toldOf(/login can't be read: it does not exist: .*\[ERR_HOUSEHOLD_FILE\]/)).stop();
    writeCredentials(path, 'hunter2', 0o644);
    await (await toldOf(/others can read .*login: run chmod 600.*\[ERR_KEYS_EXPOSED\]/)).stop();
    writeFileSync(path, 'gridshare\nhunter2\nand more\n');
    chmodSync(path, 0o600);
    await (await toldOf(/must hold the user name on its first line.*\[ERR_HOUSEHOLD_FILE\]/)).stop();
    writeCredentials(path, 'hunter2');
    const link = await toldOf(/refuses user name or password/);
    writeCredentials(path);
    await come(() => link.trouble === undefined);
    const home = await listener(broker.port);
    await come(() => home.last(AVAILABILITY) === 'online');
  });

  test('is believed by its certificate only', async () => {
    const authority = await TestAuthority.create();
    ends.push(async () => authority.remove());
    const { ca, cert, key } = authority.broker;
    const broker = await homeBroker(folder, { cert, key });
    writeCredentials(join(folder, 'login'));
    const url = `mqtts://127.0.0.1:${broker.port}`;
    const stranger = linkTo({ url, credentials: 'login' });
    stranger.start();
    await troubleOf(stranger, /an authority that nobody here knows: name the PEM file of that in household.ca/);
    await stranger.stop();
    const plain = linkTo({ url: url.replace('mqtts', 'mqtt'), credentials: 'login' });
    plain.start();
    await troubleOf(plain, /closed the connection|broke off the connection/);
    await plain.stop();
    const link = linkTo({ url, credentials: 'login', ca });
    link.show('a', '1');
    link.start();
    const home = await listener(broker.port, ca);
    await come(() => home.last('a') === '1' && home.last(AVAILABILITY) === 'online');
  });
});

test('a broker that is mute is told of, and takes no more memory than one message', { timeout: 120_000 }, async () => {
  const [deaf, mute] = [await MuteBroker.start(false), await MuteBroker.start(true)];
  ends.push(
    () => deaf.end(),
    () => mute.end(),
  );
  const links = [deaf, mute].map(({ port }) => linkTo({ url: `mqtt://127.0.0.1:${port}` }));
  for (const link of links) {
    link.start();
    for (let at = 0; at < 1_000; at += 1) link.show('gridshare/sampled/home/energy', 'x'.repeat(1_000) + at);
  }
  await come(() => mute.heardBytes > 0);
  for (const link of links)
    for (let at = 0; at < 1_000; at += 1) link.show('gridshare/sampled/home/energy', 'y'.repeat(1_000) + at);
  const said = await Promise.all([
    troubleOf(links[0]!, /does not answer as an MQTT broker/),
    troubleOf(links[1]!, /acknowledges nothing/),
  ]);
  expect(said).toHaveLength(2);
  // The first connection had one message under way, and none of the others.
  expect(mute.heardBytes).toBeLessThan(5_000);
});

const address = await lookup(hostname()).then(
  (found) => found.address,
  () => undefined,
);

test.skipIf(address === undefined)(
  'a name that leads to the grid’s broker is found out before it is called',
  async () => {
    const called = await MuteBroker.start(true);
    ends.push(() => called.end());
    const home = `mqtt://${address?.includes(':') === true ? `[${address}]` : address}:${called.port}`;
    const link = linkTo({ url: home }, `mqtt://${hostname()}:${called.port}`);
    link.start();
    await troubleOf(link, /is at the same address as the grid's broker .*\[ERR_HOUSEHOLD_BROKER\]/);
    expect(called.heardBytes).toBe(0);
    await link.stop();
    // Control: another name is none of it.
    const other = linkTo({ url: `mqtt://127.0.0.1:${called.port}` }, `mqtt://broker.invalid:${called.port}`);
    other.start();
    await come(() => called.heardBytes > 0);
  },
);

test('a message without an end is not waited for', { timeout: 60_000 }, async () => {
  // A publication of 256 MB: mqtt.js would keep all of it.
  const begun = Buffer.concat([Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(65_536)]);
  const flood = await MuteBroker.start(true, begun);
  ends.push(() => flood.end());
  const link = linkTo({ url: `mqtt://127.0.0.1:${flood.port}` });
  link.start();
  await troubleOf(link, /it sends what nobody asked for/);
  await link.stop();
  // What lies in buffers of the system, twice if it has tried again, and not all of it.
  expect(flood.saidBytes).toBeLessThan(64 * 2 ** 20);
});

describe('a meter process', { timeout: 120_000 }, () => {
  function configWith(household: Partial<HouseholdBroker>, port: number, meters = 3): string {
    const plan = sampledPlan({
      port,
      grid: { intervalSeconds: 60, intervalOffsetSeconds: 0 },
      firstInterval: 0,
      windowIntervals: 4,
      closeAfterSeconds: 60,
      meters: Array.from({ length: meters }, (_, at) => `m-${at}`),
      source: { kind: 'lines', file: 'lines', registers: [{ register: '1-0:1.8.0' }, { register: '1-0:2.8.0' }] },
    });
    const { meters: own } = writeDeployment(join(folder, `grid-${meters}`), plan);
    const path = join(own, 'config.yaml');
    writeFileSync(path, stringify({ ...(parse(readFileSync(path, 'utf8')) as object), household }));
    return path;
  }

  /** What doctor says of it. */
  async function doctorOn(path: string): Promise<unknown> {
    const { stdout } = await gridshare(['doctor', '--json', '--config', path]);
    const { checks } = JSON.parse(stdout) as { readonly checks: readonly { readonly name: string }[] };
    return checks.filter(({ name }) => name === 'household');
  }

  test.each([
    [
      'the grid’s own broker',
      (port: number) => ({ url: `mqtt://localhost:${port}` }),
      3,
      /is the grid's broker: it would/,
    ],
    [
      'a password in the address',
      () => ({ url: 'mqtt://me:hunter2@10.0.0.1' }),
      3,
      /name it in household\.credentials/,
    ],
    ['an authority without TLS', () => ({ url: 'mqtt://10.0.0.1', ca: 'ca.pem' }), 3, /household\.ca is for mqtts/],
    ['a fleet', () => ({ url: 'mqtt://10.0.0.1' }), 17, /at most 16, and this process has 17: take it out/],
    ['no address', () => ({ url: 'http://10.0.0.1' }), 3, /household\.url: it must begin with mqtt:\/\/ or mqtts/],
  ])('refuses %s, with what to do', async (_name, household, meters, words) => {
    const port = await freePort();
    const { code, stderr } = await gridshare(['meter', '--config', configWith(household(port), port, meters)]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
    expect(stderr).not.toContain('hunter2');
  });

  test.skipIf(!hasMosquitto)(`shows its devices while the grid is away, and that it is${noMosquitto}`, async () => {
    const broker = await homeBroker(folder);
    writeCredentials(join(folder, 'login'));
    const household = { url: `mqtt://127.0.0.1:${broker.port}`, credentials: join(folder, 'login'), everySeconds: 1 };
    const path = configWith(household, await freePort());
    const home = await listener(broker.port);
    const meter = start(['meter', '--config', path]);
    ends.push(async () => {
      meter.child.kill('SIGKILL');
      await meter.outcome;
    });
    await come(() => home.last('gridshare/sampled/m-2/grid') === 'OFF');
    const devices = home.heard.filter(({ topic }) => topic.startsWith('homeassistant/device/'));
    expect(devices.map(({ topic }) => topic)).toEqual(
      ['m-0', 'm-1', 'm-2'].map((id) => `homeassistant/device/gridshare_sampled_${id}/config`),
    );
    const { name } = parse(readFileSync(path, 'utf8')) as { readonly name: string };
    const availability = `gridshare/sampled/${name}/availability`;
    expect([home.last(availability), devices[0]?.text]).toEqual(['online', expect.stringContaining(availability)]);
    expect(await doctorOn(path)).toMatchObject([{ status: 'ok', text: expect.stringContaining('lets this meter in') }]);
    writeCredentials(join(folder, 'login'), 'hunter2');
    expect(await doctorOn(path)).toMatchObject([
      { status: 'warning', text: expect.stringContaining('refuses this meter'), advice: expect.any(String) },
    ]);
    // Its last will.
    meter.child.kill('SIGKILL');
    await come(() => home.last(availability) === 'offline');
  });

  test('goes on without the household’s broker, and says so where people look', async () => {
    const path = configWith({ url: `mqtt://127.0.0.1:${await freePort()}` }, await freePort());
    const meter = start(['meter', '--config', path]);
    ends.push(async () => {
      meter.child.kill('SIGKILL');
      await meter.outcome;
    });
    await come(() => meter.output().includes('"code":"household_away"'));
    expect(meter.output()).toMatch(
      /the household's broker mqtt:\/\/127\.0\.0\.1:\d+ can't be used: nothing listens there/,
    );
    const state = join(path, '../state/health.json');
    await come(() => readFileSync(state, 'utf8').includes("the household's broker"));
    expect(await doctorOn(path)).toMatchObject([
      { status: 'warning', advice: expect.stringContaining('nothing of the grid waits for it') },
    ]);
    meter.child.kill('SIGTERM');
    expect((await meter.outcome).code).toBe(0);
  });
});
