/**
 * A process before it is at work: it holds its state folder and reads its store, which may take minutes. Whoever asks for its
 * health hears how far it is, and a signal ends it.
 */
import { setImmediate as breath } from 'node:timers/promises';
import { type StateLock, lockState } from '../base/lock.ts';
import { EXIT } from '../base/exit.ts';
import type { PartyLogger } from '../base/logger.ts';
import { identityOf } from '../store/state-watch.ts';
import { giveSign } from './health.ts';
import { type Health, type Role, firstWord, readHealth, writeHealth } from './health-record.ts';

const WRITE_EVERY_MS = 2_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export class Beginning {
  readonly lock: StateLock;
  private readonly stateFolder: string;
  /** Which folder it was. */
  private readonly folder: string | undefined;
  private readonly word: Omit<Health, 'state' | 'writtenAtMs'>;
  private writtenMs = 0;

  private constructor(stateFolder: string, role: Role, party: string) {
    this.lock = lockState(stateFolder);
    this.stateFolder = stateFolder;
    this.folder = identityOf(stateFolder);
    this.word = firstWord(role, party, readHealth(stateFolder));
    this.write('starting');
  }

  /**
   * Takes a state folder, as `lockState` does, and says there that this process is starting: what an earlier one said of itself
   * must not pass for its word while it opens its store. Throws HostError as `lockState`.
   */
  static in(stateFolder: string, role: Role, party: string): Beginning {
    return new Beginning(stateFolder, role, party);
  }

  /**
   * Does what may take long; it calls `told` with how far it is as often as it likes. A start that tells nothing for as long as
   * a process that hangs counts as one. SIGINT and SIGTERM end the process meanwhile, with 0: nothing was sent or written.
   */
  async during<Result>(
    logger: PartyLogger,
    work: (told: (progress: string) => void) => Promise<Result>,
  ): Promise<Result> {
    const end = (signal: string): void => {
      logger.info({ reason: signal }, 'stopping before it had started');
      this.write('stopped');
      this.lock.release();
      process.exit(EXIT.ok);
    };
    for (const signal of SIGNALS) process.once(signal, end);
    try {
      const result = await work((progress) => {
        if (performance.now() - this.writtenMs >= WRITE_EVERY_MS) this.write('starting', progress);
      });
      // A signal that came while the last of it held the event loop is heard now.
      await breath();
      return result;
    } finally {
      for (const signal of SIGNALS) process.removeListener(signal, end);
    }
  }

  private write(state: Health['state'], progress?: string): void {
    this.writtenMs = performance.now();
    // Not into a folder that took the place of this party's.
    if (identityOf(this.stateFolder) !== this.folder) return;
    const word = progress === undefined ? this.word : { ...this.word, progress };
    try {
      writeHealth(this.stateFolder, { ...word, state, writtenAtMs: Date.now() });
    } catch {
      // The health file that is opened when it has started says so, and goes on saying it.
      giveSign(this.stateFolder);
    }
  }
}
