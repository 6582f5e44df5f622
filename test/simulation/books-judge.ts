/** Judges what meters write: a reading once, energy that is void on later readings, nothing let go too early. [P-2.4, P-7.3] */
import type { Booking, OutboxOp } from '../../meter/outbox.ts';
import { slowRateFor } from '../reference/calendar.ts';
import { demand } from './violation.ts';
import type { Books, JudgedGrid } from './judged-grid.ts';

/** What a reading reports of its own interval: all but what is booked again on it, in the same commit. */
function ownWh({ meter, reading }: Extract<OutboxOp, { kind: 'reading' }>, ops: readonly OutboxOp[]): number[] {
  const again = ops.flatMap((op) =>
    op.kind === 'booking' && op.meter === meter && op.booking.to === reading.interval ? [op.booking] : [],
  );
  return reading.bookedUnits.map((units, at) =>
    again.reduce((rest, { register, units: part }) => rest - (register === at ? part : 0), units),
  );
}

export class BooksJudge {
  private readonly grid: JudgedGrid;

  constructor(grid: JudgedGrid) {
    this.grid = grid;
  }

  outbox(ops: readonly OutboxOp[]): void {
    const touched = new Set<Books>();
    for (const op of ops) {
      if (op.kind === 'scheme' || op.kind === 'card' || op.kind === 'proof' || op.kind === 'tariff') continue;
      const books = this.grid.meters.get(op.meter);
      demand(books !== undefined, `${op.meter} is a meter of this grid`);
      touched.add(books);
      this.book(books, op, ops);
    }
    for (const books of touched) {
      books.plan.registers.forEach((register, at) => {
        const sum = (books.bookedUnits[at] ?? 0) + (books.carriedUnits[at] ?? 0);
        demand(
          sum === books.usedWh[at],
          `the books of ${books.plan.id} sum to its register ${register}: used ${books.usedWh[at]} Wh, booked and carried ${sum} Wh`,
        );
      });
    }
  }

  private book(books: Books, op: Extract<OutboxOp, { meter: string }>, ops: readonly OutboxOp[]): void {
    const { id } = books.plan;
    switch (op.kind) {
      case 'reading': {
        const { interval, bookedUnits } = op.reading;
        demand(!books.written.has(interval), `${id} writes interval ${interval} once`);
        const usedWh = this.grid.registers === undefined ? this.grid.usedWh(books, interval) : ownWh(op, ops);
        this.grid.registers?.reading(id, interval, usedWh);
        books.written.set(interval, { usedWh, bookedUnits, isVoid: false });
        usedWh.forEach((units, at) => {
          books.usedWh[at] = (books.usedWh[at] ?? 0) + units;
          books.bookedUnits[at] = (books.bookedUnits[at] ?? 0) + (bookedUnits[at] ?? 0);
        });
        break;
      }
      case 'carry': {
        const name = `${op.carry.interval}/${op.carry.register}`;
        const { register, remainingUnits } = op.carry;
        books.carriedUnits[register] =
          (books.carriedUnits[register] ?? 0) + remainingUnits - (books.carries.get(name) ?? 0);
        books.carries.set(name, remainingUnits);
        break;
      }
      case 'booking':
        this.grid.coverage.saw('void energy booked again');
        this.judgeBooking(books, op.booking);
        break;
      case 'void': {
        const written = books.written.get(op.interval);
        demand(written !== undefined, `${id} voids what it wrote`);
        this.grid.coverage.saw('a void cell');
        demand(!written.isVoid, `${id} voids interval ${op.interval} once`);
        demand(
          this.grid.isVoid(books.plan, op.interval),
          `${id} voids interval ${op.interval} only when its page closed without it`,
        );
        written.bookedUnits.forEach((units, at) => {
          books.bookedUnits[at] = (books.bookedUnits[at] ?? 0) - units;
        });
        written.isVoid = true;
        break;
      }
      case 'bill':
      case 'billed':
        break;
      case 'refused':
        demand(false, `${id} leaves out nothing, since every reading can be`);
        break;
      case 'sample':
      case 'counter':
      case 'estimate':
      case 'replacement':
        demand(
          this.grid.registers !== undefined,
          `${id} has no register, since its intervals are finished when it gets them`,
        );
        this.grid.registers.write(op);
        break;
      case 'gap':
        this.grid.registers?.write(op);
        this.grid.coverage.saw('intervals without a reading');
        for (let interval = op.gap.from; interval < op.gap.until; interval++)
          demand(!books.written.has(interval), `${id} says that it has no reading of what it did not write`);
        break;
      case 'joined':
        demand(
          op.interval === (op.keyEpoch === 1 ? books.plan.from : this.joinedAgain(books.plan)),
          `${id} believes that it joined ${op.area} when it did, and not with interval ${op.interval}`,
        );
        break;
      case 'before':
        this.grid.coverage.saw('a reading from before a meter joined');
        for (const interval of op.intervals) {
          const written = books.written.get(interval);
          demand(written !== undefined && !written.isVoid, `${id} puts aside what it wrote`);
          demand(interval < books.plan.from, `${id} sends interval ${interval}, of which the roster has it`);
          // It is on no bill, and is not to be.
          written.usedWh.forEach((units, at) => {
            books.usedWh[at] = (books.usedWh[at] ?? 0) - units;
            books.bookedUnits[at] = (books.bookedUnits[at] ?? 0) - (written.bookedUnits[at] ?? 0);
          });
        }
        break;
      case 'lost':
        demand(false, `${id} does not call its store lost, since none is`);
        break;
      case 'forget':
        for (const interval of op.intervals) this.deleted(books, interval);
        break;
    }
  }

  /** First interval in the area that it moved to, as it is certified. */
  private joinedAgain({ id, moves }: Books['plan']): number | undefined {
    const area = moves === undefined ? undefined : this.grid.area(moves.area);
    return area?.roster.findLast(({ meter }) => meter === id)?.from;
  }

  /** At the rate that it was used in, and spread: a load that has it all would tell it. [P-7.3] */
  private judgeBooking({ plan, written }: Books, { from, to, register, units }: Booking): void {
    // By the tariffs of the area that it reports to: all areas of a deployment have the same, but for when they come.
    const isMoved = plan.moves !== undefined && to >= (this.joinedAgain(plan) ?? Infinity);
    const { scheme } = this.grid.area(isMoved ? plan.moves.area : plan.area);
    const obis = plan.registers[register] ?? '';
    const [before, now] = [slowRateFor(scheme, obis, from), slowRateFor(scheme, obis, to)];
    // A rate that no tariff has any more goes on at the nearest price.
    const isGone = !scheme.tariffs.some(
      (tariff) => tariff.from + tariff.count > to && tariff.rates.some(({ name }) => name === before.name),
    );
    demand(
      before.name === now.name || isGone,
      `${plan.id} books what was used at rate ${before.name} (interval ${from}) at rate ${now.name} (interval ${to})`,
    );
    const all = written.get(from)?.bookedUnits[register] ?? 0;
    const { minIntervals } = scheme.floors;
    demand(
      units <= Math.ceil(all / minIntervals),
      `${plan.id} books the ${all} Wh of interval ${from} in ${minIntervals} portions, and not ${units} Wh on interval ${to}`,
    );
  }

  private deleted(books: Books, interval: number): void {
    const { plan } = books;
    const written = books.written.get(interval);
    demand(written !== undefined, `${plan.id} deletes what it wrote`);
    const isBilled = this.grid
      .areasOf(plan)
      .map((name) => this.grid.area(name))
      .some((area) =>
        [...area.bills].some(([sequence, covered]) =>
          [...covered].some(
            ([index, intervals]) =>
              area.roster[index]?.meter === plan.id &&
              intervals.includes(interval) &&
              area.verified.has(`${sequence}/${index}`),
          ),
        ),
      );
    demand(
      written.isVoid || isBilled,
      `${plan.id} lets interval ${interval} go only when its bill arrived, or it is void`,
    );
    books.done.add(interval);
  }
}
