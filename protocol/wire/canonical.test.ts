/** Canonical JSON has one form per value and refuses what has none. [P-5.3] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

/** Keys as messages have them; engines put keys that look like array indexes first, whatever anybody sorts. */
const key = fc.string({ unit: 'binary', maxLength: 6 }).filter((name) => !/^\d+$/.test(name));

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger().map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
})).value;

/** The same value with the members of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

describe('[P-5.3] canonical JSON', () => {
  test('members stand in code-unit order, at every depth, without white space', () => {
    expect(canonicalJson({ b: 1, a: { d: [true, 'x'], c: -2 }, B: '' })).toBe(
      '{"B":"","a":{"c":-2,"d":[true,"x"]},"b":1}',
    );
    // U+10000 is two code units from 0xd800 on, so it stands before U+FF5E, though its code point is larger.
    expect(canonicalJson({ '～': 1, '\u{10000}': 2 })).toBe('{"\u{10000}":2,"～":1}');
  });

  test('names with commas in them are not taken for others, whichever was written first', () => {
    for (const [one, other] of [
      [
        { c: 1, 'a,b': 2 },
        { 'c,a': 3, b: 4 },
      ],
      [
        { d: 1, 'c,b': 2 },
        { 'd,c': 3, b: 4 },
      ].toReversed(),
    ])
      expect([one, other].map((value) => JSON.parse(canonicalJson(value)))).toEqual([one, other]);
  });

  test('parses to what went in, whatever the order of its members', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  test('control: plain JSON depends on the order of members', () => {
    expect(JSON.stringify({ b: 1, a: 2 })).not.toBe(JSON.stringify({ a: 2, b: 1 }));
  });

  test('two values that differ have two texts', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        let isSame = true;
        try {
          expect(one).toStrictEqual(other);
        } catch {
          isSame = false;
        }
        expect(canonicalJson(one) === canonicalJson(other)).toBe(isSame);
      }),
    );
  });

  test('a member that is undefined is a member that is not there', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test('a member named __proto__ is signed like any other', () => {
    const value: unknown = JSON.parse('{"b":1,"__proto__":{"a":1}}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"a":1},"b":1}');
  });

  test.each([
    ['a fraction', 1.5],
    ['infinity', Number.POSITIVE_INFINITY],
    ['not a number', Number.NaN],
    ['minus zero', -0],
    ['2^53', 2 ** 53],
    ['null', null],
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
  ])('refuses %s, alone and within', (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson([value])).toThrow(TypeError);
    if (value !== undefined) expect(() => canonicalJson({ a: { b: value } })).toThrow(TypeError);
  });
});
