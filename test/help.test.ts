/** The examples of every `--help`, typed in order in an empty folder, as real processes. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EXEMPLIFIED } from '../cli/examples.ts';
import { gridshare } from './gridshare.ts';
import { type Rule, Typist } from './typing.ts';

/** Commands whose help says in words what no example can. */
const WITHOUT: Readonly<Record<string, string>> = {
  found: 'needs operators who meet: docs/operating.md has it, typed by its own test',
  tariff: 'its commands have some',
  billing: 'its only command has one',
  evidence: 'its list has one',
  access: 'each of its commands has some',
  'evidence show': 'needs somebody who lied',
  'evidence acknowledge': 'needs somebody who lied',
  'meter replaced': 'needs an electricity meter that is sampled: test/samples.test.ts says it',
  help: 'of the parser',
};

/** A settled day takes ten seconds: made once, and copied. */
const SETTLED = /^gridshare demo .*--keep grid\b/;

const RULES: readonly Rule[] = [
  { line: SETTLED, why: 'as it stands' },
  {
    line: /^gridshare demo/,
    why: 'demo tests run them to the end',
    isTried: true,
    before: ({ folder }) => writeFileSync(join(folder, 'homes.csv'), homes()),
  },
  { line: /^gridshare doctor/, why: 'nothing runs any more', codes: [1, 3], says: 'broker' },
];

function homes(): string {
  const rows = ['a', 'b'].flatMap((home) =>
    Array.from({ length: 240 }, (_, hour) => `${home},${new Date(hour * 3_600_000).toISOString()},${100 + hour}`),
  );
  return `meter_id,timestamp,wh\n${rows.join('\n')}\n`;
}

function examplesIn(help: string): readonly string[] {
  const [, lines = ''] = /\nExamples, in an empty folder:\n((?: {2}.*\n)+)/.exec(`${help}\n`) ?? [];
  return lines.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
}

const helpOf = async (name: string): Promise<string> =>
  (await gridshare([...name.split(' ').filter((word) => word !== ''), '--help'])).stdout;

const typists: Typist[] = [];
let settled: Typist | undefined;
afterAll(async () => {
  await Promise.all(typists.map((typist) => typist.leave()));
});

function newTypist(): Typist {
  const made = new Typist(RULES);
  typists.push(made);
  return made;
}

describe('gridshare', { timeout: 300_000 }, () => {
  test.each(EXEMPLIFIED)('%s --help', async (name) => {
    const lines = examplesIn(await helpOf(name));
    expect(lines.some((line) => line.includes(`gridshare ${name}`.trim()))).toBe(true);
    const reader = newTypist();
    for (const line of lines) {
      if (!SETTLED.test(line)) await reader.type(line);
      else {
        if (settled === undefined) {
          settled = newTypist();
          await settled.type(line);
        }
        cpSync(join(settled.folder, 'grid'), join(reader.folder, 'grid'), { recursive: true });
      }
    }
    await reader.stopAll();
  });

  test('every command has examples, or says here why not', async () => {
    const namesIn = (help: string): string[] =>
      [...help.matchAll(/^ {2}([a-z][a-z-]*)(?:\|[a-z]+)? (?:\[|<| )/gm)].map(([, name]) => name ?? '');
    const top = namesIn(await helpOf(''));
    const below = await Promise.all(
      ['tariff', 'billing', 'evidence', 'meter', 'access'].map(async (name) =>
        namesIn(await helpOf(name)).map((part) => `${name} ${part}`),
      ),
    );
    const all = [...top, ...below.flat()].filter((name) => !name.endsWith(' help'));
    expect(all.length).toBeGreaterThan(25);
    expect(all.filter((name) => !EXEMPLIFIED.includes(name) && !(name in WITHOUT))).toEqual([]);
    expect(
      [...Object.keys(WITHOUT), ...EXEMPLIFIED].filter((name) => name !== '' && name !== 'help' && !all.includes(name)),
    ).toEqual([]);
  });

  test('control: an example that fails is told', async () => {
    const reader = newTypist();
    await expect(reader.type('gridshare doctor --config nowhere.yaml')).rejects.toThrow();
    await expect(reader.type('gridshare bills --config nowhere.yaml')).rejects.toThrow();
    expect(examplesIn('x\n\nExamples, in an empty folder:\n  gridshare a\n  b # c\n\nmore\n')).toEqual([
      'gridshare a',
      'b # c',
    ]);
  });
});
