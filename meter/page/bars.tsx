/** A day's readings as bars. Who sees no canvas has the same in the table below. */
import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';

export interface BarsOf {
  readonly title: string;
  /** Unix seconds, ascending. */
  readonly times: readonly number[];
  readonly values: readonly number[];
  /** Of a value, without its unit, which the title says. */
  readonly text: (value: number) => string;
  readonly colour: string;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function optionsOf({ text, colour: bar }: BarsOf, width: number): UPlot.Options {
  const axis = {
    stroke: colour('--pico-color'),
    grid: { stroke: colour('--pico-muted-border-color'), width: 1 },
    ticks: { stroke: colour('--pico-muted-border-color') },
  };
  const paths = UPlot.paths.bars?.({ size: [0.8, 60], align: 1 });
  return {
    width,
    height: 220,
    cursor: { drag: { x: false, y: false } },
    legend: { show: false },
    scales: { y: { range: (_self, _least, most) => [0, most === 0 ? 1 : most * 1.05] } },
    axes: [
      { ...axis, values: '{HH}:{mm}', space: 60 },
      { ...axis, size: 52, values: (_self, values) => values.map(text) },
    ],
    series: [
      {},
      {
        stroke: colour(bar),
        fill: colour(bar),
        points: { show: false },
        ...(paths === undefined ? {} : { paths }),
      },
    ],
  };
}

export function Bars(bars: BarsOf) {
  const place = useRef<HTMLDivElement>(null);
  const { title, times, values } = bars;
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let plot: UPlot | undefined;
    const draw = (): void => {
      plot?.destroy();
      plot = new UPlot(optionsOf(bars, Math.max(240, element.clientWidth)), [[...times], [...values]], element);
    };
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const resized = new ResizeObserver(draw);
    dark.addEventListener('change', draw);
    resized.observe(element);
    return () => {
      dark.removeEventListener('change', draw);
      resized.disconnect();
      plot?.destroy();
    };
  }, [times.join(), values.join()]);
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <div ref={place} role="img" aria-label={`${title}. The table below has the figures.`} />
    </figure>
  );
}
