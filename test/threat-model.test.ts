/** The threat model and the requirement map against the tests: what they name exists, and no promise stands without one. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const THREAT_MODEL = readFileSync(join(ROOT, 'docs/threat-model.md'), 'utf8');
const REQUIREMENTS = readFileSync(join(ROOT, 'docs/security/requirements.csv'), 'utf8');

/** A test by file and a part of its title: "`file.test.ts`: part of a title", several separated by semicolons. */
interface Citation {
  readonly file: string;
  readonly title: string;
}

function citationsIn(cell: string): Citation[] {
  return [...cell.matchAll(/`?([\w/.-]+\.test\.ts)`?: ([^;|]+)/g)].map(([, file, title]) => ({
    file: file ?? '',
    title: (title ?? '').trim(),
  }));
}

/** Texts of a test file that stand where a title does. */
function titlesOf(source: string): string[] {
  return [...source.matchAll(/(?:\b(?:test|describe|it)|\))\(\s*(['"`])((?:(?!\1)[^\\]|\\.)*)\1/g)].map(
    ([, , title]) => title ?? '',
  );
}

/** What is wrong with a citation; undefined if it stands. */
function problemWith({ file, title }: Citation): string | undefined {
  const path = join(ROOT, file);
  if (!existsSync(path)) return `${file} does not exist`;
  const isThere = titlesOf(readFileSync(path, 'utf8')).some((one) => one.includes(title));
  return isThere ? undefined : `${file} has no test "${title}"`;
}

/** Rows of all tables below "Promises". */
function promisesIn(text: string): { readonly promise: string; readonly shownBy: string }[] {
  const start = text.indexOf('\n## Promises');
  const end = text.indexOf('\n## ', start + 1);
  return text
    .slice(start, end)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|\s*(promise|-+)/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map((cells) => ({ promise: cells[1] ?? '', shownBy: cells[3] ?? '' }));
}

interface Requirement {
  readonly standard: string;
  readonly clause: string;
  readonly requirement: string;
  readonly state: string;
  readonly how: string;
  readonly tests: string;
}

function requirementsIn(text: string): Requirement[] {
  return parse(text, { columns: true, relax_column_count: false, trim: true });
}

function problemsOf({ standard, clause, state, how, tests }: Requirement): string[] {
  const name = `${standard} ${clause}`;
  const citations = citationsIn(tests);
  return [
    ...(['met', 'partly', 'operator', 'no'].includes(state) ? [] : [`${name}: state "${state}" is none`]),
    ...(how.length > 10 ? [] : [`${name}: says not how`]),
    ...(state === 'met' && citations.length === 0 ? [`${name}: met, by no test`] : []),
    ...citations.flatMap((citation) => problemWith(citation) ?? []),
  ];
}

describe('the threat model', () => {
  const promises = promisesIn(THREAT_MODEL);

  test('names a test for every promise, and each exists', () => {
    expect(promises.length).toBeGreaterThan(25);
    expect(promises.filter(({ shownBy }) => citationsIn(shownBy).length === 0)).toEqual([]);
    const problems = promises.flatMap(({ shownBy }) => citationsIn(shownBy).flatMap((one) => problemWith(one) ?? []));
    expect(problems).toEqual([]);
  });

  test('control: a title or file that is not there is found', () => {
    expect(problemWith({ file: 'test/secrecy.test.ts', title: 'no such title' })).toMatch('has no test');
    expect(problemWith({ file: 'test/no-such.test.ts', title: 'x' })).toMatch('does not exist');
    const bare = promisesIn(
      '\n## Promises\n\n| promise | clauses | shown by |\n| --- | --- | --- |\n| a | 1 | hope |\n\n## End',
    );
    expect(bare).toEqual([{ promise: 'a', shownBy: 'hope' }]);
    expect(citationsIn('hope')).toEqual([]);
  });
});

describe('docs/security/requirements.csv', () => {
  const requirements = requirementsIn(REQUIREMENTS);

  test.each(['ETSI EN 303 645', 'IEC 62443-4-2', 'NISTIR 7628', 'CRA'])('maps points of %s', (standard) => {
    expect(requirements.filter((one) => one.standard === standard).length).toBeGreaterThan(5);
  });

  test('names only tests that exist, and one wherever a point is met', () => {
    expect(requirements.flatMap(problemsOf)).toEqual([]);
  });

  test('control: a dangling name, a state that is none and a claim without a test are found', () => {
    const bad = { standard: 'X', clause: '1', requirement: '', how: 'by the means described' };
    expect(problemsOf({ ...bad, state: 'met', tests: '' })).toHaveLength(1);
    expect(problemsOf({ ...bad, state: 'sure', tests: '' })).toHaveLength(1);
    expect(problemsOf({ ...bad, state: 'met', tests: 'test/secrecy.test.ts: no such title' })).toHaveLength(1);
  });
});
