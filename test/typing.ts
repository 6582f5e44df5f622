/** Typing what documents tell people to type: shell lines, in order, in a folder, as real processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { until } from '../host/bus/bus.conformance.ts';
import { freePort, temporaryFolder } from './gridshare.ts';

export const ROOT = resolve(import.meta.dirname, '..');
const PARTY = /^gridshare (broker|aggregator|utility|meter|authority|dashboard) --config (\S+)/;

/** Lines of the blocks of a document that are for a shell, and indented commands. */
export function typedIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block ?? '');
  const indented = [...text.matchAll(/^ {4}(gridshare .*)$/gm)].map(([, line]) => line ?? '');
  return [...blocks.flatMap((block) => block.split('\n')), ...indented].filter(
    (line) => line !== '' && !line.startsWith('#'),
  );
}

/** Programs of which lines change files in their folder and nothing else: others may call machines that are not there to be called. */
const LOCAL = /^(?:echo|mkdir|mv|printf) /;

/** Lines of a section of a document, and those of them that can be typed anywhere. */
export function linesOf(
  text: string,
  heading: string,
): { readonly all: readonly string[]; readonly local: readonly string[] } {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const all = typedIn(section.split('\n## ')[0] ?? '');
  return { all, local: all.filter((line) => LOCAL.test(line)) };
}

/** What is done otherwise than typed, and why. The first that matches counts. */
export interface Rule {
  readonly line: RegExp;
  readonly why: string;
  /** Not at all. */
  readonly isSkipped?: boolean;
  /** Up to where it would begin to work. */
  readonly isTried?: boolean;
  /** What the reader has done before. */
  readonly before?: (typist: Typist) => unknown;
  readonly codes?: readonly number[];
  readonly says?: string;
  /** Typed again until it says so (as often), for so many seconds at most. */
  readonly until?: { readonly says: RegExp; readonly times: number; readonly seconds: number };
}

export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

const ASK_AGAIN_MS = 1_000;

/** How often a text has what a rule waits for. */
function timesIn(output: string, { says }: NonNullable<Rule['until']>): number {
  return [...output.matchAll(new RegExp(says, 'g'))].length;
}

/** One person at one machine. */
export class Typist {
  readonly folder = temporaryFolder();
  private readonly running = new Map<string, { readonly child: ChildProcess; readonly ended: Promise<Ended> }>();
  private readonly rules: readonly Rule[];
  private ports: Promise<readonly [broker: number, authority: number]> | undefined;

  private readonly path: string;

  /** `bin`: where the command is; this checkout's if not said. */
  constructor(rules: readonly Rule[], bin = join(ROOT, 'node_modules/.bin')) {
    this.rules = rules;
    this.path = `${bin}:${process.env['PATH'] ?? ''}`;
  }

  /** Runs a line in a group of its own, so that what the shell started ends with it. */
  run(line: string) {
    const child = spawn('bash', ['-c', line], {
      cwd: this.folder,
      env: { ...process.env, PATH: this.path },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const ended = new Promise<Ended>((done) => child.once('close', (code) => done({ code, output })));
    return { child, ended, output: () => output };
  }

  /** Stops the party of a config. */
  async stop(config: string): Promise<void> {
    const party = this.running.get(config);
    this.running.delete(config);
    if (party?.child.pid === undefined) return;
    try {
      process.kill(-party.child.pid, 'SIGTERM');
    } catch {
      // It has ended already.
    }
    await party.ended;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running.keys()].map((config) => this.stop(config)));
  }

  async leave(): Promise<void> {
    await this.stopAll();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Others on this machine may have the usual ports. */
  private async withPorts(command: string): Promise<string> {
    this.ports ??= Promise.all([freePort(), freePort()]);
    const [broker, authority] = await this.ports;
    if (!command.startsWith('gridshare init') || command.includes('--broker')) return command;
    if (!command.includes('--tls')) return `${command} --broker mqtt://127.0.0.1:${broker}`;
    return `${command} --broker mqtts://127.0.0.1:${broker} --authority https://127.0.0.1:${authority}`;
  }

  private async start(party: string, command: string): Promise<void> {
    const started = this.run(`exec ${command}`);
    this.running.set(party, started);
    await until(`it is ready: ${command}`, () => /is ready|are ready|connected to the broker/.test(started.output()));
  }

  private tried(command: string): string {
    mkdirSync(join(this.folder, 'taken'), { recursive: true });
    writeFileSync(join(this.folder, 'taken/file'), '');
    return `${command} --keep taken`;
  }

  private async asked(command: string, rule: Rule | undefined): Promise<Ended> {
    const endMs = performance.now() + (rule?.until?.seconds ?? 0) * 1_000;
    for (;;) {
      const ended = await this.run(command).ended;
      const isSaid = rule?.until === undefined || timesIn(ended.output, rule.until) >= rule.until.times;
      if (isSaid || performance.now() > endMs) return ended;
      await sleep(ASK_AGAIN_MS);
    }
  }

  /** Types a line and expects what its rule says: the exit code 0 where there is none. What it said. */
  async type(line: string): Promise<string> {
    const rule = this.rules.find((one) => one.line.test(line));
    if (rule?.isSkipped === true) return '';
    await rule?.before?.(this);
    const command = await this.withPorts(line.replace(/ +#.*$/, ''));
    const [, role, config] = PARTY.exec(command) ?? [];
    if (config !== undefined) {
      // A dashboard goes by the config of its utility, which may run as well.
      await this.start(role === 'dashboard' ? `${role} ${config}` : config, command);
      return '';
    }
    const isTried = rule?.isTried === true;
    const { code, output } = await this.asked(isTried ? this.tried(command) : command, rule);
    const codes = isTried ? [2] : (rule?.codes ?? [0]);
    expect([line, codes.includes(code ?? -1), output]).toEqual([line, true, output]);
    if (isTried) expect([line, output]).toEqual([line, expect.stringContaining('taken is not empty')]);
    if (rule?.says !== undefined) expect([line, output]).toEqual([line, expect.stringContaining(rule.says)]);
    if (rule?.until !== undefined)
      expect([line, output, timesIn(output, rule.until) >= rule.until.times]).toEqual([line, output, true]);
    expect([line, output]).toEqual([line, expect.not.stringContaining('this is a bug')]);
    return output;
  }
}
