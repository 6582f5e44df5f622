/** What the tariffs of a scheme tell of a home, in plain words. [P-8.5] Pure. */
import { schemeProblem } from '../protocol/grid/scheme.ts';
import { COMPARED_WINDOWS, atomsFrom, tariffFloorOf } from '../protocol/grid/tariff.ts';
import type { Scheme, Tariff } from '../schemas/types.ts';

export interface TariffReport {
  readonly isAllowed: boolean;
  readonly lines: readonly string[];
}

function describe(tariff: Tariff): string {
  const { id, from, rates } = tariff;
  const numbers = `${rates.length} number${rates.length === 1 ? '' : 's'} per register, home and window`;
  return tariff.dynamic === true
    ? `${id} (window from ${from}): dynamic, ${numbers}`
    : `${id} (window from ${from}): ${numbers}: ${rates.map(({ name }) => name).join(', ')}`;
}

export function checkTariffs(scheme: Scheme): TariffReport {
  const floor = tariffFloorOf(scheme.floors);
  const problem = schemeProblem(scheme);
  const lines = scheme.tariffs.map(describe);
  if (lines.length === 0) lines.push('No tariffs: a bill has one number per register, home and window.');
  const atoms = Math.max(0, ...scheme.tariffs.map(({ from }) => atomsFrom(scheme, from)));
  if (atoms > 0)
    lines.push(
      `The calendars of any ${COMPARED_WINDOWS} windows cut a day into ${atoms} set${atoms === 1 ? '' : 's'} at most (${floor.maxAtoms} allowed): a year of bills tells so many numbers of a home's mean day, and nothing of a single day.`,
    );
  if (scheme.tariffs.some(({ dynamic }) => dynamic === true))
    lines.push(
      "Dynamic tariffs: which intervals have one level is another choice in every window, so over a year bills tell much of a home's mean day, and of the days that a level was for. Meters take part only if their own floor says dynamic: true.",
    );
  lines.push(problem === undefined ? 'Allowed under the floors of this scheme.' : `Refused: ${problem}.`);
  return { isAllowed: problem === undefined, lines };
}
