/**
 * Plays random histories through the area log and the audit, and holds every bill against the exact twin: what is accepted
 * lets no utility isolate too few, whichever meters it knows, and the check of the audit is never milder than the twin. [P-8.4]
 */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { crowdProblem } from '../../protocol/release/crowd.ts';
import type { Window } from '../../protocol/grid/interval.ts';
import { WindowPlan } from '../../protocol/release/remnants.ts';
import type { Floors } from '../../schemas/types.ts';
import { slowRate } from '../reference/calendar.ts';
import type { SlowWindow } from '../reference/remnants.ts';
import { Random } from '../simulation/random.ts';
import { AuditedArea, type EntryBody, FIRST } from './audited-area.ts';
import { type Booking, Consumption } from './consumption.ts';
import { type DrawnHistory, drawHistory } from './drawn.ts';
import { type Isolated, isolatedBy } from './knowing.ts';
import { type Planted, fewCells, mistakenProblem } from './planted.ts';

/** Meters whose readings the utility knows. */
export const KNOWN = [0, 1, 2] as const;

export interface Findings {
  bills: number;
  released: number;
  waiting: number;
  remnants: number;
  bookings: number;
  /** Other contents of entries that were tried. */
  tried: number;
  /** How many of those leak, in all and by the number of meters that are known. */
  leaks: number;
  leaking: Map<number, number>;
  /** Refused by the check, though the twin finds nothing. */
  needless: number;
  /** Where check and twin disagree the dangerous way, or an honest entry leaks. */
  problems: string[];
}

export function noFindings(): Findings {
  return {
    bills: 0,
    released: 0,
    waiting: 0,
    remnants: 0,
    bookings: 0,
    tried: 0,
    leaks: 0,
    leaking: new Map(),
    needless: 0,
    problems: [],
  };
}

interface Play {
  readonly history: DrawnHistory;
  readonly areas: readonly AuditedArea[];
  readonly random: Random;
  readonly findings: Findings;
  readonly bookings: Booking[];
  readonly seen: Set<string>;
  readonly planted: Planted | undefined;
}

function wordsOf(known: number, { meter, meters, intervals }: Isolated): string {
  const others = meters.length > 1 ? ` beside ${meters.length - 1} others` : '';
  return `who knows ${known} meters isolates ${meter} at ${intervals.join(' ')}${others}`;
}

/** All that the utility was told; `instead`: with other bills of one window. */
function toldIn(
  { history, areas, bookings }: Play,
  instead?: { readonly area: AuditedArea; readonly from: number; readonly slow: SlowWindow },
): Consumption {
  const consumption = new Consumption(history.quantitiesOf, bookings);
  for (const area of areas) area.tell(consumption, instead?.area === area ? instead : undefined);
  return consumption;
}

/** What who knows some meters isolates, by how many are known: whichever these are. */
function isolatedIn({ forms, unknowns }: Consumption, floors: Floors): (readonly [known: number, found: Isolated])[] {
  return KNOWN.flatMap((known) => {
    const found = isolatedBy(forms, unknowns, floors, known);
    return found === undefined ? [] : [[known, found] as const];
  });
}

/** Energy of a cell that is void goes onto later cells of its rate, in equal portions from some moment on. */
function book(play: Play, area: AuditedArea, index: number, interval: number, after: number): void {
  const { history, random, bookings, seen, findings } = play;
  const { id, registers } = area.members[index]!;
  const { minIntervals } = history.scheme.floors;
  if (seen.has(`${id} ${interval}`)) return;
  seen.add(`${id} ${interval}`);
  const end = FIRST + history.intervals;
  const { name } = slowRate(history.scheme, interval);
  const later = Array.from({ length: Math.max(0, end - after - 1) }, (_, at) => after + 1 + at);
  const same = later.filter((one) => slowRate(history.scheme, one).name === name);
  const skipped = random.integer(0, minIntervals - 1);
  for (const register of registers) {
    const from = play.planted === 'portions-apart' ? random.integer(0, minIntervals - 1) : skipped;
    for (const to of (same.length > 0 ? same : later).slice(from, from + minIntervals)) {
      bookings.push({ meter: id, register, from: interval, to, part: 1, parts: minIntervals });
      findings.bookings += 1;
    }
  }
}

/** Plays one history and compares at every bill. */
export function playHistory(seed: number, findings: Findings, planted?: Planted): void {
  const random = new Random(seed, 77);
  const history = drawHistory(random);
  const { scheme } = history;
  const areas = history.areas.map(({ name, members }) => new AuditedArea(name, scheme, members));
  const play: Play = { history, areas, random, findings, bookings: [], seen: new Set(), planted };
  const late = random.pick([0, 0, 0.1, 0.3]);
  // Whatever the tariffs: crowds must hold without the rules of calendars, which the audit of the scheme asks for.
  for (const area of areas) area.certify({ kind: 'scheme', scheme });
  for (let interval = FIRST; interval < FIRST + history.intervals; interval++) {
    for (const [at, area] of areas.entries()) {
      area.enrolFor(interval);
      const there = area.log.roster.meters
        .map(({ index }) => index)
        .filter((index) => !history.areas[at]!.isLost(area.members[index]!.id, interval));
      const held = [1, 2, 3].map(() => new Set(there.filter(() => !random.chance(late / 3))));
      const problem = area.close(held, planted === 'registers-apart');
      if (problem !== undefined) findings.problems.push(problem);
      const { set } = area.pages.at(-1)!;
      for (const [index, { from, until }] of area.members.entries())
        if (from <= interval && interval < until && !set.has(index))
          book(play, area, index, interval, interval + random.integer(0, 2));
    }
    for (const area of areas) playBills(play, area, interval + 1, late);
  }
}

/** All bill entries that are due. */
function playBills(play: Play, area: AuditedArea, closedUntil: number, late: number): void {
  for (;;) {
    const { window, round } = area.log.nextBill;
    const end = window.from + window.count;
    if (closedUntil < end) return;
    const isEarly = round === 2 && closedUntil < end + window.count;
    if (isEarly && !play.random.chance(0.3)) return;
    const indices = area.log.roster.meters.map(({ index }) => index);
    const isHeld = (): boolean => isEarly || !play.random.chance(late);
    const whole = new Set(indices.filter(isHeld));
    playBill(play, area, whole, closedUntil);
  }
}

/** Plays the next bill entry: the honest one is certified, after others were tried. */
function playBill(play: Play, area: AuditedArea, whole: ReadonlySet<number>, closedUntil: number): void {
  const { findings, history } = play;
  const { log } = area;
  const next = log.nextBill;
  const { window, round } = next;
  const indices = log.roster.meters.map(({ index }) => index);
  const held = [1, 2, 3].map((at) => Bitmap.of(indices.filter((index) => at === 1 || whole.has(index))));
  const content = log.billContent(next, new Map(held.map((bitmap, at) => [at + 1, bitmap])));
  const basis = area.holdings(held);
  const honest = { kind: 'bill' as const, ...window, round, ...content };
  const played = area.windowAt(window.from)!;
  const twin = played.slow.content(whole);
  if (Bitmap.of(twin.released).encode() !== content.released || Bitmap.of(twin.waiting).encode() !== content.waiting)
    findings.problems.push(`the bill of ${window.from} is otherwise than its slow twin`);
  if (round === 1) for (let variant = 0; variant < 2; variant++) tryOther(play, area, honest, basis);
  const refusal = area.audit(honest, basis);
  if (refusal !== undefined) findings.problems.push(`an honest bill is refused: ${refusal.detail}`);
  findings.bills += 1;
  findings.released += twin.released.length;
  findings.waiting += twin.waiting.length;
  area.certify(honest);
  compareVoids(play, log, window);
  for (const [known, leak] of isolatedIn(toldIn(play), history.scheme.floors))
    findings.problems.push(`an accepted bill: ${wordsOf(known, leak)}`);
  if (played.slow.waiting.size > 0) return;
  for (const { interval, set } of area.pages) {
    if (interval < window.from || interval >= window.from + window.count) continue;
    for (const index of set) {
      if (played.slow.fateOf(index, interval) === undefined) continue;
      findings.remnants += 1;
      if (!log.isVoid(index, interval)) findings.problems.push(`a remnant is not void: ${index} at ${interval}`);
      book(play, area, index, interval, closedUntil - 1 + play.random.integer(0, 2));
    }
  }
}

/** The first void cells, page by page, are those that a look at every cell finds. */
function compareVoids({ random, findings }: Play, log: AreaLog, window: Window): void {
  const from = window.from - random.integer(0, window.count);
  const end = from + random.integer(1, 2 * window.count);
  const found = log.firstVoids({ from, end });
  for (const { index, from: joined, until } of log.roster.meters) {
    let interval = Math.max(from, joined);
    const last = Math.min(end, until);
    while (interval < last && !log.isVoid(index, interval)) interval += 1;
    if (found.get(index) !== (interval < last ? interval : undefined))
      findings.problems.push(`the first void cell of ${index} from ${from} up to ${end} is not ${found.get(index)}`);
  }
}

/** Content that does not follow from the holdings: other meters, or other remnants, as milder floors would have them. */
function tryOther(
  play: Play,
  area: AuditedArea,
  honest: Extract<EntryBody, { kind: 'bill' }>,
  basis: ReturnType<AuditedArea['holdings']>,
): void {
  const { random, findings, planted } = play;
  const { log, scheme } = area;
  const { floors } = scheme;
  const { window } = log.nextBill;
  const { drawnBy } = area.windowAt(window.from)!;
  const mild = mildFloors(random, floors, planted);
  const pages = Array.from({ length: window.count }, (_, at) => log.pages.get(window.from + at)!);
  const loads = new Set(scheme.registers.filter(({ isLoad }) => isLoad).map(({ obis }) => obis));
  const plan = new WindowPlan(window, pages, log.roster.meters, loads, mild, drawnBy);
  const slow = area.slowWindow(window.from, drawnBy, mild);
  const keep = random.pick([0.5, 0.8, 1]);
  const released = new Set(slow.billable.filter(() => random.chance(keep)));
  const waiting = slow.billable.filter((index) => !released.has(index));
  // Somebody always waits: nothing is withheld before the second round.
  slow.apply(1, released, new Set([...waiting, -1]));
  const told = toldIn(play, { area, from: window.from, slow });
  const content = { plan, isReleased: (index: number) => released.has(index), withheld: new Set<never>() };
  const end = window.from + window.count;
  const problem =
    planted === 'old-r4'
      ? fewCells(told, floors)
      : planted === undefined
        ? crowdProblem(content, floors)
        : mistakenProblem(planted, content, floors, log.roster.meters, end);
  const isRefused = problem !== undefined && problem !== false;
  const leaks = isolatedIn(told, floors);
  findings.tried += 1;
  for (const [known, leak] of leaks) {
    findings.leaking.set(known, (findings.leaking.get(known) ?? 0) + 1);
    if (!isRefused) findings.problems.push(`the check allows what leaks: ${wordsOf(known, leak)}`);
  }
  if (leaks.length > 0) findings.leaks += 1;
  if (leaks.length === 0 && isRefused) findings.needless += 1;
  const bitmaps = { released: Bitmap.of(released).encode(), waiting: Bitmap.of(waiting).encode() };
  const isOther = bitmaps.released !== honest.released || bitmaps.waiting !== honest.waiting;
  if (isOther && area.audit({ ...honest, ...bitmaps }, basis) === undefined)
    findings.problems.push('an entry that does not follow from the holdings is accepted');
}

function mildFloors(random: Random, floors: Floors, planted: Planted | undefined): Floors {
  const isAlone = planted === 'no-company' || planted === 'left-waived' || planted === 'old-r4';
  const minIntervals =
    planted === 'short-lines' || random.chance(0.5) ? random.integer(1, floors.minIntervals) : floors.minIntervals;
  const minCrowd = isAlone ? 1 : random.chance(0.5) ? floors.minCrowd : random.integer(1, floors.minCrowd);
  return { ...floors, minIntervals, minCrowd };
}
