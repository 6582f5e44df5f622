/** Flash kits: what is in them, what is not, and what is refused before a token is made. [P-9.6] */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { hostnameOf } from '../deploy/flash-files.ts';
import { labelText } from '../deploy/flash-words.ts';
import { wifiOf } from '../deploy/wifi.ts';
import { readConfig } from '../host/base/config.ts';
import { type Outcome, gridshare, temporaryFolder } from '../test/gridshare.ts';

const PASSWORD = 'correct horse battery';
const SSID = 'Caf\u00e9 "O\'Neil"; ${HOME}';
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl me@home';

const hasCloudInit = spawnSync('cloud-init', ['--version']).status === 0;
const folder = temporaryFolder();
const grid = join(folder, 'grid');
const deb = join(folder, 'gridshare_0.1.0-1_arm64.deb');
const secret = join(folder, 'password');
const key = join(folder, 'key.pub');
const tokens = join(grid, 'ca/tokens.jsonl');

beforeAll(async () => {
  await gridshare(['init', grid, '--tls', '--meters', '2', '--aggregators', '2', '--threshold', '2']);
  writeFileSync(deb, '!<arch>\nand more');
  writeFileSync(secret, `${PASSWORD}\n`);
  writeFileSync(key, `${KEY}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const flash = (out: string, ...more: readonly string[]): Promise<Outcome> =>
  gridshare(['flash-kit', 'm_900', '--config', join(grid, 'ca/config.yaml'), '--out', join(folder, out), ...more]);
const wifi = ['--wifi', SSID, '--wifi-password-file', secret, '--country', 'AT'];

describe('a flash kit', () => {
  test('trixie: what cloud-init reads, with everything of this meter', async () => {
    const made = await flash('one', '--deb', deb, ...wifi, '--ssh-key', key);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain('No device will find https://127.0.0.1:8884 and mqtts://127.0.0.1:8883');
    const read = (name: string): string => readFileSync(join(folder, 'one', name), 'utf8');
    const files = readdirSync(join(folder, 'one'));
    expect(files.toSorted()).toEqual(
      ['README.txt', 'gridshare_0.1.0-1_arm64.deb', 'label.svg', 'network-config', 'user-data'].toSorted(),
    );
    for (const name of files) expect(statSync(join(folder, 'one', name)).mode & 0o077).toBe(0);
    expect(read('user-data').startsWith('#cloud-config\n')).toBe(true);
    const data = parse(read('user-data')) as Record<string, unknown>;
    expect(data).toMatchObject({
      hostname: 'meter-m-900',
      rpi: { interfaces: { serial: { console: false, hardware: true } } },
      users: [{ ssh_authorized_keys: [KEY] }],
    });
    expect(parse(read('network-config'))).toEqual({
      network: {
        version: 2,
        ethernets: { eth0: { dhcp4: true, optional: true } },
        wifis: {
          wlan0: {
            dhcp4: true,
            optional: true,
            'regulatory-domain': 'AT',
            'access-points': { [SSID]: { password: wifiOf(SSID, PASSWORD, 'AT').psk } },
          },
        },
      },
    });
    // The password is in no file; control: its key is.
    const all = files.map(read).join('');
    expect(all).not.toContain(PASSWORD);
    expect(all).toContain(wifiOf(SSID, PASSWORD, 'AT').psk);
    const { authority } = readConfig('kit', join(grid, 'ca/kit.json'));
    expect(read('label.svg')).toContain(authority.fingerprint.slice(0, 16));
    expect(read('README.txt')).toContain('Imager 2.0 or later');
  });

  test.skipIf(!hasCloudInit)(
    `cloud-init takes it${hasCloudInit ? '' : ' (skipped: apt-get install cloud-init)'}`,
    async () => {
      await flash('schema', '--deb', deb, ...wifi, '--ssh-key', key);
      const path = join(folder, 'schema/user-data');
      const ask = (): number | null => spawnSync('cloud-init', ['schema', '--config-file', path]).status;
      expect(ask()).toBe(0);
      // Control: what it does not take is found.
      writeFileSync(path, readFileSync(path, 'utf8').replace(/^runcmd:$/m, 'runcmd: 5\nelse:'));
      expect(ask()).not.toBe(0);
    },
  );

  test('bookworm: a script of the first boot that a shell understands', async () => {
    expect(await flash('two', '--deb', deb, ...wifi, '--ssh-key', key, '--image', 'bookworm')).toMatchObject({
      code: 0,
    });
    const path = join(folder, 'two/firstrun.sh');
    const text = readFileSync(path, 'utf8');
    expect(spawnSync('sh', ['-n', path]).status).toBe(0);
    expect(text).toContain(`psk=${wifiOf(SSID, PASSWORD, 'AT').psk}`);
    expect(text).not.toContain(PASSWORD);
    expect(readFileSync(join(folder, 'two/cmdline-addition.txt'), 'utf8')).toMatch(
      /^ systemd\.run=\/boot\/firmware\/firstrun\.sh /,
    );
    expect(existsSync(join(folder, 'two/user-data'))).toBe(false);
    // Control: such a shell finds what is wrong.
    writeFileSync(path, text.replace('exit 0', 'if'));
    expect(spawnSync('sh', ['-n', path]).status).not.toBe(0);
  });

  test('has the source that it is told, checked as in a config', async () => {
    const source = join(folder, 'source.yaml');
    writeFileSync(
      source,
      'source:\n  kind: lines\n  file: /run/meter.jsonl\n  registers:\n    - register: 1-0:1.8.0\n      unit: kWh\n',
    );
    expect(await flash('three', '--deb', deb, '--source', source)).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'three/user-data'), 'utf8')).toContain('/run/meter.jsonl');
    expect(await flash('four', '--deb', deb, '--source', 'p1:/dev/ttyUSB0')).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'four/user-data'), 'utf8')).toContain('source: p1:/dev/ttyUSB0');
  });

  test('of a list: one for each meter, with a token of its own, and a sheet of all labels', async () => {
    const list = join(folder, 'street.csv');
    writeFileSync(list, 'meter,area,registers\nm-1,oak\nm-2,elm,1-0:1.8.0\n');
    const out = join(folder, 'kits');
    const words = ['--config', join(grid, 'ca/config.yaml'), '--deb', deb, '--meters-file', list, '--out', out];
    const made = await gridshare(['flash-kit', ...words, '--source', 'p1:/dev/ttyUSB0']);
    expect(made).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('each of 2 meters') });
    expect(readdirSync(out).toSorted()).toEqual(['labels.html', 'm-1', 'm-2']);
    const told = ['m-1', 'm-2'].map((meter) => {
      expect(readFileSync(join(out, meter, basename(deb)))).toEqual(readFileSync(deb));
      const { write_files: files } = parse(readFileSync(join(out, meter, 'user-data'), 'utf8')) as {
        write_files: readonly { path: string; content: string }[];
      };
      return files.find(({ path }) => path.endsWith('/token'))?.content.trim() ?? '';
    });
    expect(new Set(told).size).toBe(2);
    const written = readFileSync(tokens, 'utf8');
    expect(written).toMatch(/"meter":"m-1","area":"oak"/);
    expect(written).toMatch(/"meter":"m-2","area":"elm","registers":\["1-0:1\.8\.0"\]/);
    const sheet = readFileSync(join(out, 'labels.html'), 'utf8');
    expect(sheet.match(/<svg xmlns[^>]+width="60mm"/g)).toHaveLength(2);
    expect(sheet).not.toMatch(/src=|href=|url\(/);

    expect(await gridshare(['flash-kit', ...words])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('No token was made'),
    });
    expect(await gridshare(['flash-kit', 'm-3', ...words])).toMatchObject({ code: 2 });
    expect(readFileSync(tokens, 'utf8')).toBe(written);
  });

  test.each<[what: string, words: readonly string[], says: RegExp]>([
    ['no package', ['--deb', secret], /gridshare_VERSION_arm64\.deb/],
    [
      'a password that is too short',
      ['--deb', deb, '--wifi', 'x', '--wifi-password-file', '/dev/null', '--country', 'AT'],
      /8 to 63/,
    ],
    ['half of a network', ['--deb', deb, '--wifi', 'x'], /all three/],
    [
      'a country that is a word',
      ['--deb', deb, '--wifi', 'x', '--wifi-password-file', secret, '--country', 'Austria'],
      /two capital/,
    ],
    ['a private key', ['--deb', deb, '--ssh-key', secret], /not a public key/],
    ['a source that is no YAML of one', ['--deb', deb, '--source', secret], /has no source/],
    ['a kind of source that there is not', ['--deb', deb, '--source', 'p2:/dev/ttyUSB0'], /ERR_SOURCE_SPEC/],
  ])('%s is refused, and no token is made', async (_what, words, says) => {
    const before = existsSync(tokens) ? readFileSync(tokens, 'utf8') : '';
    const { code, stderr } = await flash('never', ...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
    expect(existsSync(tokens) ? readFileSync(tokens, 'utf8') : '').toBe(before);
    expect(stderr).not.toContain(PASSWORD);
  });

  test('the key of a wireless network is what the standard derives', () => {
    expect(wifiOf('IEEE', 'password', 'AT').psk).toBe(
      'f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e',
    );
    expect(wifiOf('x', 'F'.repeat(64), 'AT').psk).toBe('f'.repeat(64));
  });

  test('names that a network takes, and a label that says who it is', () => {
    expect(hostnameOf('M_9')).toBe('meter-m-9');
    expect(hostnameOf(`a${'-'.repeat(63)}`)).toBe('meter-a');
    expect(labelText({ meter: 'm', deployment: 'grid', fingerprint: 'ff' })).toBe('gridshare:grid:m:ff');
  });
});
