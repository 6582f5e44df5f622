/** What is on the page of a meter: now, today, bills, what the utility knows, who has what. */
import type { HouseholdPage } from '../views/household-view.ts';
import { Bars } from './bars.tsx';
import { Bills } from './bill-sections.tsx';
import { THOUSANDS, amount, lengthOf, localTime, nameOf } from './page-words.tsx';

/** Readings since the last local midnight; of the last day there are some of, if today has none. */
function today({ curve, present }: HouseholdPage): { readonly day: string; readonly points: HouseholdPage['curve'] } {
  const dayOf = (iso: string): string => localTime(iso).slice(0, 10);
  const now = dayOf(present.now);
  const day = curve.some(({ begin }) => dayOf(begin) === now) ? now : dayOf(curve.at(-1)?.begin ?? present.now);
  return { day, points: curve.filter(({ begin }) => dayOf(begin) === day) };
}

function Now({ page: { present, isConnected } }: { readonly page: HouseholdPage }) {
  return (
    <dl class="now">
      {present.sample?.registers.map(({ register, value, unit }) => (
        <div key={register}>
          <dt>{nameOf(register)}, as the meter shows it</dt>
          <dd>
            {value} {unit}
          </dd>
        </div>
      ))}
      <div>
        <dt>Connection to the grid</dt>
        <dd>{isConnected ? 'there' : 'away'}</dd>
      </div>
      {present.window === undefined ? null : (
        <div>
          <dt>Next bill is of the time until</dt>
          <dd>{localTime(present.window.end)}</dd>
        </div>
      )}
    </dl>
  );
}

function Today({ page }: { readonly page: HouseholdPage }) {
  const { day, points } = today(page);
  const { registers } = page.present;
  if (points.length === 0)
    return (
      <p>There is no reading yet: the first one comes with the end of the first whole interval after the start.</p>
    );
  return (
    <>
      {registers.map(({ register, unit }, at) => (
        <Bars
          key={register}
          title={`${nameOf(register)} on ${day}, ${THOUSANDS[unit]} in each ${lengthOf(page.intervalSeconds)}`}
          times={points.map(({ begin }) => Date.parse(begin) / 1_000)}
          values={points.map(({ units }) => units[at] ?? 0)}
          text={(value) => String(Math.round(value) / 1_000)}
          colour={at === 0 ? '--bar' : '--bar-fed'}
        />
      ))}
      <details>
        <summary>Figures of {day} as a table</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={`Figures of ${day}`}>
          <table class="figures">
            <thead>
              <tr>
                <th scope="col">From</th>
                {registers.map(({ register }) => (
                  <th scope="col" class="number" key={register}>
                    {nameOf(register)}
                  </th>
                ))}
                <th scope="col">What is special</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ begin, units, isEstimated, isVoid, isBilled }) => (
                <tr key={begin}>
                  <td>{localTime(begin).slice(11)}</td>
                  {registers.map(({ register, unit }, at) => (
                    <td class="number" key={register}>
                      {amount(units[at] ?? 0, unit)}
                    </td>
                  ))}
                  <td>
                    {[isEstimated ? 'estimated' : '', isVoid ? 'too late, billed later' : '', isBilled ? 'billed' : '']
                      .filter((word) => word !== '')
                      .join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

function Known({ page: { bills, area } }: { readonly page: HouseholdPage }) {
  const totals = bills.flatMap(({ lines }) => lines);
  return (
    <>
      <p>
        Of this home the utility has{' '}
        {totals.length === 0 ? 'no total yet' : `exactly ${totals.length} ${totals.length === 1 ? 'total' : 'totals'}`}:
        the amounts of the bills above, one for each period and rate. It has no reading, and can&apos;t work one out.
      </p>
      <p>
        It hears for each interval that this meter reported, and the sum of all homes of {area} together, in which this
        one is.
      </p>
    </>
  );
}

function Holders({ page: { holders, threshold, curve } }: { readonly page: HouseholdPage }) {
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Who has what">
        <table class="blocks">
          <thead>
            <tr>
              <th scope="col">Who</th>
              <th scope="col">Has of readings that are on no bill yet</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">This device</th>
              <td>all readings, {curve.length} of them of the last two days</td>
            </tr>
            {holders.map(({ aggregator, operator, shares, of }) => (
              <tr key={aggregator}>
                <th scope="row">
                  Aggregator {aggregator}, run by {operator}
                </th>
                <td>
                  one share each of {shares} of {of}: random numbers, which say nothing by themselves
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">The utility</th>
              <td>nothing</td>
            </tr>
            <tr>
              <th scope="row">The broker</th>
              <td>nothing that it could open: it passes on what is sealed</td>
            </tr>
          </tbody>
        </table>
      </div>
      {threshold === undefined ? null : (
        <p>
          Any {threshold} of these operators together could read what is not settled yet. After that they erase their
          shares, 60 days after the period at the latest.
        </p>
      )}
    </>
  );
}

export function Meter({ page }: { readonly page: HouseholdPage }) {
  return (
    <>
      <header class="top">
        <h1>Meter {page.meter}</h1>
        <p>As this device sees it at {localTime(page.present.now)}. Nothing on this page leaves your home.</p>
      </header>
      <Now page={page} />
      <section aria-labelledby="today">
        <h2 id="today">Today</h2>
        <Today page={page} />
      </section>
      <section aria-labelledby="bills">
        <h2 id="bills">Bills</h2>
        <Bills bills={page.bills} />
      </section>
      <section aria-labelledby="known">
        <h2 id="known">What the utility knows</h2>
        <Known page={page} />
      </section>
      <section aria-labelledby="holders">
        <h2 id="holders">Who has what</h2>
        <Holders page={page} />
      </section>
    </>
  );
}
