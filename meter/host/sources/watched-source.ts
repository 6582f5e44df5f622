/** What every source of one line does alike: it is stopped, says why it is silent, hands over, and waits before it tries again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { BackOff } from '../../../host/bus/back-off.ts';
import type { Sample } from '../../sample.ts';
import type { MeterSource, SourceSink } from '../source.ts';
import { type SourceHost, SourceWatch } from './source-watch.ts';

const AGAIN_MIN_MS = 500;
const AGAIN_MAX_MS = 30_000;

export abstract class WatchedSource implements MeterSource {
  /** Whether it is a file that was recorded. */
  readonly isRecording: boolean;
  protected readonly host: SourceHost;
  protected readonly watch: SourceWatch;
  protected readonly backOff = new BackOff(AGAIN_MIN_MS, AGAIN_MAX_MS);
  private readonly stopping = new AbortController();

  /** `name`: of where it reads, for people. */
  constructor(name: string, host: SourceHost, isRecording = false) {
    this.isRecording = isRecording;
    this.host = host;
    this.watch = new SourceWatch(name, host);
  }

  abstract run(sink: SourceSink): Promise<void>;

  get problem(): string | undefined {
    return this.watch.problem;
  }

  /** What could not be read so far, by kind. */
  get faults(): ReadonlyMap<string, number> {
    return this.watch.faults;
  }

  stop(): void {
    this.stopping.abort();
  }

  /** Aborted when it is stopped. */
  protected get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  protected handOver(sample: Sample, sink: SourceSink): void {
    this.watch.sampled(sample);
    sink.sample(this.host.meter, sample);
  }

  /** Longer with every failure in a row; no longer once it is stopped. */
  protected async pause(): Promise<void> {
    await this.pauseFor(this.backOff.nextMs(undefined));
  }

  protected async pauseFor(delayMs: number): Promise<void> {
    await sleep(delayMs, undefined, { signal: this.stopped }).catch(() => undefined);
  }
}
