/** Load curves: an area or all, a span of time, and beside it the same span before. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Load } from '../../host/api/client.ts';
import { Chart } from './chart.tsx';
import { ALL_AREAS, type Series, loadRegisters, loadsEndMs, readLoads, seriesOf } from './load-series.tsx';
import { Choice, Figure } from './parts.tsx';
import { areas, asked, deployment } from './store.tsx';
import { amount, count, power, registerName, time } from './words.tsx';

const DAY_MS = 86_400_000;
const SPANS = [
  ['1', 'a day'],
  ['7', 'a week'],
  ['31', 'a month'],
] as const;
const COMPARED = [
  ['0', 'nothing'],
  ['1', 'the day before'],
  ['7', 'the week before'],
] as const;

function Sums({
  series,
  unit,
  seconds,
}: {
  readonly series: Series;
  readonly unit: 'Wh' | 'dm3' | 'kJ';
  readonly seconds: number;
}) {
  const known = series.values.flatMap((value, at) => (value === null ? [] : [{ value, at: series.times[at] ?? 0 }]));
  if (known.length === 0) return null;
  const sum = known.reduce((all, { value }) => all + value, 0);
  const peak = known.reduce((most, one) => (one.value > most.value ? one : most));
  const mean = sum / known.length;
  const shown = (value: number): string => (unit === 'Wh' ? power(value, seconds) : amount(value, unit));
  return (
    <div class="figures">
      <Figure label="In all" value={amount(sum, unit)} hint={`${count(known.length)} intervals`} />
      <Figure label="Peak" value={shown(peak.value)} hint={time(new Date(peak.at * 1_000).toISOString())} />
      <Figure label="Mean" value={shown(mean)} />
      <Figure label="Load factor" value={`${Math.round((100 * mean) / (peak.value || 1))} %`} hint="mean of peak" />
    </div>
  );
}

/** The latest loads of a choice, and those that they are compared with. */
function useLoads(area: string, register: string, days: string, before: string) {
  const [loads, setLoads] = useState<readonly Load[]>([]);
  const [earlier, setEarlier] = useState<readonly Load[]>([]);
  const endMs = loadsEndMs();
  const shiftMs = Number(before) * DAY_MS;
  useEffect(() => {
    let isOver = false;
    const lengthMs = Number(days) * DAY_MS;
    const read = async (): Promise<void> => {
      const found = await asked(() => readLoads(area, register, endMs - lengthMs, endMs));
      const past =
        shiftMs === 0 ? [] : await asked(() => readLoads(area, register, endMs - lengthMs - shiftMs, endMs - shiftMs));
      if (isOver || found === undefined) return;
      setLoads(found);
      setEarlier(past ?? []);
    };
    void read();
    return () => void (isOver = true);
  }, [area, register, days, shiftMs, endMs, areas.value.length]);
  return { loads, earlier, shiftMs };
}

export function LoadPage() {
  const registers = loadRegisters();
  const [area, setArea] = useState(ALL_AREAS);
  const [chosen, setRegister] = useState('');
  const [days, setDays] = useState<'1' | '7' | '31'>('1');
  const [before, setBefore] = useState<'0' | '1' | '7'>('0');
  const register = registers.find(({ obis }) => obis === chosen) ?? registers[0];
  const { loads, earlier, shiftMs } = useLoads(area, register?.obis ?? '', days, before);
  const seconds = deployment.value?.intervalSeconds ?? 900;
  const unit = register?.unit ?? 'Wh';
  const text = useMemo(
    () => (units: number) => (unit === 'Wh' ? power(units, seconds) : amount(units, unit)),
    [unit, seconds],
  );
  const areaCount = area === ALL_AREAS ? areas.value.length : 1;
  const { series, times, curves } = useMemo(() => {
    const now = seriesOf(loads, areaCount);
    const past = seriesOf(earlier, areaCount, shiftMs);
    const all = [...new Set([...now.times, ...past.times])].toSorted((one, other) => one - other);
    const along = ({ times: own, values }: Series): (number | null)[] => {
      const known = new Map(own.map((at, index) => [at, values[index] ?? null]));
      return all.map((at) => known.get(at) ?? null);
    };
    const compared = COMPARED.find(([value]) => value === before)?.[1] ?? '';
    return {
      series: now,
      times: all,
      curves: [
        { name: 'Load', values: along(now) },
        ...(past.times.length === 0 ? [] : [{ name: compared, values: along(past), isDashed: true }]),
      ],
    };
  }, [loads, earlier, shiftMs, areaCount, before]);
  const where = area === ALL_AREAS ? 'all areas together' : area;
  return (
    <>
      <div class="choices">
        <Choice
          label="Area"
          value={area}
          onChange={setArea}
          options={[[ALL_AREAS, 'all together'], ...areas.value.map((one) => [one.area, one.area] as const)]}
        />
        <Choice
          label="Register"
          value={register?.obis ?? ''}
          onChange={setRegister}
          options={registers.map(({ obis }) => [obis, registerName(obis)] as const)}
        />
        <Choice label="Span" value={days} onChange={setDays} options={SPANS} />
        <Choice label="Compare with" value={before} onChange={setBefore} options={COMPARED} />
      </div>
      {times.length === 0 ? (
        <p class="empty">No load is open yet. A page is released when its interval is over and its set is certified.</p>
      ) : (
        <>
          <Sums series={series} unit={unit} seconds={seconds} />
          <Chart title={`Load of ${where}`} times={times} curves={curves} text={text} height={340} />
          <p class="hint">
            Each point is a sum over at least the homes that the scheme's floors ask for; a gap is an interval that is
            not open. Drag over the curve to zoom.
          </p>
        </>
      )}
    </>
  );
}
