/** A curve over time. Who sees no canvas has the same in a table; keys zoom as a mouse does. */
import { useEffect, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';

export interface Curve {
  readonly name: string;
  /** One for each time; null where nothing is known. */
  readonly values: readonly (number | null)[];
  readonly isDashed?: boolean;
}

export interface ChartOf {
  /** What it shows, in a sentence. */
  readonly title: string;
  /** Unix seconds, ascending. */
  readonly times: readonly number[];
  readonly curves: readonly Curve[];
  /** Of a value, for people. */
  readonly text: (value: number) => string;
  readonly height?: number;
}

const ROWS = 200;
const STROKES = ['--curve-1', '--curve-2', '--curve-3'];

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function clock(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 16).replace('T', ' ');
}

function optionsOf({ curves, text, height = 280 }: ChartOf, width: number): UPlot.Options {
  const axis = {
    stroke: colour('--text'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line') },
  };
  return {
    width,
    height,
    tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
    cursor: { drag: { x: true, y: false } },
    legend: { live: true },
    scales: { y: { range: (_self, least, most) => [Math.min(0, least), most === 0 ? 1 : most * 1.05] } },
    axes: [
      { ...axis, values: '{HH}:{mm}', space: 56, ...(width < 500 ? { size: 34 } : {}) },
      { ...axis, size: 78, values: (_self, values) => values.map(text) },
    ],
    series: [
      { label: 'UTC', value: (_self, seconds) => (seconds === null ? '–' : clock(seconds)) },
      ...curves.map(({ name, isDashed }, at) => ({
        label: name,
        stroke: colour(STROKES[at] ?? '--curve-3'),
        width: 2,
        spanGaps: false,
        points: { show: false },
        ...(isDashed === true ? { dash: [6, 4] } : { fill: colour(`--fill-${at + 1}`) }),
        value: (_self: UPlot, value: number | null) => (value === null ? '–' : text(value)),
      })),
    ],
  };
}

/** Days below, where the curve is longer than two of them. */
function axisValues(times: readonly number[]): string {
  const seconds = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return seconds > 2 * 86_400 ? '{D}. {MMM}' : '{HH}:{mm}';
}

export function Chart(chart: ChartOf) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const [theme, setTheme] = useState(0);
  const [width, setWidth] = useState(0);
  const { title, times, curves, text } = chart;
  const shape = curves.map(({ name, isDashed }) => `${name}${isDashed === true}`).join();
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const changed = (): void => setTheme((count) => count + 1);
    dark.addEventListener('change', changed);
    const resized = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (place.current !== null) resized.observe(place.current);
    return () => {
      dark.removeEventListener('change', changed);
      resized.disconnect();
    };
  }, []);
  useEffect(() => {
    if (place.current === null || width === 0) return undefined;
    const options = optionsOf(chart, width);
    const [x] = options.axes ?? [];
    if (x !== undefined) x.values = axisValues(times);
    const made = new UPlot(options, [[...times], ...curves.map(({ values }) => [...values])], place.current);
    plot.current = made;
    return () => made.destroy();
    // Made anew for another look only; figures are set below.
  }, [shape, theme, width, axisValues(times), text]);
  useEffect(() => plot.current?.setData([[...times], ...curves.map(({ values }) => [...values])]), [times, curves]);
  const zoom = (factor: number, shift = 0): void => {
    const { min, max } = plot.current?.scales['x'] ?? {};
    if (min === undefined || max === undefined || min === null || max === null) return;
    const half = ((max - min) * factor) / 2;
    const middle = (min + max) / 2 + (max - min) * shift;
    plot.current?.setScale('x', { min: middle - half, max: middle + half });
  };
  const whole = (): void => plot.current?.setScale('x', { min: times[0] ?? 0, max: times.at(-1) ?? 0 });
  return (
    <figure class="chart">
      <div ref={place} role="img" aria-label={`${title}. The table below has the figures.`} />
      <div class="zoom" role="group" aria-label={`Zoom of ${title}`}>
        <button type="button" class="quiet" onClick={() => zoom(0.5)}>
          Zoom in
        </button>
        <button type="button" class="quiet" onClick={() => zoom(2)}>
          Zoom out
        </button>
        <button type="button" class="quiet" onClick={() => zoom(1, -0.5)}>
          Earlier
        </button>
        <button type="button" class="quiet" onClick={() => zoom(1, 0.5)}>
          Later
        </button>
        <button type="button" class="quiet" onClick={whole}>
          All
        </button>
      </div>
      <Figures chart={chart} />
    </figure>
  );
}

function Figures({ chart: { title, times, curves, text } }: { readonly chart: ChartOf }) {
  const [isOpen, setIsOpen] = useState(false);
  const first = Math.max(0, times.length - ROWS);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>Figures as a table{first > 0 ? ` (the last ${ROWS} of ${times.length})` : ''}</summary>
      {isOpen ? (
        <div class="table" role="region" aria-label={title} tabIndex={0}>
          <table>
            <caption class="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">From (UTC)</th>
                {curves.map(({ name }) => (
                  <th scope="col" class="number" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {times.slice(first).map((seconds, at) => (
                <tr key={seconds}>
                  <td data-name="From (UTC)">{clock(seconds)}</td>
                  {curves.map(({ name, values }) => {
                    const value = values[first + at];
                    return (
                      <td class="number" key={name} data-name={name}>
                        {value === null || value === undefined ? '–' : text(value)}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </details>
  );
}
