/** The glossary has every word of ours, and a document links each where it first stands in running text. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WORDS, unlinkedIn } from './glossary.ts';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const GLOSSARY = read('docs/glossary.md');
const ENTRIES = [...GLOSSARY.matchAll(/^\| \*\*(.+?)\*\*/gm)].map(([, word]) => word ?? '');

/** The glossary itself, and what defines the words, to which it points. */
const NOT_LINKING = ['docs/glossary.md', 'docs/protocol.md'];

const documents = [
  'README.md',
  ...['docs', 'docs/decisions', 'examples/classic', 'examples/two-streets', 'examples/own-meters'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
].filter((path) => !NOT_LINKING.includes(path));

describe('docs/glossary.md', () => {
  test('has every word that is to be linked, each once, in order', () => {
    expect(Object.keys(WORDS).filter((word) => !ENTRIES.includes(word))).toEqual([]);
    expect(ENTRIES).toEqual([...new Set(ENTRIES)].toSorted((one, other) => one.localeCompare(other, 'en')));
  });

  test('has the words that README and issues name', () => {
    const named =
      'page, cell, line, entry, head, holdings, manifest, ballot, store epoch, rate, remnant, foot, carry, covert, active';
    expect(named.split(', ').filter((word) => !(word in WORDS))).toEqual([]);
  });
});

describe('a word is linked where it first stands', () => {
  test.each(documents)('%s', (path) => {
    expect(unlinkedIn(read(path)).map(({ word, text }) => `${word}: ${text}`)).toEqual([]);
  });

  test('control: one that is not linked is found; code, tables, headings and other links do not count', () => {
    const link = '[cells](docs/glossary.md)';
    expect(unlinkedIn(`A ballot for ${link}.`)).toEqual([{ word: 'ballot', at: 2, text: 'ballot' }]);
    expect(unlinkedIn(`Cells, and then ${link}.`)).toMatchObject([{ word: 'cell', at: 0 }]);
    expect(unlinkedIn('Trust `covert`.')).toMatchObject([{ word: 'covert', text: '`covert`' }]);
    expect(unlinkedIn('# Cells\n\n| cell |\n\n`cell`\n\n```sh\ncell\n```\n[cells](x.md) this page')).toEqual([]);
    expect(documents.length).toBeGreaterThan(25);
  });
});
