/**
 * What became of every watt-hour, from the parties' stores: each load and bill against the truth, and per meter
 * metered = billed + carried + outstanding. [P-7.3, P-7.5]
 */
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { AreaLog } from '../../protocol/log/area-log.ts';
import { entryHash } from '../../protocol/log/entries.ts';
import { ArchiveReader } from '../../utility/host/archive-reader.ts';
import { HostError } from '../../host/base/errors.ts';
import { type FingerprintMeter, explainDifference } from './fingerprints.ts';
import type { ProcessGrid } from './grid.ts';

export interface Verdict {
  /** Energy that is in no bill, carry or outbox, or missing in a load: in words. */
  readonly lost: readonly string[];
  readonly double: readonly string[];
  /** What has not come yet. */
  readonly unsettled: readonly string[];
  readonly voidCells: number;
  readonly bookings: number;
  readonly bills: number;
  readonly loads: number;
  /** Pages that closed with too few cells for a load: time went on while nobody had power. */
  readonly thinPages: number;
  readonly cells: number;
  readonly carriedUnits: number;
}

function openArchive(grid: ProcessGrid): ArchiveReader | undefined {
  try {
    const archive = ArchiveReader.open(grid.storeOf('utility'));
    archive.holdSnapshot();
    return archive;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

function replayed(archive: ArchiveReader, area: string): AreaLog {
  const log = new AreaLog(area);
  for (const { entry } of archive.entries(area)) log.apply(entry, entryHash(nodeCrypto, entry));
  return log;
}

/** The certified log of every area, from the utility's archive. */
export function logsOf(grid: ProcessGrid): Map<string, AreaLog> {
  const archive = openArchive(grid);
  if (archive === undefined) return new Map();
  const logs = new Map(archive.areas().map((area) => [area, replayed(archive, area)]));
  archive.close();
  return logs;
}

/** What a meter wrote, as its outbox has it. */
interface Books {
  readonly meter: FingerprintMeter;
  /** Intervals written. */
  readonly writtenCount: number;
  /** Void energy booked on later readings: by interval and register. */
  readonly bookedUnits: ReadonlyMap<string, number>;
  readonly carriedUnits: readonly number[];
  readonly outstandingUnits: readonly number[];
  readonly billedWindows: number;
}

function sourceWh({ readings }: FingerprintMeter, at: number, register: number): number {
  return readings[at]?.[register] ?? 0;
}

function booksOf(grid: ProcessGrid): Map<string, Books> {
  const numbers = new Map<number, string>();
  const lasts = new Map<string, number>();
  const [meters = [], bookings = [], carries = [], readings = [], billed = []] = grid.snapshot('fleet', [
    'SELECT number, id, last_interval FROM meter',
    'SELECT meter, register, to_interval, wh FROM booking',
    'SELECT meter, register, remaining_wh FROM carry',
    'SELECT meter, booked_wh FROM reading WHERE is_billed = 0 AND is_void = 0',
    'SELECT meter FROM billed',
  ]);
  for (const row of meters) {
    numbers.set(Number(row['number']), String(row['id']));
    lasts.set(String(row['id']), Number(row['last_interval']));
  }
  return new Map(
    grid.meters.map((meter) => {
      const isOwn = (row: Record<string, unknown>): boolean => numbers.get(Number(row['meter'])) === meter.id;
      const bookedUnits = new Map<string, number>();
      for (const row of bookings.filter(isOwn)) {
        const name = `${Number(row['to_interval'])}/${Number(row['register'])}`;
        bookedUnits.set(name, (bookedUnits.get(name) ?? 0) + Number(row['wh']));
      }
      const carriedUnits = meter.registers.map(() => 0);
      for (const row of carries.filter(isOwn)) {
        const register = Number(row['register']);
        carriedUnits[register] = (carriedUnits[register] ?? 0) + Number(row['remaining_wh']);
      }
      const outstandingUnits = meter.registers.map(() => 0);
      for (const row of readings.filter(isOwn)) {
        const values = JSON.parse(String(row['booked_wh'])) as number[];
        values.forEach((units, register) => {
          outstandingUnits[register] = (outstandingUnits[register] ?? 0) + units;
        });
      }
      const books: Books = {
        meter,
        writtenCount: Math.max(0, (lasts.get(meter.id) ?? -1) + 1 - grid.firstInterval),
        bookedUnits,
        carriedUnits,
        outstandingUnits,
        billedWindows: billed.filter(isOwn).length,
      };
      return [meter.id, books] as const;
    }),
  );
}

class Judging {
  readonly lost: string[] = [];
  readonly double: string[] = [];
  readonly unsettled: string[] = [];
  voidCells = 0;
  bills = 0;
  loads = 0;
  thinPages = 0;
  private readonly grid: ProcessGrid;
  private readonly books: ReadonlyMap<string, Books>;
  private readonly billedUnits = new Map<string, number>();
  private readonly billsOf = new Map<string, number>();
  private readonly billedCells = new Set<string>();

  constructor(grid: ProcessGrid, books: ReadonlyMap<string, Books>) {
    this.grid = grid;
    this.books = books;
  }

  /** `missingWh`: the truth less the figure. */
  private differs(what: string, missingWh: number): void {
    if (missingWh === 0) return;
    (missingWh > 0 ? this.lost : this.double).push(`${what}: ${explainDifference(this.grid.meters, missingWh)}`);
  }

  private booked(meter: string, interval: number, register: number): number {
    const books = this.books.get(meter);
    if (books === undefined) return 0;
    const source = sourceWh(books.meter, interval - this.grid.firstInterval, register);
    return source + (books.bookedUnits.get(`${interval}/${register}`) ?? 0);
  }

  area(log: AreaLog, archive: ArchiveReader): void {
    const { grid } = this;
    const end = grid.firstInterval + grid.intervalCount;
    if (log.nextToClose < end) this.unsettled.push(`${log.area}: ${end - log.nextToClose} pages are open`);
    if (log.bills.size < grid.options.windows)
      this.unsettled.push(`${log.area}: ${grid.options.windows - log.bills.size} windows have no bill entry`);
    this.pages(log, archive);
    this.billsOfArea(log, archive);
    this.windows(log, archive);
  }

  /** Every window foots, with its remnants. [P-7.6] */
  private windows(log: AreaLog, archive: ArchiveReader): void {
    const figures = new Map(archive.windows(log.area).map((figure) => [figure.from, figure]));
    for (const { sequence, window } of log.bills.values()) {
      const figure = figures.get(window.from);
      if (figure?.doesFoot === true) continue;
      this.unsettled.push(
        `${log.area}: the window of entry ${sequence} does not foot: ${figure?.reason ?? 'not looked at'}`,
      );
    }
  }

  private pages(log: AreaLog, archive: ArchiveReader): void {
    const figures = new Map(archive.loads(log.area).map((one) => [`${one.interval}/${one.register}`, one]));
    for (const [interval, page] of log.pages) {
      // Time went on for those who came back late; nobody metered anything then.
      if (interval >= this.grid.firstInterval + this.grid.intervalCount) continue;
      for (const { index, meter } of log.roster.meters)
        if (log.isVoid(index, interval)) this.voidCells += meter.registers.length;
      if (page.set.size < this.grid.scheme.floors.minMeters) this.thinPages += 1;
      for (const register of page.loads) {
        let truthWh = 0;
        for (const index of page.set) {
          const meter = log.roster.byIndex(index)?.meter;
          const at = meter?.registers.indexOf(register) ?? -1;
          if (meter !== undefined && at !== -1) truthWh += this.booked(meter.id, interval, at);
        }
        const figure = figures.get(`${interval}/${register}`);
        const what = `load of ${log.area}[${interval - this.grid.firstInterval}] ${register}`;
        this.loads += 1;
        if (figure?.totalUnits === undefined) this.unsettled.push(`${what} is not there`);
        else this.differs(what, truthWh - figure.totalUnits);
        this.signed(what, figure);
      }
    }
  }

  /** Nobody is a liar here, and everybody lives: all must have answered, and agree. */
  private signed(what: string, figure: { signers: readonly number[]; differing: readonly number[] } | undefined): void {
    if (figure === undefined) return;
    if (figure.differing.length > 0) this.double.push(`${what}: aggregators ${figure.differing.join()} differ`);
    else if (figure.signers.length < this.grid.options.aggregators)
      this.unsettled.push(`${what}: only aggregators ${figure.signers.join()} have answered`);
  }

  private billsOfArea(log: AreaLog, archive: ArchiveReader): void {
    const figures = new Map(archive.bills(log.area).map((one) => [`${one.sequence}/${one.meter}`, one]));
    for (const bill of log.bills.values()) {
      for (const { enrolled } of bill.meters.values()) {
        const { id, registers } = enrolled.meter;
        this.bills += 1;
        this.billsOf.set(id, (this.billsOf.get(id) ?? 0) + 1);
        const truthWh = registers.map(() => 0);
        log.forEachCell(enrolled, bill.window, (interval, register) => {
          truthWh[register] = (truthWh[register] ?? 0) + this.booked(id, interval, register);
          const cell = `${id}/${interval}/${register}`;
          if (this.billedCells.has(cell)) this.double.push(`${cell} is in two bills`);
          this.billedCells.add(cell);
        });
        const what = `bill of ${id} from ${bill.window.from - this.grid.firstInterval}`;
        const figure = figures.get(`${bill.sequence}/${id}`);
        if (figure?.status !== 'verified') {
          this.unsettled.push(`${what} is ${figure?.status ?? 'not there'}`);
          continue;
        }
        this.signed(what, figure);
        registers.forEach((register, at) => {
          const lines = figure.lines.filter((line) => line.register === register);
          const totalUnits = lines.reduce((sum, line) => sum + line.totalUnits, 0);
          this.billedUnits.set(`${id}/${at}`, (this.billedUnits.get(`${id}/${at}`) ?? 0) + totalUnits);
          this.differs(`${what} ${register}`, (truthWh[at] ?? 0) - totalUnits);
        });
      }
    }
  }

  /** The books of a meter: nothing of what it metered is anywhere twice, or nowhere. */
  meter(books: Books): void {
    const { meter, writtenCount } = books;
    if (writtenCount < this.grid.intervalCount) {
      this.unsettled.push(`${meter.id} wrote ${writtenCount} of ${this.grid.intervalCount} intervals`);
      return;
    }
    const bills = this.billsOf.get(meter.id) ?? 0;
    if (books.billedWindows < bills) {
      this.unsettled.push(`${meter.id} knows ${books.billedWindows} of its ${bills} bills`);
      return;
    }
    meter.registers.forEach((register, at) => {
      const meteredUnits = meter.readings.reduce((sum, values) => sum + (values[at] ?? 0), 0);
      const accountedWh =
        (this.billedUnits.get(`${meter.id}/${at}`) ?? 0) +
        (books.carriedUnits[at] ?? 0) +
        (books.outstandingUnits[at] ?? 0);
      this.differs(`books of ${meter.id} ${register}`, meteredUnits - accountedWh);
    });
  }
}

export function verdictOf(grid: ProcessGrid): Verdict {
  const books = booksOf(grid);
  const judging = new Judging(grid, books);
  const archive = openArchive(grid);
  const areas = archive?.areas() ?? [];
  for (const area of grid.scheme.areas) {
    if (archive === undefined || !areas.includes(area)) judging.unsettled.push(`${area} has no log`);
    else judging.area(replayed(archive, area), archive);
  }
  archive?.close();
  for (const one of books.values()) judging.meter(one);
  let cells = 0;
  for (const name of grid.parties.filter((party) => party !== 'fleet')) {
    const evidence = grid.rows(name, `SELECT count(*) AS count FROM ${name === 'utility' ? 'evidence' : 'hint'}`)[0]?.[
      'count'
    ];
    if (Number(evidence ?? 0) > 0) judging.double.push(`${name} has ${Number(evidence)} pieces of evidence or hints`);
    if (name !== 'utility')
      cells += Number(grid.rows(name, 'SELECT coalesce(sum(cells), 0) AS count FROM cell_batch')[0]?.['count'] ?? 0);
  }
  const { lost, double, unsettled, voidCells, bills, loads, thinPages } = judging;
  let bookings = 0;
  let carriedUnits = 0;
  for (const one of books.values()) {
    bookings += one.bookedUnits.size;
    carriedUnits += one.carriedUnits.reduce((sum, units) => sum + units, 0);
  }
  return { lost, double, unsettled, voidCells, bookings, bills, loads, thinPages, cells, carriedUnits };
}
