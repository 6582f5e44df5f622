/**
 * Pulses as a source: there is no register but the one that is kept here. Its file is written before each sample, without
 * waiting for the disk, which cards do not live long with. After a power cut it may be some seconds old, or damaged; but what
 * a reading says the meter has written down with it, so the count never goes back behind that.
 */
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HostError } from '../../../host/base/errors.ts';
import { escaped } from '../../../host/base/printable.ts';
import { readTextFile } from '../../../host/base/text-file.ts';
import { describeTrouble } from '../../../host/base/trouble.ts';
import { type SourceSpec, textOf, wholeOf } from '../../sources/source-spec.ts';
import { type GpioInput, gpioPulses } from '../lines/gpio-pulses.ts';
import type { SourceSink } from '../source.ts';
import { IMPORT, assertGives } from './mapped-values.ts';
import type { SourceHost } from './source-watch.ts';
import { WatchedSource } from './watched-source.ts';

const COUNT_FILE = 'pulses.json';
const MILLI_PER_KWH = 1_000_000n;

/**
 * `leastCount`: what readings have already. Throws HostError ERR_SOURCE_FILE for what is there and no count, where nothing else
 * says what it was: beginning at 0 would lose it.
 */
function countIn(path: string, leastCount: bigint | undefined): bigint {
  // Of another electricity meter.
  if (!existsSync(path)) return 0n;
  const match = /^\{"pulses":"(\d{1,18})"\}\s*$/.exec(readTextFile(path));
  const count = match?.[1] === undefined ? undefined : BigInt(match[1]);
  if (count !== undefined && count >= (leastCount ?? 0n)) return count;
  if (leastCount !== undefined) return leastCount;
  const text = `${escaped(path)} is no count of pulses: put a copy back, or delete it to begin at 0 (a jump in the books)`;
  throw new HostError('ERR_SOURCE_FILE', text);
}

function inputOf(spec: SourceSpec): GpioInput {
  const slash = spec.target.lastIndexOf('/');
  const bias = textOf(spec, 'bias');
  return {
    chip: spec.target.slice(0, slash),
    line: spec.target.slice(slash + 1),
    edge: textOf(spec, 'edge') === 'rising' ? 'rising' : 'falling',
    bias: bias === 'disable' || bias === 'pull-down' ? bias : 'pull-up',
    debounceMs: wholeOf(spec, 'debounce'),
  };
}

export class PulseSource extends WatchedSource {
  private readonly input: GpioInput;
  private readonly perKwh: bigint;
  private readonly everyMs: number;
  /** Undefined where nothing is kept: the command only looks. */
  private readonly path: string | undefined;
  private count: bigint;
  private keptCount: bigint;
  /** Whether somebody counts now: while nobody does, nobody knows what the register would show. */
  private isCounting = false;

  /** Throws HostError ERR_SOURCE_*. */
  constructor(spec: SourceSpec, host: SourceHost) {
    assertGives([IMPORT], host, 'pulses say nothing of another register');
    const input = inputOf(spec);
    super(`${input.chip}/${input.line}`, host);
    this.input = input;
    this.perKwh = BigInt(wholeOf(spec, 'impkwh'));
    this.everyMs = 1_000 * wholeOf(spec, 'every');
    const named = spec.parameters.get('count-file');
    const { stateFolder } = host;
    if (named !== undefined) this.path = resolve(host.folder, named);
    else this.path = stateFolder === undefined ? undefined : join(stateFolder, COUNT_FILE);
    const milli = host.shownMilli?.(IMPORT);
    // Rounded up, what was rounded down when it was shown.
    const leastCount = milli === undefined ? undefined : (milli * this.perKwh + MILLI_PER_KWH - 1n) / MILLI_PER_KWH;
    this.count = this.path === undefined ? 0n : countIn(this.path, leastCount);
    this.keptCount = this.count;
  }

  async run(sink: SourceSink): Promise<void> {
    const sampling = setInterval(() => this.sample(sink), this.everyMs);
    try {
      while (!this.stopped.aborted) {
        try {
          await this.counted();
        } catch (error) {
          if (!(error instanceof HostError) || !this.host.isPatient) throw error;
          this.watch.away(error.message);
          await this.pause();
        }
      }
    } finally {
      clearInterval(sampling);
      this.keep();
    }
  }

  private async counted(): Promise<void> {
    try {
      const sink = { counting: () => (this.isCounting = true), pulse: () => (this.count += 1n) };
      await gpioPulses(this.input, sink, this.stopped);
    } finally {
      this.isCounting = false;
    }
  }

  /** Throws HostError ERR_FILE_WRITE. */
  private keep(): void {
    const { path } = this;
    if (path !== undefined && this.count !== this.keptCount) {
      try {
        writeFileSync(`${path}.new`, `${JSON.stringify({ pulses: String(this.count) })}\n`, { mode: 0o600 });
        renameSync(`${path}.new`, path);
      } catch (cause) {
        const text = `cannot write ${escaped(path)}: ${describeTrouble(cause)}. It is as it was`;
        throw new HostError('ERR_FILE_WRITE', text, { cause });
      }
    }
    this.keptCount = this.count;
  }

  /** Without pulses there is a sample, too: nothing was used. */
  private sample(sink: SourceSink): void {
    if (!this.isCounting) return;
    this.keep();
    const { gridMs: hostMs, monotonicMs } = this.host.now();
    const step = MILLI_PER_KWH / this.perKwh;
    const milli = (this.keptCount * MILLI_PER_KWH) / this.perKwh;
    const register = { register: IMPORT, milli, resolutionMilli: step === 0n ? 1n : step };
    this.handOver({ hostMs, monotonicMs, quality: 'unchecked', registers: [register] }, sink);
  }
}
