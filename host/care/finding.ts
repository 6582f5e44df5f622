/** One finding of the doctor: what was looked at, how it is, and what to do about it. */

export interface Check {
  readonly name:
    | 'config'
    | 'keys'
    | 'disk'
    | 'store'
    | 'clock'
    | 'tls'
    | 'broker'
    | 'process'
    | 'traffic'
    | 'evidence'
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
