/**
 * What the documents tell people to type, typed: every line of every shell block, in order, from an empty folder, as real
 * processes. A line that is not run as it stands has its reason here.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { freePort, gridshare, temporaryFolder } from './gridshare.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PARTY = /^gridshare (?:broker|aggregator|utility|meter|authority) --config (\S+)/;

/** Lines of the blocks of a document that are for a shell, and indented commands. */
function typedIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block ?? '');
  const indented = [...text.matchAll(/^ {4}(gridshare .*)$/gm)].map(([, line]) => line ?? '');
  return [...blocks.flatMap((block) => block.split('\n')), ...indented].filter(
    (line) => line !== '' && !line.startsWith('#'),
  );
}

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const running = new Map<string, { readonly child: ChildProcess; readonly ended: Promise<Ended> }>();

function type(line: string, cwd: string) {
  const environment = { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` };
  // A group of its own, so that what the shell started ends with it.
  const child = spawn('bash', ['-c', line], {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, output })));
  return { child, ended, output: () => output };
}

async function stop(config: string): Promise<void> {
  const party = running.get(config);
  running.delete(config);
  if (party?.child.pid === undefined) return;
  try {
    process.kill(-party.child.pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
  await party.ended;
}

const folders: string[] = [];
afterAll(async () => {
  await Promise.all([...running.keys()].map(stop));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** What is done otherwise than typed, and why. The first that matches counts. */
interface Rule {
  readonly line: RegExp;
  readonly why: string;
  /** Not at all. */
  readonly isSkipped?: boolean;
  /** Up to where it would begin to work. */
  readonly isTried?: boolean;
  /** What the reader has done before. */
  readonly before?: (folder: string) => unknown;
  readonly codes?: readonly number[];
  readonly says?: string;
}

let keys = '';
const RULES: readonly Rule[] = [
  { line: /^npm /, why: 'of a checkout: .ci/run does it on a clean one', isSkipped: true },
  { line: /^export PATH=/, why: 'of a checkout; the test has it already', isSkipped: true },
  { line: /mosquitto -c/, why: 'instead of the broker that runs; addresses and access tests run it', isSkipped: true },
  { line: /^gridshare demo --meters 20 --feeder --keep/, why: 'as it stands' },
  { line: /^gridshare demo/, why: 'each takes as long as all the rest: demo tests run them', isTried: true },
  { line: /^gridshare doctor/, why: 'nothing runs yet', codes: [0, 1, 3], says: 'broker' },
  {
    line: /^gridshare meter --config m-900/,
    why: 'its readings are those of the household',
    before: (folder) => writeFileSync(join(folder, 'm-900/readings.csv'), readings()),
  },
  {
    line: /^gridshare (?:restore|found --config grid\/aggregator-1)/,
    why: 'stopped, as its comment says',
    before: () => stop('grid/aggregator-1/config.yaml'),
  },
  {
    line: /^gridshare rotate --config/,
    why: 'one of three',
    before: (folder) => {
      keys ||= readFileSync(join(folder, 'grid/aggregator-1/keys.json'), 'utf8');
      writeFileSync(join(folder, 'grid/aggregator-1/keys.json'), keys);
    },
  },
  { line: /^gridshare evidence (?:show|acknowledge)/, why: 'nobody lied', codes: [2], says: 'no evidence is named' },
];

function readings(): string {
  const first = (Math.floor(Date.now() / 900_000) + 1) * 900_000;
  const rows = Array.from({ length: 10 }, (_, at) => `m-900,${new Date(first + at * 900_000).toISOString()},5`);
  return `meter_id,timestamp,wh\n${rows.join('\n')}\n`;
}

/** Ten days of two homes, as readers have them: `homes.csv`. */
function homes(): string {
  const rows = ['a', 'b'].flatMap((home) =>
    Array.from(
      { length: 240 },
      (_, at) => `${home},${new Date(1_767_571_200_000 + at * 3_600_000).toISOString()},${100 + at}`,
    ),
  );
  return `meter_id,timestamp,wh\n${rows.join('\n')}\n`;
}

async function typeAll(document: string): Promise<readonly string[]> {
  const folder = temporaryFolder();
  folders.push(folder);
  const [broker, authority] = [await freePort(), await freePort()];
  const lines = typedIn(readFileSync(join(ROOT, document), 'utf8'));
  for (const line of lines) {
    const rule = RULES.find((one) => one.line.test(line));
    if (rule?.isSkipped === true) continue;
    await rule?.before?.(folder);
    const command = line.replace(/ +#.*$/, '');
    const party = PARTY.exec(command)?.[1];
    if (party !== undefined) {
      const started = type(`exec ${command}`, folder);
      running.set(party, started);
      await until(`it is ready: ${line}`, () => /is ready|are ready|connected to the broker/.test(started.output()));
      continue;
    }
    let typed = command;
    // Others on this machine may have the usual ports.
    if (typed.startsWith('gridshare init'))
      typed += ` --broker mqtts://127.0.0.1:${broker} --authority https://127.0.0.1:${authority}`;
    if (rule?.isTried === true) {
      mkdirSync(join(folder, 'taken'), { recursive: true });
      writeFileSync(join(folder, 'taken/file'), '');
      writeFileSync(join(folder, 'homes.csv'), homes());
      typed += ' --keep taken';
    }
    const { code, output } = await type(typed, folder).ended;
    const codes = rule?.isTried === true ? [2] : (rule?.codes ?? [0]);
    expect([line, codes.includes(code ?? -1), output]).toEqual([line, true, output]);
    if (rule?.isTried === true) expect([line, output]).toEqual([line, expect.stringContaining('taken is not empty')]);
    if (rule?.says !== undefined) expect(output).toContain(rule.says);
    expect([line, output]).toEqual([line, expect.not.stringContaining('this is a bug')]);
  }
  await Promise.all([...running.keys()].map(stop));
  return lines;
}

describe('typed from an empty folder', { timeout: 300_000 }, () => {
  test('README.md', async () => {
    expect((await typeAll('README.md')).length).toBeGreaterThan(9);
  });

  test('docs/operating.md', async () => {
    expect((await typeAll('docs/operating.md')).length).toBeGreaterThan(25);
  });

  test('docs/settlement.md', async () => {
    expect((await typeAll('docs/settlement.md')).length).toBeGreaterThan(7);
  });
});

test('every document with a shell block is typed', () => {
  const typed = ['README.md', 'docs/operating.md', 'docs/settlement.md'];
  const others = ['architecture', 'attacks', 'performance', 'protocol', 'reliability', 'threat-model'];
  for (const name of others)
    expect([name, typedIn(readFileSync(join(ROOT, `docs/${name}.md`), 'utf8'))]).toEqual([name, []]);
  for (const path of typed) expect(typedIn(readFileSync(join(ROOT, path), 'utf8')).length).toBeGreaterThan(0);
});

test('every rule is of a line that there is', () => {
  const lines = ['README.md', 'docs/operating.md', 'docs/settlement.md'].flatMap((path) =>
    typedIn(readFileSync(join(ROOT, path), 'utf8')),
  );
  expect(RULES.filter(({ line }) => !lines.some((typed) => line.test(typed)))).toEqual([]);
});

test('the examples of --help have the options that there must be', async () => {
  const { stdout } = await gridshare(['--help']);
  const [example] = /gridshare init .*?(?= {2})/.exec(stdout) ?? [''];
  const folder = temporaryFolder();
  folders.push(folder);
  expect(example).toContain('--tls');
  const { code, output } = await type(example, folder).ended;
  expect([code, output]).toEqual([0, expect.stringContaining('Run each on its machine')]);
  // The meter of the example is one.
  const [revoke] = /gridshare revoke .*/.exec(stdout) ?? [''];
  expect((await type(revoke, folder).ended).code).toBe(0);
});
