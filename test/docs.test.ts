/** The documents against the code: what is cited exists, what exists is documented. Every finder is shown to find. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MAX_PAYLOAD_BYTES } from '../protocol/limits.ts';
import { type Right, TOPICS, type TopicRow } from '../protocol/topics.ts';
import rejectionSchema from '../schemas/rejection.schema.json' with { type: 'json' };

const ROOT = resolve(import.meta.dirname, '..');
const PROTOCOL = readFileSync(join(ROOT, 'docs/protocol.md'), 'utf8');
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', 'coverage']);

function filesBelow(folder: string, extensions: readonly string[]): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesBelow(path, extensions);
    return extensions.some((extension) => entry.name.endsWith(extension)) ? [path] : [];
  });
}

/** Clauses that a text cites: `[P-7.3]`, `[P-1, P-2.5]`. */
function citationsIn(text: string): string[] {
  return [...text.matchAll(/\[(P-\d[^\]\n]*)\]/g)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/P-(\d+(?:\.\d+)*)/g)].map(([, clause]) => clause ?? ''),
  );
}

/** Clauses that a document has: numbered headings, and paragraphs that begin with a number in bold. */
function clausesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/^(?:#{2,4} |\*\*)(\d+(?:\.\d+)*)(?:\*\*)? /gm)].map(([, clause]) => clause ?? ''));
}

/** Clauses that say of something that it is not yet built. */
function unbuiltIn(text: string): Set<string> {
  const found = new Set<string>();
  let clause = '';
  // The words may stand on two lines.
  for (const line of text.replaceAll(/\*\*Not\s+yet/g, '**Not yet').split('\n')) {
    clause = [...clausesIn(line)][0] ?? clause;
    if (line.includes('**Not yet') || line.includes('is not built')) found.add(clause);
  }
  return found;
}

/** Rows of the first table below a heading: cells, trimmed, without the head. */
function tableBelow(text: string, heading: string): string[][] {
  const start = text.indexOf(`\n${heading}\n`);
  if (start === -1) throw new Error(`no heading "${heading}"`);
  const rows = text.slice(start + 1).split('\n');
  const first = rows.findIndex((row) => row.startsWith('|'));
  const end = rows.findIndex((row, at) => at > first && !row.startsWith('|'));
  return rows.slice(first + 2, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function unquoted(cell: string | undefined): string {
  return (cell ?? '').replaceAll('`', '');
}

/** Links of a document to files that are not there. */
function brokenLinks(path: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file, anchor] = target.split('#');
      const linked = file === '' || file === undefined ? path : resolve(dirname(path), file);
      if (!existsSync(linked)) return true;
      return anchor !== undefined && !anchorsIn(readFileSync(linked, 'utf8')).has(anchor);
    });
}

/** Anchors that GitHub gives to headings. */
function anchorsIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
      (heading ?? '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

const RIGHT_WORDS: Record<Right, string> = {
  meter: 'meters',
  'own-meter': 'meter id',
  fleet: 'fleets',
  aggregator: 'aggregators',
  'own-aggregator': 'aggregator j',
  utility: 'utility',
  debug: 'debug',
};

function documentedRow(row: TopicRow): string {
  const pattern = row.pattern.replace('{aggregator}', '<j>').replace('{meterId}', '<id>').replace('{area}', '<area>');
  const words = (rights: readonly Right[]): string => rights.map((right) => RIGHT_WORDS[right]).join(', ');
  return [pattern, words(row.publishers), words(row.subscribers), row.isRetainedAllowed ? 'yes' : 'no'].join(' | ');
}

describe('docs/protocol.md', () => {
  test('has every clause that code, tests, schemas and documents cite', () => {
    const clauses = clausesIn(PROTOCOL);
    const missing = filesBelow(ROOT, ['.ts', '.json', '.md']).flatMap((path) =>
      citationsIn(readFileSync(path, 'utf8'))
        .filter((clause) => !clauses.has(clause))
        .map((clause) => `${relative(ROOT, path)} cites ${clause}`),
    );
    expect(missing).toEqual([]);
  });

  test('control: a planted citation is found, and a planted clause', () => {
    const planted = ['[P', '-99.1, P', '-7.3]'].join('');
    expect(citationsIn(`// because. ${planted}`)).toEqual(['99.1', '7.3']);
    expect(clausesIn(PROTOCOL).has('99.1')).toBe(false);
    expect(clausesIn('## 99 Planted\n### 99.1 Clause\n**99.1.2** text\nsee 99.3\n')).toEqual(
      new Set(['99', '99.1', '99.1.2']),
    );
    expect(filesBelow(ROOT, ['.ts']).flatMap((path) => citationsIn(readFileSync(path, 'utf8'))).length).toBeGreaterThan(
      100,
    );
  });

  test('lists in section 12 exactly the clauses that say what is not yet built', () => {
    const listed = tableBelow(PROTOCOL, '## 12 Not yet built').flatMap(([, clauses]) =>
      [...(clauses ?? '').matchAll(/\d+(?:\.\d+)*/g)].map(([clause]) => clause),
    );
    const body = PROTOCOL.slice(PROTOCOL.indexOf('\n## 1 '), PROTOCOL.indexOf('\n## 12 '));
    expect([...new Set(listed)].toSorted()).toEqual([...unbuiltIn(body)].toSorted());
    expect(unbuiltIn('### 9.9 Planted\n\nIt is. **Not yet:** it isn’t.\n')).toEqual(new Set(['9.9']));
  });

  test('numbers no clause twice', () => {
    const numbers = [...PROTOCOL.matchAll(/^(?:#{2,4} |\*\*)(\d+(?:\.\d+)*)(?:\*\*)? /gm)].map(([, clause]) => clause);
    expect(numbers.filter((clause, at) => numbers.indexOf(clause) !== at)).toEqual([]);
  });

  test('explains every rejection code of the schema, and no other', () => {
    const documented = tableBelow(PROTOCOL, '### 6.4 Rejections').map(([code]) => unquoted(code));
    expect(documented).toEqual(rejectionSchema.properties.code.enum);
  });

  test('has the topic table as the code has it: rights and what may be retained', () => {
    const documented = tableBelow(PROTOCOL, '### 5.1 Topics').map((cells) => unquoted(cells.slice(0, 4).join(' | ')));
    expect(documented).toEqual(TOPICS.map(documentedRow));
  });

  test('control: a table is read to its end, and a right that changed would show', () => {
    const text = '\n### 5.1 Topics\n\n| a | b |\n| - | - |\n| `x` | 1 |\n| y | 2 |\n\n| z | 3 |\n';
    expect(tableBelow(text, '### 5.1 Topics')).toEqual([
      ['`x`', '1'],
      ['y', '2'],
    ]);
    const [row] = TOPICS;
    expect(documentedRow({ ...row, subscribers: ['utility'] })).not.toBe(documentedRow(row));
  });

  test('has the size limits as the code has them', () => {
    const documented = tableBelow(PROTOCOL, '### 5.2 Limits').map(([name, bytes]) => [unquoted(name), Number(bytes)]);
    expect(documented).toEqual(Object.entries(MAX_PAYLOAD_BYTES));
  });

  test('mentions every schema in its section on messages', () => {
    const section = PROTOCOL.slice(PROTOCOL.indexOf('\n## 5 '), PROTOCOL.indexOf('\n## 6 '));
    const schemas = readdirSync(join(ROOT, 'schemas')).filter((name) => name.endsWith('.schema.json'));
    expect(schemas.length).toBeGreaterThan(20);
    expect(schemas.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
    expect(['planted.schema.json'].filter((name) => !section.includes(`\`${name}\``))).toHaveLength(1);
  });

  test('gives every label that goes into hashes, keys and signatures', () => {
    const labels = filesBelow(ROOT, ['.ts'])
      .filter((path) => !path.endsWith('.test.ts'))
      .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/['`](gridshare\/1 [a-z][a-z ]*)/g)])
      .map(([, label]) => label ?? '');
    expect(new Set(labels).size).toBeGreaterThan(8);
    expect([...new Set(labels)].filter((label) => !PROTOCOL.includes(`\`${label}`))).toEqual([]);
  });
});

describe('documents', () => {
  const documents = [...filesBelow(join(ROOT, 'docs'), ['.md']), join(ROOT, 'README.md')].filter((path) =>
    existsSync(path),
  );

  test('link only to what is there', () => {
    expect(
      documents.flatMap((path) =>
        brokenLinks(path, readFileSync(path, 'utf8')).map((target) => `${relative(ROOT, path)}: ${target}`),
      ),
    ).toEqual([]);
  });

  test('control: broken links and anchors are found', () => {
    const path = join(ROOT, 'docs/protocol.md');
    const text =
      '[a](nowhere.md) [b](protocol.md#no-such-heading) [c](protocol.md#5-messages) [d](https://example.org/x)';
    expect(brokenLinks(path, text)).toEqual(['nowhere.md', 'protocol.md#no-such-heading']);
  });

  test('decisions are numbered without gaps and say what would change our mind', () => {
    const folder = join(ROOT, 'docs/decisions');
    const names = readdirSync(folder).toSorted();
    expect(names.map((name) => name.slice(0, 5))).toEqual(names.map((_, at) => `${String(at + 1).padStart(4, '0')}-`));
    const headings = ['## Context', '## Decision', '## Consequences', '## What would change our mind'];
    for (const name of names) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect([name, headings.filter((heading) => !text.includes(`\n${heading}\n`))]).toEqual([name, []]);
    }
  });
});
