/** The laws of the house hold for every source file; and a checker that finds nothing is shown to find something. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Source, breaches, circles, layerOf } from './import-law.ts';
import { SHARED_NAMES, entriesOf, onlyForTests, sharedNames, tooLong } from './tidy.ts';

const root = resolve(import.meta.dirname, '..');

function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name.startsWith('.') || entry.name.startsWith('demo-')) return [];
    // What was built from others.
    if (folder === root && entry.name === 'dist') return [];
    if (entry.isDirectory()) return sourcesBelow(path);
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) return [];
    return [{ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }];
  });
}

const everything = sourcesBelow(root);
/** Pages in the browser are a world of their own: their build holds them to it. */
const sources = everything.filter(({ path }) => path.endsWith('.ts'));

describe('the laws of the house', () => {
  test('every source keeps them', () => {
    expect(breaches(sources)).toEqual([]);
  });

  test('no file imports itself by way of others', () => {
    expect(circles(sources)).toEqual([]);
  });

  test('control: a circle is found, by its types alone', () => {
    const planted = [
      { path: 'host/a.ts', text: "import type { B } from './b.ts';" },
      { path: 'host/b.ts', text: "import { c } from './c.ts';" },
      { path: 'host/c.ts', text: "export * from './a.ts';" },
    ];
    expect(circles(planted)).toEqual([['host/a.ts', 'host/b.ts', 'host/c.ts', 'host/a.ts']]);
    expect(circles(planted.slice(0, 2))).toEqual([]);
  });

  test('control: the sources were read, and every layer has some', () => {
    expect(sources.length).toBeGreaterThan(100);
    const layers = new Set(sources.map(({ path }) => layerOf(path)).filter((layer) => layer !== undefined));
    expect([...layers].toSorted()).toEqual(['cli', 'hosts', 'machines', 'protocol', 'schemas', 'tests']);
  });

  test.each([
    ['protocol/log/area-log.ts', 'protocol'],
    ['aggregator/machine.ts', 'machines'],
    ['aggregator/host/ledger-sqlite.ts', 'hosts'],
    ['utility/host/archive-reader.ts', 'hosts'],
    ['meter/host/main.ts', 'hosts'],
    ['meter/split.test.ts', 'tests'],
    ['host/bus/bus.conformance.ts', 'tests'],
    ['vitest.config.ts', undefined],
  ])('%s is of %s', (path, layer) => {
    expect(layerOf(path)).toBe(layer);
  });
});

describe('controls: each law finds a planted breach, and nothing in the same file without it', () => {
  test.each<[law: string, path: string, text: string, breach: string]>([
    ['schemas import nothing above', 'schemas/x.ts', "import '../protocol/math/field.ts';", 'schemas imports'],
    ['protocol imports no machine', 'protocol/x.ts', "import '../meter/books.ts';", 'of machines'],
    ['protocol imports no host', 'protocol/x.ts', "import { a } from '../host/base/clock.ts';", 'of hosts'],
    ['machines import no host', 'meter/x.ts', "import { c } from './host/main.ts';", 'of hosts'],
    ['machines import no store', 'aggregator/x.ts', "import './host/ledger-sqlite.ts';", 'of hosts'],
    ['hosts import no command', 'host/x.ts', "import '../cli/exit.ts';", 'of cli'],
    ['nobody imports tests', 'cli/x.ts', "import '../test/shared-data.ts';", 'of tests'],
    ['a type import counts', 'protocol/x.ts', "import type { A } from '../host/base/clock.ts';", 'of hosts'],
    ['a re-export counts', 'protocol/x.ts', "export * from '../utility/archive.ts';", 'of machines'],
    ['an import type counts', 'protocol/x.ts', "type A = import('../host/base/clock.ts').A;", 'of hosts'],
    ['a dynamic import counts', 'protocol/x.ts', "const a = import('../host/base/clock.ts');", 'of hosts'],
    ['a computed import is refused', 'cli/x.ts', 'const a = import(name);', 'only known at run time'],
    ['parties keep apart', 'meter/x.ts', "import '../utility/archive.ts';", 'party meter imports'],
    ['and so do their hosts', 'utility/host/main.ts', "import '../../meter/host/main.ts';", 'party utility imports'],
    ['hosts know no party', 'host/x.ts', "import '../meter/party.ts';", 'of a party'],
    ['the broker knows no party', 'broker/x.ts', "import '../aggregator/party.ts';", 'of a party'],
    ['no node:* in protocol', 'protocol/x.ts', "import { hash } from 'node:crypto';", 'imports node:crypto'],
    ['no node:* in machines', 'utility/x.ts', "import 'node:fs';", 'imports node:fs'],
    ['no package in machines', 'utility/x.ts', "import 'pino';", 'imports pino'],
    ['only the adapter has mqtt', 'host/x.ts', "import { connect } from 'mqtt';", 'only host/bus/mqtt-client.ts may'],
    ['tests neither', 'broker/x.test.ts', "import { connect } from 'mqtt';", 'only host/bus/mqtt-client.ts may'],
    ['only one file has aedes', 'broker/x.ts', "import { Aedes } from 'aedes';", 'only broker/embedded.ts may'],
    ['only meters split', 'deploy/x.ts', "import '../meter/split.ts';", 'only meter/ may'],
    ['only aggregators fold', 'cli/x.ts', "import '../aggregator/fold.ts';", 'only aggregator/ may'],
    ['only the utility combines', 'cli/x.ts', "import '../utility/settling/combine.ts';", 'only utility/ may'],
    ['no clock', 'protocol/x.ts', 'const a = Date.now();', 'says Date'],
    ['no new Date', 'meter/x.ts', 'const a = new Date();', 'says Date'],
    ['no randomness', 'meter/x.ts', 'const a = Math.random();', 'says Math.random'],
    ['no timers', 'aggregator/x.ts', 'setTimeout(() => {}, 1);', 'says setTimeout'],
    ['no process', 'utility/x.ts', "const a = process.env['A'];", 'says process'],
    ['no performance', 'utility/x.ts', 'const a = performance.now();', 'says performance'],
    ['no async', 'protocol/x.ts', 'export async function a() {}', 'says async'],
    ['no await', 'protocol/x.ts', 'export const a = await b;', 'says await'],
    ['no back door', 'protocol/x.ts', 'const a = globalThis;', 'says globalThis'],
    ['no utils', 'host/utils.ts', '', 'says nothing'],
    ['no helpers', 'cli/render/table-helpers.ts', '', 'says nothing'],
    ['no common', 'protocol/common/field.ts', '', 'says nothing'],
    ['no manager', 'broker/session-manager.ts', '', 'says nothing'],
    ['no service', 'utility/billing.service.ts', '', 'says nothing'],
    ['no folder outside the house', 'lib/x.ts', '', 'in no layer'],
  ])('%s', (_law, path, text, breach) => {
    const found = breaches([{ path, text }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}: `);
    expect(found[0]).toContain(breach);
  });

  test('what only looks like a breach is none', () => {
    const text = `
      // Date.now(), await and setTimeout in a comment
      import { Encoder } from '../protocol/wire/bytes.ts';
      export const said = 'process.env and Math.random()';
      export const processSeed = said.length + event.performance;
      export interface Timed { readonly Date: string }`;
    expect(breaches([{ path: 'meter/x.ts', text }])).toEqual([]);
    expect(breaches([{ path: 'host/x.ts', text: "import 'node:fs'; setTimeout(() => {}, Date.now());" }])).toEqual([]);
    expect(breaches([{ path: 'cli/commonplace.ts', text: "import '../meter/host/main.ts';" }])).toEqual([]);
  });
});

describe('the house is small enough to read', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

  test('no production file is over 300 lines, no function over 70', () => {
    expect(tooLong(everything)).toEqual([]);
    expect(everything.length).toBeGreaterThan(sources.length);
  });

  test('no production file is there for tests alone', () => {
    expect(onlyForTests(sources, entriesOf(manifest))).toEqual([]);
  });

  test('no two production files of one name mean different things', () => {
    expect(sharedNames(sources)).toEqual([]);
  });

  const lines = (count: number): string => Array.from({ length: count }, (_, at) => `const a${at} = ${at};`).join('\n');
  const body = (count: number): string => `{\n${lines(count - 2)}\n}`;

  test('control: a file of one line too many is found, also at its end without a line feed', () => {
    for (const text of [lines(301), `${lines(301)}\n`])
      expect(tooLong([{ path: 'host/x.ts', text }])).toEqual(['host/x.ts: has 301 lines, more than 300']);
    expect(tooLong([{ path: 'host/x.ts', text: `${lines(300)}\n` }])).toEqual([]);
  });

  test.each([
    ['a function', (count: number) => `export function f() ${body(count)}`, 'f'],
    ['a generator', (count: number) => `export function* f() ${body(count)}`, 'f'],
    ['an arrow function', (count: number) => `const f = () => ${body(count)};`, 'f'],
    ['a function as an argument', (count: number) => `run(async () => ${body(count)});`, '(function)'],
    ['a method', (count: number) => `class A {\nf() ${body(count)}\n}`, 'f'],
    ['a constructor', (count: number) => `class A {\nconstructor() ${body(count)}\n}`, 'constructor'],
    ['a getter', (count: number) => `class A {\nget f() ${body(count)}\n}`, 'f'],
    ['a function in another', (count: number) => `class A {\nf() { const g = () => ${body(count)}; }\n}`, 'g'],
    ['a property', (count: number) => `const a = { f: function () ${body(count)} };`, 'f'],
  ])('control: %s of 71 lines is found, and of 70 is not', (_what, text, name) => {
    const found = tooLong([{ path: 'meter/x.ts', text: text(71) }]);
    expect(found).toContain(`meter/x.ts: ${name} has 71 lines, more than 70`);
    expect(tooLong([{ path: 'meter/x.ts', text: text(70) }])).toEqual([]);
  });

  test('control: comments before a function are not counted, and those in it are', () => {
    const comment = `/**\n${' * why\n'.repeat(40)} */\n`;
    expect(tooLong([{ path: 'meter/x.ts', text: `${comment}export function f() ${body(70)}` }])).toEqual([]);
    const inside = `export function f() {\n${'// why\n'.repeat(69)}}`;
    expect(tooLong([{ path: 'meter/x.ts', text: inside }])).toHaveLength(1);
  });

  test('tests and generated types may be longer', () => {
    const text = lines(400);
    for (const path of ['test/x.ts', 'bench/x.ts', 'meter/x.test.ts', 'schemas/types.ts'])
      expect(tooLong([{ path, text }])).toEqual([]);
    expect(tooLong([{ path: 'schemas/validate.ts', text }])).toHaveLength(1);
  });

  test('control: a production file that only tests import is found, and those that it needs', () => {
    const planted = [
      { path: 'cli/main.ts', text: "await import('./demo.ts');" },
      { path: 'cli/demo.ts', text: "export type { A } from '../host/a.ts';" },
      { path: 'host/a.ts', text: '' },
      { path: 'host/b.ts', text: "import './c.ts';" },
      { path: 'host/c.ts', text: '' },
      { path: 'host/b.test.ts', text: "import './b.ts'; import '../cli/main.ts';" },
    ];
    const entries = entriesOf({ bin: { x: 'cli/main.ts' }, scripts: { a: 'node bench/a.ts && tsc' } });
    expect(entries).toEqual(['cli/main.ts', 'bench/a.ts']);
    expect(onlyForTests(planted, entries)).toEqual(['host/b.ts: no entry needs it', 'host/c.ts: no entry needs it']);
    expect(onlyForTests(planted, [...entries, 'host/b.ts'])).toEqual([]);
  });

  test('control: a second file of a name is found, unless it is listed; and a listed one that is gone', () => {
    const at = (...paths: readonly string[]): Source[] => paths.map((path) => ({ path, text: '' }));
    const listed = [{ name: 'area', means: 'the same', paths: ['meter', 'utility'] }];
    expect(sharedNames(at('meter/bills.ts', 'utility/bills.ts', 'test/bills.ts'), [])).toEqual([
      'bills.ts: in meter and utility',
    ]);
    expect(sharedNames(at('meter/area.ts', 'utility/area.ts'), listed)).toEqual([]);
    expect(sharedNames(at('meter/area.ts', 'utility/area.ts', 'host/area.ts'), listed)).toHaveLength(1);
    expect(sharedNames(at('meter/area.ts'), listed)).toEqual(['utility/area.ts: is listed and not there']);
    expect(sharedNames(at('meter/bills.ts', 'meter/bills.test.ts', 'utility/checks.ts'), [])).toEqual([]);
    for (const { means, paths } of SHARED_NAMES) expect([means.length > 0, paths.length > 1]).toEqual([true, true]);
  });
});
