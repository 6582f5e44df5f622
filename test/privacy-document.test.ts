/** `docs/privacy.md` stays what it is for: two pages without a formula, each promise with its clause, found from the README. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../host/base/config.ts';
import { gridshare, withFolder } from './gridshare.ts';
import { ROOT } from './typing.ts';

const text = readFileSync(join(ROOT, 'docs/privacy.md'), 'utf8');
const protocol = readFileSync(join(ROOT, 'docs/protocol.md'), 'utf8');
const sectionOf = (heading: string): string => text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';

/** What a person reads, without marks of Markdown. */
const words = text
  .replaceAll(/^\|[-\s|]+\|$/gm, '')
  .replaceAll(/\]\([^)]*\)/g, ']')
  .split(/\s+/)
  .filter((word) => /\p{L}/u.test(word) && !word.startsWith('[P-'));

test('it fits on two pages, and has no formula', () => {
  expect(words.length).toBeLessThan(1_150);
  expect(text).not.toMatch(/_[knqt]_|[=≥≤Σ∑−]|\^|\bmod\b/);
});

test('it says all that it is for, and the README leads to it', () => {
  for (const heading of ['Who learns what', 'On whose word', 'What is not promised', 'What to ask for'])
    expect(sectionOf(heading).length).toBeGreaterThan(300);
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain('(docs/privacy.md)');
});

test('what it promises and what it does not has its clause, which exists', () => {
  const claims = [
    ...sectionOf('Who learns what').matchAll(/^\| (?:each operator|the utility|who runs|who signs).*$/gm),
  ].map(([claim]) => claim);
  for (const heading of ['On whose word', 'What is not promised'])
    claims.push(...sectionOf(heading).split(/\n- /).slice(1));

  expect(claims.length).toBeGreaterThan(16);
  // What a household does is nobody's promise.
  const bare = claims.filter((claim) => !/\[P-\d/.test(claim));
  expect(bare.map((claim) => claim.slice(0, 22))).toEqual(['**What a household did']);
  for (const [, clause = ''] of text.matchAll(/\[P-([\d.]+)\]/g))
    expect([
      clause,
      new RegExp(`^(?:#{2,4} |\\*\\*)${clause.replaceAll('.', '\\.')}(?:\\*\\*)? `, 'm').test(protocol),
    ]).toEqual([clause, true]);
});

test('its links lead somewhere', () => {
  for (const [, path = ''] of text.matchAll(/\]\(([\w.-]+\.md)/g))
    expect([path, existsSync(join(ROOT, 'docs', path))]).toEqual([path, true]);
});

test('the numbers that it names are those of the software', async () => {
  await withFolder(async (folder) => {
    const grid = join(folder, 'grid');
    expect(await gridshare(['init', grid, '--meters', '40'])).toMatchObject({ code: 0 });
    const { scheme } = readConfig('config-utility', join(grid, 'utility/config.yaml'));
    // Two of three; half of the meters.
    expect([scheme.threshold, scheme.operators.length, scheme.floors.minMeters]).toEqual([2, 3, 20]);
    const few = join(folder, 'few');
    expect(await gridshare(['init', few, '--meters', '8'])).toMatchObject({ code: 0 });
    expect(readConfig('config-utility', join(few, 'utility/config.yaml')).scheme.floors.minMeters).toBe(5);
  });
  expect(readFileSync(join(ROOT, 'protocol/wire/limits.ts'), 'utf8')).toContain('RETENTION_SECONDS = 60 * 86_400');
});
