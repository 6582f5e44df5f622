/** The page of every party but meters, by Prometheus' own client, which keeps the histogram of commits. */
import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client';
import type { Role } from '../process/health-record.ts';
import { SERIES, type SeriesName } from './series.ts';
import type { MetricsPage } from './metrics-page.ts';

/** Seconds: from an SSD's fsync to a disk that hangs. */
const COMMIT_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 10];

/** `party`: a label that every series gets. */
export function clientPage(party: string, role: Role): MetricsPage {
  const registry = new Registry();
  registry.setDefaultLabels({ party });
  const registers = [registry];
  const set = new Map<SeriesName, (labels: Readonly<Record<string, string>>, value: number) => void>();
  const resets: (() => void)[] = [];
  let commits: Histogram | undefined;
  for (const { name, kind, help, labels, roles } of SERIES) {
    if (!(roles as readonly Role[]).includes(role)) continue;
    const options = { name, help, labelNames: [...labels] as string[], registers };
    if (kind === 'histogram') commits = new Histogram({ ...options, buckets: COMMIT_BUCKETS });
    else {
      const metric = kind === 'gauge' ? new Gauge(options) : new Counter(options);
      resets.push(() => metric.reset());
      set.set(name, (own, value) => metric.inc({ ...own }, value));
    }
  }
  return {
    committed: (seconds) => commits?.observe(seconds),
    text(measures) {
      // Counts are the machine's: each scrape shows them as they are by then.
      for (const reset of resets) reset();
      for (const { series, labels = {}, value } of measures) set.get(series)?.(labels, value);
      return registry.metrics();
    },
  };
}
