/** What goes wrong in an answer, as RFC 9457 has it. */
import { STATUS_CODES } from 'node:http';
import type { Problem } from '../../../schemas/api/api-types.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** Thrown by whoever can't answer. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

export function problemOf(status: number, detail?: string): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', title, status, ...(detail === undefined ? {} : { detail }) };
}
