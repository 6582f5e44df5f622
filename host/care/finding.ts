/** One finding of the doctor: what was looked at, how it is, and what to do about it. */
import { HostError } from '../base/errors.ts';

export interface Check {
  readonly name:
    | 'config'
    | 'keys'
    | 'disk'
    | 'store'
    | 'backup'
    | 'clock'
    | 'source'
    | 'tls'
    | 'rights'
    | 'broker'
    | 'authority'
    | 'process'
    | 'traffic'
    | 'evidence'
    | 'household'
    | 'enrolment'
    | 'backlog'
    | 'books';
  readonly status: 'ok' | 'warning' | 'failed';
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

export function ok(name: Check['name'], text: string): Check {
  return { name, status: 'ok', text };
}

export function warning(name: Check['name'], text: string, advice: string): Check {
  return { name, status: 'warning', text, advice };
}

export function failed(name: Check['name'], text: string, advice: string): Check {
  return { name, status: 'failed', text, advice };
}

/** A check that may throw. */
export function attempt(name: Check['name'], run: () => Check): Check {
  try {
    return run();
  } catch (error) {
    return failedBy(name, error);
  }
}

/** The same of one that has to wait. */
export async function attemptLater(name: Check['name'], run: () => Promise<Check>): Promise<Check> {
  try {
    return await run();
  } catch (error) {
    return failedBy(name, error);
  }
}

/** What an error says; one that is a bug is thrown again. */
export function failedBy(name: Check['name'], error: unknown): Check {
  if (!(error instanceof HostError)) throw error;
  return failed(name, `${error.message} [${error.code}]`, 'see docs/operating.md for this code');
}
