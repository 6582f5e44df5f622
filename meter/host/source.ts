/**
 * The port of a meter's source: it pushes what it has, when it has it. Either samples of cumulative registers, for ever, of
 * which the machine makes intervals, or intervals that are finished, such as those of a file or of simulated homes.
 */
import type { ReadingInput } from '../meter.ts';
import type { Sample } from '../sample.ts';

/** Where a source hands over to. */
export interface SourceSink {
  /** A look at the registers of a meter. */
  sample(meter: string, sample: Sample): void;
  /** An interval that is finished. One that was written before is known, and nothing comes of it. */
  interval(meter: string, reading: ReadingInput): void;
  /** What was handed over belongs together and is complete: it is written down at once. */
  flush(): void;
}

export interface MeterSource {
  /**
   * Hands over from now on, and goes on where an earlier process ended. Resolves when it was stopped, or when there is nothing
   * more. Rejects with what a person has to mend: HostError, HouseholdError.
   */
  run(sink: SourceSink): Promise<void>;
  stop(): void;
  /** What keeps it from handing anything over, in words; undefined while nothing does. */
  readonly problem: string | undefined;
  /** An aggregator has stored a reading: for one that waits for that. */
  stored?(meter: string, aggregator: number, interval: number): void;
  /** The bus is connected again. */
  connected?(): void;
}
