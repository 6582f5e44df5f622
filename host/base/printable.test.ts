import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escaped, escapedJson, printable } from './printable.ts';

// oxlint-disable-next-line no-control-regex -- what is looked for are control characters
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069]/;

test('a value of somebody else loses what a terminal obeys, and nothing else', () => {
  expect(escaped('m\u001b]0;x\u0007\r\n\u009b2J\u202eb\u2066a\u{e0001}')).toBe(
    String.raw`m\x1b]0;x\x07\x0d\x0a\x9b2J\u202eb\u2066a\u{e0001}`,
  );
  expect(escaped('Zähler 7, 日本, 😀, a\\b')).toBe('Zähler 7, 日本, 😀, a\\b');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !OBEYED.test(escaped(text))));
});

test('a text keeps its lines, and its own styles where it may have some', () => {
  expect(printable('a\n\u001b[1mb\u001b[22m\r')).toBe('a\n\\x1b[1mb\\x1b[22m\\x0d');
  expect(printable('a\n\u001b[1mb\u001b[22m\u001b[2J', true)).toBe('a\n\u001b[1mb\u001b[22m\\x1b[2J');
  expect(printable('at mqtt://grid:secret@h', true)).toBe('at mqtt://***@h');
});

test('JSON stays the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = escapedJson(JSON.stringify(value, undefined, 2));
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(OBEYED.test(text.replaceAll('\n', ''))).toBe(false);
    }),
  );
});
