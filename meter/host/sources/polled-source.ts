/** A source that is asked every so often, and answers with a sample. One that does not answer is asked again, at leisure. */
import { setTimeout as sleep } from 'node:timers/promises';
import { HostError } from '../../../host/base/errors.ts';
import type { Sample } from '../../sample.ts';
import type { SourceSink } from '../source.ts';
import { type SourceHost, SourceWatch, type SpecSource } from './source-watch.ts';

export interface Polled {
  /** For people. */
  readonly name: string;
  readonly everySeconds: number;
  /** Rejects with HostError ERR_SOURCE_LINE. */
  ask(signal: AbortSignal): Promise<Omit<Sample, 'hostMs' | 'monotonicMs'>>;
  close(): Promise<void>;
}

export class PolledSource implements SpecSource {
  readonly isRecording = false;
  private readonly polled: Polled;
  private readonly host: SourceHost;
  private readonly watch: SourceWatch;
  private readonly stopping = new AbortController();
  private hasAnswered = false;

  constructor(polled: Polled, host: SourceHost) {
    this.polled = polled;
    this.host = host;
    this.watch = new SourceWatch(polled.name, host);
  }

  get problem(): string | undefined {
    return this.watch.problem;
  }

  get faults(): ReadonlyMap<string, number> {
    return this.watch.faults;
  }

  stop(): void {
    this.stopping.abort();
  }

  async run(sink: SourceSink): Promise<void> {
    const { signal } = this.stopping;
    try {
      for (let atMs = performance.now(); !signal.aborted;) {
        await this.once(sink, signal);
        atMs = Math.max(atMs + 1_000 * this.polled.everySeconds, performance.now());
        await sleep(atMs - performance.now(), undefined, { signal }).catch(() => undefined);
      }
    } finally {
      await this.polled.close();
    }
  }

  private async once(sink: SourceSink, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.polled.ask(signal);
      if (signal.aborted) return;
      const { gridMs: hostMs, monotonicMs } = this.host.now();
      const sample = { hostMs, monotonicMs, ...answer };
      this.hasAnswered = true;
      this.watch.sampled(sample);
      sink.sample(this.host.meter, sample);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof HostError) || (!this.host.isPatient && !this.hasAnswered)) throw error;
      if (this.watch.trouble === undefined) this.host.tell('warn', 'source_away', error.message);
      this.watch.trouble = error.message;
    }
  }
}
