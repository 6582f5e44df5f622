/** Nothing has two encodings, and nothing shares its encoding with something else. [P-4.3, P-5] */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Encoder, fromBase64url, fromUtf8, toBase64url, utf8 } from './bytes.ts';

type Field =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'data'; readonly value: Uint8Array }
  | { readonly kind: 'texts'; readonly value: readonly string[] };

/** Well-formed text, with many short and alike ones so that boundaries get a chance to be mistaken. */
const text = fc.oneof(fc.string({ unit: fc.constantFrom('a', '\0', 'é') }), fc.string({ unit: 'binary' }));

const fields = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('integer' as const), value: fc.maxSafeNat() }),
    fc.record({ kind: fc.constant('text' as const), value: text }),
    fc.record({ kind: fc.constant('data' as const), value: fc.uint8Array({ maxLength: 400 }) }),
    fc.record({ kind: fc.constant('texts' as const), value: fc.array(text, { maxLength: 3 }) }),
  ),
  { maxLength: 6 },
);

function encode(label: string, values: readonly Field[]): string {
  const encoder = new Encoder(label);
  for (const field of values) {
    if (field.kind === 'integer') encoder.integer(field.value);
    else if (field.kind === 'text') encoder.text(field.value);
    else if (field.kind === 'data') encoder.data(field.value);
    else encoder.texts(field.value);
  }
  return Buffer.from(encoder.finish()).toString('hex');
}

/** An encoding is read by who knows the kinds of its fields: a reader that takes it apart again, from the definition. */
function decode(hex: string, kinds: readonly Field['kind'][]): { label: string; values: unknown[] } {
  const bytes = Buffer.from(hex, 'hex');
  let at = 0;
  const take = (count: number): Buffer => {
    expect(at + count).toBeLessThanOrEqual(bytes.length);
    at += count;
    return bytes.subarray(at - count, at);
  };
  const string = (): string => take(take(4).readUInt32BE()).toString('utf8');
  const integer = (): number => Number(take(8).readBigUInt64BE());
  const label = string();
  const values = kinds.map((kind) => {
    if (kind === 'integer') return integer();
    if (kind === 'text') return string();
    if (kind === 'data') return Uint8Array.from(take(take(4).readUInt32BE()));
    return Array.from({ length: integer() }, string);
  });
  expect(at).toBe(bytes.length);
  return { label, values };
}

describe('[P-4.3] the binary encoding', () => {
  test('can be taken apart again, so no two lists of the same kinds of fields encode alike', () => {
    fc.assert(
      fc.property(text, fields, (label, values) => {
        const kinds = values.map(({ kind }) => kind);
        expect(decode(encode(label, values), kinds)).toEqual({ label, values: values.map(({ value }) => value) });
      }),
    );
  });

  test('control: what is just strung together encodes alike', () => {
    const strung = (...parts: string[]): string => parts.join('');
    expect(strung('ab', 'c')).toBe(strung('a', 'bc'));
    const of = (...parts: string[]): string => encode('x', [{ kind: 'texts', value: parts }]);
    expect(of('ab', 'c')).not.toBe(of('a', 'bc'));
    expect(of('a', '')).not.toBe(of('', 'a'));
    expect(of('a')).not.toBe(of('a', ''));
  });

  test('its label is part of it', () => {
    expect(encode('a', [{ kind: 'text', value: 'bc' }])).not.toBe(encode('ab', [{ kind: 'text', value: 'c' }]));
  });

  test('grows as long as it must', () => {
    const data = new Uint8Array(100_000).fill(7);
    expect(new Encoder('x').data(data).data(data).finish()).toHaveLength(4 + 1 + 2 * (4 + data.length));
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('refuses the integer %s', (value) => {
    expect(() => new Encoder('x').integer(value)).toThrow(RangeError);
  });
});

describe('[P-5.3] base64url', () => {
  test('round trip', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const encoded = toBase64url(bytes);
        expect(encoded).toMatch(/^[A-Za-z0-9_-]*$/);
        expect(Uint8Array.from(fromBase64url(encoded)!)).toEqual(bytes);
      }),
    );
  });

  test('encodes just the view, not the buffer it lies in', () => {
    const whole = Uint8Array.from([1, 2, 3, 4, 5]);
    expect(toBase64url(whole.subarray(1, 3))).toBe(toBase64url(Uint8Array.from([2, 3])));
  });

  test('what is decoded was its only encoding', () => {
    const anything = fc.oneof(
      fc.string({ unit: fc.constantFrom('A', 'B', 'Q', 'g', '_', '-', '=', '+', '/', ' ', '\n', '$') }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(anything, (encoded) => {
        const bytes = fromBase64url(encoded);
        if (bytes !== undefined) expect(toBase64url(bytes)).toBe(encoded);
      }),
    );
  });

  test.each(['YWJj$$==', 'YWJj=', 'YQ==', 'YR', 'YWI+', 'YWI/', ' YWJj', 'YWJj\n', 'A', 'YWJjA', 'YWé'])(
    'refuses %j',
    (encoded) => {
      expect(fromBase64url(encoded)).toBeUndefined();
    },
  );

  test('control: the platform decodes them all', () => {
    expect(Buffer.from('YWJj$$==', 'base64url').toString()).toBe('abc');
    expect(Buffer.from('YR', 'base64url')).toEqual(Buffer.from('YQ', 'base64url'));
  });
});

describe('[P-5.2] UTF-8', () => {
  test('round trip of well-formed text, a byte order mark included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(fromUtf8(utf8(value))).toBe(value);
      }),
    );
    expect(fromUtf8(utf8('\ufeffa'))).toBe('\ufeffa');
  });

  test('no two byte strings are one text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
        const decoded = fromUtf8(bytes);
        if (decoded !== undefined) expect(Uint8Array.from(utf8(decoded))).toEqual(bytes);
      }),
    );
  });

  test.each([
    ['a byte of Latin 1', [0xe9]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a cut character', [0xe2, 0x82]],
  ])('refuses %s', (_what, bytes) => {
    expect(fromUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });
});
