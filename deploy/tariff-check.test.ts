/** What `gridshare tariff check` says. [P-8.5] */
import { expect, test } from 'vitest';
import type { Scheme, Tariff } from '../schemas/types.ts';
import { schemeWith } from '../test/material.ts';
import { checkTariffs } from './tariff-check.ts';

const nightAndDay: Tariff = {
  id: 'two',
  from: 1_000,
  count: 8,
  rates: ['night', 'day'].map((name, at) => ({ name, microPerKwh: at })),
  runs: [0, 1].map((rate) => ({ rate, count: 4 })),
};

function said(changes: Partial<Scheme>): { readonly isAllowed: boolean; readonly text: string } {
  const { isAllowed, lines } = checkTariffs(schemeWith(changes));
  return { isAllowed, text: lines.join('\n') };
}

test('[P-8.5] says how many numbers there are per home and window, how many sets, and whether it is allowed', () => {
  const allowed = said({ tariffs: [nightAndDay] });
  expect(allowed.isAllowed).toBe(true);
  expect(allowed.text).toMatch(/2 numbers per register, home and window: night, day/);
  expect(allowed.text).toMatch(/cut a day into 2 sets at most \(8 allowed\)/);
  expect(said({}).text).toMatch(/one number per register/);
  const refused = said({
    tariffs: [{ ...nightAndDay, rates: nightAndDay.rates.map((rate) => ({ ...rate, microPerKwh: 1 })) }],
  });
  expect(refused.isAllowed).toBe(false);
  expect(refused.text).toMatch(
    /Refused \(scheme_refused\): tariff two has one price for night and day: make them one rate/,
  );
  const dynamic = said({
    tariffs: [{ ...nightAndDay, dynamic: true }],
    floors: { ...schemeWith().floors, dynamic: true },
  });
  expect(dynamic.isAllowed).toBe(true);
  expect(dynamic.text).toMatch(/Meters take part only if their own floor says dynamic/);
});
