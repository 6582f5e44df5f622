/** The curve of the last 24 hours, of all areas together. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { LoadCurve } from '../views/load-curve.ts';
import { Chart } from './chart.tsx';
import { RunOff, groups, grid, loadRegisters, loadsEndMs, pointsOf, readCurve, seriesOf } from './load-series.tsx';
import { asked } from './store.tsx';
import { power } from './words.tsx';

const DAY_MS = 86_400_000;

export function LastDay() {
  const [curve, setCurve] = useState<LoadCurve | undefined>(undefined);
  const register = loadRegisters()[0]?.obis ?? '';
  const endMs = loadsEndMs();
  useEffect(() => {
    const [all] = groups();
    if (all !== undefined) void asked(() => readCurve(all, register, endMs - DAY_MS, endMs)).then(setCurve);
  }, [register, endMs]);
  const seconds = grid().intervalSeconds;
  const series = useMemo(() => seriesOf(pointsOf(curve)), [curve]);
  const text = useMemo(() => (wh: number) => power(wh, seconds), [seconds]);
  const curves = useMemo(() => [{ name: 'Load', values: series.values }], [series]);
  if (series.times.length === 0) return <p class="empty">No load is open yet.</p>;
  return (
    <>
      <Chart
        title="Load of all areas over the last day"
        times={series.times}
        curves={curves}
        text={text}
        height={220}
      />
      <RunOff />
    </>
  );
}
