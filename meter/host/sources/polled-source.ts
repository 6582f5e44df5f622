/** A source that is asked every so often, and answers with a sample. One that does not answer is asked again, at leisure. */
import { HostError } from '../../../host/base/errors.ts';
import type { Sample } from '../../sample.ts';
import type { SourceSink } from '../source.ts';
import type { SourceHost } from './source-watch.ts';
import { WatchedSource } from './watched-source.ts';

export interface Polled {
  /** For people. */
  readonly name: string;
  readonly everySeconds: number;
  /** Rejects with HostError ERR_SOURCE_LINE. */
  ask(signal: AbortSignal): Promise<Omit<Sample, 'hostMs' | 'monotonicMs'>>;
  close(): Promise<void>;
}

export class PolledSource extends WatchedSource {
  private readonly polled: Polled;
  private hasAnswered = false;

  constructor(polled: Polled, host: SourceHost) {
    super(polled.name, host);
    this.polled = polled;
  }

  async run(sink: SourceSink): Promise<void> {
    const { stopped } = this;
    try {
      for (let atMs = performance.now(); !stopped.aborted;) {
        await this.once(sink, stopped);
        atMs = Math.max(atMs + 1_000 * this.polled.everySeconds, performance.now());
        await this.pauseFor(atMs - performance.now());
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
      this.hasAnswered = true;
      this.handOver({ hostMs, monotonicMs, ...answer }, sink);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof HostError) || (!this.host.isPatient && !this.hasAnswered)) throw error;
      this.watch.away(error.message);
    }
  }
}
