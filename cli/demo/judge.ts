/** The judge: every bill and every load of a demo against the truth, which only the demo knows in full. */
import type { MeterReport } from '../../meter/main.ts';
import type { Household, Households } from '../../meter/sources/household.ts';
import { Bitmap } from '../../protocol/bitmap.ts';
import type { Scheme } from '../../schemas/types.ts';
import type { BillFigure, LoadFigure } from '../../utility/archive.ts';
import type { ArchiveReader } from '../../utility/archive-reader.ts';

export type Verdict = 'exact' | 'wrong' | 'unsettled';

export interface JudgedBill {
  readonly meter: string;
  readonly area: string;
  readonly figure: BillFigure | undefined;
  /** Wh by register. */
  readonly truth: ReadonlyMap<string, number>;
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
  for (const { meter, register, to, wh } of report.bookings) {
    const own = books.get(meter);
    const values = own?.get(to) ?? (registersOf.get(meter) ?? []).map(() => 0);
    values[register] = (values[register] ?? 0) + wh;
    own?.set(to, values);
  }
  return books;
}

function judgeBill(
  household: Household,
  truth: ReadonlyMap<string, number>,
  figure: BillFigure | undefined,
): JudgedBill {
  const frame = { meter: household.meterId, area: household.area, figure, truth };
  if (figure?.status !== 'verified') return { ...frame, verdict: 'unsettled' };
  const totals = new Map<string, number>();
  for (const line of figure.lines) totals.set(line.register, (totals.get(line.register) ?? 0) + line.totalWh);
  const isExact = household.registers.every((register) => (totals.get(register) ?? 0) === (truth.get(register) ?? 0));
  return { ...frame, verdict: isExact ? 'exact' : 'wrong' };
}

function judgeBills(households: Households, report: MeterReport, archive: ArchiveReader | undefined): JudgedBill[] {
  const refused = new Set(report.refusedReadings.map(({ meter, interval }) => `${meter}/${interval}`));
  const figures = new Map<string, BillFigure>();
  for (const area of archive?.areas() ?? [])
    for (const figure of archive?.bills(area) ?? []) figures.set(figure.meter, figure);
  return households.households.map((household) => {
    const truth = new Map(household.registers.map((register) => [register, 0]));
    for (const values of validReadings(household, refused).values()) {
      household.registers.forEach((register, at) =>
        truth.set(register, (truth.get(register) ?? 0) + (values[at] ?? 0)),
      );
    }
    return judgeBill(household, truth, figures.get(household.meterId));
  });
}

/** Who is in each page, by the certified log. */
function pageSets(
  archive: ArchiveReader,
  area: string,
): { readonly ids: string[]; readonly sets: Map<number, Bitmap> } {
  const ids: string[] = [];
  const sets = new Map<number, Bitmap>();
  for (const { entry } of archive.entries(area)) {
    if (entry.kind === 'roster') ids.push(...entry.add.map(({ id }) => id));
    if (entry.kind === 'close')
      for (const page of entry.pages) sets.set(page.interval, Bitmap.decode(page.set) ?? new Bitmap());
  }
  return { ids, sets };
}

function judgeLoads(
  households: Households,
  scheme: Scheme,
  report: MeterReport,
  archive: ArchiveReader | undefined,
): JudgedLoad[] {
  const books = booksOf(households, report);
  const registersOf = new Map(households.households.map(({ meterId, registers }) => [meterId, registers]));
  const { firstInterval, intervalCount } = scheme.billing;
  const loads: JudgedLoad[] = [];
  for (const area of scheme.areas) {
    const figures = new Map(
      (archive?.loads(area) ?? []).map((figure) => [`${figure.interval}/${figure.register}`, figure]),
    );
    const { ids, sets } =
      archive === undefined ? { ids: [], sets: new Map<number, Bitmap>() } : pageSets(archive, area);
    const footed = (archive?.windows(area) ?? []).filter((window) => window.doesFoot);
    for (const { obis: register } of scheme.registers.filter(({ isLoad }) => isLoad)) {
      for (let interval = firstInterval; interval < firstInterval + intervalCount; interval++) {
        let truthWh = 0;
        for (const index of sets.get(interval) ?? []) {
          const at = registersOf.get(ids[index] ?? '')?.indexOf(register) ?? -1;
          if (at !== -1) truthWh += books.get(ids[index] ?? '')?.get(interval)?.[at] ?? 0;
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
  if (figure?.totalWh === undefined) return 'unsettled';
  const isReported =
    figure.status === 'verified' || figure.status === 'corrected' || (figure.status === 'unverified' && doesFoot);
  if (!isReported) return 'unsettled';
  return figure.totalWh === truthWh ? 'exact' : 'wrong';
}

/** Aggregators that the bills of more than one meter (or of the only one) convict. */
function liarsOf(bills: readonly JudgedBill[]): number[] {
  const counts = new Map<number, number>();
  for (const { figure } of bills)
    for (const aggregator of figure?.differing ?? []) counts.set(aggregator, (counts.get(aggregator) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1 || bills.length === 1)
    .map(([aggregator]) => aggregator)
    .toSorted((a, b) => a - b);
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
  const bills = judgeBills(households, report, archive);
  return {
    bills,
    loads: judgeLoads(households, scheme, report, archive),
    liars: liarsOf(bills),
    missingAggregators: missingOf(scheme, archive),
  };
}

export function countOf(judged: readonly { readonly verdict: Verdict }[], verdict: Verdict): number {
  return judged.filter((one) => one.verdict === verdict).length;
}
