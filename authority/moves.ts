/** Meters that are to move to another area, and those that did: lines that are only ever added to. [P-9.6.7] */
import { join } from 'node:path';
import { appendLine, readLines } from './records.ts';

const MOVES_FILE = 'moves.jsonl';

/** For so long what a meter owes the area before may have to be delivered: the longest window, and what aggregators keep it for after. */
const OWED_MS = 93 * 86_400_000;

interface Line {
  /** `due`: it is to move. `done`: it has, with these keys. `cancel`: it is not to move any more. */
  readonly kind: 'due' | 'done' | 'cancel';
  readonly meter: string;
  readonly area: string;
  readonly atMs: number;
  /** The area that it left. */
  readonly from?: string;
  readonly identity?: string;
}

/** Where a meter moves or moved to last; undefined if nowhere. */
export interface Move {
  readonly isDue: boolean;
  readonly area: string;
  /** Its identity key there, if it is there. */
  readonly identity: string | undefined;
}

export class Moves {
  private readonly path: string;

  constructor(folder: string) {
    this.path = join(folder, MOVES_FILE);
  }

  private linesOf(meter: string): Line[] {
    return readLines<Line>(this.path).filter((line) => line.meter === meter);
  }

  of(meter: string): Move | undefined {
    const last = this.linesOf(meter).at(-1);
    if (last === undefined || last.kind === 'cancel') return undefined;
    return { isDue: last.kind === 'due', area: last.area, identity: last.identity };
  }

  /** Areas that it has left not long ago. */
  owedBy(meter: string, nowMs: number): string[] {
    const lines = this.linesOf(meter).filter(({ kind, atMs }) => kind === 'done' && nowMs - atMs < OWED_MS);
    return [...new Set(lines.flatMap(({ from }) => from ?? []))];
  }

  due(meter: string, area: string, atMs: number): void {
    this.add({ kind: 'due', meter, area, atMs });
  }

  done(meter: string, area: string, from: string, identity: string, atMs: number): void {
    this.add({ kind: 'done', meter, area, from, identity, atMs });
  }

  /** It is enrolled anew, or revoked. Whether it was to move. */
  cancel(meter: string, atMs: number): boolean {
    const last = this.of(meter);
    if (last?.isDue !== true) return false;
    this.add({ kind: 'cancel', meter, area: last.area, atMs });
    return true;
  }

  private add(line: Line): void {
    appendLine(this.path, line);
  }
}
