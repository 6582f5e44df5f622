/** The cells of an area with the totals that they were released in, from its certified entries alone. [P-8.4] */
import { Bitmap } from '../../protocol/bitmap.ts';
import type { Entry, Scheme } from '../../schemas/types.ts';
import { slowRate } from '../reference/calendar.ts';
import type { SlowCell } from './slow-graph.ts';

interface ToldCell {
  readonly register: string;
  readonly meter: number;
  readonly interval: number;
  readonly rate: string;
  bill: string | undefined;
  isWaived: boolean;
}

export function toldBy(entries: readonly Entry[]): SlowCell[] {
  const cells: ToldCell[] = [];
  const registersOf: (readonly string[])[] = [];
  let scheme: Scheme | undefined;
  for (const entry of entries) {
    switch (entry.kind) {
      case 'scheme':
        ({ scheme } = entry);
        break;
      case 'roster':
        registersOf.push(...entry.add.map(({ registers }) => registers));
        break;
      case 'close':
        for (const { interval, set, empty } of entry.pages) {
          const rate = slowRate(scheme!, interval).name;
          const loads = scheme!.registers.filter(({ obis, isLoad }) => isLoad && !empty.includes(obis));
          for (const meter of Bitmap.decode(set)!)
            for (const { obis: register } of loads)
              if (registersOf[meter]!.includes(register))
                cells.push({ register, meter, interval, rate, bill: undefined, isWaived: false });
        }
        break;
      case 'bill': {
        const released = Bitmap.decode(entry.released)!;
        const left = new Set(entry.waiting.filter(({ reason }) => reason === 'left').map(({ index }) => index));
        for (const cell of cells) {
          if (cell.bill !== undefined || cell.interval >= entry.from + entry.count) continue;
          if (left.has(cell.meter)) cell.isWaived = true;
          if (released.has(cell.meter)) cell.bill = `bill ${entry.sequence} of ${cell.meter} at ${cell.rate}`;
        }
        break;
      }
    }
  }
  return cells;
}
