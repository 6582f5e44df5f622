/**
 * Holding figures against the log they come from, as an auditor does: of a page or bill that was certified, over its very
 * cells, superseded only as allowed, and footing where they say so. [P-7.6] It opens nothing: answers are not in it.
 */
import { maxReadingOf, unitOf } from '../../protocol/grid/register.ts';
import type { AreaLog } from '../../protocol/log/area-log.ts';
import type { LogVerifier } from '../../protocol/log/log-verifier.ts';
import type { BillFigure, LoadFigure, WindowFigure } from '../archive.ts';
import { restOf } from './rest.ts';

export type CheckedFigure =
  | { readonly kind: 'load'; readonly figure: LoadFigure }
  | { readonly kind: 'bill'; readonly figure: BillFigure }
  | { readonly kind: 'window'; readonly figure: WindowFigure };

export interface FigureProblem {
  /** Where the figure stands, as it was given to `add`. */
  readonly at: number;
  readonly text: string;
}

interface AreaFigures {
  /** Latest figure by page and register, and by window and meter. */
  readonly loads: Map<string, LoadFigure>;
  readonly bills: Map<string, BillFigure>;
  /** Latest by entry, with where it stands. */
  readonly windows: Map<number, { readonly at: number; readonly figure: WindowFigure }>;
}

export class FigureChecker {
  private readonly verifier: LogVerifier;
  private readonly areas = new Map<string, AreaFigures>();

  /** `verifier` has seen every entry of the log. */
  constructor(verifier: LogVerifier) {
    this.verifier = verifier;
  }

  /** Takes the next figure of an area. Why it can't be right, in words; undefined if it can. */
  add(area: string, at: number, { kind, figure }: CheckedFigure): string | undefined {
    const log = this.verifier.logs.get(area);
    const hash = this.verifier.hashes.get(area)?.[figure.sequence];
    if (log === undefined || hash === undefined) return `rests on entry ${figure.sequence}, which is not in the log`;
    const figures = this.areas.get(area) ?? { loads: new Map(), bills: new Map(), windows: new Map() };
    this.areas.set(area, figures);
    if (kind === 'window') {
      figures.windows.set(figure.sequence, { at, figure });
      return log.bills.get(figure.sequence)?.window.from === figure.from
        ? undefined
        : 'is of a window that its entry did not bill';
    }
    if (figure.setHash !== hash) return `names another hash than entry ${figure.sequence} has`;
    return kind === 'load' ? loadProblem(log, figures, figure) : billProblem(log, figures, figure);
  }

  /** After the last figure: which of the latest windows say that they foot, and do not. */
  finish(): FigureProblem[] {
    return [...this.areas].flatMap(([area, figures]) =>
      [...figures.windows.values()].flatMap(({ at, figure }) => {
        const log = this.verifier.logs.get(area);
        const text = log === undefined ? undefined : footingProblem(log, figures, figure);
        return text === undefined ? [] : [{ at, text }];
      }),
    );
  }
}

function isTotal(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most;
}

function loadProblem(log: AreaLog, figures: AreaFigures, figure: LoadFigure): string | undefined {
  const page = log.pages.get(figure.interval);
  if (page === undefined || page.sequence !== figure.sequence) return 'is of a page that its entry did not close';
  const key = `${figure.interval}/${figure.register}`;
  const earlier = figures.loads.get(key);
  figures.loads.set(key, figure);
  // A later answer may add a signer; what was verified stays as it was.
  if (earlier?.status === 'verified' && (figure.status !== 'verified' || figure.totalUnits !== earlier.totalUnits))
    return 'takes back a verified figure';
  const meters = log.registerCounts(page.set).get(figure.register) ?? 0;
  if (figure.meters !== meters) return `says ${figure.meters} meters where the set has ${meters}`;
  const isEmpty = page.empty.has(figure.register);
  if (isEmpty !== (figure.status === 'empty')) return isEmpty ? 'is of a page that closed empty' : 'calls a page empty';
  if (isEmpty || figure.totalUnits === undefined) return undefined;
  return isTotal(figure.totalUnits, meters * maxReadingOf(log.scheme, figure.register))
    ? undefined
    : 'has a total that can not be';
}

function billProblem(log: AreaLog, figures: AreaFigures, figure: BillFigure): string | undefined {
  const bill = log.bills.get(figure.sequence);
  if (bill === undefined || bill.window.from !== figure.from || bill.window.count !== figure.count)
    return 'is of a window that its entry did not bill';
  const key = `${figure.sequence}/${figure.index}`;
  const earlier = figures.bills.get(key);
  figures.bills.set(key, figure);
  const isKept = figure.status === 'verified' && JSON.stringify(figure.lines) === JSON.stringify(earlier?.lines);
  // A later answer may show that the tag confirms another total, too.
  if (earlier?.status === 'verified' && !isKept && figure.status !== 'disputed') return 'takes back a verified figure';
  if (figure.status === 'waiting')
    return bill.waiting.has(figure.index) ? undefined : 'says that a meter waits that does not';
  if (figure.status === 'remnant') return bill.meters.has(figure.index) ? 'calls a released meter remnant' : undefined;
  const release = bill.meters.get(figure.index);
  if (release === undefined || release.enrolled.meter.id !== figure.meter) return 'is of a meter that was not released';
  if (figure.status !== 'verified') return undefined;
  if (figure.lines.length !== release.lines.length) return 'has other lines than its cells make';
  for (const [at, line] of figure.lines.entries()) {
    const expected = release.lines[at];
    if (line.register !== expected?.register || line.rate !== expected.rate || line.cells !== expected.cells)
      return 'has other lines than its cells make';
    if (!isTotal(line.totalUnits, line.cells * maxReadingOf(log.scheme, line.register)))
      return 'has a total that can not be';
  }
  return undefined;
}

function footingProblem(log: AreaLog, figures: AreaFigures, figure: WindowFigure): string | undefined {
  const bill = log.bills.get(figure.sequence);
  if (bill === undefined || !figure.doesFoot) return undefined;
  if (bill.waiting.size > 0) return 'says that it foots while meters wait';
  const rest = restOf(log, bill.window);
  for (const { obis, isLoad } of log.scheme.registers) {
    if (!isLoad) continue;
    const unit = unitOf(log.scheme, obis);
    let billed = 0;
    for (const { from, lines } of figures.bills.values()) {
      if (from !== figure.from) continue;
      for (const line of lines) if (line.register === obis) billed += line.totalUnits;
    }
    let loaded = 0;
    for (let interval = figure.from; interval < figure.from + figure.count; interval++)
      loaded += figures.loads.get(`${interval}/${obis}`)?.totalUnits ?? 0;
    const remnantUnits = figure.sums.find(({ register }) => register === obis)?.remnantUnits ?? 0;
    if (billed + remnantUnits !== loaded)
      return `says that it foots, but of ${obis} ${billed} ${unit} are billed, ${remnantUnits} ${unit} remnant and ${loaded} ${unit} loads`;
    const most = (rest.byRegister.get(obis) ?? 0) * maxReadingOf(log.scheme, obis);
    if (remnantUnits < 0 || remnantUnits > most)
      return `says that ${remnantUnits} ${unit} of ${obis} are remnant, which can not be`;
  }
  return undefined;
}
