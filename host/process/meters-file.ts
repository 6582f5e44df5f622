/**
 * A file of enrolled meters that may change while its party runs: the utility's roster, an aggregator's own approvals. One
 * that can't be read changes nothing: what was known stays known. [P-7.1.6]
 */
import type { SchemaTypes } from '../../schemas/types.ts';
import { readConfig } from '../base/config.ts';
import type { PartyLogger } from '../base/logger.ts';
import { WatchedFiles } from '../base/watch-files.ts';

const LOOK_EVERY_MS = 1_000;

type Kind = 'enrolment' | 'approved-meters';

export class MetersFile<K extends Kind> {
  private readonly kind: K;
  private readonly path: string;
  private readonly files: WatchedFiles;
  private timer: NodeJS.Timeout | undefined;
  readonly meters: SchemaTypes[K]['meters'];

  /** Reads it. Throws HostError as `readConfig`. */
  constructor(kind: K, path: string) {
    this.kind = kind;
    this.path = path;
    this.files = new WatchedFiles([path]);
    this.meters = readConfig(kind, path).meters;
  }

  /** `onMeters` hears of every change. */
  start(logger: PartyLogger, onMeters: (meters: SchemaTypes[K]['meters']) => void): void {
    let isStale = false;
    let lastTrouble = '';
    this.timer = setInterval(() => {
      try {
        isStale = this.files.hasChanged() || isStale;
        if (!isStale) return;
        const { meters } = readConfig(this.kind, this.path);
        isStale = false;
        lastTrouble = '';
        onMeters(meters);
        logger.info({ path: this.path, meters: meters.length }, 'read the changed list of meters');
      } catch (error) {
        // Looked at again the next time; said once.
        const reason = error instanceof Error ? error.message : String(error);
        if (reason === lastTrouble) return;
        lastTrouble = reason;
        logger.error({ reason }, 'the changed list of meters is unusable: the one of before stays in force');
      }
    }, LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
