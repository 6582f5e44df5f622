/** Bills in money, end to end in one process: documents reach meters, amounts are sealed back, the household computes them again. [P-8.7, P-8.8] */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../host/keys/crypto.ts';
import { viewOwnBills } from '../meter/views/own-bills.ts';
import type { MeterBooks } from '../meter/views/own-books.ts';
import { canonicalJson } from '../protocol/wire/canonical.ts';
import { documentHash, isTariffBy } from '../protocol/money/document.ts';
import { topics } from '../protocol/wire/topics.ts';
import type { Bill, SignedTariff, Tariff, TariffCopy, TariffDocument } from '../schemas/types.ts';
import { EXPORT, Grid, IMPORT } from './simulation/grid.ts';

const COUNT = 8;
const DOCUMENT: TariffDocument = {
  version: 1,
  id: 'home',
  revision: 1,
  title: 'Home',
  currency: 'EUR',
  decimals: 2,
  timeZone: 'UTC',
  components: [
    {
      id: 'energy',
      title: 'Energy',
      kind: 'block',
      vatPpm: 190_000,
      isProrated: true,
      tiers: [{ untilWh: 1_000, microPerKwh: 200_000 }, { microPerKwh: 400_000 }],
    },
    { id: 'feed-in', title: 'Feed-in', kind: 'export', vatPpm: 0, microPerKwh: 80_000 },
  ],
};
const HASH = documentHash(nodeCrypto, DOCUMENT);

const tariffs = (from: number): Tariff[] => [
  {
    id: 'home',
    from,
    count: COUNT,
    document: HASH,
    rates: [{ name: 'all', microPerKwh: 200_000 }],
    runs: [{ rate: 0, count: COUNT }],
  },
];

const wh = (meter: number, offset: number): number[] => [150 * (meter + 1) + offset, 10 * offset];

function played(documents = [DOCUMENT]): Grid {
  const grid = new Grid({
    meters: 3,
    aggregators: 3,
    threshold: 2,
    minIntervals: 2,
    floor: { minIntervals: 2 },
    tariffs,
    documents,
    registersOf: () => [IMPORT, EXPORT],
  });
  grid.start();
  for (let offset = 0; offset < COUNT; offset++) grid.readInterval(offset, (meter) => wh(meter, offset));
  grid.closeDue();
  grid.wait(8_000);
  return grid;
}

/** What the meters wrote down. */
function kept(grid: Grid): { tariffs: SignedTariff[]; bills: Map<string, Bill> } {
  const ops = grid.fleet.history;
  return {
    tariffs: ops.flatMap((op) => (op.kind === 'tariff' ? [JSON.parse(op.message) as SignedTariff] : [])),
    bills: new Map(ops.flatMap((op) => (op.kind === 'bill' ? [[op.meter, op.bill] as const] : []))),
  };
}

/** By hand: 8 x 150 x (m + 1) + 28 Wh, the first 1,000 at 0.2, the rest at 0.4, 19 % on that; 280 Wh given back at 0.08. */
function byHand(meter: number): number {
  const used = 8 * 150 * (meter + 1) + 28;
  const energy = 1_000 * 200 + (used - 1_000) * 400;
  return energy + Math.round(energy * 0.19) - 280 * 80;
}

describe('[P-8.7.3] documents', () => {
  test('reach the meters signed, once, and their hash is certified', () => {
    const grid = played();
    const { tariffs: documents } = kept(grid);
    expect(documents).toHaveLength(1);
    expect(documents[0]!.document).toEqual(DOCUMENT);
    expect(grid.scheme.tariffs[0]!.document).toBe(documentHash(nodeCrypto, documents[0]!.document));
    grid.wait(130_000);
    expect(kept(grid).tariffs).toHaveLength(1);
  });

  test('that are changed, signed by somebody else or named by no scheme are kept by nobody', () => {
    const grid = played();
    const [signed] = kept(grid).tariffs;
    const send = (tariff: SignedTariff): void => {
      const copy: TariffCopy = { version: 1, deployment: 'test', type: 'tariffs', tariffs: [tariff] };
      grid.publish({ topic: topics.tariffs(), payload: canonicalJson(copy), isRetained: true });
      grid.settle();
    };
    const before = kept(grid).tariffs.length;
    // A process that has seen none hears what the broker kept: another document first.
    send({ ...signed!, document: { ...DOCUMENT, title: 'Cheaper' } });
    grid.restartFleet();
    grid.settle();
    send({ ...signed!, signature: `${'A'.repeat(85)}A` });
    expect(kept(grid).tariffs).toHaveLength(before);
    expect(grid.fleet.notices.filter(({ code }) => code === 'not_authentic')).toHaveLength(1);
    // The control: the utility's own is taken, by a process that has not seen it.
    send(signed!);
    expect(kept(grid).tariffs).toHaveLength(before + 1);
    expect(isTariffBy(nodeCrypto, grid.utilityParty.signers.utility, signed!)).toBe(true);
  });
});

describe('[P-8.8] amounts', () => {
  test('are those of a plain computation, and sealed back to the meter', () => {
    const { bills } = kept(played());
    expect([...bills].map(([meter, { money }]) => [meter, money?.totalMicro])).toEqual(
      [0, 1, 2].map((meter) => [`meter-${meter + 1}`, byHand(meter)]),
    );
    expect(bills.get('meter-1')?.money?.tariff).toEqual({ id: 'home', revision: 1, title: 'Home', hash: HASH });
  });

  test('the household computes them again, and finds what is not so', () => {
    const grid = played();
    const { bills } = kept(grid);
    const bill = bills.get('meter-2')!;
    const books = (changed: Bill, readings: MeterBooks['readings']): MeterBooks => ({
      meter: 'meter-2',
      lastInterval: bill.from + COUNT - 1,
      meteredUnits: [],
      readings,
      voids: [],
      refused: [],
      joined: bill.from,
      before: [],
      gaps: [],
      estimates: [],
      replacements: [],
      sample: undefined,
      counters: [],
      bills: [changed],
    });
    const readings = (more = 0): MeterBooks['readings'] =>
      Array.from({ length: COUNT }, (_, offset) => ({
        interval: bill.from + offset,
        sharing: '',
        bookedUnits: wh(1, offset).map((units, at) => units + (at === 0 && offset === 3 ? more : 0)),
        isVoid: false,
        isBilled: true,
      }));
    const documents = new Map([[HASH, DOCUMENT]]);
    const seen = (changed: Bill, rows = readings(), known: Map<string, TariffDocument> = documents) =>
      viewOwnBills(books(changed, rows), [IMPORT, EXPORT], grid.scheme, known).map(({ energy, cost }) => [
        energy,
        cost,
      ]);
    expect(seen(bill)).toEqual([['exact', 'exact']]);
    expect(seen(bill, readings(1))).toEqual([['differs', 'exact']]);
    expect(seen(bill, readings().slice(2))).toEqual([['was-exact', 'exact']]);
    const { money } = bill;
    expect(seen({ ...bill, money: { ...money!, totalMicro: money!.totalMicro + 1 } })).toEqual([['exact', 'differs']]);
    expect(seen({ ...bill, enrolled: { from: bill.from - 1, count: COUNT + 1 } })).toEqual([['exact', 'differs']]);
    const { money: _money, ...unpriced } = bill;
    expect(seen(unpriced)).toEqual([['exact', 'differs']]);
    expect(seen(bill, readings(), new Map())).toEqual([['exact', 'unknown']]);
  });

  test('without a document a bill has no amounts', () => {
    const { bills, tariffs: documents } = kept(played([]));
    expect(documents).toEqual([]);
    expect([...bills.values()].map(({ money, enrolled }) => [money, enrolled])).toEqual(
      [0, 1, 2].map(() => [undefined, undefined]),
    );
  });
});

describe('[P-4.4] how long a sealed bill is', () => {
  test('does not tell what it costs, nor which tiers were reached', () => {
    const lengths = (factor: number): number[] => {
      const grid = new Grid({
        meters: 3,
        aggregators: 3,
        threshold: 2,
        minIntervals: 2,
        floor: { minIntervals: 2 },
        tariffs,
        documents: [DOCUMENT],
      });
      grid.start();
      for (let offset = 0; offset < COUNT; offset++) grid.readInterval(offset, () => [factor]);
      grid.closeDue();
      grid.wait(8_000);
      const sealed = grid.tapped.filter(({ topic }) => topic.endsWith('/bill'));
      return [...new Set(sealed.map(({ payload }) => payload.length))];
    };
    expect(lengths(0)).toEqual(lengths(4_000));
    expect(lengths(0)).toHaveLength(1);
  });
});
