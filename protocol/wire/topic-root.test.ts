import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rootProblem, TopicRoot } from './topic-root.ts';
import { topics } from './topics.ts';

const levels = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,6}$/);
const roots = fc.array(levels, { minLength: 1, maxLength: 8 }).map((list) => list.join('/'));
const table = [
  topics.scheme(),
  topics.shares(3),
  topics.meterShares(1, 'oak', 'm1'),
  topics.receipts('m1', 2),
  'grid/#',
];

describe('[P-5.1] roots', () => {
  test('[P-5.1] the default changes nothing', () => {
    const root = new TopicRoot();
    for (const topic of table) {
      expect(root.outward(topic)).toBe(topic);
      expect(root.inward(topic)).toBe(topic);
    }
    expect([root.clientIdOf('utility'), root.partyOf('utility')]).toEqual(['utility', 'utility']);
  });

  test('[P-5.1] what goes out comes back, and nothing of another root does', () => {
    fc.assert(
      fc.property(roots, roots, fc.constantFrom(...table), (text, other, topic) => {
        const [root, stranger] = [new TopicRoot(text), new TopicRoot(other)];
        const outward = root.outward(topic);
        expect(outward.startsWith(`${text}/`)).toBe(true);
        expect(root.inward(outward)).toBe(topic);
        const clientId = root.clientIdOf('meter-m1');
        expect(root.partyOf(clientId)).toBe('meter-m1');
        if (text !== other) expect(stranger.partyOf(clientId)).toBeUndefined();
        if (!root.overlaps(stranger)) expect(stranger.inward(outward)).toBeUndefined();
      }),
    );
    const root = new TopicRoot('city/north');
    for (const topic of [
      'city/northern/scheme',
      'city/north',
      'grid/scheme',
      '/city/north/scheme',
      '$share/x/city/north/scheme',
    ])
      expect(root.inward(topic)).toBeUndefined();
    for (const clientId of [
      'utility',
      'utility@city',
      'utility@city/north/x',
      'utility@city/north@city/north',
      '@city/north',
    ])
      expect(root.partyOf(clientId) ?? '', clientId).toBe('');
  });

  test('[P-10.10] roots overlap if one is the beginning of the other, level by level', () => {
    const overlaps = (one: string, other: string): boolean => new TopicRoot(one).overlaps(new TopicRoot(other));
    for (const [one, other] of [
      ['grid', 'grid'],
      ['city', 'city/north'],
      ['a/b/c', 'a'],
    ] as const)
      expect([overlaps(one, other), overlaps(other, one)]).toEqual([true, true]);
    for (const [one, other] of [
      ['grid', 'grid2'],
      ['city/north', 'city/south'],
      ['city/nor', 'city/north'],
    ] as const)
      expect([overlaps(one, other), overlaps(other, one)]).toEqual([false, false]);
  });

  test.each([
    ['', 'empty'],
    ['/grid', 'begins or ends with /'],
    ['grid/', 'begins or ends with /'],
    ['a//b', 'an empty level'],
    ['+', 'level "+"'],
    ['city/+', 'level "+"'],
    ['city/#', 'level "#"'],
    ['gr#d', 'level "gr#d"'],
    ['$SYS', 'level "$SYS"'],
    ['city/$north', 'level "$north"'],
    ['$share/a/b', 'level "$share"'],
    ['-a', 'level "-a"'],
    ['city north', 'level "city north"'],
    ['grid\n', 'level'],
    ['städte', 'level'],
    ['a@b', 'level "a@b"'],
    ['a'.repeat(65), 'longer than 64'],
    ['a/b/c/d/e/f/g/h/i', 'more than 8 levels'],
  ])('[P-5.1] bad root %j', (text, words) => {
    expect(rootProblem(text)).toContain(words);
    expect(() => new TopicRoot(text)).toThrow(RangeError);
  });

  test.each(['grid', 'city/north/grid', 'a', '0', 'a'.repeat(64), 'a/b/c/d/e/f/g/h'])(
    '[P-5.1] good root %j',
    (text) => {
      expect(rootProblem(text)).toBeUndefined();
    },
  );
});
