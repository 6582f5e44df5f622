/** What commands print: quietly into a pipe that is closed, and nothing of others that a terminal would obey. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { connectFrame } from './fuzz/mqtt-frames.ts';
import { freePort, gridshare, start, temporaryFolder } from './gridshare.ts';

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
const LONG = { timeout: 180_000 };
const folder = temporaryFolder();
const kept = join(folder, 'kept');
const configOf = (party: string): string => join(kept, party, 'config.yaml');

beforeAll(async () => {
  const played = await gridshare(['demo', '--meters', '12', '--aggregators', '2', '--keep', kept]);
  expect(played).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command line of a process, if it is still there. */
function commandOf(pid: string): string {
  try {
    return readFileSync(join('/proc', pid, 'cmdline'), 'utf8');
  } catch {
    return '';
  }
}

interface Piped {
  /** Of the command, the reader, as bash has them. */
  readonly codes: string;
  readonly stderr: string;
}

/** `gridshare ... | reader`, by bash, as people do it. */
function piped(
  args: readonly string[],
  reader: string,
  { input, environment = {} }: { readonly input?: string | undefined; readonly environment?: NodeJS.ProcessEnv },
): Promise<Piped> {
  const script = `if [ -n "$BOTH" ]; then "$@" 2>&1; else "$@"; fi | ${reader} >/dev/null; echo "\${PIPESTATUS[*]}"`;
  const child = spawn('bash', ['-c', script, 'bash', process.execPath, MAIN, ...args], {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let [codes, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (codes += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin?.on('error', () => {}).end(input);
  return new Promise((resolve) => child.once('close', () => resolve({ codes: codes.trim(), stderr })));
}

describe('a reader that has seen enough', LONG, () => {
  const status = '{"version":1,"deployment":"demo","type":"status","aggregator":1,"state":"online","software":"0.1.0"}';
  const commands: readonly (readonly [args: readonly string[], input: string | undefined])[] = [
    [['--help'], undefined],
    [['demo', '--help'], undefined],
    [['decode'], `grid/agg/1/status ${status}\n`.repeat(20_000)],
    [['settle', '--config', configOf('utility')], undefined],
    [['settle', '--status', '--config', configOf('utility')], undefined],
    [['settle', '--status', '--json', '--config', configOf('utility')], undefined],
    [['bills', '--config', configOf('utility')], undefined],
    [['bills', '--csv', '--config', configOf('utility')], undefined],
    [['load', '--csv', '--config', configOf('utility')], undefined],
    [['load', '--json', '--config', configOf('utility')], undefined],
    [['explain', 'home-01', '--config', configOf('utility')], undefined],
    [['explain', 'home-01', '--config', configOf('meters')], undefined],
    [['export', '--config', configOf('utility')], undefined],
    [['export', '--config', configOf('aggregator-1')], undefined],
    [['evidence', 'list', '--config', configOf('utility')], undefined],
    [['tariff', 'check', configOf('utility')], undefined],
  ];

  test.each(commands)('gridshare %j', async (args, input) => {
    // `true` is gone before anything is written, `head` after the first line.
    for (const reader of input === undefined ? ['true'] : ['true', 'head -1'])
      expect(await piped(args, reader, { input })).toEqual({ codes: '0 0', stderr: '' });
  });

  test('of gridshare demo: it ends in order, and leaves nothing', async () => {
    const own = join(folder, 'temporary');
    mkdirSync(own);
    const args = ['demo', '--meters', '5', '--aggregators', '2'];
    // Of both its streams.
    const { codes, stderr } = await piped(args, 'true', { environment: { TMPDIR: own, BOTH: '1' } });
    expect([codes, stderr, readdirSync(own)]).toEqual(['0 0', '', []]);
  });

  test('of gridshare demo in the middle: it ends soon, with all of its processes', async () => {
    const own = join(folder, 'half');
    mkdirSync(own);
    // Some minutes of replay, if anybody looked.
    const args = ['demo', '--meters', '20', '--aggregators', '2', '--days', '365'];
    const beganMs = performance.now();
    const { codes, stderr } = await piped(args, 'head -3', { environment: { TMPDIR: own, BOTH: '1' } });
    expect([codes, stderr, readdirSync(own)]).toEqual(['0 0', '', []]);
    expect(performance.now() - beganMs).toBeLessThan(90_000);
    const left = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && commandOf(pid).includes(own));
    expect(left).toEqual([]);
  });

  test('of a party’s log: the party runs on', async () => {
    const config = join(folder, 'broker.yaml');
    const port = await freePort();
    writeFileSync(config, `role: broker\nport: ${port}\nstate: state-of-broker\n`);
    const { child, outcome } = start(['broker', '--config', config]);
    child.stderr?.once('data', () => child.stderr?.destroy());
    expect(await gridshare(['health', '--config', config, '--wait', '30'])).toMatchObject({ code: 0 });
    for (let count = 0; count < 5; count += 1) {
      const socket = connect(port, '127.0.0.1', () => socket.end('no MQTT at all'));
      await new Promise((closed) => socket.once('close', closed).on('error', () => {}));
    }
    expect(await gridshare(['health', '--config', config])).toMatchObject({ code: 0 });
    child.kill('SIGTERM');
    expect((await outcome).code).toBe(0);
  });

  test('control: a place that takes nothing is no closed pipe, and is said', async () => {
    const script = '"$@" >/dev/full';
    const args = [MAIN, 'bills', '--json', '--config', configOf('utility')];
    const child = spawn('bash', ['-c', script, 'bash', process.execPath, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, stderr]).toEqual([3, expect.stringContaining('ENOSPC')]);
    expect(stderr).toContain('[ERR_OUTPUT_WRITE]');
    expect(stderr).not.toContain('    at ');
  });
});

// oxlint-disable-next-line no-control-regex -- what is looked for are control characters
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]/;
/** Clears the screen, sets a title, turns the direction of writing, begins a line that looks like one of ours. */
const EVIL = '\u001b[2J\u001b]0;x\u0007\u009b2J\u0085\u202egnp\u2066\u2028\r\u007f';
const FORGED = 'gridshare: all is well';

describe('what a terminal would obey is written out', LONG, () => {
  const isTame = (text: string): void => {
    expect(text.replaceAll('\n', '')).not.toMatch(OBEYED);
    // A line of somebody else's does not stand where ours do.
    expect(text.split('\n')).not.toContain(FORGED);
  };

  test('in topics and payloads that decode is given', async () => {
    const rejection = {
      version: 1,
      deployment: 'demo',
      type: 'rejection',
      aggregator: 1,
      code: 'not_authentic',
      detail: `${EVIL}\n${FORGED}`,
      topic: `${EVIL}\n${FORGED}`,
    };
    const evil = EVIL.replaceAll(/[\r\u2028]/g, '');
    const lines = [
      `grid/agg/1/rejections ${JSON.stringify(rejection)}`,
      JSON.stringify(rejection),
      `grid/${evil}/status {"version":1,"type":"status"}`,
      `grid/agg/1/status {"version":1,"${evil}":"${evil}","type":"status"}`,
      `${evil} ${evil}`,
      `grid/agg/1/status {"type":"status","state":"${evil}`,
    ];
    const { code, stdout, stderr } = await gridshare(['decode'], { input: `${lines.join('\n')}\n` });
    expect([code, stderr]).toEqual([1, '']);
    isTame(stdout);
    // It is said, not swallowed.
    expect(stdout).toContain(String.raw`\x1b[2J\x1b]0;x\x07\x9b2J`);
    expect(stdout).toContain(String.raw`\x0a${FORGED}`);
  });

  test.each([
    ['a header', `meter${EVIL}_id,timestamp,wh\nm0,2024-01-01T00:00:00Z,1\n`],
    ['an id', `meter_id,timestamp,wh\nm${EVIL}0,2024-01-01T00:00:00Z,1\n`],
    ['an id over two lines', `meter_id,timestamp,wh\n"m\n${FORGED}",2024-01-01T00:00:00Z,1\n`],
    ['a time', `meter_id,timestamp,wh\nm0,2024-01-01${EVIL},1\n`],
    ['a value', `meter_id,timestamp,wh\nm0,2024-01-01T00:00:00Z,${EVIL}12\n`],
    ['a quote that stays open', `meter_id,timestamp,wh\nm0,"${EVIL},1\n`],
  ])('in %s of a CSV, and in its name', async (name, text) => {
    const path = join(folder, `${EVIL}\n${FORGED}\n${name}.csv`);
    writeFileSync(path, text);
    for (const file of [path, join(folder, `nowhere${EVIL}\n${FORGED}\n`)]) {
      const { code, stdout, stderr } = await gridshare(['demo', '--data', file]);
      expect([code, stdout]).toEqual([2, '']);
      isTame(stderr);
    }
  });

  test.each([
    ['a key', (text: string) => `${text}"${EVIL.replaceAll('\r', '')}": 1\n`],
    [
      'a value',
      (text: string) => text.replace('deployment: demo', `deployment: ${JSON.stringify(`${EVIL}\n${FORGED}`)}`),
    ],
    [
      'an address',
      (text: string) => text.replace('mqtt://127', `mqtt://${EVIL.replaceAll(/[\r\u0085\u2028]/g, '')}127`),
    ],
    ['what is not YAML', (text: string) => `${text}  - ${EVIL}: [\n`],
  ])('in %s of a config, and in its name', async (name, change) => {
    const path = join(kept, 'utility', `${EVIL}\n${FORGED}\n${name}.yaml`);
    writeFileSync(path, change(readFileSync(configOf('utility'), 'utf8')));
    for (const command of ['doctor', 'settle', 'utility']) {
      const { code, stdout, stderr } = await gridshare([command, '--config', path]);
      expect([code, stdout]).toEqual([2, '']);
      isTame(stderr);
    }
  });

  test('in commands, options and files that are not there', async () => {
    for (const args of [
      [EVIL],
      ['settle', `--${EVIL}`],
      ['init', folder, '--meters', EVIL],
      ['health', '--config', join(folder, `${EVIL}\n${FORGED}\n`)],
      ['explain', EVIL, '--config', configOf('utility')],
      ['verify', join(folder, `${EVIL}\n${FORGED}\n`), '--config', configOf('utility')],
      ['evidence', 'show', `${EVIL}\n${FORGED}\n`, '--config', configOf('utility')],
      ['token', EVIL, '--config', configOf('utility'), '--out', EVIL],
    ]) {
      const { code, stdout, stderr } = await gridshare(args);
      expect([args[0], code]).not.toEqual([args[0], 0]);
      isTame(`${stdout}${stderr}`);
    }
  });

  test('in what an aggregator said, as settle --status tells it, and in its JSON, which stays JSON', async () => {
    const path = join(kept, 'utility/state/status.json');
    const before = readFileSync(path, 'utf8');
    const status = JSON.parse(before) as Record<string, unknown>;
    const detail = `${EVIL}\n${FORGED}`;
    const rejections = [{ aggregator: 1, gridMs: 1, code: 'not_authentic', detail }];
    const running = (): void =>
      writeFileSync(path, JSON.stringify({ ...status, rejections, isRunning: true, writtenAtMs: Date.now() }));
    running();
    const shown = await gridshare(['settle', '--status', '--config', configOf('utility')]);
    running();
    const json = await gridshare(['settle', '--status', '--json', '--config', configOf('utility')]);
    writeFileSync(path, before);
    isTame(shown.stdout);
    expect(shown.stdout).toContain(String.raw`refused last: not_authentic: \x1b[2J`);
    isTame(json.stdout);
    const { areas } = JSON.parse(json.stdout) as { areas: { aggregators: { refused?: string }[] }[] };
    expect(areas[0]?.aggregators[0]?.refused).toBe(`not_authentic: ${detail}`);
  });

  test('in a file to verify', async () => {
    const path = join(folder, 'evil.jsonl');
    writeFileSync(path, `{"party":${JSON.stringify(EVIL)}}\n${EVIL}\n{"kind":"${EVIL}"}\n`);
    const { code, stdout, stderr } = await gridshare(['verify', path, '--config', configOf('utility')]);
    expect(code).not.toBe(0);
    isTame(`${stdout}${stderr}`);
  });

  test('in the log of a broker that a stranger calls, and in the name of its folder', async () => {
    const named = join(folder, `party${EVIL}`);
    symlinkSync(folder, named);
    const config = join(named, 'logged.yaml');
    const port = await freePort();
    writeFileSync(config, `role: broker\nport: ${port}\nstate: state-of-logged\n`);
    const { child, outcome } = start(['broker', '--config', config]);
    let log = '';
    child.stderr?.on('data', (text: string) => (log += text));
    await until('it listens', () => log.includes('broker is ready'));
    const socket = connect(port, '127.0.0.1', () => socket.write(connectFrame(EVIL)));
    socket.on('error', () => {});
    await until('it is refused', () => log.includes('Refused') || log.includes('failed'));
    child.kill('SIGTERM');
    await outcome;
    isTame(log);
    for (const line of log.trim().split('\n')) JSON.parse(line);
    expect(log).toContain(String.raw`\u001b[2J`);
  });
});
