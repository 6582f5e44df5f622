/**
 * HostError: the world around a party failed (disk, broker, clock). Thrown and handled only in hosts, never in machines.
 * `code` is stable and meant for programs; the message says what happened and what to do, and is meant for people.
 */

import { describeTrouble } from './trouble.ts';

export class HostError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'HostError';
    this.code = code;
  }
}

/** The stable code of an error that people are told of; undefined for what is a bug. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof HostError) return error.code;
  // Files of readings are read by a layer that knows no hosts.
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_CSV')) return String(error.code);
  // Of the system, and not foreseen where it came up: the world failed all the same.
  return isSystemError(error) ? 'ERR_SYSTEM' : undefined;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}

/** What an error says to people. */
export function messageOf(error: unknown): string {
  if (isSystemError(error) && error.path !== undefined)
    return `cannot ${error.syscall ?? 'use'} ${error.path}: ${describeTrouble(error)}`;
  return error instanceof Error ? error.message : String(error);
}
