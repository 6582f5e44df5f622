/** The deployments of `examples/`, typed as their READMEs say, as real processes: to bills that are exact. */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig, readPartyConfig } from '../host/base/config.ts';
import { gridshare } from './gridshare.ts';
import { ROOT, type Rule, Typist, typedIn } from './typing.ts';

const FOLDER = join(ROOT, 'examples');

const typists: Typist[] = [];
afterAll(async () => {
  await Promise.all(typists.map((typist) => typist.leave()));
});

/** Types a README in a copy of its folder. What each line said. */
async function follow(name: string, by: Typist | readonly Rule[]): Promise<Typist> {
  const typist = by instanceof Typist ? by : new Typist(by);
  typists.push(typist);
  cpSync(join(FOLDER, name), typist.folder, { recursive: true });
  for (const line of typedIn(readFileSync(join(FOLDER, name, 'README.md'), 'utf8'))) await typist.type(line);
  return typist;
}

/** Sums of a file of readings, by home. */
function used(name: string): Map<string, number> {
  const [head = '', ...rows] = readFileSync(join(FOLDER, name, 'homes.csv'), 'utf8')
    .trim()
    .split('\n');
  const columns = head.split(',');
  const sums = new Map<string, number>();
  for (const row of rows) {
    const cells = row.split(',');
    const meter = cells[columns.indexOf('meter_id')] ?? '';
    for (const column of ['wh', 'export_wh']) {
      const text = cells[columns.indexOf(column)];
      if (text === undefined || text === '') continue;
      const key = `${meter} ${column}`;
      sums.set(key, (sums.get(key) ?? 0) + Number(text));
    }
  }
  return sums;
}

interface Bill {
  readonly meter: string;
  readonly status: string;
  readonly lines: readonly { readonly register: string; readonly totalUnits: number }[];
}

/** What the utility billed, by home; of verified bills only. */
async function billed({ folder }: Typist): Promise<Map<string, number>> {
  const { stdout } = await gridshare(['bills', '--json', '--config', join(folder, 'grid/utility/config.yaml')]);
  const bills = (JSON.parse(stdout) as Bill[]).filter(({ status }) => status === 'verified');
  const column = (register: string): string => (register === '1-0:1.8.0' ? 'wh' : 'export_wh');
  return new Map(
    bills.flatMap(({ meter, lines }) =>
      lines.map(({ register, totalUnits }) => [`${meter} ${column(register)}`, totalUnits] as const),
    ),
  );
}

/** Every config that an example wrote is what its schema says. */
function parseConfigs(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('config.yaml'))
    .map((name) => {
      const path = join(folder, name);
      return name.includes('grid/ca/') ? readConfig('config-authority', path).role : readPartyConfig(path).role;
    })
    .toSorted();
}

/** A line for each register of each home. */
const verified = (times: number) => ({ says: /verified/, times, seconds: 120 });

describe('examples', { timeout: 600_000 }, () => {
  test('classic: five processes, and bills that are what the homes used', async () => {
    const typist = await follow('classic', [
      { line: /^gridshare bills/, why: 'about ten seconds later', until: verified(3) },
    ]);
    expect(parseConfigs(typist.folder)).toEqual(['aggregator', 'aggregator', 'broker', 'meter', 'utility']);
    const sums = used('classic');
    expect(await billed(typist)).toEqual(sums);
    // The README names them, in the order of the file.
    const text = readFileSync(join(FOLDER, 'classic/README.md'), 'utf8');
    const named = [...text.matchAll(/([\d,]+) Wh for\s+`(home-\d)`/g)].map(
      ([, wh = '', home]) => [`${home} wh`, Number(wh.replaceAll(',', ''))] as const,
    );
    expect(new Map(named)).toEqual(sums);
  });

  test('two-streets: TLS, five operators, chosen floors, an audit file that is right', async () => {
    const typist = await follow('two-streets', [
      {
        line: /^gridshare bills/,
        why: 'about ten seconds later',
        until: verified(18),
      },
      { line: /^gridshare verify/, why: 'as it stands', says: 'Nothing is wrong.' },
    ]);
    expect(parseConfigs(typist.folder)).toHaveLength(9);
    const { scheme } = readConfig('config-utility', join(typist.folder, 'grid/utility/config.yaml'));
    expect(scheme).toMatchObject({ trust: 'active', areas: ['oak', 'elm'], floors: { minMeters: 6, minCrowd: 5 } });
    const sums = used('two-streets');
    expect(sums.size).toBe(18);
    expect(await billed(typist)).toEqual(sums);
  });

  test('own-meters: devices enrol by tokens, and the load of a minute is theirs', async () => {
    const typist = await follow('own-meters', [
      {
        line: /^gridshare load/,
        why: 'about three minutes later',
        until: { says: /\b15 +Wh +3 +3 +verified/, times: 1, seconds: 420 },
      },
    ]);
    expect(parseConfigs(typist.folder)).toEqual([
      'aggregator',
      'aggregator',
      'aggregator',
      'authority',
      'broker',
      'meter',
      'meter',
      'meter',
      'utility',
    ]);
    const { stdout } = await gridshare(['load', '--json', '--config', join(typist.folder, 'grid/utility/config.yaml')]);
    const loads = JSON.parse(stdout) as { totalUnits?: number; meters: number; status: string }[];
    const opened = loads.filter(({ status }) => status === 'verified');
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.map(({ totalUnits, meters }) => (totalUnits ?? 0) - 5 * meters)).toEqual(opened.map(() => 0));
  });

  test('api: a program reads what a grid settled, with the client of the package', async () => {
    const typist = new Typist([{ line: /^GRIDSHARE_URL=/, why: 'as it stands', says: '20 bills verified, 0 waiting' }]);
    // As npm link has it.
    mkdirSync(join(typist.folder, 'node_modules'));
    symlinkSync(ROOT, join(typist.folder, 'node_modules/gridshare'));
    await follow('api', typist);
  });

  test('every folder has a README that is typed here, and the index names it', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).toSorted()).toEqual([
      'api',
      'classic',
      'own-meters',
      'tariffs',
      'two-streets',
    ]);
    const index = readFileSync(join(FOLDER, 'README.md'), 'utf8');
    for (const { name } of folders) {
      expect(existsSync(join(FOLDER, name, 'README.md'))).toBe(true);
      expect(index).toContain(`${name}/README.md`);
    }
  });

  test('no key is kept there', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8', withFileTypes: true });
    expect(files.filter(({ name }) => /key|\.pem$|\.token$|config\.yaml$/.test(name))).toEqual([]);
  });
});
