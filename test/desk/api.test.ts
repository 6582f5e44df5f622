/**
 * The read-only API on the real process: every answer is what its document says, whatever is asked; lists lose nothing between their
 * parts; what is new comes by itself; and each role has what it may have.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { ApiError, type ApiEvent, type GridshareClient } from '../../host/api/client.ts';
import { readConfig } from '../../host/base/config.ts';
import { until } from '../../host/bus/bus.conformance.ts';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { documentHash } from '../../protocol/money/document.ts';
import type { Bill } from '../../schemas/api/api-types.ts';
import type { TariffDocument } from '../../schemas/types.ts';
import type { ArchiveOp } from '../../utility/archive.ts';
import { EVENTS, OPERATIONS, OPERATION_NAMES } from '../../schemas/api/operations.ts';
import { FIRST, areaId, billOf, deskConfig, fillArchive, meterId, openArchive } from '../filled-archive.ts';
import { gridshare, temporaryFolder } from '../gridshare.ts';
import { IMPORT } from '../material.ts';
import { type RunningDesk, access, clientOf, eventually, startDesk } from './desk.ts';
import { Answers, type Asking, type OpenApi, askings } from './requests.ts';

const FILLING = { areas: 3, meters: 12, windows: 4, intervals: 6 };
const DOCUMENT = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../schemas/api/openapi.json'), 'utf8'),
) as OpenApi;

const folder = temporaryFolder();
let configPath = '';
let desk: RunningDesk;
/** Of single tests: a test that fails leaves none behind. */
const others: RunningDesk[] = [];
let tokens = { operator: '', viewer: '' };
let operator: GridshareClient;
let viewer: GridshareClient;

beforeAll(async () => {
  configPath = await deskConfig(join(folder, 'grid'), FILLING);
  fillArchive(configPath, FILLING);
  tokens = {
    operator: await access(configPath, 'olga', 'operator'),
    viewer: await access(configPath, 'vera', 'viewer'),
  };
  desk = await startDesk(configPath);
  operator = clientOf(desk, tokens.operator);
  viewer = clientOf(desk, tokens.viewer);
}, 120_000);

afterAll(async () => {
  for (const one of [desk, ...others]) await one.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function gather<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** The problem that a question is answered with. */
async function refused(asking: Promise<unknown>): Promise<number | undefined> {
  return asking.then(
    () => undefined,
    (error: unknown) => (error instanceof ApiError ? error.problem.status : -1),
  );
}

describe('the lists', () => {
  test('have every bill, once, in whatever parts they are asked for', async () => {
    const bills = await gather(operator.all('bills'));
    expect(bills).toHaveLength(FILLING.areas * FILLING.meters * FILLING.windows);
    expect(new Set(bills.map(({ meter, from }) => `${meter}/${from}`)).size).toBe(bills.length);
    expect(await gather(operator.all('bills', { limit: 7 }))).toEqual(bills);
    const [first] = bills;
    const expected = billOf(0, 0, { from: FIRST, count: FILLING.intervals }, 0).lines[0];
    expect(first).toMatchObject({
      area: areaId(0),
      meter: meterId(0, 0),
      begin: '2026-01-01T00:00:00Z',
      lines: [expected],
    });
  });

  test('have the bills of a meter, of a search, of an area, of a time', async () => {
    const meters = async (query: Parameters<typeof operator.all<'bills'>>[1]) =>
      (await gather(operator.all('bills', query))).map(({ meter }) => meter);
    expect(await meters({ meter: meterId(1, 3) })).toEqual(Array(FILLING.windows).fill(meterId(1, 3)));
    expect(new Set(await meters({ search: '00011', limit: 2 }))).toEqual(
      new Set([0, 1, 2].map((area) => meterId(area, 11))),
    );
    expect(await meters({ search: 'HOME-002-00004' })).toHaveLength(FILLING.windows);
    expect(await meters({ search: 'nobody' })).toEqual([]);
    expect(await meters({ area: areaId(2) })).toHaveLength(FILLING.meters * FILLING.windows);
    expect(await meters({ until: '2026-01-01T01:00:00Z', meter: meterId(0, 0) })).toHaveLength(1);
    expect(await meters({ from: '2027-01-01' })).toEqual([]);
  });

  test('have loads, windows, areas and aggregators as the archive has them', async () => {
    const loads = await gather(viewer.all('load', { area: areaId(1), limit: 5 }));
    expect(loads.map(({ interval }) => interval - FIRST)).toEqual(Array.from({ length: 24 }, (_, at) => at));
    const windows = (await gather(viewer.all('settlements'))).filter(({ state }) => state === 'billed');
    expect(windows).toHaveLength(FILLING.areas * FILLING.windows);
    expect(windows.map(({ footing }) => footing.state)).toEqual(windows.map(() => 'footed'));
    const areas = await gather(viewer.all('areas', { limit: 2 }));
    expect(
      areas.map(({ area, meters, bills, windowsFooted }) => [area, meters, bills.verified, windowsFooted]),
    ).toEqual([0, 1, 2].map((at) => [areaId(at), FILLING.meters, FILLING.meters * FILLING.windows, FILLING.windows]));
    const bills = await gather(operator.all('bills', { area: areaId(0) }));
    const sum = bills.reduce((all, { lines }) => all + (lines[0]?.totalUnits ?? 0), 0);
    expect(areas[0]?.billed).toEqual([{ unit: 'Wh', units: sum }]);
    expect(areas.map(({ feeder }) => feeder)).toEqual(['north', 'north', 'south']);
    const aggregators = await gather(viewer.all('aggregators'));
    expect(aggregators.map(({ aggregator, areas: of }) => [aggregator, of[0]?.unansweredBills])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
  });
});

describe('what a bill costs', () => {
  const PRICE = 300_000;
  const priced: TariffDocument = {
    version: 1,
    id: 'home',
    revision: 3,
    title: 'Home',
    currency: 'EUR',
    decimals: 2,
    timeZone: 'UTC',
    components: [{ id: 'energy', title: 'Energy', kind: 'flat', vatPpm: 190_000, microPerKwh: PRICE }],
  };
  const small = { areas: 1, meters: 3, windows: 2, intervals: 6, price: PRICE };

  /** A config whose first window is priced, and the archive of it. */
  async function pricedDesk(): Promise<string> {
    const path = await deskConfig(join(folder, 'priced'), small);
    const config = readConfig('config-utility', path);
    const tariff = {
      id: 'home',
      from: FIRST,
      count: small.intervals,
      document: documentHash(nodeCrypto, priced),
      rates: [{ name: 'all', microPerKwh: PRICE }],
      runs: [{ rate: 0, count: small.intervals }],
    };
    writeFileSync(join(path, '../home.json'), JSON.stringify(priced));
    const scheme = { ...config.scheme, tariffs: [tariff] };
    writeFileSync(path, stringify({ ...config, scheme, tariffDocuments: ['home.json'] }));
    fillArchive(path, small);
    return path;
  }

  /** What a meter's bill of the first window is found to be. */
  function figures(...wh: (number | 'disputed')[]): ArchiveOp[] {
    const figure = billOf(0, 0, { from: FIRST, count: small.intervals }, 2 + small.intervals, PRICE);
    return wh.map((totalUnits): ArchiveOp => {
      const lines = figure.lines.map((line) => ({ ...line, totalUnits: Number(totalUnits) }));
      const said =
        totalUnits === 'disputed' ? { status: 'disputed' as const, lines: [], reason: 'two totals pass' } : { lines };
      return { kind: 'bill', area: areaId(0), figure: { ...figure, ...said } };
    });
  }

  test(
    'is in it with its lines, tax, number and revision; what was taken back stays, with the note over it and why',
    { timeout: 60_000 },
    async () => {
      const path = await pricedDesk();
      const archive = openArchive(path);
      const token = await access(path, 'olga', 'operator');
      const own = await startDesk(path);
      others.push(own);
      const client = clientOf(own, token);
      const answers = new Answers(DOCUMENT);
      const newest = async (query: { readonly meter?: string; readonly search?: string }): Promise<Bill> => {
        const found = await client.get('bills', { ...query, until: '2026-01-01T01:30:00Z' });
        expect(answers.problem('/api/v1/bills', 200, 'application/json', JSON.stringify(found))).toBeUndefined();
        const [bill] = found.items.filter(({ meter }) => meter === meterId(0, 0));
        if (bill === undefined) throw new Error('there is no such bill');
        return bill;
      };
      const [meter, run] = [meterId(0, 0), 2 + small.intervals];
      const number = `${areaId(0)}-${meter}-${FIRST}`;
      // 1 kWh at 0.30, and 19 % of that.
      const money = { currency: 'EUR', netMicro: 300_000, vatMicro: 57_000, totalMicro: 357_000 };
      const line = { component: 'energy', register: IMPORT, rate: 'all', units: 1_000, microPerKwh: PRICE };
      for (const query of [{}, { meter }, { search: meter }]) {
        const bill = await newest(query);
        expect(bill).toMatchObject({ number: `${number}-1`, revision: 1, run, money, earlier: [] });
        expect(bill.money?.lines).toMatchObject([{ ...line, netMicro: 300_000, vatPpm: 190_000 }]);
      }
      archive.commit(figures('disputed'));
      const back = { netMicro: -300_000, vatMicro: -57_000, totalMicro: -357_000 };
      const taken = [
        { number: `${number}-1`, kind: 'bill', revision: 1, run, money },
        {
          number: `${number}-1-c`,
          kind: 'credit-note',
          of: `${number}-1`,
          reason: 'the bill is disputed: two totals pass',
          money: back,
        },
      ];
      // While all is read again answers are of the moment before.
      await eventually('it is disputed', async () => (await newest({ meter })).status === 'disputed');
      const disputed = await newest({ meter });
      expect(disputed).toMatchObject({ status: 'disputed', lines: [], earlier: taken });
      expect([disputed.money, disputed.number, disputed.revision]).toEqual([undefined, undefined, undefined]);
      archive.commit(figures(2_000));
      await eventually('it is verified', async () => (await newest({ meter })).status === 'verified');
      const due = { netMicro: 600_000, vatMicro: 114_000, totalMicro: 714_000 };
      expect(await newest({ meter })).toMatchObject({ number: `${number}-2`, revision: 2, money: due, earlier: taken });
      // Nobody said what the other window costs.
      const [, later] = (await client.get('bills', { meter })).items;
      expect([later?.revision, later?.money, later?.earlier]).toEqual([1, undefined, []]);
      archive.close();
      const { stdout } = await gridshare(['bills', '--meter', meter, '--csv', '--config', path]);
      expect(stdout).toContain(`,${number}-2,2,${number}-1-c,`);
      expect((await gridshare(['bill', meter, '--until', '2026-01-01T01:30:00Z', '--config', path])).stdout).toContain(
        `credit note ${number}-1-c over ${number}-1 (the bill is disputed: two totals pass): -0.36 EUR`,
      );
      expect(await own.stop()).toBe(0);
    },
  );
});

describe('the document', () => {
  const KNOWN = {
    area: [areaId(0), areaId(2), 'nowhere'],
    meter: [meterId(0, 1), 'nobody'],
    search: ['0001', 'x'],
    from: ['2026-01-01', '2026-02-30', '2026-01-01T00:15:00+05:30'],
    until: ['2026-01-02', '2026-01-01T00:15:00.123456789Z'],
    limit: ['1', '1000'],
    after: ['WyJiaWxscyIsImFyZWEtMSIsODMsMF0'],
  };

  async function problemWith(answers: Answers, { path, query, headers }: Asking) {
    const words = new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]));
    const response = await fetch(`${desk.url}${path}?${words.toString()}`, {
      headers: { ...headers, authorization: `Bearer ${tokens.operator}` },
    });
    const type = response.headers.get('content-type') ?? '';
    return answers.problem(path, response.status, type, await response.text());
  }

  test('has every answer to whatever is asked, and nothing is a failure', { timeout: 120_000 }, async () => {
    const answers = new Answers(DOCUMENT);
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(askings(DOCUMENT, KNOWN), async (asking) => {
        const words = new URLSearchParams(asking.query.map(([name, value]): [string, string] => [name, value]));
        const response = await fetch(`${desk.url}${asking.path}?${words.toString()}`, {
          headers: { ...asking.headers, authorization: `Bearer ${tokens.operator}` },
        });
        statuses.add(response.status);
        const type = response.headers.get('content-type') ?? '';
        expect(answers.problem(asking.path, response.status, type, await response.text())).toBeUndefined();
      }),
      { numRuns: 400 },
    );
    // Neither only refusals nor only sound ones.
    expect([...statuses]).toEqual(expect.arrayContaining([200, 304, 400]));
  });

  test('control: an answer that is not documented is found, and one that is not as documented', async () => {
    const { paths, components } = structuredClone(DOCUMENT) as unknown as {
      paths: Record<string, { get: { responses: Record<string, unknown> } }>;
      components: { schemas: Record<string, { required: string[] }> };
    };
    delete paths['/api/v1/load']?.get.responses['400'];
    components.schemas['Area']?.required.push('planted');
    const planted = new Answers({ paths, components } as unknown as OpenApi);
    const ask = (path: string, query: [string, string][]) => problemWith(planted, { path, query, headers: {} });
    expect(await ask('/api/v1/load', [['limit', '0']])).toBe('400 is not documented');
    expect(await ask('/api/v1/areas', [])).toContain('planted');
    expect(await ask('/api/v1/bills', [['limit', '1']])).toBeUndefined();
    expect(planted.problem('/api/v1/bills', 500, 'application/problem+json', '{}')).toBe('500: a failure');
  });

  test('has every operation, and no other path answers', async () => {
    const paths = Object.keys(DOCUMENT.paths);
    expect(paths).toEqual(expect.arrayContaining(Object.values(OPERATIONS).map(({ path }) => path)));
    const headers = { authorization: `Bearer ${tokens.operator}` };
    for (const path of ['/api', '/api/v2/bills', '/api/v1/', '/api/v1/bills/1', '/api/v1/keys'])
      expect([path, (await fetch(desk.url + path, { headers })).status]).toEqual([path, 404]);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
      expect([method, (await fetch(`${desk.url}/api/v1/bills`, { method, headers })).status]).toEqual([method, 404]);
  });
});

describe('roles', () => {
  test('a viewer has what areas used, and no bill of anybody', async () => {
    for (const name of OPERATION_NAMES) {
      const isForOperators = OPERATIONS[name].role === 'operator';
      expect([name, await refused(viewer.get(name))]).toEqual([name, isForOperators ? 403 : undefined]);
      // Of what is no demonstration there is nothing to see.
      expect([name, await refused(operator.get(name))]).toEqual([name, name === 'sights' ? 404 : undefined]);
    }
    const said = JSON.stringify(
      await Promise.all(
        ['areas', 'settlements', 'load', 'aggregators', 'evidence'].map(async (name) => viewer.get(name as 'areas')),
      ),
    );
    expect(said).not.toContain('home-');
    // Control: the same question finds what an operator has.
    expect(JSON.stringify(await operator.get('bills'))).toContain('home-');
  });
});

describe('what is new', () => {
  /** Everything that comes from now on. */
  async function listen(client: GridshareClient, lastEventId?: string) {
    const ending = new AbortController();
    const heard: ApiEvent[] = [];
    const stream = client.events({ signal: ending.signal, ...(lastEventId === undefined ? {} : { lastEventId }) });
    const over = (async () => {
      for await (const event of stream) heard.push(event);
    })().catch(() => undefined);
    await new Promise((begun) => setTimeout(begun, 300));
    return {
      heard,
      stop: async () => {
        ending.abort();
        await over;
      },
    };
  }

  const late = FIRST + FILLING.windows * FILLING.intervals;

  test('comes to whoever listens, and goes on where a stream ended', { timeout: 60_000 }, async () => {
    const { lastEvent } = await operator.get('deployment');
    const [one, other] = [await listen(operator), await listen(viewer)];
    const archive = openArchive(configPath);
    const sequence = 2 + FILLING.windows * (FILLING.intervals + 1) - 1;
    const window = { from: FIRST + (FILLING.windows - 1) * FILLING.intervals, count: FILLING.intervals };
    const figure = billOf(0, 5, window, sequence);
    const common = { setHash: 'hash', signers: [1, 2], differing: [], reason: '2 answers agree' };
    const load = {
      ...common,
      interval: late,
      register: IMPORT,
      totalUnits: 42,
      meters: 12,
      rosterMeters: 12,
      sequence: 3,
    };
    archive.commit([
      { kind: 'bill', area: areaId(0), figure },
      { kind: 'load', area: areaId(0), figure: { ...load, status: 'verified' } },
    ]);
    archive.close();
    await until('both have heard of it', () => one.heard.length >= 2 && other.heard.length > 0);
    expect(one.heard.map(({ event }) => event).toSorted()).toEqual(['bill', 'load']);
    expect(one.heard.find(({ event }) => event === 'bill')?.data).toMatchObject({ meter: meterId(0, 5) });
    expect(other.heard.map(({ event }) => event)).toEqual(['load']);
    expect(other.heard[0]?.data).toMatchObject({ area: areaId(0), interval: late, totalUnits: 42 });
    const later = await listen(operator, lastEvent);
    await until('it was made up for', () => later.heard.length >= 2);
    expect(later.heard.map(({ event }) => event).toSorted()).toEqual(['bill', 'load']);
    const never = await listen(operator, one.heard.at(-1)?.id);
    expect(never.heard).toEqual([]);
    await Promise.all([one, other, later, never].map(({ stop }) => stop()));
    const schemas = new Answers(DOCUMENT);
    for (const { event, data } of one.heard) {
      const paths = {
        '/x': {
          get: {
            responses: { '200': { content: { j: { schema: { $ref: `#/components/schemas/${EVENTS[event]}` } } } } },
          },
        },
      };
      const check = new Answers({ paths, components: DOCUMENT.components });
      expect(check.problem('/x', 200, 'j', JSON.stringify(data))).toBeUndefined();
    }
    expect(schemas.problem('/api/v1/events', 200, 'text/plain', '')).toContain('not documented');
  });

  test(
    'a bill that is disputed after all is seen as such, though its window was settled long ago',
    { timeout: 60_000 },
    async () => {
      const archive = openArchive(configPath);
      const figure = billOf(1, 2, { from: FIRST, count: FILLING.intervals }, 2 + FILLING.intervals);
      const claim = { register: IMPORT, rate: 'all' };
      const claims = [
        { ...claim, totalUnits: 1_009, aggregators: [1, 3] },
        { ...claim, aggregators: [2, 3] },
      ];
      const dispute = { claims, answering: [1, 2, 3], liars: [] };
      archive.commit([
        {
          kind: 'bill',
          area: areaId(1),
          figure: { ...figure, status: 'disputed', lines: [], reason: 'aggregators 1, 2 differ', dispute },
        },
      ]);
      archive.close();
      const first = async () => (await viewer.get('settlements', { area: areaId(1), limit: 1 })).items[0];
      await eventually('it is seen', async () => (await first().catch(() => undefined))?.state === 'failed');
      const window = await first();
      expect(window).toMatchObject({
        bills: { disputed: 1, billed: 11 },
        reason: '1 bill disputed: aggregators 1, 2 differ',
      });
      const bills = await gather(operator.all('bills', { area: areaId(1) }));
      const troubled = bills.filter(({ contradictions }) => contradictions.length > 0);
      expect(troubled.map(({ meter }) => meter)).toEqual([meterId(1, 2)]);
      expect(troubled[0]?.contradictions[0]?.sides.slice(0, 2)).toEqual([
        { parties: ['aggregator-1', 'aggregator-3'], says: `${IMPORT} at rate all is 1,009 Wh` },
        {
          parties: ['aggregator-2', 'aggregator-3'],
          says: `${IMPORT} at rate all is a total that no fuse lets through`,
        },
      ]);
    },
  );

  test('an aggregator whose sums others contradict is counted, load by load and bill by bill', async () => {
    const contradicted = async () => (await gather(viewer.all('aggregators'))).map(({ differing }) => differing);
    expect(await contradicted()).toEqual([0, 0, 0]);
    const archive = openArchive(configPath);
    const window = { from: FIRST + (FILLING.windows - 1) * FILLING.intervals, count: FILLING.intervals };
    const bill = billOf(2, 4, window, 2 + FILLING.windows * (FILLING.intervals + 1) - 1);
    const told = { signers: [1, 2], differing: [3], reason: '2 answers agree' };
    const load = { interval: window.from, register: IMPORT, totalUnits: 7, meters: 12, rosterMeters: 12, sequence: 3 };
    archive.commit([
      { kind: 'bill', area: areaId(2), figure: { ...bill, ...told } },
      { kind: 'load', area: areaId(2), figure: { ...load, setHash: 'hash', status: 'verified', ...told } },
    ]);
    archive.close();
    await eventually('it is counted', async () => (await contradicted()).join() === '0,0,2');
  });

  test(
    'a desk without an archive says so, and goes on once there is one; another in its place is read anew',
    { timeout: 60_000 },
    async () => {
      const one = { ...FILLING, areas: 1, windows: 1 };
      const other = await deskConfig(join(folder, 'other'), one);
      const token = await access(other, 'olga', 'operator');
      const early = await startDesk(other, ['--at', '127.0.0.1:0'], false);
      const client = clientOf(early, token);
      expect(await client.get('deployment')).toMatchObject({ isReady: false, areas: [areaId(0)] });
      expect(await refused(client.get('bills'))).toBe(503);
      fillArchive(other, one);
      await eventually(
        'it has bills',
        async () => (await client.get('bills').catch(() => undefined))?.items.length === 12,
      );
      const state = join(other, '../state');
      rmSync(state, { recursive: true });
      // With the state folder its access file is gone, too.
      await eventually('it has none', async () => (await refused(client.get('areas'))) === 401);
      expect(await early.stop()).toBe(0);
    },
  );
});
