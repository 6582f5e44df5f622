/** The demo's processes: starts each party from its config, keeps its log in its folder, ends only what it started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CONFIG_FILE } from '../../host/base/file-names.ts';
import { escaped } from '../../host/base/printable.ts';
import { HostError } from '../../host/base/errors.ts';

// By the package's name for it: in a checkout and in the bundle this file stands in different places.
const LAUNCHER = createRequire(import.meta.url).resolve('#launcher');
const LOG_FILE = 'log.jsonl';
const STOP_WITHIN_MS = 8_000;

export class Child {
  readonly name: string;
  readonly folder: string;
  private readonly process: ChildProcess;
  private readonly exited: Promise<void>;
  private hasExited = false;
  private isExpected = false;

  /** `words`: further ones of its command. */
  constructor(role: string, name: string, folder: string, words: readonly string[] = []) {
    this.name = name;
    this.folder = folder;
    const log = openSync(join(folder, LOG_FILE), 'a', 0o600);
    this.process = spawn(process.execPath, [LAUNCHER, role, '--config', join(folder, CONFIG_FILE), ...words], {
      stdio: ['ignore', 'ignore', log],
    });
    closeSync(log);
    this.exited = new Promise((resolve) => {
      this.process.once('exit', () => {
        this.hasExited = true;
        resolve();
      });
      this.process.once('error', () => {
        this.hasExited = true;
        resolve();
      });
    });
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Throws HostError ERR_PARTY_DIED if the process ended although nobody asked it to. */
  check(): void {
    if (!this.hasExited || this.isExpected) return;
    const lines = readFileSync(join(this.folder, LOG_FILE), 'utf8').trim().split('\n').slice(-5).map(escaped);
    throw new HostError(
      'ERR_PARTY_DIED',
      `${this.name} ended unexpectedly; the end of its log:\n  ${lines.join('\n  ')}`,
    );
  }

  /** As a crash would: SIGKILL. */
  async kill(): Promise<void> {
    this.isExpected = true;
    this.process.kill('SIGKILL');
    await this.exited;
  }

  /** In order: SIGTERM, and SIGKILL for one that does not listen. */
  async stop(): Promise<void> {
    this.isExpected = true;
    if (this.hasExited) return;
    this.process.kill('SIGTERM');
    const timer = setTimeout(() => this.process.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.exited;
    clearTimeout(timer);
  }
}
