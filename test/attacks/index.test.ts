/** `docs/attacks.md` names tests that exist, and every test file on attacks. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const ATTACKS = readFileSync(join(ROOT, 'docs/attacks.md'), 'utf8');

interface Row {
  readonly attack: string;
  readonly file: string;
  readonly title: string;
}

function rowsOf(text: string): Row[] {
  return [...text.matchAll(/^\| (.+?) +\| (\S+\.test\.ts) +\| (.+?) +\|$/gm)].map(([, attack, file, title]) => ({
    attack: attack ?? '',
    file: file ?? '',
    title: title ?? '',
  }));
}

/** Rows whose test is not where they say. */
function dangling(rows: readonly Row[]): string[] {
  return rows
    .filter(({ file, title }) => {
      const path = join(ROOT, file);
      return !existsSync(path) || !readFileSync(path, 'utf8').replaceAll('\\', '').includes(title);
    })
    .map(({ attack }) => attack);
}

describe('docs/attacks.md', () => {
  test('names tests that exist', () => {
    const rows = rowsOf(ATTACKS);
    expect(rows.length).toBeGreaterThan(50);
    expect(dangling(rows)).toEqual([]);
    // No row was overlooked: every line of its tables has a test.
    const lines = ATTACKS.split('\n').filter((line) => line.startsWith('|') && !/^\| (?:-|attack)/.test(line));
    expect(lines.length).toBe(rows.length);
  });

  test('names every file of attacks', () => {
    const named = new Set(rowsOf(ATTACKS).map(({ file }) => file));
    const files = readdirSync(import.meta.dirname)
      .filter((name) => name.endsWith('.test.ts') && name !== 'index.test.ts')
      .map((name) => `test/attacks/${name}`);
    expect(files.filter((file) => !named.has(file))).toEqual([]);
  });

  test('control: a title that no test has is found, and a file that is not there', () => {
    const planted = [
      '| planted one | test/attacks/parties.test.ts | there is no such title |',
      '| planted two | test/x.test.ts | title |',
    ];
    expect(dangling(rowsOf(planted.join('\n')))).toEqual(['planted one', 'planted two']);
  });
});
