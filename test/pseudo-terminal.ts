/**
 * A serial port without a cable: the other end of a pseudo terminal, which `script` (util-linux) holds. What is written here
 * comes out of the port; what a reader writes into the port comes here.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where it is missing, tests say that they are skipped. */
export const hasTerminals = existsSync('/usr/bin/script');

export class PseudoTerminal {
  readonly path: string;
  private readonly child: ChildProcess;
  private heard = Buffer.alloc(0);

  private constructor(child: ChildProcess, path: string) {
    this.child = child;
    this.path = path;
    child.stdout?.on('data', (bytes: Buffer) => (this.heard = Buffer.concat([this.heard, bytes])));
    child.stdin?.on('error', () => {});
  }

  /** `folder`: for a file that names the port. */
  static async open(folder: string): Promise<PseudoTerminal> {
    const file = join(folder, `tty-${Math.random().toString(36).slice(2)}`);
    const shell = `stty raw -echo; tty > '${file}'; exec sleep 600`;
    const child = spawn('/usr/bin/script', ['-qfc', shell, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
    for (let tries = 0; tries < 200; tries += 1) {
      const path = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
      if (path !== '') return new PseudoTerminal(child, path);
      await new Promise((done) => setTimeout(done, 25));
    }
    child.kill('SIGKILL');
    throw new Error('script made no terminal');
  }

  /** What a reader has written so far. */
  get received(): Buffer {
    return this.heard;
  }

  /** The speed that a reader has set, in baud. */
  get speed(): number {
    return Number(execFileSync('stty', ['-F', this.path, 'speed'], { encoding: 'utf8' }));
  }

  /** As if nobody had opened it yet. */
  forgetSpeed(): void {
    execFileSync('stty', ['-F', this.path, '300']);
  }

  /** All at once. */
  write(bytes: Uint8Array | string): void {
    this.child.stdin?.write(bytes);
  }

  /** As fast as a line of so many bytes a second. */
  async writeAt(bytes: Uint8Array, bytesPerSecond: number): Promise<void> {
    const stepMs = 10;
    const size = Math.max(1, Math.round((bytesPerSecond * stepMs) / 1000));
    for (let at = 0; at < bytes.length; at += size) {
      this.write(bytes.subarray(at, at + size));
      await new Promise((done) => setTimeout(done, stepMs));
    }
  }

  /** Pulls the plug: its readers see the end of the line. */
  async unplug(): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }
}
