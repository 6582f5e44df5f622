/**
 * Lists in parts. Where the next part begins is said by the last row, never by a count: so a boundary loses nothing and repeats
 * nothing, also while figures are added or superseded in between.
 */
import { fromBase64url, fromUtf8, toBase64url, utf8 } from '../../protocol/wire/bytes.ts';
import { type IntervalGrid, type Window, intervalAt, intervalFrom } from '../../protocol/grid/interval.ts';

/** Some rows of a list in its order; `next` is where the next ones begin, and absent at the end. */
export interface Slice<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Which rows are wanted. Times in Unix ms: whatever overlaps [fromMs, untilMs). */
export interface Selection {
  readonly area?: string | undefined;
  /** Of lists by meter. */
  readonly meter?: string | undefined;
  /** Of meters whose id has this in it. */
  readonly search?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly untilMs?: number | undefined;
}

/** Of one row: its area, and its key within that, in the order of the list. */
export type Position = readonly [area: string, ...key: (number | string)[]];

export interface SliceRequest {
  /** At most so many rows, at least 1. */
  readonly limit: number;
  /** The rows after this one; all if undefined. */
  readonly after?: Position | undefined;
}

/** The lists there are: a position in one is none in another. */
export type ListName = 'balances' | 'bills' | 'loads' | 'windows' | 'names' | 'numbers';

/** What the key of a row in each list is made of. */
const KEYS: Readonly<Record<ListName, readonly ('number' | 'string')[]>> = {
  balances: ['number'],
  names: ['string'],
  numbers: ['number'],
  bills: ['number', 'number'],
  loads: ['number', 'string'],
  windows: ['number'],
};

/** What `next` says, to be handed back as it is. */
function positionText(list: ListName, position: Position): string {
  return toBase64url(utf8(JSON.stringify([list, ...position])));
}

/** The position in a list that a `next` of it names; undefined if it is no such text. */
export function positionFrom(list: ListName, text: string): Position | undefined {
  const bytes = fromBase64url(text);
  const json = bytes === undefined ? undefined : fromUtf8(bytes);
  let said: unknown;
  try {
    said = JSON.parse(json ?? '');
  } catch {
    return undefined;
  }
  if (!Array.isArray(said)) return undefined;
  const [name, area, ...key]: unknown[] = said;
  const kinds = KEYS[list];
  if (name !== list || typeof area !== 'string' || key.length !== kinds.length) return undefined;
  const isKey = (part: unknown, at: number): part is number | string =>
    typeof part === kinds[at] && (typeof part === 'string' || Number.isSafeInteger(part));
  return key.every(isKey) ? [area, ...key] : undefined;
}

export interface Listed<T> {
  readonly key: readonly (number | string)[];
  readonly item: T;
}

/**
 * A slice over several areas, in the order of their names. `rowsAfter`: at most `limit` rows of an area in order, after the row
 * with this key or from the first on.
 */
export function sliceOf<A extends { readonly area: string }, T>(
  list: ListName,
  areas: readonly A[],
  { limit, after }: SliceRequest,
  rowsAfter: (area: A, key: readonly (number | string)[] | undefined, limit: number) => readonly Listed<T>[],
): Slice<T> {
  const found: { readonly area: string; readonly row: Listed<T> }[] = [];
  const sorted = areas.toSorted((one, other) => (one.area < other.area ? -1 : 1));
  for (const area of sorted) {
    if (found.length > limit) break;
    if (after !== undefined && area.area < after[0]) continue;
    const key = after !== undefined && area.area === after[0] ? after.slice(1) : undefined;
    // One more than is wanted tells whether there is more.
    for (const row of rowsAfter(area, key, limit + 1 - found.length)) found.push({ area: area.area, row });
  }
  const items = found.slice(0, limit).map(({ row }) => row.item);
  const last = found[limit - 1];
  return found.length <= limit || last === undefined
    ? { items }
    : { items, next: positionText(list, [last.area, ...last.row.key]) };
}

/** Rows that are in memory, after a key: a number or a text at each place. */
export function rowsAfterKey<T>(
  rows: readonly Listed<T>[],
  key: readonly (number | string)[] | undefined,
  limit: number,
): readonly Listed<T>[] {
  const first = key === undefined ? 0 : rows.findIndex((row) => isAfter(row.key, key));
  return first < 0 ? [] : rows.slice(first, first + limit);
}

function isAfter(one: readonly (number | string)[], other: readonly (number | string)[]): boolean {
  for (const [at, part] of one.entries()) {
    const than = other[at];
    if (than === undefined || part > than) return true;
    if (part < than) return false;
  }
  return false;
}

/** All rows of a list, slice by slice. */
export function* everyRow<T>(list: ListName, take: (after: Position | undefined) => Slice<T>): Generator<T> {
  for (let after: Position | undefined; ;) {
    const { items, next } = take(after);
    yield* items;
    if (next === undefined) return;
    after = positionFrom(list, next);
    if (after === undefined) return;
  }
}

/** The intervals [from, until) that a selection's times name. */
export function intervalsOf(
  { fromMs, untilMs }: Selection,
  grid: IntervalGrid,
): { readonly from: number; readonly until: number } {
  return {
    from: fromMs === undefined ? 0 : Math.max(0, intervalAt(fromMs, grid)),
    until: untilMs === undefined ? Number.MAX_SAFE_INTEGER : Math.max(0, intervalFrom(untilMs, grid)),
  };
}

/** Whether some interval of a window is selected. */
export function isWindowIn(window: Window, selection: Selection, grid: IntervalGrid): boolean {
  const { from, until } = intervalsOf(selection, grid);
  return window.from < until && window.from + window.count > from;
}

/** Areas that are selected. */
export function areasIn<A extends { readonly area: string }>(areas: readonly A[], { area }: Selection): readonly A[] {
  return area === undefined ? areas : areas.filter((one) => one.area === area);
}
