/** The curve of the last 24 hours, of all areas together. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Load } from '../../host/api/client.ts';
import { Chart } from './chart.tsx';
import { ALL_AREAS, loadRegisters, loadsEndMs, readLoads, seriesOf } from './load-series.tsx';
import { areas, asked, deployment } from './store.tsx';
import { power } from './words.tsx';

const DAY_MS = 86_400_000;

export function LastDay() {
  const [loads, setLoads] = useState<readonly Load[]>([]);
  const register = loadRegisters()[0]?.obis ?? '';
  const endMs = loadsEndMs();
  useEffect(() => {
    void asked(() => readLoads(ALL_AREAS, register, endMs - DAY_MS, endMs)).then((found) => {
      if (found !== undefined) setLoads(found);
    });
  }, [register, endMs]);
  const seconds = deployment.value?.intervalSeconds ?? 900;
  const series = useMemo(() => seriesOf(loads, areas.value.length), [loads]);
  const text = useMemo(() => (wh: number) => power(wh, seconds), [seconds]);
  const curves = useMemo(() => [{ name: 'Load', values: series.values }], [series]);
  if (series.times.length === 0) return <p class="empty">No load is open yet.</p>;
  return (
    <Chart title="Load of all areas over the last day" times={series.times} curves={curves} text={text} height={220} />
  );
}
