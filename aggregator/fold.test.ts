/** Folding adds up just what was released, weighted, against sums over BigInt. [P-7.5] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AreaLog } from '../protocol/log/area-log.ts';
import { Bitmap } from '../protocol/math/bitmap.ts';
import { P, decodeElement, encodeElement } from '../protocol/math/field.ts';
import type { Entry } from '../schemas/types.ts';
import { EXPORT, GAS, IMPORT, schemeWith } from '../test/material.ts';
import { slowAdd, slowInvert, slowMultiply, slowSubtract } from '../test/reference/field.ts';
import { slowRateFor } from '../test/reference/calendar.ts';
import { foldBills, foldPage, fullSetWeight } from './fold.ts';
import type { CellRow } from './ledger.ts';

const FIRST = 1000;
const WINDOW = { from: FIRST, count: 8 };
const REGISTERS = [[IMPORT], [IMPORT, EXPORT], [GAS.obis, IMPORT], [IMPORT]] as const;

const scheme = schemeWith({
  registers: [...schemeWith().registers, GAS],
  floors: { minMeters: 2, minIntervals: 1, maxKnown: 0, minCrowd: 1 },
  tariffs: [
    {
      id: 't',
      from: FIRST,
      count: 8,
      rates: ['y', 'x'].map((name, at) => ({ name, microPerKwh: at })),
      runs: [1, 2, 1, 4].map((count, at) => ({ rate: at % 2, count })),
    },
  ],
});

function logWith(sets: readonly (readonly number[])[]): AreaLog {
  const log = new AreaLog('area-1');
  const append = (body: object): void => {
    const frame = { version: 1, deployment: 'test', area: 'area-1', sequence: log.length, previous: log.headHash };
    log.apply({ ...frame, ...body } as Entry, `hash-${log.length}`);
  };
  append({ kind: 'scheme', scheme });
  const add = REGISTERS.map((registers, at) => ({ id: `m${at}`, keyEpoch: 1, registers, identity: '', agreement: '' }));
  append({ kind: 'roster', from: FIRST, add, remove: [] });
  sets.forEach((members, at) => {
    const held = new Map([1, 2, 3].map((aggregator) => [aggregator, Bitmap.of(members)]));
    append({ kind: 'close', pages: [log.closePage(FIRST + at, held)] });
  });
  return log;
}

const element = fc.oneof(fc.bigInt({ min: 0n, max: P - 1n }), fc.constantFrom(0n, 1n, P - 1n));
/** By page: which meters are in it; by page and meter: four elements (the longest reading). */
const sets = fc.array(fc.subarray([0, 1, 2, 3]), { minLength: 8, maxLength: 8 });
const elements = fc.array(fc.array(fc.array(element, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }), {
  minLength: 8,
  maxLength: 8,
});

function rowsOf(
  drawn: readonly (readonly (readonly bigint[])[])[],
  members: readonly (readonly number[])[],
): CellRow[] {
  return members.flatMap((meters, at) =>
    meters.map((index) => {
      const shares = new Uint8Array(REGISTERS[index]!.length * 32);
      for (let slot = 0; slot < shares.length / 16; slot++) encodeElement(drawn[at]![index]![slot]!, shares, slot * 16);
      return { interval: FIRST + at, index, digest: 1, shares };
    }),
  );
}

const intact = (_row: CellRow): boolean => true;

function decoded(bytes: Uint8Array): bigint[] {
  return Array.from({ length: bytes.length / 16 }, (_, at) => decodeElement(bytes, at * 16));
}

describe('[P-7.5] the full-set weight', () => {
  test('is the product of j / (j - i), from the definition', () => {
    for (const n of [2, 3, 5, 16]) {
      for (let i = 1; i <= n; i++) {
        let weight = 1n;
        for (let j = 1; j <= n; j++) {
          if (j === i) continue;
          weight = slowMultiply(weight, slowMultiply(BigInt(j), slowInvert(slowSubtract(BigInt(j), BigInt(i)))));
        }
        expect(fullSetWeight(i, n)).toBe(weight);
      }
    }
    expect(() => fullSetWeight(4, 3)).toThrow(/weight/);
  });
});

describe('[P-7.5] a page', () => {
  test('folds to the weighted sum of the value shares of its set, tags left out', () => {
    fc.assert(
      fc.property(sets, elements, fc.integer({ min: 1, max: 3 }), (members, drawn, aggregator) => {
        const log = logWith(members);
        const weight = fullSetWeight(aggregator, 3);
        members.forEach((set, at) => {
          const page = log.pages.get(FIRST + at)!;
          // Held beyond the set, as a late cell of a void meter would be: not added.
          const rows = rowsOf(
            drawn,
            members.map((_, other) => (other === at ? [0, 1, 2, 3] : [])),
          );
          const folded = decoded(foldPage(log, { ...page, loads: [IMPORT, EXPORT] }, rows, intact, weight, 0n)!);
          const sums = [IMPORT, EXPORT].map((register) =>
            (set.length < 2 ? [] : set).reduce((sum, index) => {
              const position = (REGISTERS[index]! as readonly string[]).indexOf(register);
              return position === -1 ? sum : slowAdd(sum, drawn[at]![index]![position * 2]!);
            }, 0n),
          );
          expect(folded).toEqual(sums.map((sum) => slowMultiply(sum, weight)));
        });
      }),
      { numRuns: 30 },
    );
  });

  test('[P-6.2] a missing, doubled or damaged cell gives no sum at all', () => {
    const members = Array.from({ length: 8 }, () => [0, 1, 2, 3]);
    const log = logWith(members);
    const drawn = members.map((set) => set.map(() => [1n, 2n, 3n, 4n]));
    const rows = rowsOf(drawn, [[0, 1, 2, 3]]);
    const page = log.pages.get(FIRST)!;
    expect(decoded(foldPage(log, { ...page, loads: [IMPORT] }, rows, intact, 1n, 0n)!)).toEqual([1n + 1n + 3n + 1n]);
    expect(foldPage(log, page, rows.slice(1), intact, 1n, 0n)).toBeUndefined();
    expect(foldPage(log, page, [...rows.slice(1), rows[1]!], intact, 1n, 0n)).toBeUndefined();
    expect(foldPage(log, page, rows, (row) => row.index !== 3, 1n, 0n)).toBeUndefined();
  });
});

describe('[P-7.5] bills', () => {
  test('fold to the weighted sums of value and tag by meter, register and rate; cells of empty registers left out, and gas has one rate', () => {
    fc.assert(
      fc.property(sets, elements, fc.integer({ min: 1, max: 3 }), (members, drawn, aggregator) => {
        const log = logWith(members);
        const weight = fullSetWeight(aggregator, 3);
        const releases = [2, 0, 3, 1].flatMap((index) => {
          const enrolled = log.roster.byIndex(index)!;
          const release = log.releaseOf(enrolled, WINDOW);
          return release.lines.length === 0 ? [] : [release];
        });
        const folded = decoded(foldBills(log, releases, WINDOW, rowsOf(drawn, members), intact, weight, 0n)!);
        const twin = releases.flatMap(({ enrolled: { index }, lines }) =>
          lines.flatMap((line) =>
            [0, 1].map((which) => {
              let sum = 0n;
              members.forEach((set, at) => {
                // A page of one meter closed without it.
                const isIn = set.length >= 2 && set.includes(index) && !log.planOf(WINDOW).isRemnant(index, FIRST + at);
                if (!isIn || slowRateFor(scheme, line.register, FIRST + at).name !== line.rate) return;
                sum = slowAdd(sum, drawn[at]![index]![line.registerIndex * 2 + which]!);
              });
              return slowMultiply(sum, weight);
            }),
          ),
        );
        expect(folded).toEqual(twin);
      }),
      { numRuns: 60 },
    );
  });

  test('[P-6.2] a missing, doubled or damaged cell gives no sum at all', () => {
    const members = Array.from({ length: 8 }, () => [0, 1, 2, 3]);
    const log = logWith(members);
    const enrolled = log.roster.byIndex(1)!;
    const releases = [log.releaseOf(enrolled, WINDOW)];
    const rows = rowsOf(
      members.map((set) => set.map(() => [1n, 2n, 3n, 4n])),
      members,
    );
    const fold = (of: readonly CellRow[], isIntact = intact) => foldBills(log, releases, WINDOW, of, isIntact, 1n, 0n);
    // Two registers, rates x (6 intervals) and y (2).
    expect(decoded(fold(rows)!)).toEqual([6n, 12n, 2n, 4n, 18n, 24n, 6n, 8n]);
    const isOne = ({ interval, index }: CellRow): boolean => index === 1 && interval === FIRST + 3;
    const others = rows.filter((row) => !isOne(row));
    expect(fold(others)).toBeUndefined();
    const again = others.find(({ index }) => index === 1)!;
    expect(fold([...others, again])).toBeUndefined();
    expect(fold(rows, (row) => !isOne(row))).toBeUndefined();
    // Whatever else a range holds is nobody's concern.
    expect(fold(rows, ({ index }) => index === 1)).toBeDefined();
  });
});
