/**
 * Progress of something long, on the error stream so that output can be piped: a bar where a line can be drawn over,
 * a plain line per tenth in a log, and every ten seconds, nothing with --json. The only part of rendering that writes.
 */
import { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import { formatCount, formatDuration } from './format.ts';
import { paint } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const LOG_EVERY_MS = 10_000;

export interface ProgressOptions {
  /** What is being done: "Delivering". */
  readonly title: string;
  readonly total: number;
  /** What is counted, in the plural: "intervals". */
  readonly unit: string;
  readonly stream: NodeJS.WritableStream;
  readonly terminal: Terminal;
  /** Writes nothing, for --json. */
  readonly isSilent: boolean;
}

export interface Progress {
  /** Units done so far. */
  update(done: number): void;
  /** Leaves the bar as it is. Must be called, also after a failure: a live bar keeps a timer. */
  stop(): void;
}

export function startProgress(options: ProgressOptions): Progress {
  if (options.isSilent) return { update: () => undefined, stop: () => undefined };
  return options.terminal.isLive ? startBar(options) : startLog(options);
}

function startBar({ title, total, unit, stream, terminal }: ProgressOptions): Progress {
  const bar = new SingleBar({
    autopadding: false,
    clearOnComplete: false,
    emptyOnZero: true,
    etaBuffer: 30,
    forceRedraw: false,
    format: (_, { value, eta }) => progressLine({ title, unit, done: value, total, etaSeconds: eta, terminal }),
    fps: 10,
    // Leaving on a signal is the command's part; a handler here would keep others from closing in order.
    gracefulExit: false,
    hideCursor: false,
    linewrap: true,
    noTTYOutput: false,
    stopOnComplete: false,
    stream: uncut(stream),
  });
  bar.start(total, 0);
  return { update: (done) => bar.update(done), stop: () => bar.stop() };
}

/**
 * With `linewrap` cli-progress cuts lines by their bytes, colour codes included; without, it turns off the terminal's wrapping, and a
 * crash leaves it off. Our lines fit already, so it is given a terminal too wide to cut for.
 */
function uncut(stream: NodeJS.WritableStream): NodeJS.WritableStream {
  const through = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      stream.write(chunk);
      done();
    },
  });
  return Object.assign(through, { isTTY: true, columns: 10_000 });
}

function startLog({ title, total, unit, stream }: ProgressOptions): Progress {
  let tenthsShown = 0;
  let shownAtMs = performance.now();
  return {
    update: (done) => {
      const part = partOf(done, total);
      const tenths = Math.floor(part * 10);
      // Also so that a reader who has left is noticed.
      if (tenths <= tenthsShown && performance.now() - shownAtMs < LOG_EVERY_MS) return;
      tenthsShown = Math.max(tenths, tenthsShown);
      shownAtMs = performance.now();
      stream.write(`${title}: ${Math.floor(part * 100)} % (${formatCount(done)} of ${formatCount(total)} ${unit})\n`);
    },
    stop: () => undefined,
  };
}

export interface ProgressState {
  readonly title: string;
  readonly unit: string;
  readonly done: number;
  readonly total: number;
  /** Undefined or not finite while unknown. */
  readonly etaSeconds: number | undefined;
  readonly terminal: Terminal;
}

const MAX_BAR = 40;
const MIN_BAR = 10;

/** One line: title, bar, part, count, and the time left while there is room and it is known. */
export function progressLine({ title, unit, done, total, etaSeconds, terminal }: ProgressState): string {
  const part = partOf(done, total);
  const percent = `${Math.floor(part * 100)} %`.padStart(5);
  const count = `${formatCount(done).padStart(formatCount(total).length)} of ${formatCount(total)} ${unit}`;
  const isKnown = etaSeconds !== undefined && Number.isFinite(etaSeconds) && etaSeconds > 0 && part < 1;
  const left = isKnown ? `${formatDuration(Math.ceil(etaSeconds) * 1000).replace(/\.0 s$/, ' s')} left` : '';
  const fixed = [title, percent, count].join('  ').length + 2;
  // One column stays free: a terminal wraps at the last one. Room for the time is kept even while it isn't known, or the bar would jump.
  const roomForLeft = '00 min 00 s left'.length + 2;
  const hasLeft = terminal.width - 1 - fixed - roomForLeft >= MIN_BAR;
  const length = Math.max(MIN_BAR, Math.min(MAX_BAR, terminal.width - 1 - fixed - (hasLeft ? roomForLeft : 0)));
  const filled = Math.floor(part * length);
  const [full, empty] = terminal.hasUnicode ? ['━', '─'] : ['#', '-'];
  const bar =
    paint(part < 1 ? 'cyan' : 'green', full.repeat(filled), terminal.hasColor) +
    paint('dim', empty.repeat(length - filled), terminal.hasColor);
  return [title, bar, percent, count, ...(hasLeft && left !== '' ? [left] : [])].join('  ');
}

/** 0..1; nothing to do is done. */
function partOf(done: number, total: number): number {
  return total <= 0 ? 1 : Math.min(1, Math.max(0, done / total));
}
