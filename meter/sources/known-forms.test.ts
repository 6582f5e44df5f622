/** Which forms of telegrams are believed. [P-2.4] */
import { describe, expect, test } from 'vitest';
import { KnownForms } from './known-forms.ts';

const known = (...forms: readonly string[]): boolean[] => {
  const all = new KnownForms();
  return forms.map((form) => all.isKnown(form));
};
const times = (count: number, form: string): string[] => Array.from({ length: count }, () => form);

describe('a form', () => {
  test('that is the first is known, and another one when it comes again', () => {
    expect(known('a', 'b', 'b', 'b', 'a')).toEqual([true, false, true, true, true]);
  });

  test('that takes turns with others is known from its second time on', () => {
    const eight = 'abcdefgh'.split('');
    expect(known(...eight, ...eight).slice(8)).toEqual(eight.map(() => true));
  });

  test('that comes again after more telegrams is as unknown as ever', () => {
    expect(known('a', 'b', ...times(7, 'a'), 'b').at(-1)).toBe(true);
    expect(known('a', 'b', ...times(8, 'a'), 'b').at(-1)).toBe(false);
  });

  test('is held with few others, whatever comes', () => {
    const forms = new KnownForms();
    for (let at = 0; at < 1_000; at += 1) forms.isKnown(`damaged ${at}`);
    expect(JSON.stringify(Object.values(forms).map((one) => one?.size ?? 0))).toBe('[1,8,0]');
    expect(forms.isKnown('damaged 0')).toBe(true);
  });
});
