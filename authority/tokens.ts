/**
 * One-time tokens: what lets a device enrol, and under which name. Only their hashes are stored, so that who reads the
 * authority's folder can't enrol. [P-9.6]
 */
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { toBase64url } from '../protocol/wire/bytes.ts';
import { appendLine, appendLines, readLines } from './records.ts';

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

/** New tokens, one for each invitation: secrets of 256 bits, known to nobody else from now on. */
export function issueTokens(folder: string, invitations: readonly Invitation[], untilMs: number): readonly string[] {
  const tokens = invitations.map(() => toBase64url(randomBytes(32)));
  const lines = invitations.map((invitation, at): TokenLine => {
    return { kind: 'token', hash: hashOf(tokens[at] ?? ''), untilMs, ...invitation };
  });
  appendLines(join(folder, TOKENS_FILE), lines);
  return tokens;
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

/** How many tokens may still be used for the first time. */
export function openTokens(folder: string, nowMs: number): number {
  const lines = readLines<Line>(join(folder, TOKENS_FILE));
  const closed = new Set(lines.filter(({ kind }) => kind !== 'token').map(({ hash }) => hash));
  return lines.filter((line) => line.kind === 'token' && line.untilMs > nowMs && !closed.has(line.hash)).length;
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
