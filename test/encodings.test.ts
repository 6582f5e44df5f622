/** Files as editors and spreadsheets save them: every file that a person may write, in every encoding, read by real processes. */
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { demo, freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const LONG = { timeout: 180_000 };
const folder = temporaryFolder();
const grid = join(folder, 'grid');
const configOf = (party: string): string => join(grid, party, 'config.yaml');

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16LE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16BE': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

/** As another editor would save it, owner and mode as they were. */
function saveAs(path: string, encode: (text: string) => Buffer, end = '\r\n'): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, encode(text.replaceAll('\n', end)));
}

function textsBelow(root: string): string[] {
  return (
    readdirSync(root, { recursive: true })
      .map(String)
      .map((name) => join(root, name))
      // What programs keep for themselves is not for people to write; Mosquitto reads its own.
      .filter((path) => statSync(path).isFile() && /\.(?:yaml|json|pem|csv)$/.test(path) && !path.includes('/state/'))
  );
}

const running: ReturnType<typeof start>[] = [];
let port = 0;

beforeAll(async () => {
  port = await freePort();
  const urls = ['--broker', `mqtts://127.0.0.1:${port}`, '--authority', `https://127.0.0.1:${await freePort()}`];
  const few = ['--meters', '3', '--aggregators', '2', '--threshold', '2', '--interval', '60'];
  expect(await gridshare(['init', grid, ...few, '--tls', ...urls])).toMatchObject({ code: 0 });
  const approved = JSON.parse(readFileSync(join(grid, 'utility/roster.json'), 'utf8')) as object;
  writeFileSync(join(grid, 'aggregator-1/meters.json'), JSON.stringify(approved, undefined, 2));
  const path = configOf('aggregator-1');
  writeFileSync(path, `${readFileSync(path, 'utf8')}approvedMeters: meters.json\n`);
}, 60_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ outcome }) => outcome));
  rmSync(folder, { recursive: true, force: true });
});

describe('every file of a deployment', LONG, () => {
  test('[P-9.6] in all encodings by turns: everybody starts, is well, and a meter enrols', async () => {
    const paths = textsBelow(grid);
    expect(paths.map((path) => relative(grid, path))).toEqual(
      expect.arrayContaining([
        'ca/kit.json',
        'ca/key.pem',
        'meters/keys.json',
        'utility/roster.json',
        'broker/crl.pem',
      ]),
    );
    const encoders = Object.values(ENCODINGS);
    for (const [at, path] of paths.entries())
      saveAs(path, encoders[at % encoders.length]!, at % 2 === 0 ? '\r\n' : '\n');
    const [token, device] = [join(folder, 'token'), join(folder, 'device')];
    const roles = ['broker', 'aggregator-1', 'aggregator-2', 'utility', 'meters'];
    for (const name of roles) running.push(start([name.replace(/-\d|s$/, ''), '--config', configOf(name)]));
    running.push(start(['authority', '--config', configOf('ca')]));
    for (const name of roles)
      expect(await gridshare(['health', '--config', configOf(name), '--wait', '30']), name).toMatchObject({ code: 0 });
    expect(await gridshare(['token', 'm-9', '--config', configOf('ca'), '--out', token])).toMatchObject({ code: 0 });
    saveAs(token, ENCODINGS['UTF-16LE']!);
    const enrol = ['enroll', device, '--kit', join(grid, 'ca/kit.json'), '--token', token];
    expect(await gridshare(enrol)).toMatchObject({ code: 0 });
    expect(await gridshare(['tariff', 'check', configOf('utility')])).toMatchObject({ code: 0 });

    // The enrolled meter's own files, its readings, and the watched lists of meters, saved while everybody runs.
    const first = (Math.floor(Date.now() / 60_000) + 1) * 60_000;
    const rows = Array.from({ length: 5 }, (_, at) => `m-9,${new Date(first + at * 60_000).toISOString()},5`);
    writeFileSync(join(device, 'readings.csv'), `meter_id,timestamp,wh\n${rows.join('\n')}\n`);
    for (const path of textsBelow(device)) saveAs(path, ENCODINGS['UTF-16BE']!);
    const meter = start(['meter', '--config', join(device, 'config.yaml')]);
    running.push(meter);
    const health = ['health', '--config', join(device, 'config.yaml'), '--wait', '30'];
    expect(await gridshare(health)).toMatchObject({ code: 0 });

    const [approved, aggregator] = [join(grid, 'aggregator-1/meters.json'), running[1]];
    let log = '';
    aggregator?.child.stderr?.on('data', (text: string) => (log += text));
    writeFileSync(approved, ENCODINGS['UTF-16LE']!('{"meters":[]}'));
    await until('the list is read again', () => log.includes('read the changed list of meters'));
    writeFileSync(approved, Buffer.from('{"meters":[]}\n\u00e4', 'latin1'));
    await until('that it can’t be read is said', () => log.includes('meters.json, line 2: it is not UTF-8'));
  });

  test('what is no text is named, with file and line, by whoever reads it', async () => {
    const cases = [
      ['utility/config.yaml', 'utility'],
      ['utility/roster.json', 'utility'],
      ['utility/keys.json', 'utility'],
      ['utility/cert.pem', 'utility'],
      ['meters/keys.json', 'meters'],
      ['aggregator-1/meters.json', 'aggregator-1'],
    ] as const;
    await Promise.all(running.map(({ child, outcome }) => (child.kill('SIGTERM'), outcome)));
    for (const [file, party] of cases) {
      const path = join(grid, file);
      const before = readFileSync(path);
      writeFileSync(path, Buffer.concat([Buffer.from('# a\n# '), Buffer.from([0xe4])]));
      const { code, stderr, stdout } = await gridshare([party.replace(/-\d|s$/, ''), '--config', configOf(party)]);
      writeFileSync(path, before);
      const seen = `${stdout}${stderr}`;
      expect([file, code, seen]).toEqual([file, 2, expect.stringContaining(`${path}, line 2: it is not UTF-8`)]);
      expect(seen).toContain('[ERR_FILE_ENCODING]');
    }
  });

  test('a broken key file is named by line, and nothing of it is shown', async () => {
    const path = join(grid, 'meters/keys.json');
    const before = readFileSync(path);
    const secret = 'c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U';
    for (const [text, place] of [
      [`{\n"meters": [\n{"identity": ${secret}}]}`, 'line 3, column 14'],
      [`{"identity":"${secret}`, 'line 1, column 57'],
      [`{"identity":"${secret}",}`, 'line 1, column 59'],
    ] as const) {
      writeFileSync(path, text);
      const { code, stderr } = await gridshare(['meter', '--config', configOf('meters')]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(place)]);
      expect(stderr).not.toContain(secret.slice(0, 4));
    }
    writeFileSync(path, before);
  });
});

describe('readings', LONG, () => {
  const rows = Array.from({ length: 6 }, (_, meter) =>
    Array.from({ length: 6 }, (__, at) => `m${meter},2024-01-01T0${at}:00:00Z,${100 + at}`),
  ).flat();
  const text = `meter_id,timestamp,wh\n${rows.join('\n')}\n`;

  test.each(Object.entries(ENCODINGS))('as %s are billed', async (name, encode) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, encode(text.replaceAll('\n', '\r\n')));
    const { code, json } = await demo(['--data', path, '--feeder']);
    expect([code, json]).toEqual([0, expect.objectContaining({ billsExact: 6, readings: 84 })]);
  });

  test.each([
    ['Latin 1', Buffer.from(`${text}m\u00e4,2024-01-01T00:00:00Z,1\n`, 'latin1'), 'line 38: it is not UTF-8'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'line 1: there is a NUL in it: it is UTF-16'],
    ['a workbook', Buffer.from('PK\u0003\u0004 and so on'), 'it is a ZIP archive or a workbook'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 'it is compressed (gzip)'],
  ])('as %s are refused by that name', async (name, bytes, words) => {
    const path = join(folder, `bad ${name}.csv`);
    writeFileSync(path, bytes);
    const { code, stderr } = await gridshare(['demo', '--data', path]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });
});

test.each(Object.entries(ENCODINGS))('messages that were saved as %s are explained', async (_name, encode) => {
  const message =
    '{"version":1,"deployment":"demo","type":"status","aggregator":1,"state":"online","software":"0.1.0"}';
  const { child, outcome } = start(['decode']);
  child.stdin?.end(encode(`grid/agg/1/status ${message}\r\n`.repeat(2)));
  const { code, stdout } = await outcome;
  expect([code, stdout.match(/grid\/agg\/1\/status: status/g)?.length]).toEqual([0, 2]);
});

test.each(['config.yaml', 'keys.json', 'roster.json'])(
  'a %s that a power cut left empty is named as that',
  async (name) => {
    const path = join(grid, 'utility', name);
    const whole = readFileSync(path);
    for (const left of ['', '\n', '\ufeff']) {
      writeFileSync(path, left);
      const { code, stderr } = await gridshare(['utility', '--config', configOf('utility')]);
      const said = `${name} is not well-formed: the file is empty, as after a power cut`;
      expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
    }
    writeFileSync(path, whole);
  },
);
