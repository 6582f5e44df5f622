/** What `/metrics` answers: measures, written as Prometheus reads them. */
import type { Measure } from './series.ts';

export interface MetricsPage {
  /** How long a commit took. */
  committed(seconds: number): void;
  text(measures: readonly Measure[]): Promise<string>;
}
