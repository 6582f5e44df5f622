/** What of bills and loads leaves as files, of a grid that has settled: CSV, Parquet, ESPI and a page to print. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { ESPI_TYPES, espiElement } from '../utility/exports/espi-types.ts';
import { xmlText } from '../utility/exports/xml.ts';
import { CHROMIUM, hasChromium } from './chromium.ts';
import { gridshare, temporaryFolder } from './gridshare.ts';
import { ROOT } from './typing.ts';

const HOURS = 24;
const folder = temporaryFolder();
const grid = join(folder, 'grid');
const config = join(grid, 'utility/config.yaml');
const wh = (home: number, hour: number): number => 100 * home + 7 * hour;
const areaOf = (home: number): string => (home <= 6 ? 'oak' : 'elm');
const HOMES = Array.from({ length: 12 }, (_, at) => at + 1);

const ask = (...words: string[]) => gridshare([...words, '--config', config]);

function csvOf(text: string): Record<string, string>[] {
  const [head = '', ...rows] = text.trim().split('\n');
  const names = head.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, at) => [names[at] ?? '', cell])));
}

beforeAll(async () => {
  const rows = ['meter_id,timestamp,wh,export_wh,area'];
  for (let hour = 0; hour < HOURS; hour++)
    for (const home of HOMES) {
      const time = `2026-03-02T${String(hour).padStart(2, '0')}:00:00Z`;
      rows.push(`house${home},${time},${wh(home, hour)},${home + hour},${areaOf(home)}`);
    }
  const data = join(folder, 'homes.csv');
  writeFileSync(data, `${rows.join('\n')}\n`);
  expect(await gridshare(['demo', '--json', '--data', data, '--interval', '3600', '--keep', grid])).toMatchObject({
    code: 0,
  });
  const own = parse(readFileSync(config, 'utf8')) as object;
  const areaLabels = [
    { area: 'oak', feeder: 'T1', community: 'sun' },
    { area: 'elm', feeder: 'T1' },
  ];
  writeFileSync(config, stringify({ ...own, areaLabels }));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sum = (homes: readonly number[], hour: number): number => homes.reduce((all, home) => all + wh(home, hour), 0);

describe('loads', () => {
  test('sums by label are those of the homes, hour by hour', async () => {
    const { stdout } = await ask('load', '--by', 'feeder', '--csv');
    const rows = csvOf(stdout).filter(({ register }) => register === '1-0:1.8.0');
    expect(
      rows
        .slice(0, HOURS)
        .map(({ name, totalUnits, quality, meters, lacking }) => [name, Number(totalUnits), quality, meters, lacking]),
    ).toEqual(Array.from({ length: HOURS }, (_, hour) => ['T1', sum(HOMES, hour), 'final', '12', '']));
    const community = csvOf((await ask('load', '--by', 'community', '--csv')).stdout);
    expect(new Set(community.map(({ name }) => name))).toEqual(new Set(['sun']));
    expect(Number(community[3]?.['totalUnits'])).toBe(
      sum(
        HOMES.filter((home) => areaOf(home) === 'oak'),
        3,
      ),
    );
  });

  test('peaks and load factors are those of the homes', async () => {
    const summaries = JSON.parse((await ask('load', '--summary', '--json')).stdout) as Record<string, unknown>[];
    const elm = summaries.find(({ name }) => name === 'elm');
    const homes = HOMES.filter((home) => areaOf(home) === 'elm');
    const peak = sum(homes, HOURS - 1);
    expect(elm).toMatchObject({ areas: ['elm'], peakUnits: peak, peakW: peak, peakBegin: '2026-03-02T23:00:00Z' });
  });

  test('a forecast is not made up', async () => {
    expect((await ask('load', '--forecast')).stdout).toContain('No forecast yet');
    expect((await ask('load', '--forecast', '--json')).stdout).toBe('[]\n');
  });

  test('Parquet has the rows of CSV, with their types', async () => {
    const path = join(folder, 'series.parquet');
    expect(await ask('load', '--series', '--parquet', path)).toMatchObject({ code: 0 });
    const bytes = readFileSync(path);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    const rows = (await parquetReadObjects({ file })) as Record<string, string | bigint | Date | null>[];
    const csv = csvOf((await ask('load', '--series', '--csv')).stdout);
    expect(rows).toHaveLength(csv.length);
    expect(rows[5]).toMatchObject({
      begin: new Date('2026-03-02T05:00:00Z'),
      totalUnits: BigInt(csv[5]!['totalUnits']!),
      quality: 'final',
    });
    expect(rows.map(({ totalUnits }) => (typeof totalUnits === 'bigint' ? totalUnits.toString() : ''))).toEqual(
      csv.map(({ totalUnits }) => totalUnits),
    );
    // Never over something that is there.
    expect(await ask('load', '--parquet', path)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('ERR_EXPORT_WRITE'),
    });
  });
});

describe('docs/exports.md', () => {
  test('has every column of every CSV, in order', async () => {
    const text = readFileSync(join(ROOT, 'docs/exports.md'), 'utf8');
    for (const words of [['bills'], ['load'], ['load', '--series'], ['load', '--summary'], ['load', '--forecast']]) {
      const heading = `\`gridshare ${words.join(' ')} --csv\``;
      const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
      const documented = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
      const { stdout } = await ask(...words, '--csv');
      const head = stdout.split('\n')[0]?.split(',') ?? [];
      // Of a single day there is no forecast, and so no head.
      if (words.includes('--forecast'))
        expect(documented).toEqual(['name', 'begin', 'end', 'register', 'forecastUnits', 'unit', 'weeks']);
      else expect([heading, documented]).toEqual([heading, head]);
    }
  });
});

interface Node {
  readonly name: string;
  readonly text: string;
  readonly children: Node[];
}

/** A strict reader of what the writer writes: elements, texts, nothing else. */
function readXml(text: string): Node {
  const top: Node = { name: '', text: '', children: [] };
  const open: Node[] = [top];
  for (const [, end, name = '', empty, inner = ''] of text
    .replace(/^<\?xml[^>]*>\s*/, '')
    .matchAll(/<(\/?)([\w:]+)(?: [\w:]+="[^"]*")*(\/?)>([^<]*)/g)) {
    if (end === '/') {
      expect(open.pop()?.name).toBe(name);
      continue;
    }
    const node: Node = { name, text: inner, children: [] };
    open.at(-1)?.children.push(node);
    if (empty !== '/') open.push(node);
  }
  expect(open).toHaveLength(1);
  return top.children[0]!;
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly isRequired?: boolean;
  readonly isList?: boolean;
}

/** What is wrong with an element of a type, by the published order and ranges, in words. */
function faults(node: Node, type: string): string[] {
  const fields = new Map<string, readonly Field[]>(Object.entries(ESPI_TYPES)).get(type);
  if (fields === undefined)
    return /^-?\d+$/.test(node.text) || type === 'String256' || type === 'boolean' ? [] : [`${node.name} is no number`];
  const places = node.children.map(({ name }) => fields.findIndex((field) => `espi:${field.name}` === name));
  const found = places.flatMap((place, at) => (place < 0 ? [`${node.children[at]!.name} is not of ${type}`] : []));
  if (places.some((place, at) => at > 0 && place < places[at - 1]!)) found.push(`${type} is out of order`);
  for (const [at, field] of fields.entries()) {
    const count = places.filter((place) => place === at).length;
    if (count > 1 && field.isList !== true) found.push(`${field.name} comes twice`);
    if (count === 0 && field.isRequired === true) found.push(`${field.name} is missing`);
  }
  return [
    ...found,
    ...node.children.flatMap((child, at) => (places[at]! < 0 ? [] : faults(child, fields[places[at]!]!.type))),
  ];
}

const all = (node: Node, name: string): Node[] => [
  ...(node.name === name ? [node] : []),
  ...node.children.flatMap((child) => all(child, name)),
];
const textOf = (node: Node, ...path: string[]): string =>
  path.reduce<Node | undefined>((at, name) => at?.children.find((child) => child.name === `espi:${name}`), node)
    ?.text ?? '';

describe('ESPI', () => {
  async function feed(...words: string[]): Promise<Node> {
    const path = join(folder, `${words.join('-')}.xml`);
    expect(await ask(...words, '--espi', path)).toMatchObject({ code: 0 });
    return readXml(readFileSync(path, 'utf8'));
  }

  test('a UsageSummary for each bill and register, in the published structure', async () => {
    const root = await feed('bills');
    const summaries = all(root, 'espi:UsageSummary');
    expect(summaries).toHaveLength(2 * HOMES.length);
    const entries = root.children.filter(({ name }) => name === 'entry');
    for (const entry of entries)
      for (const child of entry.children.find(({ name }) => name === 'content')!.children)
        expect(faults(child, child.name.replace('espi:', ''))).toEqual([]);
    const used = HOMES.map((home) =>
      Array.from({ length: HOURS }, (_, hour) => wh(home, hour)).reduce((one, two) => one + two),
    );
    const values = summaries.map((summary) => Number(textOf(summary, 'overallConsumptionLastPeriod', 'value')));
    expect(values.filter((value) => value > 0).toSorted((one, two) => one - two)).toEqual(used);
    expect(values.filter((value) => value < 0)).toHaveLength(HOMES.length);
    expect(textOf(summaries[0]!, 'overallConsumptionLastPeriod', 'uom')).toBe('72');
  });

  test('IntervalBlocks are of areas, and of no meter', async () => {
    const root = await feed('load');
    const blocks = all(root, 'espi:IntervalBlock');
    expect(blocks).toHaveLength(2);
    for (const block of blocks) expect(faults(block, 'IntervalBlock')).toEqual([]);
    const values = all(blocks[0]!, 'espi:IntervalReading').map((reading) => Number(textOf(reading, 'value')));
    expect(values.slice(0, HOURS)).toEqual(
      Array.from({ length: HOURS }, (_, hour) =>
        sum(
          HOMES.filter((home) => areaOf(home) === 'oak'),
          hour,
        ),
      ),
    );
    const text = readFileSync(join(folder, 'load.xml'), 'utf8');
    expect(HOMES.filter((home) => new RegExp(`\\bhouse${home}\\b`).test(text))).toEqual([]);
    expect(all(await feed('load', '--by=feeder'), 'espi:IntervalBlock')).toHaveLength(1);
  });

  test('control: what the schema does not have is refused, and found', () => {
    const period = { duration: 900, start: 0 };
    expect(() => espiElement('x', 'IntervalReading', { timePeriod: period, worth: 3 })).toThrow('has no worth');
    expect(() => espiElement('x', 'DateTimeInterval', { duration: 900 })).toThrow('needs start');
    expect(() => espiElement('x', 'IntervalReading', { value: 2 ** 50 })).toThrow('no Int48');
    expect(() => espiElement('x', 'DateTimeInterval', { duration: -1, start: 0 })).toThrow('no UInt32');
    expect(() => espiElement('x', 'LineItem', { note: 'a'.repeat(257), itemKind: 10 })).toThrow('no String256');
    const good = xmlText(espiElement('DateTimeInterval', 'DateTimeInterval', period));
    expect(faults(readXml(good), 'DateTimeInterval')).toEqual([]);
    const swapped = good.replace(/(<espi:duration>.*<\/espi:duration>)(\s*)(<espi:start>.*<\/espi:start>)/, '$3$2$1');
    expect(faults(readXml(swapped), 'DateTimeInterval')).toEqual(['DateTimeInterval is out of order']);
    expect(faults(readXml(good.replace(/<espi:start>.*<\/espi:start>/, '')), 'DateTimeInterval')).toEqual([
      'start is missing',
    ]);
  });

  test('texts are escaped, and what XML can not hold is refused', () => {
    expect(xmlText({ name: 'a', attributes: { b: '"<' }, content: `<&>"'` })).toContain(
      `<a b="&quot;&lt;">&lt;&amp;&gt;&quot;'</a>`,
    );
    expect(() => xmlText({ name: 'a', content: '\u0000' })).toThrow('no form');
    expect(() => xmlText({ name: 'a b', content: '' })).toThrow('no name');
  });
});

describe('a bill to print', () => {
  test('says what the archive says, runs no script and loads nothing', async () => {
    const path = join(folder, 'bill.html');
    expect(await ask('bill', 'house3', '--html', path)).toMatchObject({ code: 0 });
    const html = readFileSync(path, 'utf8');
    const used = Array.from({ length: HOURS }, (_, hour) => wh(3, hour)).reduce((one, two) => one + two);
    expect(html).toContain(`<td class="amount">${(used / 1_000).toFixed(3)} kWh</td>`);
    expect((await ask('bill', 'house3')).stdout).toContain(`${(used / 1_000).toFixed(3)} kWh`);
    expect(html).not.toMatch(/<script|<link|<img|url\(|https?:/);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    // Of this home only.
    expect(HOMES.filter((home) => new RegExp(`\\bhouse${home}\\b`).test(html))).toEqual([3]);
  });

  test('is one sheet of A4', async (context) => {
    if (!hasChromium()) return context.skip('apt-get install chromium');
    const pages = (html: string): number => {
      const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
      writeFileSync(page, html);
      const words = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--no-pdf-header-footer',
      ];
      const { status } = spawnSync(
        CHROMIUM,
        [...words, `--user-data-dir=${folder}/chromium`, `--print-to-pdf=${pdf}`, `file://${page}`],
        { timeout: 60_000 },
      );
      expect(status).toBe(0);
      const text = readFileSync(pdf, 'latin1');
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
      // 210 x 297 mm in points.
      expect([Math.abs(Number(width) - 595) < 1, Math.abs(Number(height) - 842) < 1]).toEqual([true, true]);
      return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
    };
    const html = readFileSync(join(folder, 'bill.html'), 'utf8');
    expect(pages(html)).toBe(1);
    // With as many lines as a bill can have: four rates of six registers.
    const row = /<tbody>(<tr>.*?<\/tr>)/s.exec(html)?.[1] ?? '';
    expect(pages(html.replace('<tbody>', `<tbody>${row.repeat(22)}`))).toBe(1);
    // Control: one that is too long is seen to be.
    expect(pages(html.replace('<tbody>', `<tbody>${row.repeat(60)}`))).toBeGreaterThan(1);
  }, 120_000);

  test('there is none of a stranger', async () => {
    expect(await ask('bill', 'nobody')).toMatchObject({ code: 2, stderr: expect.stringContaining('ERR_BILL_NONE') });
  });
});
