/** The first page: how the grid stands; a check list while nothing was billed yet. */
import { Fragment } from 'preact';
import { aggregatorRows } from './aggregators.tsx';
import { alarms } from './alarms.tsx';
import { CheckList } from './check-list.tsx';
import { LastDay } from './last-day.tsx';
import { Badge, Card, Figure, Table } from './parts.tsx';
import { aggregators, areas, deployment, evidence, settlements } from './store.tsx';
import { STATE_WORDS, amount, count, plural, registerName, span, time, sentence } from './words.tsx';

function Figures() {
  const bills = { verified: 0, waiting: 0, trouble: 0, remnant: 0 };
  for (const { bills: own } of areas.value) {
    bills.verified += own.verified;
    bills.waiting += own.waiting;
    bills.trouble += own.disputed + own.failed;
    bills.remnant += own.remnant;
  }
  const meters = areas.value.reduce((sum, area) => sum + area.meters, 0);
  const billed = areas.value.flatMap((area) => area.billed).filter(({ unit }) => unit === 'Wh');
  const wh = billed.reduce((sum, { units }) => sum + units, 0);
  const hint = [
    bills.waiting > 0 ? `${count(bills.waiting)} waiting` : '',
    bills.trouble > 0 ? `${count(bills.trouble)} in dispute or failed` : '',
  ].filter((text) => text !== '');
  return (
    <div class="figures" aria-live="polite">
      <Figure label="Meters" value={count(meters)} hint={`in ${plural(areas.value.length, 'area')}`} />
      <Figure label="Bills verified" value={count(bills.verified)} hint={hint.join(', ') || 'none waiting'} />
      <Figure label="Energy billed" value={amount(wh, 'Wh')} hint="drawn, on verified bills" />
      <Figure
        label="Alarms"
        value={count(alarms.value.length)}
        hint={evidence.value.length > 0 ? `${plural(evidence.value.length, 'piece')} of evidence` : 'no evidence'}
      />
    </div>
  );
}

/** Meters by how they stand in the window that was billed last, area by area. */
function Areas() {
  const last = new Map(
    settlements.value.filter(({ set }) => set !== undefined).map((window) => [window.area, window] as const),
  );
  const state = (area: string, name: 'billed' | 'waiting' | 'remnant') => count(last.get(area)?.bills[name] ?? 0);
  return (
    <Table
      caption="Areas"
      rows={areas.value}
      keyOf={({ area }) => area}
      empty="No area has a log yet."
      columns={[
        { name: 'Area', cell: ({ area }) => area },
        { name: 'Meters', isNumber: true, cell: ({ meters }) => count(meters) },
        { name: 'Billed last', isNumber: true, cell: ({ area }) => state(area, 'billed') },
        { name: 'Waiting', isNumber: true, cell: ({ area }) => state(area, 'waiting') },
        { name: 'Remnant', isNumber: true, cell: ({ area }) => state(area, 'remnant') },
        { name: 'Windows footed', isNumber: true, cell: (area) => `${area.windowsFooted} of ${area.windowsBilled}` },
        {
          name: 'Closed until',
          cell: ({ closedUntil, closingCount }) =>
            closedUntil === undefined
              ? '–'
              : `${time(closedUntil)}${closingCount > 1 ? `, ${closingCount} behind` : ''}`,
        },
      ]}
    />
  );
}

function LastSettlement() {
  const last = settlements.value.filter(({ set }) => set !== undefined).at(-1);
  if (last === undefined) return <p class="empty">No window was billed yet.</p>;
  const { state, reason, bills, footing } = last;
  return (
    <>
      <p>
        <Badge mood={state === 'billed' ? 'good' : state === 'failed' ? 'bad' : 'busy'}>{STATE_WORDS[state]}</Badge>{' '}
        {last.area}, {span(last)}
      </p>
      <p>{sentence(reason)}.</p>
      <dl>
        <dt>Meters billed</dt>
        <dd>{count(bills.billed)}</dd>
        <dt>Waiting</dt>
        <dd>{count(bills.waiting)}</dd>
        <dt>Remnant</dt>
        <dd>
          {count(bills.remnant)}
          {bills.remnant > 0 ? ', their energy is booked again' : ''}
        </dd>
        {footing.sums.map(({ register, unit, billedUnits, loadUnits }) => (
          <Fragment key={register}>
            <dt>{registerName(register)}</dt>
            <dd>
              {amount(billedUnits, unit)} on bills, {amount(loadUnits, unit)} in loads
            </dd>
          </Fragment>
        ))}
      </dl>
      <p>
        <a href="#/settlement">All windows</a>
      </p>
    </>
  );
}

function Refusals() {
  const rows = aggregators.value.flatMap(({ aggregator, refusals }) =>
    refusals.map((refusal) => ({ aggregator, ...refusal })),
  );
  return (
    <Table
      caption="What aggregators refused since the utility started"
      rows={rows}
      keyOf={({ aggregator, code }) => `${aggregator}/${code}`}
      empty="Nothing was refused since the utility started."
      columns={[
        { name: 'Aggregator', isNumber: true, cell: ({ aggregator }) => aggregator },
        { name: 'Code', cell: ({ code }) => <code>{code}</code> },
        { name: 'Times', isNumber: true, cell: ({ count: times }) => count(times) },
      ]}
    />
  );
}

export function Overview() {
  const known = deployment.value;
  const isNew = known?.isReady !== true || areas.value.every(({ windowsBilled }) => windowsBilled === 0);
  return (
    <>
      {isNew ? <CheckList /> : null}
      {known?.isReady === true ? (
        <>
          <Figures />
          <div class="columns">
            <Card title="The last day">
              <LastDay />
            </Card>
            <Card title="Last settlement">
              <LastSettlement />
            </Card>
          </div>
          <Card title="Areas">
            <Areas />
          </Card>
          <Card title="Aggregators">{aggregatorRows()}</Card>
          <div class="columns">
            <Card title="Refusals">
              <Refusals />
            </Card>
            <Card title="Evidence">
              {evidence.value.length === 0 ? (
                <p class="empty">Nobody signed two things that contradict each other.</p>
              ) : (
                <ul>
                  {evidence.value.map(({ name, text, isAcknowledged }) => (
                    <li key={name}>
                      <Badge mood={isAcknowledged ? 'quiet' : 'bad'}>{isAcknowledged ? 'acknowledged' : 'open'}</Badge>{' '}
                      {text}
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          </div>
        </>
      ) : null}
    </>
  );
}
