/**
 * [P-6.2] An aggregator whose ledger gives back other cells than it stored: nothing of that page or bill is released, and
 * everything else goes on.
 */
import { describe, expect, test } from 'vitest';
import type { CellRow, LedgerRead, LedgerRows } from '../../aggregator/ledger.ts';
import { FIRST_INTERVAL, Grid } from '../simulation/grid.ts';

const SIZE = { meters: 4, aggregators: 3, threshold: 2 };
/** The page whose rows are damaged. */
const BAD_PAGE = FIRST_INTERVAL + 3;

/** Makes aggregator 2's ledger give back other rows of one page, whichever read they are for. */
function damage(grid: Grid, change: (rows: CellRow[]) => CellRow[]): void {
  const ledger = grid.ledgers[1]!;
  const read = ledger.read.bind(ledger);
  ledger.read = (query: LedgerRead): LedgerRows => {
    const answer = read(query);
    if (answer.kind !== 'cells') return answer;
    const rows = [...answer.rows];
    const bad = rows.filter(({ interval }) => interval === BAD_PAGE);
    if (bad.length === 0) return { ...answer, rows };
    return { ...answer, rows: [...rows.filter(({ interval }) => interval !== BAD_PAGE), ...change(bad)] };
  };
}

function run(grid: Grid): void {
  grid.start();
  for (let offset = 0; offset < 8; offset++) grid.readInterval(offset, (meter) => [100 * meter + offset]);
  grid.closeDue();
  grid.wait(10_000);
}

/** Log entries that aggregator 2 has released something of, by interval of the page, or `bill`. */
function releasedBy2(grid: Grid): (number | 'bill')[] {
  const [area] = grid.ledgers[1]!.restore();
  return [...(area?.releases ?? [])].map(({ interval, meters }) =>
    meters === '' ? interval - FIRST_INTERVAL : 'bill',
  );
}

function flip(row: CellRow): CellRow {
  const shares = Uint8Array.from(row.shares);
  shares[5] = shares[5]! ^ 4;
  return { ...row, shares };
}

describe('[P-6.2] damaged cells', () => {
  const damages: readonly [what: string, change: (rows: CellRow[]) => CellRow[]][] = [
    ['a bit of one flipped', ([first, ...rest]) => [flip(first!), ...rest]],
    ['one gone', (rows) => rows.slice(1)],
    ['one twice, another gone', ([first, _second, ...rest]) => [first!, first!, ...rest]],
    [
      'one in the place of another',
      ([first, second, ...rest]) => [first!, { ...first!, index: second!.index }, ...rest],
    ],
    [
      'shares of two swapped',
      ([a, b, ...rest]) => [{ ...a!, shares: b!.shares }, { ...b!, shares: a!.shares }, ...rest],
    ],
    ['one from another page', ([first, ...rest]) => [{ ...first!, interval: first!.interval - 1 }, ...rest]],
    ['all of them gone', () => []],
  ];

  test.each(damages)(
    '%s: not summed, the rest is released, and the others’ answers open everything',
    (_what, change) => {
      const grid = new Grid(SIZE);
      damage(grid, change);
      run(grid);
      expect(releasedBy2(grid)).toEqual([0, 1, 2, 4, 5, 6, 7]);
      const notices = grid.aggregators[1]!.notices.filter(({ code }) => code === 'ledger_corrupt');
      expect(notices.map(({ level }) => level)).toEqual(['error', 'error']);
      expect(notices[0]?.text).toMatch(new RegExp(`interval ${BAD_PAGE}.*restore a backup.*docs/reliability.md`));
      expect(grid.bills.map(({ status, lines }) => [status, lines[0]?.totalUnits])).toEqual(
        [0, 1, 2, 3].map((meter) => ['verified', 800 * meter + 28]),
      );
      expect(grid.loads.map(({ totalUnits }) => totalUnits)).toEqual(
        Array.from({ length: 8 }, (_, at) => 600 + 4 * at),
      );
    },
  );

  test('control: with a healthy ledger everything is released, and nobody complains', () => {
    const grid = new Grid(SIZE);
    damage(grid, (rows) => rows);
    run(grid);
    expect(releasedBy2(grid)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 'bill']);
    expect(grid.aggregators[1]!.notices.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a recorded answer that is damaged is not sent again', () => {
    const grid = new Grid(SIZE);
    const ledger = grid.ledgers[1]!;
    const read = ledger.read.bind(ledger);
    ledger.read = (query) =>
      query.kind === 'releases' ? { kind: 'releases', read: query, releases: [], isDamaged: true } : read(query);
    grid.onDeliver = ({ topic }, to) => !(to === 'utility' && topic === 'grid/utility/totals');
    run(grid);
    grid.onDeliver = () => true;
    grid.wait(5_000);
    expect(grid.aggregators[1]!.notices.map(({ code }) => code)).toContain('ledger_corrupt');
    // Any two open everything.
    expect(grid.bills.map(({ status }) => status)).toEqual(['verified', 'verified', 'verified', 'verified']);
  });
});
