/**
 * HostError: the world around a party failed (disk, broker, clock). Thrown and handled only in hosts, never in machines.
 * `code` is stable and meant for programs; the message says what happened and what to do, and is meant for people.
 */

export class HostError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'HostError';
    this.code = code;
  }
}
