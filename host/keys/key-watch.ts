/**
 * Watching an aggregator's key file while it runs: what `gridshare rotate` writes is taken up without a restart, and keys
 * that have ended are deleted. A file that can't be read changes nothing: the keys at hand go on. [P-9.2]
 */
import { statSync } from 'node:fs';
import { isGone } from '../../protocol/keys/key-validity.ts';
import { HostError } from '../base/errors.ts';
import { deleteGoneKeys } from './key-rotation.ts';
import { type OwnHpkeKey, readPartyKeys } from './keys.ts';
import type { PartyLogger } from '../base/logger.ts';

/** Asking the file system is safer than being told: folders are mounted, files replaced. */
const LOOK_EVERY_MS = 2_000;

export interface KeyWatchPorts {
  readonly gridMs: () => number;
  readonly logger: PartyLogger;
  /** The keys that the file has now, the newest first; never none. */
  readonly onKeys: (keys: readonly OwnHpkeKey[]) => void;
}

export class KeyWatch {
  readonly path: string;
  private readonly identityRaw: Uint8Array;
  private seen: string;
  private keys: readonly OwnHpkeKey[];
  private timer: NodeJS.Timeout | undefined;
  private lastTrouble = '';

  private constructor(path: string, seen: string, keys: readonly OwnHpkeKey[], identityRaw: Uint8Array) {
    this.path = path;
    this.identityRaw = identityRaw;
    this.seen = seen;
    this.keys = keys;
  }

  /** Reads the file as it is. Throws HostError as `readPartyKeys`. */
  static open(path: string): { readonly watch: KeyWatch; readonly keys: ReturnType<typeof readPartyKeys> } {
    const seen = fingerprint(path);
    const keys = readPartyKeys(path);
    return { watch: new KeyWatch(path, seen, keys.hpke, keys.identity.publicRaw), keys };
  }

  start(ports: KeyWatchPorts): void {
    this.timer = setInterval(() => this.look(ports), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(ports: KeyWatchPorts): void {
    try {
      const gridMs = ports.gridMs();
      if (this.keys.some((key) => isGone(key, gridMs))) {
        const deleted = deleteGoneKeys(this.path, gridMs);
        ports.logger.info({ keyId: deleted.join(' ') }, 'HPKE keys that had ended were deleted from the key file');
      }
      const seen = fingerprint(this.path);
      if (seen === this.seen) return;
      const { hpke, identity } = readPartyKeys(this.path);
      if (Buffer.compare(identity.publicRaw, this.identityRaw) !== 0) {
        const message = `${this.path} has another identity than this party started with: put its own key file back`;
        throw new HostError('ERR_KEYS_FOREIGN', message);
      }
      if (hpke.length === 0) throw new HostError('ERR_KEYS_INVALID', `${this.path} has no HPKE key any more`);
      this.seen = seen;
      this.keys = hpke;
      this.lastTrouble = '';
      ports.onKeys(hpke);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      // It may be in the middle of being replaced by hand: look again, complain once.
      if (error.message === this.lastTrouble) return;
      this.lastTrouble = error.message;
      ports.logger.error(
        { code: error.code },
        `the key file was not taken up, the keys at hand go on: ${error.message}`,
      );
    }
  }
}

/** Changes whenever the file does; empty if it can't be looked at, which whoever reads it will say. */
function fingerprint(path: string): string {
  try {
    const { ino, size, mtimeMs, mode } = statSync(path);
    return `${ino}/${size}/${mtimeMs}/${mode}`;
  } catch {
    return '';
  }
}
