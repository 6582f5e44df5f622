/** The utility's desk as a process beside it: begun with it, ended with it, begun again when it dies. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { PartyLogger } from '../../host/base/logger.ts';

// By the package's name for it: in a checkout and in the bundle this file stands in different places.
const LAUNCHER = createRequire(import.meta.url).resolve('#launcher');
const FIRST_DELAY_MS = 1_000;
const MOST_DELAY_MS = 60_000;
/** One that lived so long did well: the next one comes soon again. */
const DID_WELL_MS = 60_000;

export class DeskChild {
  private readonly words: readonly string[];
  private readonly logger: PartyLogger;
  private child: ChildProcess | undefined;
  private timer: NodeJS.Timeout | undefined;
  private delayMs = FIRST_DELAY_MS;
  private isStopped = false;

  /** `at`: HOST:PORT; undefined for what the config says. */
  constructor(configPath: string, at: string | undefined, logger: PartyLogger) {
    this.words = ['dashboard', '--config', configPath, ...(at === undefined ? [] : ['--at', at])];
    this.logger = logger;
    this.start();
  }

  private start(): void {
    const startedAtMs = performance.now();
    // The channel tells it when this process is gone, however that ended.
    const child = spawn(process.execPath, [LAUNCHER, ...this.words], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    const ended = (reason: string): void => {
      if (this.child !== child || this.isStopped) return;
      this.child = undefined;
      if (performance.now() - startedAtMs > DID_WELL_MS) this.delayMs = FIRST_DELAY_MS;
      this.logger.warn(
        { reason, delayMs: this.delayMs },
        'the dashboard ended; the utility goes on, and it is begun again',
      );
      this.timer = setTimeout(() => this.start(), this.delayMs);
      this.delayMs = Math.min(MOST_DELAY_MS, 2 * this.delayMs);
    };
    child.once('error', (error) => ended(error.message));
    child.once('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.child?.kill('SIGTERM');
  }
}
