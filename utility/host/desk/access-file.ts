/**
 * Who may ask the dashboard and its API. A token is 32 random bytes that are shown once; kept is their hash, which needs no salt and
 * no slowness, since nobody can guess such a token. A certificate is known by its hash: the handshake proves that its key is there.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { besideConfig, parseConfig } from '../../../host/base/config.ts';
import { HostError } from '../../../host/base/errors.ts';
import { makeFolder } from '../../../host/base/folders.ts';
import { replaceFile } from '../../../host/base/replace-file.ts';
import { readTextFile } from '../../../host/base/text-file.ts';
import { WatchedFiles } from '../../../host/base/watch-files.ts';
import type { AccessEntry, UtilityConfig } from '../../../schemas/types.ts';

const ACCESS_FILE = 'access.json';
/** What a token begins with: whoever finds one in a log or a mail knows what it is. */
const TOKEN_PREFIX = 'gridshare_';
const TOKEN_BYTES = 32;
const LOOK_EVERY_MS = 1_000;

export type { AccessEntry };

/** Where the file of a utility is. */
export function accessPath(configPath: string, { state, http }: UtilityConfig): string {
  return http?.access === undefined
    ? join(besideConfig(configPath, state), ACCESS_FILE)
    : besideConfig(configPath, http.access);
}

function hashOf(secret: string | Uint8Array): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** None if there is no file. Throws HostError as `readConfig`. */
export function accessEntries(path: string): readonly AccessEntry[] {
  return existsSync(path) ? parseConfig('access', path, readTextFile(path)).entries : [];
}

function write(path: string, entries: readonly AccessEntry[]): void {
  makeFolder(dirname(path));
  replaceFile(path, `${JSON.stringify({ version: 1, entries }, undefined, 2)}\n`, 0o600);
}

export interface NewAccess {
  readonly name: string;
  readonly role: AccessEntry['role'];
  readonly nowMs: number;
  readonly untilMs: number;
  /** DER of a certificate; without it a token is made. */
  readonly certificate?: Uint8Array | undefined;
}

/** Adds one; its token, which nobody can show again, unless it is known by a certificate. Throws HostError ERR_USAGE for a name twice. */
export function addAccess(path: string, { name, role, nowMs, untilMs, certificate }: NewAccess): string | undefined {
  const entries = accessEntries(path).filter((entry) => entry.untilMs > nowMs);
  if (entries.some((entry) => entry.name === name))
    throw new HostError(
      'ERR_USAGE',
      `${name} has access already: gridshare access remove ${name} first, or take another name`,
    );
  const token = certificate === undefined ? TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url') : undefined;
  const kind = token === undefined ? 'certificate' : 'token';
  const hash = hashOf(certificate ?? token ?? '');
  write(path, [...entries, { name, role, kind, hash, createdAtMs: nowMs, untilMs }]);
  return token;
}

/** Ends it; a running dashboard knows within a second. Throws HostError ERR_USAGE for a name that is not there. */
export function removeAccess(path: string, name: string): void {
  const entries = accessEntries(path);
  const rest = entries.filter((entry) => entry.name !== name);
  if (rest.length === entries.length) {
    const names = entries.map((entry) => entry.name).join(', ');
    throw new HostError('ERR_USAGE', `nobody is called ${name}: there ${names === '' ? 'is nobody' : `are ${names}`}`);
  }
  write(path, rest);
}

/** The file as a running dashboard follows it. */
export class AccessFile {
  private readonly path: string;
  private readonly files: WatchedFiles;
  private entries: readonly AccessEntry[];
  private lookedAtMs = Number.NEGATIVE_INFINITY;

  /** Throws HostError as `accessEntries`. */
  constructor(path: string) {
    this.path = path;
    this.files = new WatchedFiles([path]);
    this.entries = accessEntries(path);
  }

  /** Who is known now. A file that became unusable lets nobody in. */
  private get known(): readonly AccessEntry[] {
    const now = performance.now();
    if (now - this.lookedAtMs < LOOK_EVERY_MS) return this.entries;
    this.lookedAtMs = now;
    if (!this.files.hasChanged()) return this.entries;
    try {
      this.entries = accessEntries(this.path);
    } catch {
      this.entries = [];
    }
    return this.entries;
  }

  private find(kind: AccessEntry['kind'], secret: string | Uint8Array): AccessEntry | undefined {
    const hash = Buffer.from(hashOf(secret));
    return this.known.find(
      (entry) => entry.kind === kind && entry.untilMs > Date.now() && timingSafeEqual(Buffer.from(entry.hash), hash),
    );
  }

  ofToken(token: string): AccessEntry | undefined {
    return token.startsWith(TOKEN_PREFIX) ? this.find('token', token) : undefined;
  }

  /** `der`: of the certificate that a handshake has proved. */
  ofCertificate(der: Uint8Array): AccessEntry | undefined {
    return this.find('certificate', der);
  }

  /** As it is now: it may have been removed since, or have ended. */
  named(name: string): AccessEntry | undefined {
    return this.known.find((entry) => entry.name === name && entry.untilMs > Date.now());
  }
}
