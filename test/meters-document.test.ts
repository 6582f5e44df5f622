/** `docs/meters.md` against the table of kinds: every kind and parameter is there as it is read, and no other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SOURCE_KINDS, type SourceParameter } from '../meter/sources/source-kinds.ts';
import { ROOT, Typist, typedIn } from './typing.ts';

const TEXT = readFileSync(join(ROOT, 'docs/meters.md'), 'utf8');

function rowsBelow(text: string, heading: string): string[][] {
  const [, table = ''] = new RegExp(`^## ${heading}\n[^|]*((?:\\|.*\n?)+)`, 'm').exec(text) ?? [];
  const rows = table.trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

function valuesOf({ type, choices = [], least, most }: SourceParameter): string {
  if (type === 'choice') return choices.join(', ');
  if (type === 'whole') return `${least} to ${most}`;
  return type === 'flag' ? 'no value' : 'text';
}

test('has the kinds as they are read', () => {
  expect(rowsBelow(TEXT, 'Kinds')).toEqual(SOURCE_KINDS.map(({ kind, reads, example }) => [kind, reads, example]));
});

test('has their parameters', () => {
  const known = SOURCE_KINDS.flatMap(({ kind, parameters }) =>
    parameters.map((one) => [kind, one.name, valuesOf(one), one.usual ?? '—', one.help]),
  );
  expect(known.length).toBeGreaterThan(50);
  expect(rowsBelow(TEXT, 'Parameters')).toEqual(known);
});

test('control: a row that differs is found', () => {
  expect(rowsBelow('## Kinds\n\nWords.\n\n| a | b |\n| - | - |\n| `x` | 1 |\n\n## More\n', 'Kinds')).toEqual([
    ['x', '1'],
  ]);
});

test('what it tells people to type works', { timeout: 60_000 }, async () => {
  const typist = new Typist([]);
  try {
    const said = [];
    for (const line of typedIn(TEXT)) said.push(await typist.type(line));
    expect(said.join('')).toContain('9570.775 kWh');
    expect(said.join('').match(/"quality":"unchecked"/g)).toHaveLength(3);
  } finally {
    await typist.leave();
  }
});
