/** The page of a meter, without a package: it would be in the memory of every small device. Gauges and counters only. */
import { type Measure, SERIES } from './series.ts';
import type { MetricsPage } from './metrics-page.ts';

function escapedLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function labelText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${escapedLabel(value)}"`)
    .join(',');
}

/** `party`: a label that every series gets. */
export function plainPage(party: string): MetricsPage {
  const textOf = (measures: readonly Measure[]): string => {
    const lines = SERIES.flatMap(({ name, kind, help }) => {
      const own = measures.filter(({ series }) => series === name);
      if (own.length === 0) return [];
      const values = own.map(({ labels = {}, value }) => `${name}{${labelText({ party, ...labels })}} ${value}`);
      return [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...values];
    });
    return `${lines.join('\n')}\n`;
  };
  return { committed: () => {}, text: (measures) => Promise.resolve(textOf(measures)) };
}
