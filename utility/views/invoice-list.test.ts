/** Corrections: what was sent stays, and is taken back by a note of its own. [P-8.8.4] */
import { describe, expect, test } from 'vitest';
import { nodeCrypto } from '../../host/keys/crypto.ts';
import { documentHash } from '../../protocol/money/document.ts';
import type { TariffDocument } from '../../schemas/types.ts';
import { IMPORT, schemeWith } from '../../test/material.ts';
import type { BillFigure } from '../archive.ts';
import { listInvoices } from './invoice-list.ts';

const DOCUMENT: TariffDocument = {
  version: 1,
  id: 'home',
  revision: 3,
  title: 'Home',
  currency: 'EUR',
  decimals: 2,
  timeZone: 'UTC',
  components: [{ id: 'energy', title: 'Energy', kind: 'flat', vatPpm: 190_000, microPerKwh: 300_000 }],
};
const HASH = documentHash(nodeCrypto, DOCUMENT);
const scheme = schemeWith({
  tariffs: [
    {
      id: 'home',
      from: 1_000,
      count: 8,
      document: HASH,
      rates: [{ name: 'all', microPerKwh: 300_000 }],
      runs: [{ rate: 0, count: 8 }],
    },
  ],
});
const enrolled = { index: 0, from: 1_000, until: Number.MAX_SAFE_INTEGER } as Parameters<typeof listInvoices>[3];

function figure(status: BillFigure['status'], totalUnits = 0, from = 1_000): BillFigure {
  return {
    sequence: 7,
    from,
    count: 8,
    index: 0,
    meter: 'm-1',
    status,
    lines: status === 'verified' ? [{ register: IMPORT, rate: 'all', cells: 8, totalUnits, microPerKwh: 300_000 }] : [],
    setHash: '',
    signers: [],
    differing: [],
    reason: 'so it is',
  };
}

const invoices = (...history: BillFigure[]) =>
  listInvoices('oak', scheme, new Map([[HASH, DOCUMENT]]), enrolled, history).map(
    ({ number, kind, revision, of, money }) => [number, kind, revision, of, money?.netMicro, money?.totalMicro],
  );

describe('[P-8.8.4] what a household was sent', () => {
  test('a bill, once: a later figure that says the same sends nothing', () => {
    const bill = ['oak-m-1-1000-1', 'bill', 1, undefined, 300_000, 357_000];
    expect(invoices(figure('failed'), figure('verified', 1_000))).toEqual([bill]);
    expect(invoices(figure('verified', 1_000), figure('verified', 1_000))).toEqual([bill]);
    expect(invoices(figure('waiting'), figure('remnant'))).toEqual([]);
  });

  test('a dispute takes the bill back; totals that are found later are a new one', () => {
    expect(
      invoices(figure('verified', 1_000), figure('disputed'), figure('disputed'), figure('verified', 1_500)),
    ).toEqual([
      ['oak-m-1-1000-1', 'bill', 1, undefined, 300_000, 357_000],
      ['oak-m-1-1000-1-c', 'credit-note', 1, 'oak-m-1-1000-1', -300_000, -357_000],
      ['oak-m-1-1000-2', 'bill', 2, undefined, 450_000, 535_500],
    ]);
  });

  test('other totals are a credit note and a new bill at once; all of a meter come to what stands', () => {
    const all = listInvoices('oak', scheme, new Map([[HASH, DOCUMENT]]), enrolled, [
      figure('verified', 1_000),
      figure('verified', 999),
      figure('verified', 500, 1_008),
    ]);
    expect(all.map(({ kind, from }) => [kind, from])).toEqual([
      ['bill', 1_000],
      ['credit-note', 1_000],
      ['bill', 1_000],
      ['bill', 1_008],
    ]);
    expect(all.reduce((sum, { money }) => sum + (money?.netMicro ?? 0), 0)).toBe(299_700);
    // No document says what the second window costs.
    expect(all.at(-1)?.money).toBeUndefined();
    expect(all[1]).toMatchObject({ of: 'oak-m-1-1000-1', reason: 'other totals were opened', run: 7 });
  });
});
