/** Sources of one line each, against what they read: real servers, a broker, a fake `gpiomon`, files that grow. [P-2.4] */
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ServerTCP } from 'modbus-serial';
import { findMosquitto, startMosquittoIn } from '../../../broker/mosquitto.ts';
import { parseAddress } from '../../../host/base/address.ts';
import { openConnection } from '../../../host/bus/mqtt-client.ts';
import { TopicRoot } from '../../../protocol/wire/topic-root.ts';
import { freePort, withFolder } from '../../../test/gridshare.ts';
import { EXPORT, IMPORT } from '../../../test/material.ts';
import type { Sample } from '../../sample.ts';
import type { SourceHost } from './source-watch.ts';
import type { WatchedSource } from './watched-source.ts';
import { readSpec } from './read-spec.ts';
import { openSpec } from './spec-source.ts';

interface Opened {
  readonly source: WatchedSource;
  readonly samples: Sample[];
  readonly said: string[];
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

const opened: Opened[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.stop()));
});

async function open(spec: string, folder: string, more: Partial<SourceHost> = {}): Promise<Opened> {
  const said: string[] = [];
  const samples: Sample[] = [];
  const source = await openSpec(readSpec(spec), {
    tell: (_level, code, text) => void said.push(`${code}: ${text}`),
    now: () => ({ gridMs: Date.now(), monotonicMs: performance.now() }),
    meter: 'm-1',
    registers: [IMPORT],
    intervalSeconds: 900,
    scheme: undefined,
    folder,
    stateFolder: folder,
    isPatient: true,
    isBusy: () => false,
    ...more,
  });
  const ended = source
    .run({ sample: (_meter, sample) => void samples.push(sample), interval: () => {}, flush: () => {} })
    .catch((error: unknown) => error);
  const made: Opened = {
    source,
    samples,
    said,
    ended,
    stop: async () => {
      source.stop();
      await ended;
    },
  };
  opened.push(made);
  return made;
}

const LONG = { timeout: 20_000 };
const shown = (sample: Sample | undefined) => sample?.registers.map(({ register, milli }) => [register, milli]);
const until = (check: () => Promise<void> | void): Promise<void> =>
  vi.waitFor(check, { timeout: 15_000, interval: 20 });

describe('pulse', LONG, () => {
  /** As it is from one version to the other: writes what stands in a file, as that grows, and how it was called. */
  function fakeGpiomon(folder: string, version: string): void {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    const script = `#!/bin/sh
if [ "$1" = --version ]; then echo "gpiomon (libgpiod) ${version}"; exit 0; fi
echo "$@" > '${folder}/called'
if [ "$1" = --banner ]; then echo "Monitoring line '17'..."; fi
exec tail -n +1 -f '${folder}/pulses'\n`;
    writeFileSync(join(bin, 'gpiomon'), script);
    chmodSync(join(bin, 'gpiomon'), 0o755);
    writeFileSync(join(folder, 'pulses'), '');
    vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`);
  }
  afterEach(() => vi.unstubAllEnvs());
  const lines = (...seconds: number[]): string => seconds.map((one) => `${one.toFixed(9)}\n`).join('');

  test.each([
    ['v2.2.1', '--banner -c gpiochip0 -e falling -b pull-up -p 20ms -F %S 17'],
    ['v1.6.3', '--line-buffered --falling-edge --bias=pull-up --format=%s.%n gpiochip0 17'],
  ])('gpiomon %s is called in its own words, and the count goes on after a restart', async (version, words) => {
    await withFolder(async (folder) => {
      fakeGpiomon(folder, version);
      const first = await open('pulse:gpiochip0/17?impkwh=1000&every=1', folder);
      await until(() => expect(first.samples.length).toBeGreaterThan(0));
      expect(readFileSync(join(folder, 'called'), 'utf8').trim()).toBe(words);
      // The third bounces: it is no pulse.
      appendFileSync(join(folder, 'pulses'), lines(10, 11, 11.005, 12));
      await until(() => expect(shown(first.samples.at(-1))).toEqual([[IMPORT, 3_000n]]));
      expect(readFileSync(join(folder, 'pulses.json'), 'utf8')).toBe('{"pulses":"3"}\n');
      await first.stop();

      writeFileSync(join(folder, 'pulses'), '');
      const second = await open('pulse:gpiochip0/17?impkwh=1000&every=1', folder);
      await until(() => expect(second.samples.length).toBeGreaterThan(0));
      expect(shown(second.samples[0])).toEqual([[IMPORT, 3_000n]]);
      appendFileSync(join(folder, 'pulses'), lines(20));
      await until(() => expect(shown(second.samples.at(-1))).toEqual([[IMPORT, 4_000n]]));
    });
  });

  test.each([
    ['is damaged', '{"pul'],
    ['is older than the last reading, by a power cut', '{"pulses":"1990"}\n'],
  ])('a count that %s goes on from what the meter has written down', async (_what, text) => {
    await withFolder(async (folder) => {
      fakeGpiomon(folder, 'v2.2.1');
      writeFileSync(join(folder, 'pulses.json'), text);
      // 2,000 pulses, of which 600 are a kWh.
      const shownMilli = () => (2_000n * 1_000_000n) / 600n;
      const made = await open('pulse:gpiochip0/17?impkwh=600&every=1', folder, { shownMilli });
      await until(() => expect(shown(made.samples[0])).toEqual([[IMPORT, shownMilli()]]));
      appendFileSync(join(folder, 'pulses'), lines(10));
      await until(() => expect(readFileSync(join(folder, 'pulses.json'), 'utf8')).toBe('{"pulses":"2001"}\n'));
    });
  });

  test('a count that is damaged is not begun anew', async () => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'pulses.json'), '{"pulses":"12');
      await expect(open('pulse:gpiochip0/17', folder)).rejects.toMatchObject({ code: 'ERR_SOURCE_FILE' });
    });
  });

  test('one that ends is told once, with its words, and started again; while none counts there is no sample', async () => {
    await withFolder(async (folder) => {
      fakeGpiomon(folder, 'v2.2.1');
      // Later than a sample is due.
      const failing = `#!/bin/sh
if [ "$1" = --version ]; then echo v2.2.1; exit 0; fi
echo call >> '${folder}/calls'; sleep 1.5; echo "cannot find line 17" >&2; exit 1\n`;
      writeFileSync(join(folder, 'bin/gpiomon'), failing);
      const { said, source, samples } = await open('pulse:gpiochip0/17?every=1', folder);
      await until(() => expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('call\ncall\ncall\n'));
      expect(said).toEqual([expect.stringContaining('cannot find line 17')]);
      expect(source.problem).toContain('cannot find line 17');
      expect(samples).toEqual([]);
    });
  });
});

describe('modbus+tcp', LONG, () => {
  function vectorOf(values: ReadonlyMap<number, number>) {
    return {
      getInputRegister: (address: number) => values.get(address) ?? 0,
      getHoldingRegister: (address: number) => values.get(0x1_0000 + address) ?? 0,
    };
  }
  const float = (address: number, value: number): [number, number][] => {
    const view = new DataView(new ArrayBuffer(4));
    view.setFloat32(0, value);
    return [
      [address, view.getUint16(0)],
      [address + 1, view.getUint16(2)],
    ];
  };

  test('reads an SDM630, also after its gateway was away', async () => {
    await withFolder(async (folder) => {
      const port = await freePort();
      const values = new Map([...float(0x48, 9570.775), ...float(0x4a, 16_384.5)]);
      const serve = (): ServerTCP => new ServerTCP(vectorOf(values), { host: '127.0.0.1', port, unitID: 3 });
      let server = serve();
      const made = await open(`modbus+tcp://127.0.0.1:${port}?unit=3&every=1`, folder, { registers: [IMPORT, EXPORT] });
      await until(() => expect(made.samples.length).toBeGreaterThan(0));
      expect(made.samples[0]?.registers).toEqual([
        { register: IMPORT, milli: 9_570_775_390n, resolutionMilli: 976n },
        { register: EXPORT, milli: 16_384_500_000n, resolutionMilli: 1_953n },
      ]);
      await new Promise<void>((closed) => server.close(() => closed()));
      await until(() => expect(made.said).toHaveLength(1));
      expect(made.said[0]).toContain('source_away');
      server = serve();
      const before = made.samples.length;
      await until(() => expect(made.samples.length).toBeGreaterThan(before));
      await made.stop();
      await new Promise<void>((closed) => server.close(() => closed()));
    });
  });

  test('a table of the user is read, and what is wrong in it is named with its place', async () => {
    await withFolder(async (folder) => {
      const port = await freePort();
      const server = new ServerTCP(
        vectorOf(
          new Map([
            [0x1_0010, 1],
            [0x1_0011, 2],
          ]),
        ),
        { host: '127.0.0.1', port, unitID: 1 },
      );
      const row = { register: IMPORT, address: 16, table: 'holding', type: 'uint32', one: '0.01 kWh' };
      writeFileSync(join(folder, 'table.yaml'), JSON.stringify({ mine: [row] }));
      const made = await open(`modbus+tcp://127.0.0.1:${port}?model=mine&table=table.yaml`, folder);
      await until(() => expect(shown(made.samples[0])).toEqual([[IMPORT, 65_538n * 10_000n]]));
      await made.stop();
      await new Promise<void>((closed) => server.close(() => closed()));
      writeFileSync(join(folder, 'table.yaml'), JSON.stringify({ mine: [row, { ...row, adress: 1 }] }));
      await expect(open('modbus+tcp://127.0.0.1:1?model=mine&table=table.yaml', folder)).rejects.toMatchObject({
        code: 'ERR_SOURCE_FILE',
        message: expect.stringContaining('mine[1] has an unknown key "adress"'),
      });
    });
  });

  test('a model that has not what the meter has is refused', async () => {
    await expect(open('modbus+tcp://127.0.0.1:1', '.', { registers: ['1-0:1.8.1'] })).rejects.toMatchObject({
      code: 'ERR_SOURCE_CONFIG',
      message: expect.stringContaining('meter m-1 has 1-0:1.8.1'),
    });
  });
});

describe('homewizard', LONG, () => {
  const NAME = 'appliance/p1dongle/5c2faf0a1b2c';
  const V1 = '{"unique_id":"4E47475955","total_power_import_kwh":13779.338,"total_power_export_kwh":0}';
  const V2 =
    '{"unique_id":"4E65","timestamp":"2024-06-28T14:12:34","energy_import_kwh":13779.34,"energy_export_kwh":1.5}';

  function certificate(folder: string): { readonly cert: string; readonly key: string; readonly fingerprint: string } {
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', [...words, '-subj', `/CN=${NAME.replaceAll('/', '\\/')}`, '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    const said = execFileSync('openssl', ['x509', '-in', cert, '-noout', '-fingerprint', '-sha256'], {
      encoding: 'utf8',
    });
    return { cert, key, fingerprint: said.trim().replace(/^.*=/, '') };
  }

  const servers: Server[] = [];
  afterEach(async () => {
    await Promise.all(
      servers.splice(0).map((server) => {
        server.closeAllConnections();
        return new Promise((closed) => server.close(closed));
      }),
    );
  });

  async function listening(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  const version1 = (): Promise<number> =>
    listening(createServer((asked, answer) => void answer.writeHead(asked.url === '/api/v1/data' ? 200 : 404).end(V1)));

  /** Each request's token, and what it was answered. */
  async function version2(folder: string, status = 200) {
    const made = certificate(folder);
    const tokens: unknown[] = [];
    const options = { cert: readFileSync(made.cert), key: readFileSync(made.key) };
    const port = await listening(
      createSecureServer(options, ({ headers, url }, answer) => {
        tokens.push(headers.authorization);
        const isKnown = headers.authorization === 'Bearer ABCD' && headers['x-api-version'] === '2';
        answer.writeHead(url === '/api/measurement' ? (isKnown ? status : 401) : 404).end(V2);
      }),
    );
    writeFileSync(join(folder, 'token'), 'ABCD\n');
    return { ...made, port, tokens };
  }

  test('version 1 without a token', async () => {
    await withFolder(async (folder) => {
      const made = await open(`homewizard://127.0.0.1?http-port=${await version1()}`, folder);
      await until(() => expect(made.samples.length).toBeGreaterThan(0));
      expect(made.samples[0]).toMatchObject({
        quality: 'unchecked',
        serial: '4E47475955',
        registers: [
          { register: IMPORT, milli: 13_779_338_000n, resolutionMilli: 1_000n },
          { register: EXPORT, milli: 0n, resolutionMilli: 1_000n },
        ],
      });
    });
  });

  test.each(['ca and name', 'fingerprint'])('version 2 with a token, to whoever is known by its %s', async (by) => {
    await withFolder(async (folder) => {
      const { port, fingerprint, tokens } = await version2(folder);
      const proof = by === 'fingerprint' ? `fingerprint=${fingerprint}` : `ca=cert.pem&name=${NAME}`;
      const made = await open(`homewizard://127.0.0.1:${port}?token-file=token&${proof}`, folder);
      await until(() => expect(made.samples.length).toBeGreaterThan(0));
      expect(made.samples[0]).toMatchObject({
        quality: 'checked',
        registers: [{ milli: 13_779_340_000n }, { milli: 1_500_000n }],
      });
      expect(tokens).toEqual(['Bearer ABCD']);
    });
  });

  test.each([
    ['name', `ca=cert.pem&name=${NAME}0`],
    ['fingerprint', `fingerprint=${'00'.repeat(32)}`],
  ])('no token goes to one with another %s, and version 1 is not asked instead', async (_what, proof) => {
    await withFolder(async (folder) => {
      const { port, tokens } = await version2(folder);
      const spec = `homewizard://127.0.0.1:${port}?token-file=token&http-port=${await version1()}&${proof}`;
      const made = await open(spec, folder, { isPatient: false });
      expect(await made.ended).toMatchObject({
        code: 'ERR_SOURCE_LINE',
        message: expect.stringContaining('certificate'),
      });
      expect([tokens, made.samples]).toEqual([[], []]);
    });
  });

  test.each([
    ['nobody listens', undefined],
    ['there is nothing under its path', 404],
  ])('version 1 where there is no version 2: %s', async (_what, status) => {
    await withFolder(async (folder) => {
      const made2 = await version2(folder, status);
      const port = status === undefined ? await freePort() : made2.port;
      const spec = `homewizard://127.0.0.1:${port}?token-file=token&fingerprint=${made2.fingerprint}&http-port=${await version1()}`;
      const made = await open(spec, folder);
      await until(() => expect(made.samples[0]).toMatchObject({ quality: 'unchecked', serial: '4E47475955' }));
    });
  });

  test('a token without a proof of who gets it is refused', async () => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'token'), 'ABCD\n');
      await expect(open('homewizard://127.0.0.1?token-file=token', folder)).rejects.toMatchObject({
        code: 'ERR_SOURCE_SPEC',
      });
    });
  });
});

const noMosquitto = findMosquitto() === undefined;
describe.skipIf(noMosquitto)(`mqtt${noMosquitto ? ' (skipped: apt-get install mosquitto)' : ''}`, LONG, () => {
  async function publish(port: number, topic: string, payload: string, retain = false): Promise<void> {
    const options = { queueLimit: 10, reconnectMinMs: 100, reconnectMaxMs: 100, keepaliveSeconds: 10 };
    const url = `mqtt://127.0.0.1:${port}`;
    const address = parseAddress(url, ['mqtt'], 'test');
    const { client } = openConnection({ ...options, url, clientId: 'test' }, address, new TopicRoot());
    await new Promise<void>((done) => client.once('connect', () => done()));
    await client.publishAsync(topic, payload, { qos: 1, retain });
    await client.endAsync();
  }

  test('what was kept is doubtful, what comes live is not; a broker that was away is found again', async () => {
    await withFolder(async (folder) => {
      const port = await freePort();
      writeFileSync(join(folder, 'mosquitto.conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\n`);
      let broker = await startMosquittoIn(folder, port, false);
      try {
        await publish(port, 'tele/plug/SENSOR', '{"ENERGY":{"Total":1.5}}', true);
        const made = await open(`mqtt://127.0.0.1:${port}/tele/plug/SENSOR?json=ENERGY.Total`, folder);
        await until(() => expect(made.samples).toHaveLength(1));
        await publish(port, 'tele/plug/SENSOR', '{"ENERGY":{"Total":1.625}}');
        await publish(port, 'tele/plug/SENSOR', 'offline');
        await until(() => expect(made.said).toHaveLength(1));
        expect(made.samples.map(({ quality }) => quality)).toEqual(['doubtful', 'unchecked']);
        expect(shown(made.samples[1])).toEqual([[IMPORT, 1_625_000n]]);
        expect(made.said[0]).toContain('telegram_refused');
        await broker.kill();
        await until(() => expect(made.said).toHaveLength(2));
        broker = await startMosquittoIn(folder, port, false);
        await until(async () => {
          await publish(port, 'tele/plug/SENSOR', '{"ENERGY":{"Total":1.75}}');
          expect(shown(made.samples.at(-1))).toEqual([[IMPORT, 1_750_000n]]);
        });
      } finally {
        await broker.stop();
      }
    });
  });

  test('a password comes from a file; without it the broker refuses', async () => {
    await withFolder(async (folder) => {
      const port = await freePort();
      execFileSync('mosquitto_passwd', ['-c', '-b', join(folder, 'passwords'), 'me', 'secret:1@/']);
      chmodSync(join(folder, 'passwords'), 0o644);
      chmodSync(folder, 0o755);
      const conf = `listener ${port} 127.0.0.1\nallow_anonymous false\npassword_file ${join(folder, 'passwords')}\n`;
      writeFileSync(join(folder, 'mosquitto.conf'), conf);
      writeFileSync(join(folder, 'secret'), 'secret:1@/\n');
      // It answers to nobody without the password: whether it is up is asked by what we look at.
      const starting = startMosquittoIn(folder, port, false).catch((error: unknown) => error);
      try {
        const spec = `mqtt://127.0.0.1:${port}/x`;
        const made = await open(`${spec}?user=me&password-file=secret`, folder);
        await new Promise((done) => setTimeout(done, 2_500));
        const options = { queueLimit: 10, reconnectMinMs: 100, reconnectMaxMs: 100, keepaliveSeconds: 10 };
        const address = {
          ...parseAddress(`mqtt://127.0.0.1:${port}`, ['mqtt'], 'test'),
          credentials: { username: 'me', password: 'secret:1@/' },
        };
        const { client } = openConnection({ ...options, url: address.url, clientId: 'test' }, address, new TopicRoot());
        await new Promise<void>((done) => client.once('connect', () => done()));
        await until(async () => {
          await client.publishAsync('x', '2.5', { qos: 1 });
          expect(shown(made.samples.at(-1))).toEqual([[IMPORT, 2_500_000n]]);
        });
        await client.endAsync();
        const stranger = await open(spec, folder, { isPatient: false });
        expect(await stranger.ended).toMatchObject({ code: 'ERR_SOURCE_LINE' });
      } finally {
        await starting;
      }
    });
  });

  test.each([
    ['mqtt://127.0.0.1:1/tele/+/SENSOR', 'without # and +'],
    ['mqtt://127.0.0.1:1/x?password-file=secret', 'no user'],
  ])('%s is refused', async (spec, words) => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'secret'), 'x');
      await expect(open(spec, folder)).rejects.toMatchObject({
        code: 'ERR_SOURCE_SPEC',
        message: expect.stringContaining(words),
      });
    });
  });
});

describe('csv', LONG, () => {
  test('rows of a file that grows, from its start where they have times, also in the one that takes its place', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'samples.csv');
      writeFileSync(path, `time;1-0:1.8.0\n2026-01-01T00:00:00Z;1.5\n`);
      const made = await open('csv:samples.csv?follow', folder);
      await until(() => expect(made.samples).toHaveLength(1));
      appendFileSync(path, '2026-01-01T00:15:00Z;1.75\n2026-01-01T00:30:00Z;\n');
      await until(() => expect(made.said).toHaveLength(1));
      expect(made.samples).toMatchObject([
        { hostMs: Date.UTC(2026, 0, 1), registers: [{ milli: 1_500_000n }] },
        { hostMs: Date.UTC(2026, 0, 1, 0, 15), registers: [{ milli: 1_750_000n }] },
      ]);
      writeFileSync(path, `time,1-0:1.8.0\n2026-01-01T00:45:00Z,2\n`);
      await until(() => expect(shown(made.samples.at(-1))).toEqual([[IMPORT, 2_000_000n]]));
    });
  });

  test('rows without a time count as they come', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'samples.csv');
      writeFileSync(path, 'kwh\n1\n');
      const made = await open('csv:samples.csv?follow&import=kwh', folder);
      await new Promise((done) => setTimeout(done, 500));
      appendFileSync(path, '2\n');
      await until(() => expect(made.samples).toHaveLength(1));
      expect(shown(made.samples[0])).toEqual([[IMPORT, 2_000_000n]]);
      expect(existsSync(path)).toBe(true);
    });
  });
});
