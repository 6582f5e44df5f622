/** Load curves: an area or several, a span of time, and beside it the same span before or a forecast. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type CurveSummary, type LoadCurve, forecastOf, summaryOf } from '../views/load-curve.ts';
import { Chart } from './chart.tsx';
import {
  ALL,
  type Group,
  RunOff,
  type Series,
  grid,
  groups,
  loadRegisters,
  loadsEndMs,
  pointsOf,
  readCurve,
  seriesOf,
} from './load-series.tsx';
import { Choice, Figure } from './parts.tsx';
import { asked } from './store.tsx';
import { amount, count, power, registerName, time } from './words.tsx';

const DAY_MS = 86_400_000;
/** What a forecast is made of. */
const FORECAST_MS = 29 * DAY_MS;
const SPANS = [
  ['1', 'a day'],
  ['7', 'a week'],
  ['31', 'a month'],
] as const;
const BESIDE = [
  ['none', 'nothing'],
  ['1', 'the day before'],
  ['7', 'the week before'],
  ['forecast', 'a forecast of the next day'],
] as const;
type Beside = (typeof BESIDE)[number][0];

function Sums({ summary, text }: { readonly summary: CurveSummary; readonly text: (units: number) => string }) {
  const { totalUnits, unit, known, of, peakUnits, peakBegin, loadFactor } = summary;
  return (
    <div class="figures">
      <Figure label="In all" value={amount(totalUnits, unit)} hint={`${count(known)} of ${count(of)} intervals`} />
      <Figure label="Peak" value={text(peakUnits)} hint={time(peakBegin)} />
      <Figure label="Mean" value={text(totalUnits / known)} />
      <Figure label="Load factor" value={loadFactor === undefined ? '–' : `${loadFactor} %`} hint="mean of peak" />
    </div>
  );
}

/** The dashed line: what was before, moved here, or what may come. */
async function readBeside(
  group: Group,
  register: string,
  beside: Beside,
  fromMs: number,
  untilMs: number,
): Promise<Series> {
  if (beside === 'none') return { times: [], values: [] };
  if (beside === 'forecast') {
    const curve = await readCurve(group, register, untilMs - FORECAST_MS, untilMs);
    const points = curve === undefined ? [] : forecastOf(curve, grid());
    return seriesOf(points.map(({ begin, forecastUnits }) => ({ begin, units: forecastUnits })));
  }
  const shiftMs = Number(beside) * DAY_MS;
  return seriesOf(pointsOf(await readCurve(group, register, fromMs - shiftMs, untilMs - shiftMs)), shiftMs);
}

interface Shown {
  readonly curve: LoadCurve | undefined;
  readonly beside: Series;
  /** What the dashed line is. */
  readonly is: Beside;
}

function useLoads(group: Group | undefined, register: string, days: string, beside: Beside): Shown {
  const [shown, setShown] = useState<Shown>({ curve: undefined, beside: { times: [], values: [] }, is: 'none' });
  const endMs = loadsEndMs();
  useEffect(() => {
    let isOver = false;
    const read = async (): Promise<void> => {
      if (group === undefined) return;
      const fromMs = endMs - Number(days) * DAY_MS;
      const curve = await asked(() => readCurve(group, register, fromMs, endMs));
      const dashed = await asked(() => readBeside(group, register, beside, fromMs, endMs));
      if (!isOver) setShown({ curve, beside: dashed ?? { times: [], values: [] }, is: beside });
    };
    void read();
    return () => void (isOver = true);
  }, [group?.key, group?.areas.length, register, days, beside, endMs]);
  return shown;
}

/** Both lines over the times of either. */
function together(series: Series, beside: Series, name: string) {
  const times = [...new Set([...series.times, ...beside.times])].toSorted((one, other) => one - other);
  const along = ({ times: own, values }: Series): (number | null)[] => {
    const known = new Map(own.map((at, index) => [at, values[index] ?? null]));
    return times.map((at) => known.get(at) ?? null);
  };
  const dashed = beside.times.length === 0 ? [] : [{ name, values: along(beside), isDashed: true }];
  return { times, curves: [{ name: 'Load', values: along(series) }, ...dashed] };
}

export function LoadPage() {
  const registers = loadRegisters();
  const [key, setKey] = useState(ALL);
  const [chosen, setRegister] = useState('');
  const [days, setDays] = useState<'1' | '7' | '31'>('1');
  const [beside, setBeside] = useState<Beside>('none');
  const register = registers.find(({ obis }) => obis === chosen) ?? registers[0];
  const all = groups();
  const group = all.find((one) => one.key === key) ?? all[0];
  const shown = useLoads(group, register?.obis ?? '', days, beside);
  const { intervalSeconds: seconds } = grid();
  const unit = register?.unit ?? 'Wh';
  const text = useMemo(
    () => (units: number) => (unit === 'Wh' ? power(units, seconds) : amount(units, unit)),
    [unit, seconds],
  );
  const besideName = BESIDE.find(([value]) => value === beside)?.[1] ?? '';
  const { times, curves } = useMemo(
    () => together(seriesOf(pointsOf(shown.curve)), shown.beside, besideName),
    [shown, besideName],
  );
  const summary = shown.curve && summaryOf(shown.curve, grid());
  return (
    <>
      <div class="choices">
        <Choice
          label="Area"
          value={group?.key ?? ALL}
          onChange={setKey}
          options={all.map((one) => [one.key, one.text] as const)}
        />
        <Choice
          label="Register"
          value={register?.obis ?? ''}
          onChange={setRegister}
          options={registers.map(({ obis }) => [obis, registerName(obis)] as const)}
        />
        <Choice label="Span" value={days} onChange={setDays} options={SPANS} />
        <Choice label="Compare with" value={beside} onChange={setBeside} options={BESIDE} />
      </div>
      {summary === undefined ? (
        <p class="empty">No load is open yet. A page is released when its interval is over and its set is certified.</p>
      ) : (
        <>
          <Sums summary={summary} text={text} />
          <Chart title={`Load of ${group?.text ?? ''}`} times={times} curves={curves} text={text} height={340} />
          <p class="hint">
            Each point is a sum over at least the homes that the scheme's floors ask for; a gap is an interval that is
            not open for every area. Drag over the curve to zoom. A forecast is naive: the mean of the same hour and
            weekday in the four weeks before.
          </p>
          {beside === 'none' || shown.is !== beside || shown.beside.values.some((value) => value !== null) ? null : (
            <p class="hint" role="status">
              {beside === 'forecast'
                ? 'There is no forecast: no load of the weeks before is open.'
                : `There is nothing to compare with: no load of ${besideName} is open.`}
            </p>
          )}
          <RunOff />
        </>
      )}
    </>
  );
}
