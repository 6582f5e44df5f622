/**
 * Pulses at an input of this device, one `gpiomon` (libgpiod) writes a line for: a child process, since no native module works
 * with all kernels. Version 2 and version 1 take other words.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { HostError } from '../../../host/base/errors.ts';

export interface GpioInput {
  /** `gpiochip0`, or its path. */
  readonly chip: string;
  /** Number or name of the line. */
  readonly line: string;
  readonly edge: 'falling' | 'rising';
  readonly bias: 'disable' | 'pull-down' | 'pull-up';
  readonly debounceMs: number;
}

/** Version 1 says nothing when it has got the line; what has run for so long has. */
const RUNS_AFTER_MS = 1_000;

const MISSING = 'gpiomon is missing, which counts pulses: apt-get install gpiod';

/** Words for a version: what is written of a pulse is its time, in seconds of the clock that nobody sets. */
function wordsFor(version: number, { chip, line, edge, bias, debounceMs }: GpioInput): string[] {
  if (version >= 2) {
    const debounce = debounceMs > 0 ? ['-p', `${debounceMs}ms`] : [];
    const words = ['-c', chip, '-e', edge, '-b', bias === 'disable' ? 'disabled' : bias, ...debounce];
    return ['--banner', ...words, '-F', '%S', line];
  }
  return ['--line-buffered', `--${edge}-edge`, `--bias=${bias}`, '--format=%s.%n', chip, line];
}

/** Throws HostError ERR_SOURCE_LINE. */
async function versionOfGpiomon(): Promise<number> {
  try {
    const { stdout } = await promisify(execFile)('gpiomon', ['--version']);
    return Number(/v?(\d+)\.\d+/.exec(stdout)?.[1] ?? 2);
  } catch (cause) {
    throw new HostError('ERR_SOURCE_LINE', MISSING, { cause });
  }
}

/** What it wrote of itself, when it ended. */
function reasonOf(input: GpioInput, code: number | null, said: string): HostError {
  const text = said.trim().split('\n').at(-1) ?? '';
  const advice = 'look at chip and line (gpioinfo), and at the rights of this user (group gpio)';
  const why = text === '' ? `code ${code ?? 'none'}` : text;
  return new HostError('ERR_SOURCE_LINE', `gpiomon ended at ${input.chip}/${input.line}: ${why}: ${advice}`);
}

/** Who hears of them. */
export interface PulseSink {
  /** From now on every pulse is counted: before that `gpiomon` may still find that there is no such line. */
  counting(): void;
  pulse(): void;
}

/**
 * Calls `pulse` for each, until `signal` says so. What follows within the debounce time is the same pulse: version 1 knows none,
 * and mechanical contacts bounce longer than a kernel may be told. Rejects with HostError ERR_SOURCE_LINE when it ends by itself.
 */
export async function gpioPulses(input: GpioInput, sink: PulseSink, signal: AbortSignal): Promise<void> {
  const version = await versionOfGpiomon();
  const words = wordsFor(version, input);
  if (signal.aborted) return;
  // Its lines are to come as they are written, and not a page at a time.
  const child: ChildProcess = spawn('stdbuf', ['-oL', 'gpiomon', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-1_000)));
  const runs = version >= 2 ? undefined : setTimeout(() => sink.counting(), RUNS_AFTER_MS);
  let lastMs = Number.NEGATIVE_INFINITY;
  if (child.stdout !== null)
    createInterface({ input: child.stdout }).on('line', (line) => {
      // Its banner, or a pulse.
      sink.counting();
      const atMs = 1_000 * Number(/(\d+\.\d+)/.exec(line)?.[1] ?? Number.NaN);
      if (Number.isNaN(atMs) || atMs - lastMs < input.debounceMs) return;
      lastMs = atMs;
      sink.pulse();
    });
  try {
    const code = await new Promise<number | null>((ended, failed) => {
      child.once('error', failed);
      child.once('close', ended);
    });
    if (!signal.aborted) throw reasonOf(input, code, said);
  } catch (cause) {
    if (cause instanceof HostError) throw cause;
    throw new HostError('ERR_SOURCE_LINE', 'stdbuf is missing: install coreutils', { cause });
  } finally {
    clearTimeout(runs);
    signal.removeEventListener('abort', stop);
    stop();
  }
}
