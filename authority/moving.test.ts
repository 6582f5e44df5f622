/** Moving a meter by the authority's word: its device asks, makes keys, and has rights in both areas while it owes something. [P-9.6.7] */
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { readConfig } from '../host/base/config.ts';
import { createLogger } from '../host/base/logger.ts';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { assertDistinct, importAnchors } from '../host/keys/keys.ts';
import { meterParty } from '../meter/host/meter-parties.ts';
import { renewCertificate } from '../host/keys/renewal.ts';
import { readTls, tlsFilesBeside } from '../host/keys/tls-files.ts';
import { MOVED_FILE, readOwnKeys } from '../meter/host/moved-keys.ts';
import { Moving } from '../meter/host/moving.ts';
import { toBase64url } from '../protocol/wire/bytes.ts';
import type { MeterKit } from '../schemas/types.ts';
import { gridshare, temporaryFolder } from '../test/gridshare.ts';
import { enrolDevice } from './device.ts';
import { EnrolmentDesk } from './enrolment.ts';
import { describeCertificate } from './pki.ts';
import { type AuthorityServer, startAuthority } from './server.ts';

let folder: string;
let grid: string;
let kit: MeterKit;
let server: AuthorityServer;
let desk: EnrolmentDesk;
let device: string;

const authorityConfig = (): string => join(grid, 'ca/config.yaml');
const roster = () => readConfig('enrolment', join(grid, 'utility/roster.json')).meters;
const lineOf = (id: string) => roster().find(({ meter }) => meter.id === id);
const filesOf = () => tlsFilesBeside(join(device, 'config.yaml'), { ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem' });
const keysOf = () => readOwnKeys(join(device, 'keys.json'), join(device, 'state'))[0]!;
const aclOf = () => readFileSync(join(grid, 'broker/acl.conf'), 'utf8');
const move = (...args: readonly string[]) => gridshare(['move', ...args, '--config', authorityConfig()]);

beforeEach(async () => {
  folder = temporaryFolder();
  grid = join(folder, 'grid');
  device = join(folder, 'device');
  const args = ['--meters', '4', '--aggregators', '2', '--threshold', '2', '--areas', 'elm,oak', '--tls'];
  expect(await gridshare(['init', grid, ...args])).toMatchObject({ code: 0 });
  const config = readConfig('config-authority', authorityConfig());
  server = await startAuthority(
    authorityConfig(),
    { ...config, port: 0 },
    createLogger('authority', { level: 'silent' }),
  );
  kit = readConfig('kit', join(grid, 'ca/kit.json'));
  kit.authority.url = `https://127.0.0.1:${server.port}`;
  desk = await EnrolmentDesk.open(authorityConfig());
  const [token = ''] = await desk.invite(
    [{ meter: 'm-900', area: 'elm', registers: ['1-0:1.8.0'] }],
    Date.now() + 3_600_000,
  );
  await enrolDevice(device, kit, token, { kind: 'csv', file: 'readings.csv' });
  mkdirSync(join(device, 'state'));
}, 60_000);

afterEach(async () => {
  await server.stop();
});

/** A process of the device that asks once; what it would take up. */
async function asks(isMoving: boolean): Promise<number[]> {
  const told: number[] = [];
  const config = readConfig('config-meter', join(device, 'config.yaml'));
  const anchors = importAnchors(config.anchors);
  const moving = new Moving(
    {
      keyPath: join(device, 'keys.json'),
      state: join(device, 'state'),
      partyOf: (keys) => meterParty(nodeCrypto, config.deployment, keys, anchors),
    },
    createLogger('meter', { level: 'silent' }),
    ({ keyEpoch }) => told.push(keyEpoch),
  );
  const before = server.counts.moved ?? 0;
  moving.start(kit.authority.url, filesOf());
  if (isMoving) {
    await until('it moved', () => (server.counts.moved ?? 0) > before && told.length > 0);
    await until('it has its certificate', () => !existsSync(join(device, 'state/next-keys.json')));
  } else await until('it asked', () => existsSync(join(device, 'state/next-keys.json')));
  // Its answer is on its way.
  await new Promise((resolve) => setTimeout(resolve, 300));
  moving.stop();
  return told;
}

test(
  '[P-9.6.7] a device that asks is moved once it is to, with keys that stay its own',
  { timeout: 60_000 },
  async () => {
    expect(await asks(false)).toEqual([]);
    expect(existsSync(join(device, 'state', MOVED_FILE))).toBe(false);
    const wrong = await move('m-900', 'ok');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('no meter of the roster is in ok')]);
    expect(await move('m-900', 'elm')).toMatchObject({ code: 2 });
    expect(await move('nobody', 'oak')).toMatchObject({ code: 2 });
    const told = await move('m-900', 'oak');
    expect([told.code, told.stdout]).toEqual([0, expect.stringContaining('Meter m-900 moves from elm to oak')]);
    // Nothing happens before it has made its keys.
    expect(lineOf('m-900')).toMatchObject({ area: 'elm', meter: { keyEpoch: 1 } });
    const was = keysOf();
    expect(await asks(true)).toEqual([2]);
    const keys = keysOf();
    expect(keys).toMatchObject({ area: 'oak', keyEpoch: 2, former: [{ area: 'elm', keyEpoch: 1 }] });
    assertDistinct([keys], 'the key files');
    expect(keys.former?.[0]?.split).toEqual(was.split);
    expect(statSync(join(device, 'state', MOVED_FILE)).mode & 0o777).toBe(0o600);
    expect(lineOf('m-900')).toMatchObject({
      area: 'oak',
      meter: {
        keyEpoch: 2,
        identity: toBase64url(keys.identity.publicRaw),
        agreement: toBase64url(keys.agreement.publicRaw),
      },
    });
    // While it may owe something it has the rights of both, also by a renewed certificate.
    for (const renew of [false, true]) {
      if (renew) await renewCertificate(filesOf(), kit.authority.url);
      const cert = describeCertificate(readTls(filesOf()).cert);
      expect(cert).toMatchObject({ name: 'meter-m-900', area: 'oak', formerAreas: ['elm'] });
      for (const area of ['oak', 'elm']) expect(aclOf()).toContain(`topic write grid/agg/1/shares/${area}/m-900\n`);
    }
    expect(await gridshare(['doctor', '--config', authorityConfig(), '--json'])).toMatchObject({
      code: expect.any(Number),
    });
    // It asks on, and stays.
    expect(await asks(false)).toEqual([]);
    expect(keysOf().keyEpoch).toBe(2);
  },
);

test(
  '[P-9.6.7] whose answer was lost asks again with the same keys; who is revoked meanwhile moves nowhere',
  { timeout: 60_000 },
  async () => {
    await desk.move('m-900', 'oak', false);
    expect(await asks(true)).toEqual([2]);
    // As if nothing had come: its keys are those that it offered.
    const { identity, agreement, split } = (
      JSON.parse(readFileSync(join(device, 'state', MOVED_FILE), 'utf8')) as { meters: Record<string, string>[] }
    ).meters[0]!;
    rmSync(join(device, 'state', MOVED_FILE));
    writeFileSync(join(device, 'state/next-keys.json'), JSON.stringify({ identity, agreement, split }), {
      mode: 0o600,
    });
    const line = lineOf('m-900');
    expect(await asks(true)).toEqual([2]);
    expect(lineOf('m-900')).toEqual(line);
    await desk.move('m-900', 'elm', false);
    await desk.revoke('m-900');
    expect(await asks(false)).toEqual([]);
    expect([lineOf('m-900'), keysOf().keyEpoch]).toEqual([undefined, 2]);
  },
);
