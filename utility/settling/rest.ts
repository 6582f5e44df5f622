/** What of a window's loads is in none of its bills: remnants, and while meters wait their cells. [P-7.6, P-8.4] */
import type { AreaLog } from '../../protocol/log/area-log.ts';
import type { Window } from '../../protocol/grid/interval.ts';

export interface Rest {
  /** Cells, by load register. */
  readonly byRegister: ReadonlyMap<string, number>;
  /** How many meters (roster entries) they are of. */
  readonly meters: number;
}

/** By the certified log alone: cells of each meter and register in loads, less those in the lines of its bills. */
export function restOf(log: AreaLog, { from, count }: Window): Rest {
  const left = new Map<string, number>();
  const meters = log.roster.meters.map(({ meter }) => meter.registers);
  for (let interval = from; interval < from + count; interval++) {
    const page = log.pages.get(interval);
    if (page === undefined || page.loads.length === 0) continue;
    for (const index of page.set)
      for (const register of meters[index] ?? []) {
        if (!page.loads.includes(register)) continue;
        const name = `${index} ${register}`;
        left.set(name, (left.get(name) ?? 0) + 1);
      }
  }
  for (const bill of log.bills.values()) {
    if (bill.window.from !== from) continue;
    for (const [index, { lines }] of bill.meters)
      for (const { register, cells } of lines) {
        const name = `${index} ${register}`;
        const loaded = left.get(name);
        if (loaded !== undefined) left.set(name, loaded - cells);
      }
  }
  const byRegister = new Map<string, number>();
  const remaining = new Set<string>();
  for (const [name, cells] of left) {
    if (cells === 0) continue;
    const [index = '', register = ''] = name.split(' ');
    byRegister.set(register, (byRegister.get(register) ?? 0) + cells);
    remaining.add(index);
  }
  return { byRegister, meters: remaining.size };
}
