/** What is on the page of a meter: now, today, bills, what the utility knows, who has what. */
import type { HouseholdPage } from '../views/household-view.ts';
import { Bars } from './bars.tsx';

type Unit = HouseholdPage['present']['registers'][number]['unit'];
const THOUSANDS: Readonly<Record<Unit, string>> = { Wh: 'kWh', dm3: 'm³', kJ: 'MJ' };
const NAMES: Readonly<Record<string, string>> = {
  '1-0:1.8.0': 'Energy drawn',
  '1-0:2.8.0': 'Energy fed in',
  '7-0:3.0.0': 'Gas',
  '8-0:1.0.0': 'Water',
  '6-0:1.0.0': 'Heat',
};

const nameOf = (register: string): string => NAMES[register] ?? register;

function amount(units: number, unit: Unit): string {
  const size = Math.abs(Math.round(units));
  const whole = String(Math.floor(size / 1_000)).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${units < 0 ? '-' : ''}${whole}.${String(size % 1_000).padStart(3, '0')} ${THOUSANDS[unit]}`;
}

/** "hour", "15 minutes" */
function lengthOf(seconds = 0): string {
  if (seconds === 3_600) return 'hour';
  return seconds % 60 === 0 ? `${seconds / 60} minutes` : `${seconds} seconds`;
}

function localTime(iso: string): string {
  const date = new Date(iso);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

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

const STATES = {
  verified: { text: 'right: checked by this device with its own readings', look: 'ok' },
  disputed: { text: 'disputed', look: 'bad' },
  failed: { text: 'not to be had', look: 'bad' },
} as const;

function Bills({ page: { present } }: { readonly page: HouseholdPage }) {
  const bills = present.bills.toReversed();
  if (bills.length === 0)
    return <p>There is no bill yet: the first one comes after the end of the first billing period.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Bills">
      <table class="blocks">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">What</th>
            <th scope="col" class="number">
              Amount
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {bills.flatMap((bill) => {
            const state = STATES[bill.status];
            const frame = [bill.begin, bill.end].map((time) => (time === undefined ? '' : localTime(time)));
            const lines = bill.lines.length === 0 ? [undefined] : bill.lines;
            return lines.map((line) => (
              <tr key={`${bill.begin}${line?.register}${line?.rate}`}>
                <td>
                  {frame[0]} to {frame[1]}
                </td>
                <td>{line === undefined ? '' : `${nameOf(line.register)}, rate ${line.rate}`}</td>
                <td class="number">{line === undefined ? '' : amount(line.totalUnits, line.unit)}</td>
                <td>
                  <span class={state.look}>{state.text}</span>
                  {bill.reason === undefined ? '' : `: ${bill.reason}`}
                </td>
              </tr>
            ));
          })}
        </tbody>
      </table>
    </div>
  );
}

function Known({ page: { present, area } }: { readonly page: HouseholdPage }) {
  const totals = present.bills.filter(({ status }) => status === 'verified').flatMap(({ lines }) => lines);
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
        <Bills page={page} />
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
