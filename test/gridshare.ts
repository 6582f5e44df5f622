/** Runs the command as a user would: a process of its own, its output gathered. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function start(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  cwd?: string,
): { readonly child: ChildProcess; readonly outcome: Promise<Outcome>; readonly output: () => string } {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '100', ...environment },
  });
  let stdout = '';
  let stderr = '';
  // One that ends at once takes no input: its output and exit code say why.
  child.stdin.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const outcome = new Promise<Outcome>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, outcome, output: () => `${stdout}${stderr}` };
}

/** Runs to the end; `input` is its standard input. */
export async function gridshare(
  args: readonly string[],
  options: { readonly input?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  const { child, outcome } = start(args, options.environment);
  child.stdin?.end(options.input ?? '');
  return outcome;
}

/** Asks until it is so. Throws Error after `seconds`. */
export async function comesTrue(what: string, isTrue: () => Promise<boolean>, seconds = 30): Promise<void> {
  for (const endMs = performance.now() + seconds * 1_000; !(await isTrue());) {
    if (performance.now() > endMs) throw new Error(`in ${seconds} s it did not happen that ${what}`);
    await new Promise((passed) => setTimeout(passed, 100));
  }
}

/** A port on 127.0.0.1 that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A new folder; whoever asked for it deletes it. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'gridshare-test-'));
}

/** A folder for one test, deleted afterwards. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The object of `gridshare demo --json`. */
export interface DemoJson {
  readonly meters: number;
  readonly aggregators: number;
  readonly threshold: number;
  readonly days: number;
  readonly intervalSeconds: number;
  readonly intervalOffsetSeconds: number;
  readonly readings: number;
  readonly refusedReadings: readonly { readonly meter: string; readonly interval: number }[];
  readonly sharesPublished: number;
  readonly billsExact: number;
  readonly billsWrong: number;
  readonly billsTotal: number;
  readonly billsFooted: number;
  readonly loadsExact: number;
  readonly loadsWrong: number;
  readonly loadsTotal: number;
  readonly rejected: number;
  /** By code. */
  readonly rejections: Readonly<Record<string, number>>;
  readonly duplicates: number;
  readonly liars: readonly number[];
  readonly missingAggregators: readonly number[];
  readonly seconds: number;
  readonly shareTimingMs: Readonly<Record<string, { readonly median: number; readonly p99: number }>>;
}

/** Runs a demo with --json. Fails on anything but one object on stdout. */
export async function demo(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly json: DemoJson; readonly stderr: string }> {
  const { code, stdout, stderr } = await gridshare(['demo', '--json', ...args], { environment });
  try {
    return { code, json: JSON.parse(stdout) as DemoJson, stderr };
  } catch (cause) {
    throw new Error(`gridshare demo printed no JSON (exit ${code}): ${stderr}`, { cause });
  }
}
