/** Judges what is certified: one entry for each number, pages in their turn, bills that follow from them, no thin cut. [P-7] */
import { entryHash } from '../../protocol/log/entries.ts';
import { Bitmap } from '../../protocol/math/bitmap.ts';
import { canonicalJson } from '../../protocol/wire/canonical.ts';
import type { BillEntry, CertifiedEntry, CloseEntry, Scheme } from '../../schemas/types.ts';
import { isPriced, slowRate, slowWindow } from '../reference/calendar.ts';
import { type Cell, thinCut } from '../reference/cuts.ts';
import { SlowWindow } from '../reference/remnants.ts';
import type { Crypto } from '../../protocol/keys/crypto-port.ts';
import { demand } from './violation.ts';
import type { JudgedArea, JudgedGrid } from './judged-grid.ts';

export class LogJudge {
  private readonly grid: JudgedGrid;
  private readonly crypto: Crypto;

  constructor(grid: JudgedGrid, crypto: Crypto) {
    this.grid = grid;
    this.crypto = crypto;
  }

  certified(name: string, certified: CertifiedEntry): void {
    const area = this.grid.area(name);
    const { entry } = certified;
    if (certified.certificate.ballot > 0) this.grid.coverage.saw('an entry certified under a higher ballot');
    const text = canonicalJson(entry);
    const known = area.entries[entry.sequence];
    if (known !== undefined) {
      demand(known === text, `one certified entry for number ${entry.sequence} of ${name}, the same at all`);
      return;
    }
    demand(entry.sequence === area.entries.length, `entry ${entry.sequence} of ${name} comes after the one before`);
    area.entries.push(text);
    const hash = entryHash(this.crypto, entry);
    if (area.firstHash === '') area.firstHash = hash;
    switch (entry.kind) {
      case 'scheme':
        if (entry.sequence > 0) this.prolonged(area, entry.scheme);
        area.scheme = entry.scheme;
        break;
      case 'roster':
        for (const id of entry.remove) {
          const leaving = area.roster.findLast(({ meter }) => meter === id);
          if (leaving !== undefined) leaving.until = entry.from;
        }
        for (const { id } of entry.add) this.joins(name, id, entry.from);
        for (const { id, registers } of entry.add)
          area.roster.push({ meter: id, registers, from: entry.from, until: Infinity });
        break;
      case 'close':
        this.closed(area, entry, hash);
        break;
      case 'bill':
        this.billed(area, entry);
        break;
    }
  }

  /** Whoever is in another area leaves it first: no interval of a meter is of two. [P-8.3] */
  private joins(name: string, id: string, from: number): void {
    for (const [other, { roster }] of this.grid.areas) {
      const line = other === name ? undefined : roster.findLast(({ meter }) => meter === id);
      demand(
        line === undefined || line.until <= from,
        `${id} joins ${name} with interval ${from}, after it has left ${other}`,
      );
    }
  }

  private closed(area: JudgedArea, { pages }: CloseEntry, hash: string): void {
    const { scheme } = area;
    const least = Math.max(scheme.floors.minMeters, scheme.floors.minCrowd);
    for (const page of pages) {
      const { interval } = page;
      demand(interval === area.nextPage, `page ${interval} closes in its turn, once`);
      area.nextPage += 1;
      const [set, empty] = [Bitmap.decode(page.set)!, new Set(page.empty)];
      const { name: rate } = slowRate(scheme, interval);
      if (empty.size === this.grid.loads.size) this.grid.coverage.saw('a page that closed empty');
      area.pages.set(interval, { set, empty, rate, hash });
      if (this.grid.founding.foundedAfter(interval).length > 0)
        this.grid.coverage.saw(
          set.size > 0
            ? 'a page from before a founding, without the founded one'
            : 'a page from before a founding that closed void',
        );
      const kinds = new Map<string, number>();
      for (const index of set) {
        const own = area.roster[index]?.registers.filter((register) => this.grid.loads.has(register)) ?? [];
        kinds.set(own.join(' '), (kinds.get(own.join(' ')) ?? 0) + 1);
        const strange = own.find((register) => empty.has(register));
        demand(strange === undefined, `page ${interval} has a cell of ${strange}, and is empty for it`);
      }
      if (kinds.size > 1) this.grid.coverage.saw('a page of meters with different load registers');
      for (const [kind, meters] of kinds)
        demand(
          kind === '' || meters >= least,
          `page ${interval} has ${meters} meters with the load registers ${kind}, fewer than ${least}: two loads tell them apart`,
        );
    }
  }

  /** What was listed of windows stays, and a page that is closed stays in its window. */
  private prolonged(area: JudgedArea, after: Scheme): void {
    const { billing } = area.scheme;
    const listed = billing.windows.reduce((sum, { count, intervalCount }) => sum + count * intervalCount, 0);
    const end = Math.max(billing.firstInterval + listed, area.nextPage);
    for (let interval = billing.firstInterval; interval < end; interval++) {
      const [was, is] = [slowWindow(area.scheme, interval)!, slowWindow(after, interval)!];
      demand(was.from === is.from && was.count === is.count, `interval ${interval} stays in its window`);
    }
    if (JSON.stringify(billing) !== JSON.stringify(after.billing))
      this.grid.coverage.saw('a list of windows that was prolonged');
  }

  private billed(area: JudgedArea, { sequence, from, count, round, ...entry }: BillEntry): void {
    const { floors } = this.grid.scenario.scheme;
    const [released, waiting] = [new Set(Bitmap.decode(entry.released)), new Set(Bitmap.decode(entry.waiting))];
    let window = area.windows.get(from);
    if (window === undefined) {
      const open = [...area.windows.values()].some((other) => other.waiting.size > 0);
      const own = slowWindow(area.scheme, from);
      demand(
        !open && from === own?.from && count === own.count,
        `the window from ${from} of ${count} is one, and billed when none before it is open`,
      );
      const pages = Array.from({ length: count }, (_, at) => {
        const { set, rate, empty } = area.pages.get(from + at)!;
        const loads = [...this.grid.loads].filter((register) => !empty.has(register));
        return { interval: from + at, set: new Set(set), rate, loads };
      });
      const homes = area.roster.map(({ meter, registers }) => ({ id: meter, registers }));
      const drawnBy = area.pages.get(from - 2)?.hash ?? area.firstHash;
      window = new SlowWindow(pages, homes, this.grid.loads, floors, drawnBy);
      area.windows.set(from, window);
    }
    const wanted = window.waiting.size;
    const problem = window.apply(round, released, waiting);
    demand(problem === undefined, `bill ${sequence} says what follows from the pages: ${problem}`);
    if (waiting.size > 0) this.grid.coverage.saw('a meter that waits: notHeld');
    if (round === 2 && released.size > 0) this.grid.coverage.saw('a bill that came late');
    if (round === 2 && released.size < wanted) this.grid.coverage.saw('a meter that waited in vain');
    if (waiting.size === 0) for (const fate of window.fates) this.grid.coverage.saw(`a remnant: ${fate}`);
    area.bills.set(sequence, new Map([...released].map((index) => [index, window.covered(index)])));
    this.judgeCuts(area, from, count, window);
  }

  /** Whatever combination of all that was released somebody takes: it tells no few cells of a few meters. [P-8.4] */
  private judgeCuts(area: JudgedArea, from: number, count: number, window: SlowWindow): void {
    const { registers, floors } = this.grid.scenario.scheme;
    const cells = new Map<string, Cell[]>();
    const covered = area.roster.map((_, index) => new Set(window.covered(index)));
    for (let page = from; page < from + count; page++) {
      const { set, rate, empty } = area.pages.get(page)!;
      for (const index of set) {
        const { meter, registers: own } = area.roster[index]!;
        const bill = covered[index]!.has(page) ? `bill ${index}` : undefined;
        for (const register of own) {
          const name = `${register}/${isPriced(this.grid.scenario.scheme, register) ? rate : 'all'}`;
          // A register without loads: its bills are all there is to it.
          const isLoad = registers.some(({ obis, isLoad: one }) => one && obis === register) && !empty.has(register);
          if (!isLoad && bill === undefined) continue;
          cells.set(name, [...(cells.get(name) ?? []), { meter, page: isLoad ? page : undefined, bill }]);
        }
      }
    }
    for (const [name, own] of cells) {
      const thin = thinCut(own, floors);
      demand(thin === undefined, `what is released tells no few of few: of ${name} from ${from} on, ${thin}`);
    }
  }
}
