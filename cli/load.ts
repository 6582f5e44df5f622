/** `gridshare load`: the loads of areas as figures, curves, sums and forecasts. Asks the utility's archive, and reads only. */
import { type Command, Option } from '@commander-js/extra-typings';
import type { UtilityConfig } from '../schemas/types.ts';
import { indexLogs, withArchive } from '../utility/host/settlement.ts';
import { type ListedLoad, listLoads } from '../utility/views/figure-list.ts';
import {
  type CurvePoint,
  type CurveSummary,
  type ForecastPoint,
  LABELS,
  type LoadCurve,
  curvesOf,
  forecastOf,
  groupsOf,
  summaryOf,
} from '../utility/views/load-curve.ts';
import { everyRow } from '../utility/views/slice.ts';
import { espiFrame, espiOption, parquetOption, writeNew, writeParquet } from './figure-files.ts';
import { setCells } from './figures.ts';
import { areaOption, configOption, csvOption, fromOption, selectionOf, untilOption } from './options.ts';
import { formatUnits, peopleTime } from './render/format.ts';
import { type Forms, type Row, printRecords } from './render/forms.ts';

/** Rows read at once. */
const LIMIT = 1_000;
const EMPTY = 'No load yet: a page is released when its interval is over and its set is certified.';
const NO_WEEK = 'No forecast yet: it is made of the same weekday of the weeks before, and there is none.';

function loadCsv(load: ListedLoad): Row[] {
  const { area, begin, end, register, totalUnits, unit, meters, of, status, reason, set } = load;
  const [signers, differing] = [load.signers.join(' '), load.differing.join(' ')];
  const figure = { area, begin, end, register, totalUnits, unit, meters, of, status, reason, signers, differing };
  return [{ ...figure, ...setCells(set) }];
}

function loadTable(load: ListedLoad): Row[] {
  const { area, begin, register, totalUnits, unit, meters, of, status, signers, differing } = load;
  const who = { signers: signers.join(' '), differing: differing.join(' ') };
  return [{ area, interval: peopleTime(begin), register, totalUnits, unit, meters, of, status, ...who }];
}

/** A point of a curve, with what it is of. */
type SeriesRow = Omit<CurvePoint, 'interval'> & Pick<LoadCurve, 'name' | 'register' | 'unit'>;

/** What is known of an interval: `final` stays, `preliminary` may be superseded, `missing` has no figure and never means 0. */
function qualityOf({ totalUnits, isFinal }: Pick<CurvePoint, 'totalUnits' | 'isFinal'>): string {
  if (totalUnits === undefined) return 'missing';
  return isFinal ? 'final' : 'preliminary';
}

function seriesCsv(row: SeriesRow): Row[] {
  const { name, begin, end, register, totalUnits, unit, meters, of, lacking } = row;
  return [
    { name, begin, end, register, totalUnits, unit, quality: qualityOf(row), meters, of, lacking: lacking.join(' ') },
  ];
}

function seriesTable(row: SeriesRow): Row[] {
  const { name, begin, register, totalUnits, unit, meters, of, lacking } = row;
  const quality = qualityOf(row);
  return [
    { name, interval: peopleTime(begin), register, totalUnits, unit, quality, meters, of, lacking: lacking.join(' ') },
  ];
}

function summaryCsv({ areas, ...rest }: CurveSummary): Row[] {
  return [{ ...rest, areas: areas.join(' ') }];
}

function summaryTable({
  name,
  register,
  unit,
  known,
  of,
  totalUnits,
  peakUnits,
  peakBegin,
  peakW,
  loadFactor,
}: CurveSummary): Row[] {
  const [total, peak] = [formatUnits(totalUnits, unit), formatUnits(peakUnits, unit)];
  return [{ name, register, total, peak, peakAt: peopleTime(peakBegin), peakW, loadFactor, known: `${known}/${of}` }];
}

function forecastCsv(point: ForecastPoint): Row[] {
  const { name, begin, end, register, forecastUnits, unit, weeks } = point;
  return [{ name, begin, end, register, forecastUnits, unit, weeks }];
}

function forecastTable({ name, begin, register, forecastUnits, unit, weeks }: ForecastPoint): Row[] {
  return [{ name, interval: peopleTime(begin), register, forecastUnits, unit, weeks }];
}

interface Options {
  readonly config: string;
  readonly json: boolean;
  readonly csv: boolean;
  readonly parquet?: string | undefined;
}

async function show<T>(forms: Forms<T>, options: Options): Promise<void> {
  if (options.parquet === undefined) printRecords(forms, options);
  else await writeParquet(options.parquet, forms.records.flatMap(forms.csv));
}

function readLoads(options: Parameters<typeof selectionOf>[0] & Options): {
  loads: ListedLoad[];
  config: UtilityConfig;
} {
  return withArchive(options.config, (archive, config) => {
    const logs = indexLogs(archive);
    const selection = selectionOf(options);
    const loads = everyRow('loads', (after) => listLoads(logs, archive.figures, selection, { limit: LIMIT, after }));
    return { loads: [...loads], config };
  });
}

const seriesOf = ({ name, register, unit, points }: LoadCurve): SeriesRow[] =>
  points.map(({ interval: _interval, ...point }) => ({ name, register, unit, ...point }));

export function addLoad(program: Command): void {
  program
    .command('load')
    .description("print the load of every area and interval of the utility's archive, sums by label, peaks, a forecast")
    .addOption(configOption())
    .addOption(fromOption())
    .addOption(untilOption())
    .addOption(areaOption())
    .addOption(new Option('--by <label>', 'one series for all areas with the same label').choices(LABELS))
    .option('--series', 'every interval from the first to the last, also those without a load: for settlement', false)
    .addOption(new Option('--summary', 'peak, total and load factor').default(false).conflicts(['series']))
    .addOption(new Option('--forecast', 'the day after the last load').default(false).conflicts(['series', 'summary']))
    .option('--json', 'print JSON', false)
    .addOption(csvOption())
    .addOption(parquetOption())
    .addOption(espiOption())
    .addHelpText(
      'after',
      `
Areas get their labels (${LABELS.join(', ')}) in the utility's config: areaLabels. A sum is there only where the load of each of its areas is.
The forecast is naive: of each interval the mean of the same interval of the same weekday (UTC) in the four weeks before.`,
    )
    .action(async (options) => {
      const { loads, config } = readLoads(options);
      const { scheme, areaLabels = [] } = config;
      const isPlain = options.by === undefined && !options.series && !options.summary && !options.forecast;
      if (isPlain && options.espi === undefined)
        return show({ records: loads, csv: loadCsv, table: loadTable, empty: EMPTY }, options);
      const areas = options.area === undefined ? scheme.areas : scheme.areas.filter((area) => area === options.area);
      const curves = curvesOf(groupsOf(areas, areaLabels, options.by), loads, scheme);
      if (options.espi !== undefined) {
        const { loadsAsEspi } = await import('../utility/exports/espi.ts');
        return writeNew(options.espi, loadsAsEspi(curves, espiFrame(scheme, Date.now())));
      }
      if (options.summary) {
        const records = curves.flatMap((curve) => summaryOf(curve, scheme) ?? []);
        return show({ records, csv: summaryCsv, table: summaryTable, empty: EMPTY }, options);
      }
      if (options.forecast) {
        const records = curves.flatMap((curve) => forecastOf(curve, scheme)).filter(({ weeks }) => weeks > 0);
        return show({ records, csv: forecastCsv, table: forecastTable, empty: NO_WEEK }, options);
      }
      const records = curves.flatMap(seriesOf);
      return show({ records, csv: seriesCsv, table: seriesTable, empty: EMPTY }, options);
    });
}
