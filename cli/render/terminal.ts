/**
 * What the place where output goes can show: columns, colour, characters beyond ASCII.
 * Decided from what it is given, never from the process: the commands pass their stream and environment.
 */
import { styleText } from 'node:util';

export interface Terminal {
  /** Whether a person looks at it. What goes into a file or a pipe is never cut. */
  readonly isScreen: boolean;
  /** Columns to fill: 60..120. Longer lines are hard to read, narrower tables hard to make. */
  readonly width: number;
  readonly hasColor: boolean;
  readonly hasUnicode: boolean;
  /** Whether a line may be drawn over; otherwise output is a log or a file. */
  readonly isLive: boolean;
}

const MIN_WIDTH = 60;
const MAX_WIDTH = 120;
const DEFAULT_WIDTH = 80;

/** Honours NO_COLOR (any value but empty), FORCE_COLOR and TERM=dumb. */
export function terminalOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
): Terminal {
  const isDumb = environment['TERM'] === 'dumb';
  const isLive = stream.isTTY === true && !isDumb;
  const forced = environment['FORCE_COLOR'] ?? '';
  const isForced = forced !== '' && forced !== '0' && forced !== 'false';
  const isRefused = (environment['NO_COLOR'] ?? '') !== '' || (forced !== '' && !isForced);
  const locale = [environment['LC_ALL'], environment['LC_CTYPE'], environment['LANG']].find(
    (name) => (name ?? '') !== '',
  );
  // The console of the Linux kernel lacks most block characters. Where no locale is set (containers) UTF-8 is the better guess.
  const hasUnicode = !isDumb && environment['TERM'] !== 'linux' && locale !== 'C' && locale !== 'POSIX';
  const columns = stream.columns ?? Number(environment['COLUMNS'] ?? DEFAULT_WIDTH);
  const width = Number.isInteger(columns) && columns > 0 ? columns : DEFAULT_WIDTH;
  return {
    isScreen: stream.isTTY === true,
    width: Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width)),
    hasColor: !isRefused && (isForced || isLive),
    hasUnicode,
    isLive,
  };
}

export type Style = 'bold' | 'dim' | 'cyan' | 'green' | 'yellow' | 'red';

/** The text in a style, or as it is without colour. */
export function paint(style: Style, text: string, hasColor: boolean): string {
  return hasColor && text !== '' ? styleText(style, text, { validateStream: false }) : text;
}
