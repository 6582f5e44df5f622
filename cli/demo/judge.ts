/** The judge: every bill and every load of a demo against the truth, which only the demo knows in full. */
import type { MeterReport } from '../../meter/host/report.ts';
import type { Household, Households } from '../../homes/household.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import type { Scheme } from '../../schemas/types.ts';
import type { BillFigure, LoadFigure } from '../../utility/archive.ts';
import type { ArchiveReader } from '../../utility/host/archive-reader.ts';
import { demoWindow } from './demo-plan.ts';

export type Verdict = 'exact' | 'wrong' | 'unsettled';

export interface JudgedBill {
  readonly meter: string;
  readonly area: string;
  readonly figure: BillFigure | undefined;
  /** By register, in Wh: what its books have for the cells that the bill covers. */
  readonly truth: ReadonlyMap<string, number>;
  /** Intervals of it that no bill may have: their energy is booked again. */
  readonly remnantCells: number;
  readonly verdict: Verdict;
}

export interface JudgedLoad {
  readonly area: string;
  readonly interval: number;
  readonly register: string;
  readonly figure: LoadFigure | undefined;
  readonly truthWh: number;
  readonly verdict: Verdict;
}

export interface Judgement {
  readonly bills: readonly JudgedBill[];
  readonly loads: readonly JudgedLoad[];
  readonly liars: readonly number[];
  readonly missingAggregators: readonly number[];
}

/** A reading the meter refused is left out of bill, load and truth alike. */
function validReadings(household: Household, refused: ReadonlySet<string>): Map<number, readonly number[]> {
  return new Map([...household.readings].filter(([interval]) => !refused.has(`${household.meterId}/${interval}`)));
}

/** What was booked for each meter and interval: the source's readings and void energy booked on them. */
function booksOf(households: Households, report: MeterReport): Map<string, Map<number, number[]>> {
  const refused = new Set(report.refusedReadings.map(({ meter, interval }) => `${meter}/${interval}`));
  const books = new Map<string, Map<number, number[]>>();
  for (const household of households.households) {
    const own = new Map([...validReadings(household, refused)].map(([interval, values]) => [interval, [...values]]));
    books.set(household.meterId, own);
  }
  const registersOf = new Map(households.households.map(({ meterId, registers }) => [meterId, registers]));
  for (const { meter, register, to, units } of report.bookings) {
    const own = books.get(meter);
    const values = own?.get(to) ?? (registersOf.get(meter) ?? []).map(() => 0);
    values[register] = (values[register] ?? 0) + units;
    own?.set(to, values);
  }
  return books;
}

function judgeBill(
  household: Household,
  truth: ReadonlyMap<string, number>,
  remnantCells: number,
  figure: BillFigure | undefined,
): JudgedBill {
  const frame = { meter: household.meterId, area: household.area, figure, truth, remnantCells };
  if (figure?.status !== 'verified') return { ...frame, verdict: 'unsettled' };
  const totals = new Map<string, number>();
  for (const line of figure.lines) totals.set(line.register, (totals.get(line.register) ?? 0) + line.totalUnits);
  const isExact = household.registers.every((register) => (totals.get(register) ?? 0) === (truth.get(register) ?? 0));
  return { ...frame, verdict: isExact ? 'exact' : 'wrong' };
}

function judgeBills(
  households: Households,
  report: MeterReport,
  archive: ArchiveReader | undefined,
  logs: ReadonlyMap<string, AreaLog>,
): JudgedBill[] {
  const books = booksOf(households, report);
  const figures = new Map<string, BillFigure>();
  for (const area of archive?.areas() ?? [])
    for (const figure of archive?.bills(area) ?? []) figures.set(figure.meter, figure);
  return households.households.map((household) => {
    const truth = new Map(household.registers.map((register) => [register, 0]));
    const figure = figures.get(household.meterId);
    const log = logs.get(household.area);
    const enrolled = log?.roster.byId(household.meterId);
    if (log === undefined || enrolled === undefined || figure === undefined)
      return judgeBill(household, truth, 0, figure);
    const own = books.get(household.meterId);
    log.forEachCell(enrolled, figure, (interval, at) => {
      const register = household.registers[at] ?? '';
      truth.set(register, (truth.get(register) ?? 0) + (own?.get(interval)?.[at] ?? 0));
    });
    let remnantCells = 0;
    for (let interval = figure.from; interval < figure.from + figure.count; interval++) {
      const isIn = log.pages.get(interval)?.set.has(enrolled.index) === true;
      if (isIn && log.isVoid(enrolled.index, interval)) remnantCells += 1;
    }
    return judgeBill(household, truth, remnantCells, figure);
  });
}

/** The certified logs: who is in each page, and which cells are billed. */
function logsOf(archive: ArchiveReader | undefined): Map<string, AreaLog> {
  const logs = new Map<string, AreaLog>();
  for (const area of archive?.areas() ?? []) {
    const log = new AreaLog(area);
    for (const { entry } of archive?.entries(area) ?? []) log.apply(entry, entryHash(nodeCrypto, entry));
    logs.set(area, log);
  }
  return logs;
}

function judgeLoads(
  households: Households,
  scheme: Scheme,
  report: MeterReport,
  archive: ArchiveReader | undefined,
  logs: ReadonlyMap<string, AreaLog>,
): JudgedLoad[] {
  const books = booksOf(households, report);
  const registersOf = new Map(households.households.map(({ meterId, registers }) => [meterId, registers]));
  const billed = demoWindow(scheme);
  const loads: JudgedLoad[] = [];
  for (const area of scheme.areas) {
    const figures = new Map(
      (archive?.loads(area) ?? []).map((figure) => [`${figure.interval}/${figure.register}`, figure]),
    );
    const log = logs.get(area);
    const footed = (archive?.windows(area) ?? []).filter((window) => window.doesFoot);
    for (const { obis: register } of scheme.registers.filter(({ isLoad }) => isLoad)) {
      for (let interval = billed.from; interval < billed.from + billed.count; interval++) {
        let truthWh = 0;
        for (const index of log?.pages.get(interval)?.set ?? []) {
          const id = log?.roster.byIndex(index)?.meter.id ?? '';
          const at = registersOf.get(id)?.indexOf(register) ?? -1;
          if (at !== -1) truthWh += books.get(id)?.get(interval)?.[at] ?? 0;
        }
        const figure = figures.get(`${interval}/${register}`);
        const doesFoot = footed.some(({ from, count }) => interval >= from && interval < from + count);
        loads.push({ area, interval, register, figure, truthWh, verdict: judgeLoad(figure, truthWh, doesFoot) });
      }
    }
  }
  return loads;
}

/** An unverified load counts as reported only once its window foots with verified bills. */
function judgeLoad(figure: LoadFigure | undefined, truthWh: number, doesFoot: boolean): Verdict {
  if (figure?.totalUnits === undefined) return 'unsettled';
  const isReported =
    figure.status === 'verified' || figure.status === 'corrected' || (figure.status === 'unverified' && doesFoot);
  if (!isReported) return 'unsettled';
  return figure.totalUnits === truthWh ? 'exact' : 'wrong';
}

/** Aggregators that the utility calls liars: they differ, and no meter can be the cause of it. */
function liarsOf(bills: readonly JudgedBill[], loads: readonly JudgedLoad[]): number[] {
  const liars = new Set<number>();
  for (const { figure } of bills)
    if (figure?.status === 'verified' && figure.suspicion === undefined)
      for (const aggregator of figure.differing) liars.add(aggregator);
  for (const { figure } of loads)
    if (figure?.status === 'corrected') for (const aggregator of figure.differing) liars.add(aggregator);
  return [...liars].toSorted((a, b) => a - b);
}

/** Aggregators that gave no answer to some area's bill. */
function missingOf(scheme: Scheme, archive: ArchiveReader | undefined): number[] {
  const all = scheme.operators.map((_, at) => at + 1);
  const missing = new Set<number>();
  for (const area of scheme.areas) {
    const entries = archive?.entries(area) ?? [];
    const last =
      entries.findLast(({ entry }) => entry.kind === 'bill') ?? entries.findLast(({ entry }) => entry.kind === 'close');
    const answering = last === undefined ? [] : (archive?.answering(area, last.entry.sequence) ?? []);
    for (const aggregator of all) if (!answering.includes(aggregator)) missing.add(aggregator);
  }
  return [...missing].toSorted((a, b) => a - b);
}

export function judge(
  households: Households,
  scheme: Scheme,
  report: MeterReport,
  archive: ArchiveReader | undefined,
): Judgement {
  const logs = logsOf(archive);
  const bills = judgeBills(households, report, archive, logs);
  const loads = judgeLoads(households, scheme, report, archive, logs);
  return {
    bills,
    loads,
    liars: liarsOf(bills, loads),
    missingAggregators: missingOf(scheme, archive),
  };
}

export function countOf(judged: readonly { readonly verdict: Verdict }[], verdict: Verdict): number {
  return judged.filter((one) => one.verdict === verdict).length;
}
