/**
 * Pulses as a source: there is no register but the one that is kept here. The count is on disk before a sample says it, so it
 * never goes back; what came after the last sample is lost with a power cut, some seconds of pulses.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HostError } from '../../../host/base/errors.ts';
import { escaped } from '../../../host/base/printable.ts';
import { replaceFile } from '../../../host/base/replace-file.ts';
import { readTextFile } from '../../../host/base/text-file.ts';
import { type SourceSpec, textOf, wholeOf } from '../../sources/source-spec.ts';
import { type GpioInput, gpioPulses } from '../lines/gpio-pulses.ts';
import type { SourceSink } from '../source.ts';
import { IMPORT, assertGives } from './mapped-values.ts';
import type { SourceHost } from './source-watch.ts';
import { WatchedSource } from './watched-source.ts';

const COUNT_FILE = 'pulses.json';
const MILLI_PER_KWH = 1_000_000n;

/** Throws HostError ERR_SOURCE_FILE for what is there and no count: beginning at 0 would lose it. */
function countIn(path: string): bigint {
  if (!existsSync(path)) return 0n;
  const match = /^\{"pulses":"(\d{1,18})"\}\s*$/.exec(readTextFile(path));
  if (match?.[1] !== undefined) return BigInt(match[1]);
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
    this.count = this.path === undefined ? 0n : countIn(this.path);
    this.keptCount = this.count;
  }

  async run(sink: SourceSink): Promise<void> {
    const sampling = setInterval(() => this.sample(sink), this.everyMs);
    try {
      while (!this.stopped.aborted) {
        try {
          this.watch.trouble = undefined;
          await gpioPulses(this.input, () => (this.count += 1n), this.stopped);
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

  private keep(): void {
    if (this.path !== undefined && this.count !== this.keptCount)
      replaceFile(this.path, `${JSON.stringify({ pulses: String(this.count) })}\n`, 0o600);
    this.keptCount = this.count;
  }

  /** Without pulses there is a sample, too: nothing was used. While nobody counts, nobody knows. */
  private sample(sink: SourceSink): void {
    if (this.watch.trouble !== undefined) return;
    this.keep();
    const { gridMs: hostMs, monotonicMs } = this.host.now();
    const step = MILLI_PER_KWH / this.perKwh;
    const milli = (this.keptCount * MILLI_PER_KWH) / this.perKwh;
    const register = { register: IMPORT, milli, resolutionMilli: step === 0n ? 1n : step };
    this.handOver({ hostMs, monotonicMs, quality: 'unchecked', registers: [register] }, sink);
  }
}
