/** Judges what the utility writes: whom it convicts, and that loads and bills are the sums of their cells. [P-7.6] */
import type { CertifiedEntry } from '../../schemas/types.ts';
import type { ArchiveOp, BillFigure, LoadFigure } from '../../utility/archive.ts';
import { isPriced } from '../reference/calendar.ts';
import { explainTotal } from './fingerprint.ts';
import { demand } from './violation.ts';
import type { JudgedGrid, Member } from './judged-grid.ts';
import type { LogJudge } from './log-judge.ts';

export class ArchiveJudge {
  private readonly grid: JudgedGrid;
  private readonly log: LogJudge;
  /** By the utility: whose words count no more. */
  private readonly convicted = new Set<string>();

  constructor(grid: JudgedGrid, log: LogJudge) {
    this.grid = grid;
    this.log = log;
  }

  archive(ops: readonly ArchiveOp[]): void {
    for (const op of ops) {
      switch (op.kind) {
        case 'proof':
          this.grid.coverage.saw('a contradiction proved');
          demand(this.mayBeConvicted(op.name), `${op.name}, who is honest, is not convicted`);
          this.convicted.add(op.name);
          break;
        case 'entry':
          if (this.grid.fork?.adopts(op.certified) !== true) this.counted(op.area, op.certified);
          this.log.certified(op.area, op.certified);
          break;
        case 'answer':
          this.grid.founding.answered(op.area, op.answer);
          break;
        case 'load':
          this.load(op.area, op.figure);
          break;
        case 'bill':
          this.bill(op.area, op.figure);
          break;
        case 'evidence':
          demand(this.grid.mayHaveEvidence, 'the utility has no evidence against anybody in an honest grid');
          break;
        default:
          break;
      }
    }
  }

  /** Who deviates, or was put back with its counter: until the others tell it, it attests pages a second time. [P-7.4] */
  private mayBeConvicted(name: string): boolean {
    if (this.grid.fork?.mayBeConvicted(name) === true) return true;
    const { liar, chaos } = this.grid.scenario;
    const putBack = chaos.lostLedger?.how === 'snapshot' ? chaos.lostLedger.index : undefined;
    return name === `aggregator-${liar?.index}` || name === `aggregator-${putBack}`;
  }

  /** Its proofs are gone with it: it counts everybody until it hears them again. */
  archiveLost(): void {
    this.convicted.clear();
  }

  /** Nothing new is certified with the word of somebody who is convicted. [P-7.7] */
  private counted(area: string, { entry, certificate }: CertifiedEntry): void {
    if (this.grid.area(area).entries[entry.sequence] !== undefined) return;
    const convicted = certificate.accepts.find(({ aggregator }) => this.convicted.has(`aggregator-${aggregator}`));
    demand(
      convicted === undefined,
      `entry ${entry.sequence} of ${area} is certified without aggregator ${convicted?.aggregator}, which is convicted`,
    );
  }

  private bookedOf(member: Member | undefined, interval: number, register: string): number | undefined {
    const books = member === undefined ? undefined : this.grid.meters.get(member.meter);
    return books?.written.get(interval)?.bookedUnits[books.plan.registers.indexOf(register)];
  }

  private load(name: string, figure: LoadFigure): void {
    const area = this.grid.area(name);
    const page = area.pages.get(figure.interval);
    demand(page !== undefined, `a load of ${name} is of a closed page`);
    this.grid.coverage.saw(`a load ${figure.status}`);
    area.loads.set(`${figure.interval}/${figure.register}`, figure);
    if (figure.totalUnits === undefined) return;
    // With a liar or a thief about, only what is verified or corrected is promised to be right.
    const { liar, thief } = this.grid.scenario;
    if ((liar ?? thief) !== undefined && figure.status === 'unverified') return;
    let expected = 0;
    const parts: { readonly what: string; readonly units: number }[] = [];
    for (const index of page.set) {
      const member = area.roster[index];
      if (member?.registers.includes(figure.register) !== true) continue;
      const units = this.bookedOf(member, figure.interval, figure.register);
      demand(units !== undefined, `${member.meter} wrote interval ${figure.interval} before it was summed`);
      parts.push({ what: member.meter, units });
      expected += units;
    }
    demand(
      figure.totalUnits === expected,
      `the load of page ${figure.interval} is the sum of its set: ${explainTotal(figure.totalUnits, parts)}`,
    );
  }

  /** Prices are of energy: of gas a bill has one line. [P-8.5] */
  private judgeUnpriced({ meter, lines }: BillFigure): void {
    const { scheme } = this.grid.scenario;
    const unpriced = lines.filter(({ register }) => !isPriced(scheme, register));
    const isAlone = new Set(unpriced.map(({ register }) => register)).size === unpriced.length;
    demand(
      isAlone && unpriced.every(({ rate, microPerKwh }) => rate === 'all' && microPerKwh === 0),
      `the bill of ${meter} has one line of gas, without a price`,
    );
    if (unpriced.length > 0 && scheme.tariffs.length > 0)
      this.grid.coverage.saw('a bill of gas beside prices of energy');
  }

  private bill(name: string, figure: BillFigure): void {
    this.grid.coverage.saw(`a bill ${figure.status}`);
    const area = this.grid.area(name);
    const isStolen = figure.meter === this.grid.scenario.thief?.meter;
    demand(figure.status !== 'disputed' || isStolen, `the bill of ${figure.meter}, an honest meter, is not disputed`);
    if (isStolen) area.stolen.set(figure.sequence, figure);
    if (figure.status !== 'verified') return;
    this.judgeUnpriced(figure);
    const covered = area.bills.get(figure.sequence)?.get(figure.index);
    const member = area.roster[figure.index];
    demand(covered !== undefined && member !== undefined, 'a verified bill is of a certified entry');
    // Until everybody has answered, a thief's bill says what those say who have.
    for (const register of isStolen ? [] : member.registers) {
      const total = figure.lines
        .filter((line) => line.register === register)
        .reduce((sum, line) => sum + line.totalUnits, 0);
      const parts: { readonly what: string; readonly units: number }[] = [];
      for (const interval of covered) {
        const units = this.bookedOf(member, interval, register);
        demand(units !== undefined, `${member.meter} wrote interval ${interval} before it was billed`);
        parts.push({ what: `interval ${interval}`, units });
      }
      const expected = parts.reduce((sum, { units }) => sum + units, 0);
      demand(total === expected, `the bill of ${member.meter} is the sum of its cells: ${explainTotal(total, parts)}`);
    }
    area.verified.set(`${figure.sequence}/${figure.index}`, figure);
  }
}
