/**
 * One-time tokens: what lets a device enrol, and under which name. Only their hashes are stored, so that who reads the
 * authority's folder can't enrol. [P-9.6]
 */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { appendLine, readLines } from './authority.ts';

const TOKENS_FILE = 'tokens.jsonl';

/** What a token is good for. */
export interface Invitation {
  readonly meter: string;
  readonly area: string;
  readonly registers: readonly string[];
}

interface TokenLine extends Invitation {
  readonly kind: 'token';
  readonly hash: string;
  readonly untilMs: number;
}

interface CancelLine {
  readonly kind: 'cancel';
  readonly hash: string;
  readonly atMs: number;
}

type Line = TokenLine | UseLine | CancelLine;

interface UseLine {
  readonly kind: 'use';
  readonly hash: string;
  /** Of the device's TLS key: only the same device may ask again, whose answer may have been lost. */
  readonly device: string;
  readonly atMs: number;
}

export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A new token: a secret of 256 bits, known to nobody else from now on. */
export function issueToken(folder: string, invitation: Invitation, untilMs: number): string {
  const token = toBase64url(randomBytes(32));
  const line: TokenLine = { kind: 'token', hash: hashOf(token), untilMs, ...invitation };
  appendLine(join(folder, TOKENS_FILE), line);
  return token;
}

/** Why a token does not let in; or what it is good for, and whether this device has used it before. */
export function lookUpToken(
  folder: string,
  token: string,
  device: string,
  nowMs: number,
): { readonly invitation: Invitation; readonly isUsed: boolean } | 'unknown' | 'expired' | 'used' | 'cancelled' {
  const hash = hashOf(token);
  const lines = readLines<Line>(join(folder, TOKENS_FILE)).filter((line) => line.hash === hash);
  const known = lines.find((line) => line.kind === 'token');
  if (known === undefined) return 'unknown';
  if (known.untilMs <= nowMs) return 'expired';
  if (lines.some((line) => line.kind === 'cancel')) return 'cancelled';
  const use = lines.find((line) => line.kind === 'use');
  if (use !== undefined && use.device !== device) return 'used';
  return { invitation: known, isUsed: use !== undefined };
}

export function useToken(folder: string, token: string, device: string, atMs: number): void {
  const line: UseLine = { kind: 'use', hash: hashOf(token), device, atMs };
  appendLine(join(folder, TOKENS_FILE), line);
}

/** A meter that was revoked must not come back with a token from before, used or not. How many there were. */
export function cancelTokens(folder: string, meter: string, atMs: number): number {
  const path = join(folder, TOKENS_FILE);
  let count = 0;
  for (const line of readLines<Line>(path)) {
    if (line.kind !== 'token' || line.meter !== meter || line.untilMs <= atMs) continue;
    const cancel: CancelLine = { kind: 'cancel', hash: line.hash, atMs };
    appendLine(path, cancel);
    count += 1;
  }
  return count;
}
