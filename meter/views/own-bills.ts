/**
 * A household's bills, computed again: energy from the meter's own readings, cost from the signed tariff. Nobody has to be
 * believed for it, not the utility either. [P-7.6.7, P-8.8]
 */
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { type UnitLine, unitOf, withUnits } from '../../protocol/grid/register.ts';
import { Calendar } from '../../protocol/grid/scheme.ts';
import { type Span, spanOf } from '../../protocol/grid/span.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import { type TariffDocuments, documentOf, moneyOf } from '../../protocol/money/price.ts';
import type { Bill, MoneyBill, OpenBill, Scheme } from '../../schemas/types.ts';
import { footingProblem, sumsOf } from '../bill-check.ts';
import type { HeardBills } from '../received-bills.ts';
import type { MeterBooks } from './own-books.ts';

/**
 * `exact`: the readings are here still, and say the same. `was-exact`: they were compared when the bill came, and nobody needs
 * them any more. `differs`: they say something else.
 */
export type EnergyVerdict = 'exact' | 'was-exact' | 'differs';
/** `exact`: to the millionth. `unpriced`: no document says what the window costs. `unknown`: one does, and never came. */
export type CostVerdict = 'exact' | 'differs' | 'unpriced' | 'unknown' | 'not-billed';

export interface OwnBillView extends Window, Span {
  readonly meter: string;
  readonly lines: readonly UnitLine[];
  readonly energy: EnergyVerdict;
  readonly cost: CostVerdict;
  /** What was found, a sentence each; of what is exact, too. */
  readonly findings: readonly string[];
  /** As the utility says. */
  readonly money: MoneyBill | undefined;
  /** As it is by the signed tariff; undefined where that is not known. */
  readonly ownMoney: MoneyBill | undefined;
  /** Why the utility has no such bill, or no longer has it: then its figures are those of before. */
  readonly open: Bill['open'];
}

/** The readings that a bill covers, as many of them as are here still. */
function coveredBy(bill: Bill, books: MeterBooks) {
  const covered = [...(Bitmap.decode(bill.covered) ?? new Bitmap())].map((offset) => bill.from + offset);
  const readings = new Map(books.readings.map((reading) => [reading.interval, reading]));
  return { count: covered.length, own: covered.flatMap((interval) => readings.get(interval) ?? []) };
}

function energyOf(bill: Bill, books: MeterBooks, registers: readonly string[], scheme: Scheme) {
  const { count, own } = coveredBy(bill, books);
  if (own.length < count)
    return {
      energy: 'was-exact' as const,
      text: `energy: this meter summed its ${count} readings when the bill came, and they were the same; ${own.length} of them are here still`,
    };
  const problem = footingProblem(bill, own, registers, { calendar: new Calendar(scheme), scheme });
  return problem === undefined
    ? { energy: 'exact' as const, text: `energy: the sum of this meter's own ${count} readings, to the last unit` }
    : { energy: 'differs' as const, text: `energy: by this meter's own readings ${problem}` };
}

/** Who says what of a bill in dispute, and what this meter's own readings say: which sums are right the household can see. */
function disputeOf(bill: Bill, open: OpenBill, books: MeterBooks, registers: readonly string[], scheme: Scheme) {
  const { count, own } = coveredBy(bill, books);
  const sums = own.length < count ? undefined : sumsOf(own, registers, { calendar: new Calendar(scheme), scheme });
  return (open.claims ?? []).map(({ register, rate, totalUnits, aggregators }) => {
    const unit = unitOf(scheme, register);
    const units = sums?.get(`${register}/${rate}`)?.units;
    const said = totalUnits === undefined ? 'more than the fuse lets through' : `${totalUnits} ${unit}`;
    const who = `aggregator${aggregators.length === 1 ? '' : 's'} ${aggregators.join(', ')}`;
    const mine =
      units === undefined
        ? 'the readings are not here any more'
        : units === totalUnits
          ? "so do this meter's own readings"
          : `by this meter's own readings it is ${units} ${unit}`;
    return `sums of ${who} say ${said} of ${register} at rate ${rate}: ${mine}`;
  });
}

/** Who moves in pays standing charges from then on. */
function enrolledProblem(bill: Bill, { joined }: MeterBooks): string | undefined {
  const { enrolled } = bill;
  if (enrolled === undefined) return undefined;
  const cells = [...(Bitmap.decode(bill.covered) ?? new Bitmap())];
  // Of an area that it has left, where it joined before.
  const isFormer = joined !== undefined && bill.from + Math.max(0, ...cells) < joined;
  const first = isFormer ? bill.from : Math.max(bill.from, joined ?? bill.from);
  if (enrolled.from < first) return `it is billed from interval ${enrolled.from} on, and joined with ${first}`;
  const end = bill.from + bill.count;
  return enrolled.from + enrolled.count > end ? 'it is billed beyond the end of the window' : undefined;
}

function costOf(bill: Bill, books: MeterBooks, scheme: Scheme, documents: TariffDocuments) {
  const window = { from: bill.from, count: bill.count };
  const named = scheme.tariffs.find(({ from }) => from === bill.from)?.document;
  if (named === undefined)
    return { cost: 'unpriced' as const, text: 'cost: no document says what this window costs', ownMoney: undefined };
  const known = documentOf(documents, scheme, window);
  if (known === undefined)
    return { cost: 'unknown' as const, text: `cost: the tariff document ${named} has not come`, ownMoney: undefined };
  const enrolled = bill.enrolled ?? window;
  const ownMoney = moneyOf(documents, scheme, { window, enrolled, totals: bill.totals });
  const problem =
    enrolledProblem(bill, books) ??
    (ownMoney === undefined
      ? 'the totals are not of the rates that the document has'
      : bill.money === undefined
        ? 'the utility says no amounts'
        : canonicalJson(ownMoney) === canonicalJson(bill.money)
          ? undefined
          : 'the amounts are others by the signed tariff');
  return problem === undefined
    ? {
        cost: 'exact' as const,
        text: `cost: ${known.document.title}, revision ${known.document.revision}, whose hash the aggregators certified before the window began, gives the same to the millionth`,
        ownMoney,
      }
    : { cost: 'differs' as const, text: `cost: ${problem}`, ownMoney };
}

const NOTHING_HEARD: HeardBills = { waiting: [], doubted: [] };

/** The bills of one meter, the oldest first. `documents`: signed by the utility, by their hash. `heard`: of the running meter. */
export function viewOwnBills(
  books: MeterBooks,
  registers: readonly string[],
  scheme: Scheme,
  documents: TariffDocuments,
  { waiting, doubted }: HeardBills = NOTHING_HEARD,
): OwnBillView[] {
  const heard = new Set(waiting.map(({ from }) => from));
  const bills = [...books.bills.filter(({ from }) => !heard.has(from)), ...waiting];
  return bills
    .toSorted((one, other) => one.from - other.from)
    .map((bill) => {
      const doubt = doubted.find(({ from }) => from === bill.from)?.open;
      const view = viewOwnBill(bill, books, registers, scheme, documents);
      if (doubt === undefined) return view;
      const since = `since then the utility has no such bill any more: it is ${doubt.status}: ${doubt.reason}`;
      const findings = [...view.findings, since, ...disputeOf(bill, doubt, books, registers, scheme)];
      return { ...view, open: doubt, findings };
    });
}

function viewOwnBill(
  bill: Bill,
  books: MeterBooks,
  registers: readonly string[],
  scheme: Scheme,
  documents: TariffDocuments,
): OwnBillView {
  const window = { from: bill.from, count: bill.count };
  const frame = {
    meter: books.meter,
    ...window,
    ...spanOf(window, scheme),
    lines: withUnits(bill.totals, scheme),
    money: bill.money,
    open: bill.open,
  };
  if (bill.open !== undefined) {
    const none = `no bill: it is ${bill.open.status}: ${bill.open.reason}`;
    return {
      ...frame,
      energy: 'differs',
      cost: 'not-billed',
      findings: [none, ...disputeOf(bill, bill.open, books, registers, scheme)],
      ownMoney: undefined,
    };
  }
  const { energy, text: energyText } = energyOf(bill, books, registers, scheme);
  const { cost, text: costText, ownMoney } = costOf(bill, books, scheme, documents);
  return { ...frame, energy, cost, findings: [energyText, costText], ownMoney };
}
